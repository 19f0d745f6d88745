import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { ExtraColumn, OwnKey, SortKey } from '../../../contract/customer-lists.ts';
import type { CustomerRow } from '../../../contract/customers.ts';
import type { Ctx } from '../../platform/context.ts';
import { withPhones } from '../../platform/masking.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import type { LatestSide } from '../../platform/reach.costs.ts';
import { latestSideFor } from '../../platform/reach.costs.ts';
import type { Rows } from '../../platform/reach.ts';
import { extraColumns } from './customers.columns.reads.ts';
import type { Order } from './customers.order.reads.ts';
import { keyOf, orderBy } from './customers.order.reads.ts';
import type { After, Latest } from './customers.page.reads.ts';
import { firstDepth, latestOfLine, latestOfTeams } from './customers.page.reads.ts';
import type { Filters } from './customers.rows.reads.ts';
import { placesOf, rowsOf } from './customers.rows.reads.ts';

export type ListQuery = Filters & {
  sort: SortKey | OwnKey;
  order: 'asc' | 'desc';
  columns?: ExtraColumn[] | undefined;
  cursor?: string | undefined;
  limit: number;
};

/** Columns of a customer in a list; `c` is the customer and `o` its owner. */
export const rowColumns = sql`
  c.id, c.name, c.segment_id as "segmentId", c.region_id as "regionId", c.industry_id as "industryId",
  c.level_id as "levelId", json_build_object('id', o.id, 'name', o.name, 'post', o.post) as owner, c.phone,
  c.archive_updated_at as "archiveUpdatedAt", case when c.pool_id is null then c.stale_at end as "staleAt",
  c.last_visit_on as "lastVisitOn", c.next_step as "nextStep", c.next_step_on as "nextStepOn", c.updated_at as "updatedAt", c.created_at as "createdAt", c.version`;

const directions = {
  asc: { order: sql`asc`, after: sql`>` },
  desc: { order: sql`desc`, after: sql`<` },
};

/** A row with what it is ordered by. */
type Placed = CustomerRow & { at: string | number | null };

export async function listCustomers(ctx: Ctx, query: ListQuery) {
  const order = await orderBy(ctx.db, query.sort);
  const cursor = decodeCursor(query.cursor, keyOf(order));
  const limit = query.limit + 1;
  const places = query.sort === 'updatedAt' ? await placesOf(ctx, query) : null;
  if (places) {
    const side = await latestSideFor(ctx.db, ctx.actor, { page: limit, kept: places.kept });
    const page = { order: query.order, after: cursor as After, limit, narrowed: places.narrowed };
    if (side.by !== 'order') return toCustomerPage(ctx, await latestRows(ctx, query, page, side), query);
  }
  const found = await rowsOf(ctx, query, limit);
  if (!found) return { items: [], nextCursor: null };
  return toCustomerPage(ctx, await orderedRows(ctx, query, order, found, cursor, limit), query);
}

function toCustomerPage(ctx: Ctx, rows: Placed[], query: ListQuery) {
  const { items, nextCursor } = toPage(withPhones(ctx.actor, rows), query.limit, (row) => [row.at, row.id]);
  return { items: items.map(({ at: _, ...row }): CustomerRow => row), nextCursor };
}

type Cursor = readonly [value: string | number | null, id: string] | null;

/** First those that have a value, in its order, then those that have none: two walks along one index. */
async function orderedRows(
  ctx: Ctx,
  query: ListQuery,
  by: Order,
  found: Rows,
  cursor: Cursor,
  limit: number,
): Promise<Placed[]> {
  const { order, after } = directions[query.order];
  const extra = await extraColumns(ctx, query.columns);
  const read = async (page: RawBuilder<unknown>) => {
    const { rows } = await sql<Placed>`
      select ${rowColumns} ${extra}, page.at
      from (${page}) page
      join customers c on c.id = page.id
      join users o on o.id = c.owner_id
      order by page.at ${order}, page.id ${order}
    `.execute(ctx.db);
    return rows;
  };
  const inEmpty = cursor !== null && cursor[0] === null;
  const beyond = cursor
    ? sql`and (${by.column}, ${by.id}) ${after} (${cursor[0]}::${by.type}, ${cursor[1]}::uuid)`
    : sql``;
  const has = by.nullable ? sql`and ${by.column} is not null` : sql``;
  const filled = inEmpty
    ? []
    : await read(sql`
        select c.id, ${by.column} as at from ${found.from} ${by.join ?? sql``} where ${found.conditions} ${has} ${beyond}
        order by ${by.column} ${order}, ${by.id} ${order} limit ${limit}`);
  if (!by.nullable || filled.length >= limit) return filled;
  const rest = inEmpty ? sql`and c.id ${after} ${cursor[1]}::uuid` : sql``;
  const empty = await read(sql`
    select c.id, null::${by.type} as at from ${found.from} where ${found.conditions} and ${by.isEmpty} ${rest}
    order by c.id ${order} limit ${limit - filled.length}`);
  return [...filled, ...empty];
}

async function latestRows(ctx: Ctx, query: ListQuery, page: Latest, side: LatestSide): Promise<Placed[]> {
  const { limit } = page;
  const { order } = directions[query.order];
  const extra = await extraColumns(ctx, query.columns);
  const read = async (latest: RawBuilder<unknown>) => {
    const { rows } = await sql<Placed & { cut: boolean }>`
      select ${rowColumns} ${extra}, page.at, page.cut
      from (${latest}) page
      join customers c on c.id = page.id
      join users o on o.id = c.owner_id
      order by page.at ${order}, page.id ${order}
    `.execute(ctx.db);
    return rows;
  };
  const plain = (rows: (Placed & { cut: boolean })[]) => rows.map(({ cut: _, ...row }) => row);
  if (side.by === 'teams') {
    const walked = await read(latestOfTeams(ctx.actor, page, side.window));
    if (walked.length === limit) return plain(walked);
  }
  const ofPeople = (depth: number) => read(latestOfLine(ctx.actor, page, depth));
  const depth = firstDepth(ctx.actor.line.size, limit);
  const first = await ofPeople(depth);
  return plain(depth < limit && first.some((row) => row.cut) ? await ofPeople(limit) : first);
}
