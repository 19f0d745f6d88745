import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { PersonRef } from '../../../contract/base.ts';
import type { GroupKey, OwnKey } from '../../../contract/customer-lists.ts';
import { isOwnKey, listFields, ownGroupTypes } from '../../../contract/customer-lists.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { invalid } from '../../platform/errors.ts';
import type { Rows } from '../../platform/reach.ts';
import { peopleOfLine } from '../../platform/scope.ts';
import { ownFieldsAmong } from './customers.filter.own.reads.ts';
import type { Filters } from './customers.rows.reads.ts';
import { isPlaceField, isPlain, placesOf, rowsOf } from './customers.rows.reads.ts';

const countedUpTo = 10_000;

export async function countCustomers(ctx: Ctx, filters: Filters) {
  const places = ctx.actor.everyone ? null : await placesOf(ctx, filters);
  const quick = places && (await countTeams(ctx, places.narrowed));
  return toCount(quick ?? (await countRows(ctx, filters)));
}

const toCount = (count: number) => ({ count: Math.min(count, countedUpTo), exact: count <= countedUpTo });

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
async function countTeams(ctx: Ctx, narrowed: RawBuilder<unknown>): Promise<number | null> {
  const looked = 3 * countedUpTo;
  const { rows } = await sql<{ count: number; looked: number }>`
    select count(distinct customer_id) as count, count(*) as looked from (
      select c.customer_id from ${peopleOfLine(ctx.actor)} as person (id)
      join customer_team c on c.user_id = person.id where ${narrowed} limit ${looked}
    ) as teams
  `.execute(ctx.db);
  const [found] = rows;
  if (!found) return null;
  return found.looked < looked || found.count > countedUpTo ? found.count : null;
}

/** A line's customers beyond these are not put into groups any more. */
const groupedUpTo = 100_000;
const mostGroups = 200;

type Grouped = {
  column: RawBuilder<unknown>;
  join: RawBuilder<unknown>;
  /** What a value can be; null when nobody can tell beforehand. */
  candidates: RawBuilder<unknown> | null;
};

async function groupedBy(db: Db, by: GroupKey | OwnKey): Promise<Grouped> {
  const none = sql``;
  if (by === 'owner') return { column: sql`c.owner_id`, join: none, candidates: null };
  if (!isOwnKey(by)) {
    const column = sql.ref(`c.${by}_id`);
    return { column, join: none, candidates: sql`select id from list_entries where list = ${listFields[by].list}` };
  }
  const field = (await ownFieldsAmong(db, [by])).get(by);
  if (!field || !ownGroupTypes.includes(field.type)) throw invalid('by', 'choice');
  return {
    column: sql`g.choice_id`,
    join: sql`left join customer_values g on g.customer_id = c.id and g.field_id = ${field.id}`,
    candidates: sql`select unnest(${field.choices.map(({ id }) => id)}::uuid[]) as id`,
  };
}

type Group = { key: string | null; count: number };

/** How many customers have which value, the most first; what has none is the group null. */
export async function groupCustomers(ctx: Ctx, { by, ...filters }: Filters & { by: GroupKey | OwnKey }) {
  const groups = await groupsOf(ctx, by, filters);
  if (!groups) return { items: [], more: false };
  const people = by === 'owner' ? await peopleAmong(ctx, groups) : new Map<string, PersonRef>();
  // Some of the rows were left out: each number is then a least one.
  const whole = ctx.actor.everyone || groups.reduce((sum, { count }) => sum + count, 0) <= groupedUpTo;
  const items = groups.slice(0, mostGroups).map(({ key, count }) => {
    const { count: shown, exact } = toCount(count);
    return { key, person: people.get(key ?? '') ?? null, count: shown, exact: exact && whole };
  });
  return { items, more: groups.length > mostGroups };
}

async function groupsOf(ctx: Ctx, by: GroupKey | OwnKey, filters: Filters): Promise<Group[] | null> {
  const grouped = await groupedBy(ctx.db, by);
  const places = ctx.actor.everyone || !isPlaceField(by) ? null : await placesOf(ctx, filters);
  if (places) return groupsOfPlaces(ctx, grouped, places.narrowed);
  const found = await rowsOf(ctx, filters, groupedUpTo);
  if (!found) return null;
  const { candidates } = grouped;
  // Each value along its index alone; with a filter every row is looked at, which one walk over all does best.
  const walked = ctx.actor.everyone && isPlain(filters) && candidates !== null;
  return walked ? groupsOfCandidates(ctx, { ...grouped, candidates }, found) : groupsOfRows(ctx, grouped, found);
}

/** From the index of the places of a line alone; a customer with several of them counts once. */
async function groupsOfPlaces(ctx: Ctx, { column }: Grouped, narrowed: RawBuilder<unknown>): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select key, count(*) as count
    from (
      select distinct c.customer_id, ${column} as key from ${peopleOfLine(ctx.actor)} as person (id)
      join customer_team c on c.user_id = person.id where ${narrowed} limit ${groupedUpTo + 1}
    ) as counted
    group by key order by count(*) desc, key limit ${mostGroups + 1}
  `.execute(ctx.db);
  return rows;
}

async function groupsOfRows(ctx: Ctx, { column, join }: Grouped, { from, conditions }: Rows): Promise<Group[]> {
  const most = ctx.actor.everyone ? sql`` : sql`limit ${groupedUpTo + 1}`;
  const { rows } = await sql<Group>`
    select key, count(*) as count
    from (select ${column} as key from ${from} ${join} where ${conditions} ${most}) as counted
    group by key order by count(*) desc, key limit ${mostGroups + 1}
  `.execute(ctx.db);
  return rows;
}

/** For who sees everyone's: each value counted along its index, as far as a count goes. */
async function groupsOfCandidates(
  ctx: Ctx,
  { column, join, candidates }: Grouped & { candidates: RawBuilder<unknown> },
  { from, conditions }: Rows,
): Promise<Group[]> {
  const counted = (has: RawBuilder<unknown>) => sql`
    select count(*) as count from (
      select 1 from ${from} ${join} where ${has} and ${conditions} limit ${countedUpTo + 1}
    ) as counted`;
  const { rows } = await sql<Group>`
    select * from (
      select e.id as key, n.count from (${candidates}) e cross join lateral (${counted(sql`${column} = e.id`)}) n
      union all
      select null, n.count from (${counted(sql`${column} is null`)}) n
    ) as groups
    where count > 0 order by count desc, key limit ${mostGroups + 1}
  `.execute(ctx.db);
  return rows;
}

async function peopleAmong(ctx: Ctx, groups: readonly Group[]): Promise<Map<string, PersonRef>> {
  const ids = groups.flatMap(({ key }) => (key ? [key] : []));
  if (ids.length === 0) return new Map();
  const people = await ctx.db.selectFrom('users').select(['id', 'name', 'post']).where('id', 'in', ids).execute();
  return new Map(people.map((person) => [person.id, person]));
}
