import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { PersonRef } from '../../../contract/base.ts';
import type { PoolCustomer } from '../../../contract/pools.ts';
import { may } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import { ensure } from '../../platform/errors.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { customerSeenRow, lineSees, poolOpenTo } from '../../platform/scope.ts';
import { normalizeName } from '../../platform/text.names.ts';
import { companyOf, todayOf } from '../org/index.ts';
import * as policy from './customers.policy.ts';
import { comingOf, dueCustomers } from './customers.pool.due.reads.ts';
import * as poolPolicy from './customers.pool.policy.ts';
import { coolingUntil, returnDay } from './customers.pool.rules.ts';
import { poolFor, takenBy } from './customers.pool.store.ts';

type Filters = {
  q?: string;
  poolId?: string;
  segmentId?: string;
  regionId?: string;
  industryId?: string;
  levelId?: string;
};
type ListQuery = Filters & { sort: 'pooledAt' | 'name'; cursor?: string; limit: number };

type Row = Omit<PoolCustomer, 'coolingUntil'> & { formerId: string | null; returnedOn: string; coolingDays: number };

/** What members see of a customer `c` of the pool `p`, whose stay is `w`. Everything else of it is masked. */
const columns = (timeZone: string) => sql`
  c.id, c.name, c.segment_id as "segmentId", c.region_id as "regionId", c.industry_id as "industryId",
  c.level_id as "levelId", json_build_object('id', p.id, 'name', p.name) as pool, c.pooled_at as "pooledAt",
  w.how, w.reason_id as "reasonId", w.rule, p.cooling_days as "coolingDays",
  (c.pooled_at at time zone ${timeZone})::date as "returnedOn",
  (
    select f.owner_id from customer_owners f
    where f.customer_id = c.id and f.until_at is not null and f.how <> 'returned' order by f.id desc limit 1
  ) as "formerId"`;
const besides = sql`join pools p on p.id = c.pool_id
  join customer_owners w on w.customer_id = c.id and w.until_at is null`;

/** Only what is shown can be filtered by and searched for: the name, never what a customer is else found by. */
function conditionsOf(ctx: Ctx, filters: Filters): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [sql`c.pool_id is not null`, poolOpenTo(ctx.actor, 'c.pool_id')];
  const name = normalizeName(filters.q ?? '');
  if (filters.q) conditions.push(name ? sql`position(${name} in c.normalized_name) > 0` : sql`false`);
  if (filters.poolId) conditions.push(sql`c.pool_id = ${filters.poolId}`);
  if (filters.segmentId) conditions.push(sql`c.segment_id = ${filters.segmentId}`);
  if (filters.regionId) conditions.push(sql`c.region_id = ${filters.regionId}`);
  if (filters.industryId) conditions.push(sql`c.industry_id = ${filters.industryId}`);
  if (filters.levelId) conditions.push(sql`c.level_id = ${filters.levelId}`);
  return sql.join(conditions, sql` and `);
}

const byTime = z.tuple([z.iso.datetime(), z.uuid()]);
const byName = z.tuple([z.string().max(200), z.uuid()]);

export async function listPooled(ctx: Ctx, query: ListQuery) {
  const { timeZone } = await companyOf(ctx.db);
  const named = query.sort === 'name';
  const cursor = decodeCursor(query.cursor, named ? byName : byTime);
  const beyond = cursor
    ? named
      ? sql`and (c.name, c.id) > (${cursor[0]}, ${cursor[1]}::uuid)`
      : sql`and (c.pooled_at, c.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const order = named ? sql`c.name, c.id` : sql`c.pooled_at desc, c.id desc`;
  const { rows } = await sql<Row>`
    select ${columns(timeZone)}
    from (
      select c.id from customers c where ${conditionsOf(ctx, query)} ${beyond} order by ${order} limit ${query.limit + 1}
    ) page
    join customers c on c.id = page.id ${besides}
    order by ${order}
  `.execute(ctx.db);
  const page = toPage(rows, query.limit, (row) => [row[query.sort], row.id]);
  const today = await todayOf(ctx.db, ctx.now());
  return { ...page, items: page.items.map((row) => shownTo(ctx, row, today)) };
}

export async function getPooled(ctx: Ctx, id: string): Promise<PoolCustomer> {
  const { timeZone } = await companyOf(ctx.db);
  const { rows } = await sql<Row>`
    select ${columns(timeZone)} from customers c ${besides} where c.id = ${id} and ${poolOpenTo(ctx.actor, 'c.pool_id')}
  `.execute(ctx.db);
  ensure(rows[0], 'common.notFound');
  return shownTo(ctx, rows[0], await todayOf(ctx.db, ctx.now()));
}

function shownTo(ctx: Ctx, row: Row, today: string): PoolCustomer {
  const { formerId, returnedOn, coolingDays, ...shown } = row;
  const isFormer = formerId === ctx.actor.id;
  return { ...shown, coolingUntil: isFormer ? coolingUntil(returnedOn, coolingDays, today) : null };
}

const countedUpTo = 10_000;

export async function countPooled(ctx: Ctx, filters: Filters) {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from customers c where ${conditionsOf(ctx, filters)} limit ${countedUpTo + 1}
    ) as counted
  `.execute(ctx.db);
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, countedUpTo), exact: count <= countedUpTo };
}

