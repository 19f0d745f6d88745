import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { CustomerRow, customerSorts } from '../../../contract/customers.ts';
import type { Ctx } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { seenFrom } from '../../platform/reach.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { searchQuery } from '../../platform/text.ts';
import { staleBefore } from './customers.rules.ts';

export type Filters = {
  q?: string;
  segmentId?: string;
  regionId?: string;
  industryId?: string;
  levelId?: string;
  ownerId?: string;
  stale?: boolean;
};

export type ListQuery = Filters & {
  sort: (typeof customerSorts)[number];
  order: 'asc' | 'desc';
  cursor?: string;
  limit: number;
};

/** Columns of a customer in a list; `c` is the customer and `o` its owner. */
export const rowColumns = sql`
  c.id, c.name, c.segment_id as "segmentId", c.region_id as "regionId", c.industry_id as "industryId",
  c.level_id as "levelId", json_build_object('id', o.id, 'name', o.name, 'post', o.post) as owner, c.phone,
  c.archive_updated_at as "archiveUpdatedAt", c.last_visit_on as "lastVisitOn", c.next_step as "nextStep",
  c.next_step_on as "nextStepOn", c.updated_at as "updatedAt", c.created_at as "createdAt", c.version`;

const sorts = {
  updatedAt: { column: sql`c.updated_at`, type: sql`timestamptz`, key: z.tuple([z.iso.datetime(), z.uuid()]) },
  createdAt: { column: sql`c.created_at`, type: sql`timestamptz`, key: z.tuple([z.iso.datetime(), z.uuid()]) },
  name: { column: sql`c.name`, type: sql`text`, key: z.tuple([z.string().max(200), z.uuid()]) },
};

const directions = {
  asc: { order: sql`asc`, after: sql`>` },
  desc: { order: sql`desc`, after: sql`<` },
};

function conditionsOf(filters: Filters, now: Date): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [];
  if (filters.q) conditions.push(matching(filters.q));
  if (filters.segmentId) conditions.push(sql`c.segment_id = ${filters.segmentId}`);
  if (filters.regionId) conditions.push(sql`c.region_id = ${filters.regionId}`);
  if (filters.industryId) conditions.push(sql`c.industry_id = ${filters.industryId}`);
  if (filters.levelId) conditions.push(sql`c.level_id = ${filters.levelId}`);
  if (filters.ownerId) conditions.push(sql`c.owner_id = ${filters.ownerId}`);
  if (filters.stale !== undefined) {
    const comparison = filters.stale ? sql`<` : sql`>=`;
    conditions.push(sql`c.archive_updated_at ${comparison} ${staleBefore(now)}`);
  }
  return conditions;
}

/** What a person typed, against name, telephone and credit code. */
function matching(typed: string): RawBuilder<unknown> {
  const query = searchQuery(typed);
  return query === null ? sql`false` : sql`c.search @@ ${query}::tsquery`;
}

/** One owner's customers are few and lie together; everything else is found from the cheaper side. */
function seen(ctx: Ctx, filters: Filters, conditions: number): Promise<RawBuilder<boolean>> | RawBuilder<boolean> {
  if (filters.ownerId) return customerSeenRow(ctx.actor, 'c.id');
  return seenFrom(ctx.db, ctx.actor, 'c.id', conditions > 0);
}

export async function listCustomers(ctx: Ctx, query: ListQuery) {
  const { column, type, key } = sorts[query.sort];
  const { order, after } = directions[query.order];
  const cursor = decodeCursor(query.cursor, key);
  const conditions = conditionsOf(query, ctx.now());
  conditions.push(await seen(ctx, query, conditions.length));
  if (cursor) conditions.push(sql`(${column}, c.id) ${after} (${cursor[0]}::${type}, ${cursor[1]}::uuid)`);
  const { rows } = await sql<CustomerRow>`
    select ${rowColumns}
    from (
      select * from customers c where ${sql.join(conditions, sql` and `)}
      order by ${column} ${order}, c.id ${order} limit ${query.limit + 1}
    ) c
    join users o on o.id = c.owner_id
    order by ${column} ${order}, c.id ${order}
  `.execute(ctx.db);
  return toPage(rows, query.limit, (row) => [row[query.sort], row.id]);
}

const countedUpTo = 10_000;

export async function countCustomers(ctx: Ctx, filters: Filters) {
  const conditions = conditionsOf(filters, ctx.now());
  conditions.push(await seen(ctx, filters, conditions.length));
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from customers c where ${sql.join(conditions, sql` and `)} limit ${countedUpTo + 1}
    ) as counted
  `.execute(ctx.db);
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, countedUpTo), exact: count <= countedUpTo };
}
