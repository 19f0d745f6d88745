import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Actor } from './actor.ts';
import type { Db } from './db/db.ts';
import { wordsFor } from './masking.ts';
import type { Listed, Wanted } from './reach.costs.ts';
import { isShortLine, sideFor } from './reach.costs.ts';
import { customerOfLine, customerSeenRow, lineSees, lineSeesRow } from './scope.ts';
import { likePrefix, searchQuery } from './text.ts';

/** What statements call the tables that lists are made of. */
const aliases = { customers: 'c', contacts: 'k', plan_items: 'i' } as const satisfies Record<Listed, string>;

export type Rows = {
  /** What to select from, under the alias of the table. */
  from: RawBuilder<unknown>;
  conditions: RawBuilder<unknown>;
};

/**
 * The rows of a table that the actor sees and that hold what was typed, written such that the planner goes about them
 * from the side that is cheapest; null when nothing typed can be searched for, which then finds nothing. Aliases:
 * customers c, contacts k, plan_items i.
 */
export async function reach(db: Db, actor: Actor, table: Listed, wanted: Wanted): Promise<Rows | null> {
  const query = wanted.q ? searchQuery(wanted.q, wordsFor(actor)) : null;
  if (wanted.q && query === null) return null;
  const alias = aliases[table];
  const side = await sideFor(db, actor, table, wanted);
  const { line, row } = scopes(actor, table);
  const plain = sql`${sql.table(table)} ${sql.raw(alias)}`;
  // The offset keeps the conditions outside from being asked first.
  const fenced = (first: RawBuilder<unknown>) =>
    sql`(select * from ${plain} where ${first} offset 0) ${sql.raw(alias)}`;
  if (query !== null && side === 'words') {
    return { from: fenced(sql`${sql.ref(`${alias}.search`)} @@ ${query}::tsquery`), conditions: row };
  }
  if (side === 'line') return { from: fenced(line), conditions: holding(alias, query) };
  return { from: plain, conditions: sql`${holding(alias, query)} and ${row}` };
}

/** That a row holds the words, in a form that no index knows, so that they are not looked up. */
export function holding(alias: string, query: string | null): RawBuilder<boolean> {
  if (query === null) return sql<boolean>`true`;
  return sql<boolean>`coalesce(${sql.ref(`${alias}.search`)} @@ ${query}::tsquery, false)`;
}

function scopes(actor: Actor, table: Listed): { line: RawBuilder<boolean>; row: RawBuilder<boolean> } {
  if (table === 'plan_items') return { line: lineSees(actor, 'i.owner_id'), row: lineSeesRow(actor, 'i.owner_id') };
  const customerId = table === 'customers' ? 'c.id' : 'k.customer_id';
  return { line: customerOfLine(actor, customerId), row: customerSeenRow(actor, customerId) };
}

/** Of names that begin alike, the first ones that are looked through for those that the actor sees. */
const looked = 2_000;

/** Customers `c` that the actor sees and whose normalised name begins with `prefix`, in the order of their names. */
export async function beginningWith(db: Db, actor: Actor, prefix: string, limit: number): Promise<RawBuilder<unknown>> {
  const begins = sql`c.normalized_name like ${likePrefix(prefix)}`;
  const { line, row } = scopes(actor, 'customers');
  if (await isShortLine(db, actor, looked)) {
    const ofLine = sql`select * from customers c where ${line} offset 0`;
    return sql`(select * from (${ofLine}) c where ${begins} order by c.normalized_name limit ${limit}) c`;
  }
  const first = sql`select * from customers c where ${begins} order by c.normalized_name limit ${looked}`;
  return sql`(select * from (${first}) c where ${row} order by c.normalized_name limit ${limit}) c`;
}