/** Pools open to the actor and what is left of their own limits. */
export async function openPools(ctx: Ctx) {
  const { timeZone } = await companyOf(ctx.db);
  const today = await todayOf(ctx.db, ctx.now());
  const { rows } = await sql<{
    id: string;
    name: string;
    keeper: PersonRef;
    maxOwned: number | null;
    maxClaimsADay: number | null;
    coolingDays: number;
  }>`
    select p.id, p.name, json_build_object('id', k.id, 'name', k.name, 'post', k.post) as keeper,
      p.max_owned as "maxOwned", p.max_claims_a_day as "maxClaimsADay", p.cooling_days as "coolingDays"
    from pools p join users k on k.id = p.keeper_id
    where ${poolOpenTo(ctx.actor, 'p.id')} order by p.name, p.id
  `.execute(ctx.db);
  const items = [];
  for (const row of rows) items.push({ ...row, ...(await takenBy(ctx.db, ctx.actor.id, row.id, today, timeZone)) });
  return { items };
}

type State = {
  ownerId: string;
  segmentId: string | null;
  regionId: string | null;
  pool: { id: string; name: string } | null;
  pooledAt: string | null;
  lock: { until: string; reason: string; by: PersonRef } | null;
};

/** For who sees the customer. Throws `common.notFound`. */
export async function poolState(ctx: Ctx, id: string) {
  const today = await todayOf(ctx.db, ctx.now());
  const { rows } = await sql<State>`
    select c.owner_id as "ownerId", c.segment_id as "segmentId", c.region_id as "regionId", c.pooled_at as "pooledAt",
      case when p.id is null then null else json_build_object('id', p.id, 'name', p.name) end as pool,
      (
        select json_build_object('until', l.until, 'reason', l.reason,
          'by', json_build_object('id', u.id, 'name', u.name, 'post', u.post))
        from customer_locks l join users u on u.id = l.locked_by
        where l.customer_id = c.id and l.until >= ${today}::date
      ) as lock
    from customers c left join pools p on p.id = c.pool_id
    where c.id = ${id} and ${customerSeenRow(ctx.actor, 'c.id')}
  `.execute(ctx.db);
  const [state] = rows;
  ensure(state, 'common.notFound');
  const { ownerId, segmentId, regionId, pooledAt, lock } = state;
  const target = state.pool ?? (await poolFor(ctx.db, { segmentId, regionId }));
  const { timeZone } = await companyOf(ctx.db);
  const [due] = await dueCustomers(ctx.db, { today, timeZone, only: sql`c.id = ${id}` });
  const uses = may(ctx.actor, 'pool.use');
  const locks = poolPolicy.lock(ctx.actor, ownerId);
  const returns = policy.changeTeam(ctx.actor, { ownerId }) && (lock === null || locks);
  return {
    pool: target ? { id: target.id, name: target.name } : null,
    pooledAt,
    lock,
    coming: due ? comingOf(due, today) : null,
    can: {
      return: uses && pooledAt === null && target !== undefined && returns,
      lock: uses && pooledAt === null && locks,
    },
  };
}

/** Who owned a customer, for who sees it. Throws `common.notFound`. */
export async function ownersOf(ctx: Ctx, id: string) {
  const seen =
    await sql`select 1 from customers c where c.id = ${id} and ${customerSeenRow(ctx.actor, 'c.id')}`.execute(ctx.db);
  ensure(seen.rows.length > 0, 'common.notFound');
  const { rows } = await sql<{
    owner: PersonRef;
    fromAt: string;
    untilAt: string | null;
    how: PoolCustomer['how'];
    reasonId: string | null;
    rule: PoolCustomer['rule'];
    pool: string | null;
    note: string | null;
  }>`
    select json_build_object('id', u.id, 'name', u.name, 'post', u.post) as owner, w.from_at as "fromAt",
      w.until_at as "untilAt", w.how, w.reason_id as "reasonId", w.rule, p.name as pool, w.note
    from customer_owners w join users u on u.id = w.owner_id left join pools p on p.id = w.pool_id
    where w.customer_id = ${id} order by w.id desc limit 200
  `.execute(ctx.db);
  return { items: rows };
}

/** Customers of the line that a rule will return, the nearest first. */
export async function comingReturns(ctx: Ctx, limit: number) {
  const today = await todayOf(ctx.db, ctx.now());
  const { timeZone } = await companyOf(ctx.db);
  // Whom the night has warned; what has happened since is looked at by the rules themselves.
  const only = sql`${lineSees(ctx.actor, 'c.owner_id')} and c.id = any(array(
    select told.customer_id from pool_warnings told where ${lineSees(ctx.actor, 'told.owner_id')}
      and told.warned_on >= ${today}::date - 400
  ))`;
  const due = await dueCustomers(ctx.db, { today, timeZone, only });
  const items = due
    .filter((one) => one.warnedOn !== null)
    .sort((a, b) => (returnDay(a, today) < returnDay(b, today) ? -1 : 1))
    .slice(0, limit)
    .map((one) => ({
      ...comingOf(one, today),
      customer: { id: one.customerId, name: one.name },
      owner: one.owner,
    }));
  return { items };
}
