import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import { lineSees, peopleOfLine } from '../../platform/scope.ts';

/** The last key of the page before: when the customer was updated, and its id. */
export type After = readonly [updatedAt: string, id: string] | null;

const directions = {
  asc: { direction: sql`asc`, beyond: sql`>` },
  desc: { direction: sql`desc`, beyond: sql`<` },
};

/**
 * The latest customers of a line, by the ends of the index of each of its people: rows `id`, `at` and `cut`, at most
 * `limit`. `depth` customers are looked at for each person. A row that is the last one looked at of its person is
 * `cut`: behind it there may be more, so that a page with such a row has to be read again with `depth` = `limit`.
 */
export function latestOfLine(
  actor: Actor,
  order: 'asc' | 'desc',
  after: After,
  limit: number,
  depth: number,
): RawBuilder<unknown> {
  const { direction, beyond } = directions[order];
  const rest = after
    ? sql`and (t.updated_at, t.customer_id) ${beyond} (${after[0]}::timestamptz, ${after[1]}::uuid)`
    : sql``;
  return sql`
    select latest.customer_id as id, latest.updated_at as at, bool_or(latest.n = ${depth}) as cut
    from ${peopleOfLine(actor)} as person (id)
    cross join lateral (
      select t.customer_id, t.updated_at,
        row_number() over (order by t.updated_at ${direction}, t.customer_id ${direction}) as n
      from customer_team t
      where t.user_id = person.id ${rest}
      order by t.updated_at ${direction}, t.customer_id ${direction} limit ${depth}
    ) latest
    group by latest.customer_id, latest.updated_at
    order by latest.updated_at ${direction}, latest.customer_id ${direction} limit ${limit}`;
}

/** How deep to look for each person at first: a few times their even share of the page. */
export function firstDepth(people: number, limit: number): number {
  return Math.min(limit, Math.ceil((3 * limit) / people) + 3);
}

/**
 * The same rows, found along the teams of everyone: the latest `window` places on teams are looked through for those of
 * the line. Fewer rows than `limit` may mean that the window ended before the page was full.
 */
export function latestOfTeams(
  actor: Actor,
  order: 'asc' | 'desc',
  after: After,
  limit: number,
  window: number,
): RawBuilder<unknown> {
  const { direction, beyond } = directions[order];
  const rest = after
    ? sql`where (t.updated_at, t.customer_id) ${beyond} (${after[0]}::timestamptz, ${after[1]}::uuid)`
    : sql``;
  return sql`
    select latest.customer_id as id, latest.updated_at as at, false as cut
    from (
      select t.customer_id, t.updated_at, t.user_id from customer_team t ${rest}
      order by t.updated_at ${direction}, t.customer_id ${direction} limit ${window}
    ) latest
    where ${lineSees(actor, 'latest.user_id')}
    group by latest.customer_id, latest.updated_at
    order by latest.updated_at ${direction}, latest.customer_id ${direction} limit ${limit}`;
}
