import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import { lineSees, peopleOfLine } from '../../platform/scope.ts';

/** The last key of the page before: when the customer was updated, and its id. */
export type After = readonly [updatedAt: string, id: string] | null;

/** What a place has of its customer, beside the key of the order. */
const placeColumns = sql`c.segment_id, c.region_id, c.industry_id, c.level_id`;

const directions = {
  asc: { direction: sql`asc`, beyond: sql`>` },
  desc: { direction: sql`desc`, beyond: sql`<` },
};

/*
 * Both read places on teams under the alias `c`: what narrows a list by columns that places have as well
 * (customers.rows.reads.ts) holds for them as it stands.
 */

/** Which page: behind the last key of the page before, at most `limit` customers of those that `narrowed` leaves. */
export type Latest = { order: 'asc' | 'desc'; after: After; limit: number; narrowed: RawBuilder<unknown> };

const keyBeyond = ({ after, order }: Latest) =>
  after
    ? sql`(c.updated_at, c.customer_id) ${directions[order].beyond} (${after[0]}::timestamptz, ${after[1]}::uuid)`
    : sql`true`;

/**
 * The latest customers of a line, by the ends of the index of each of its people: rows `id`, `at` and `cut`. `depth`
 * customers are looked at for each person. A row that is the last one looked at of its person is `cut`: behind it there
 * may be more, so that a page with such a row has to be read again with `depth` = `limit`.
 */
export function latestOfLine(actor: Actor, page: Latest, depth: number): RawBuilder<unknown> {
  const { direction } = directions[page.order];
  return sql`
    select latest.customer_id as id, latest.updated_at as at, bool_or(latest.n = ${depth}) as cut
    from ${peopleOfLine(actor)} as person (id)
    cross join lateral (
      select c.customer_id, c.updated_at,
        row_number() over (order by c.updated_at ${direction}, c.customer_id ${direction}) as n
      from customer_team c
      where c.user_id = person.id and ${keyBeyond(page)} and ${page.narrowed}
      order by c.updated_at ${direction}, c.customer_id ${direction} limit ${depth}
    ) latest
    group by latest.customer_id, latest.updated_at
    order by latest.updated_at ${direction}, latest.customer_id ${direction} limit ${page.limit}`;
}

/** How deep to look for each person at first: a few times their even share of the page. */
export function firstDepth(people: number, limit: number): number {
  return Math.min(limit, Math.ceil((3 * limit) / people) + 3);
}

/**
 * The same rows, found along the teams of everyone: the latest `window` places on teams are looked through for those of
 * the line. Fewer rows than `limit` may mean that the window ended before the page was full.
 */
export function latestOfTeams(actor: Actor, page: Latest, window: number): RawBuilder<unknown> {
  const { direction } = directions[page.order];
  return sql`
    select c.customer_id as id, c.updated_at as at, false as cut
    from (
      select c.customer_id, c.updated_at, c.user_id, ${placeColumns} from customer_team c where ${keyBeyond(page)}
      order by c.updated_at ${direction}, c.customer_id ${direction} limit ${window}
    ) c
    where ${lineSees(actor, 'c.user_id')} and ${page.narrowed}
    group by c.customer_id, c.updated_at
    order by c.updated_at ${direction}, c.customer_id ${direction} limit ${page.limit}`;
}
