import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { CustomerRow, customerSorts } from '../../../contract/customers.ts';
import type { Ctx } from '../../platform/context.ts';
import { withPhones, wordsFor } from '../../platform/masking.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import type { LatestSide } from '../../platform/reach.costs.ts';
import { latestSideFor } from '../../platform/reach.costs.ts';
import type { Rows } from '../../platform/reach.ts';
import { holding, reach } from '../../platform/reach.ts';
import { customerSeenRow, peopleOfLine } from '../../platform/scope.ts';
import { searchQuery } from '../../platform/text.ts';
import type { After } from './customers.page.reads.ts';
import { firstDepth, latestOfLine, latestOfTeams } from './customers.page.reads.ts';

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
  c.archive_updated_at as "archiveUpdatedAt", c.stale_at as "staleAt", c.last_visit_on as "lastVisitOn", c.next_step as "nextStep",
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

function filtersOf(filters: Filters, now: Date): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [];
  if (filters.segmentId) conditions.push(sql`c.segment_id = ${filters.segmentId}`);
  if (filters.regionId) conditions.push(sql`c.region_id = ${filters.regionId}`);
  if (filters.industryId) conditions.push(sql`c.industry_id = ${filters.industryId}`);
  if (filters.levelId) conditions.push(sql`c.level_id = ${filters.levelId}`);
  if (filters.ownerId) conditions.push(sql`c.owner_id = ${filters.ownerId}`);
  if (filters.stale !== undefined) {
    const comparison = filters.stale ? sql`<=` : sql`>`;
    conditions.push(sql`c.stale_at ${comparison} ${now}`);
  }
  return conditions;
}

/** Rows that the actor sees and that pass the filters; null when what was typed cannot be searched for. */
async function rowsOf(ctx: Ctx, filters: Filters, page: number): Promise<Rows | null> {
  const conditions = filtersOf(filters, ctx.now());
  // One owner's customers are few and lie together.
  const found = filters.ownerId
    ? ofOwner(ctx, filters.q)
    : await reach(ctx.db, ctx.actor, 'customers', { q: filters.q, page, filtered: conditions.length > 0 });
  if (!found) return null;
  return { from: found.from, conditions: sql.join([found.conditions, ...conditions], sql` and `) };
}

function ofOwner(ctx: Ctx, q: string | undefined): Rows | null {
  const seen = customerSeenRow(ctx.actor, 'c.id');
  const query = q ? searchQuery(q, wordsFor(ctx.actor)) : null;
  if (q && query === null) return null;
  return { from: sql`customers c`, conditions: sql`${holding('c', query)} and ${seen}` };
}

export async function listCustomers(ctx: Ctx, query: ListQuery) {
  const { column, type, key } = sorts[query.sort];
  const { order, after } = directions[query.order];
  const cursor = decodeCursor(query.cursor, key);
  const limit = query.limit + 1;
  const isPlain = !query.q && filtersOf(query, ctx.now()).length === 0;
  if (query.sort === 'updatedAt' && isPlain) {
    const side = await latestSideFor(ctx.db, ctx.actor, limit);
    if (side.by !== 'order') return toCustomerPage(ctx, await latestRows(ctx, query, cursor, limit, side), query);
  }
  const found = await rowsOf(ctx, query, limit);
  if (!found) return { items: [], nextCursor: null };
  const beyond = cursor ? sql`and (${column}, c.id) ${after} (${cursor[0]}::${type}, ${cursor[1]}::uuid)` : sql``;
  const { rows } = await sql<CustomerRow>`
    select ${rowColumns}
    from (
      select c.id, ${column} as at from ${found.from} where ${found.conditions} ${beyond}
      order by ${column} ${order}, c.id ${order} limit ${limit}
    ) page
    join customers c on c.id = page.id
    join users o on o.id = c.owner_id
    order by page.at ${order}, page.id ${order}
  `.execute(ctx.db);
  return toCustomerPage(ctx, rows, query);
}

function toCustomerPage(ctx: Ctx, rows: CustomerRow[], query: ListQuery) {
  return toPage(withPhones(ctx.actor, rows), query.limit, (row) => [row[query.sort], row.id]);
}

async function latestRows(
  ctx: Ctx,
  query: ListQuery,
  after: After,
  limit: number,
  side: LatestSide,
): Promise<CustomerRow[]> {
  const { order } = directions[query.order];
  const read = async (latest: RawBuilder<unknown>) => {
    const { rows } = await sql<CustomerRow & { cut: boolean }>`
      select ${rowColumns}, page.cut
      from (${latest}) page
      join customers c on c.id = page.id
      join users o on o.id = c.owner_id
      order by page.at ${order}, page.id ${order}
    `.execute(ctx.db);
    return rows;
  };
  const plain = (rows: (CustomerRow & { cut: boolean })[]) => rows.map(({ cut: _, ...row }) => row);
  if (side.by === 'teams') {
    const walked = await read(latestOfTeams(ctx.actor, query.order, after, limit, side.window));
    if (walked.length === limit) return plain(walked);
  }
  const ofPeople = (depth: number) => read(latestOfLine(ctx.actor, query.order, after, limit, depth));
  const depth = firstDepth(ctx.actor.line.size, limit);
  const first = await ofPeople(depth);
  return plain(depth < limit && first.some((row) => row.cut) ? await ofPeople(limit) : first);
}

const countedUpTo = 10_000;

export async function countCustomers(ctx: Ctx, filters: Filters) {
  const isPlain = !filters.q && filtersOf(filters, ctx.now()).length === 0;
  const quick = isPlain && !ctx.actor.everyone ? await countTeams(ctx) : null;
  const count = quick ?? (await countRows(ctx, filters));
  return { count: Math.min(count, countedUpTo), exact: count <= countedUpTo };
}

async function countRows(ctx: Ctx, filters: Filters): Promise<number> {
  const found = await rowsOf(ctx, filters, countedUpTo + 1);
  if (!found) return 0;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from ${found.from} where ${found.conditions} limit ${countedUpTo + 1}
    ) as counted
  `.execute(ctx.db);
  return rows[0]?.count ?? 0;
}

/** From the teams of the line alone; null when so many are counted twice that this does not tell. */
async function countTeams(ctx: Ctx): Promise<number | null> {
  const looked = 3 * countedUpTo;
  const { rows } = await sql<{ count: number; looked: number }>`
    select count(distinct customer_id) as count, count(*) as looked from (
      select t.customer_id from ${peopleOfLine(ctx.actor)} as person (id)
      join customer_team t on t.user_id = person.id limit ${looked}
    ) as teams
  `.execute(ctx.db);
  const [found] = rows;
  if (!found) return null;
  return found.looked < looked || found.count > countedUpTo ? found.count : null;
}
