import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { statisticsOf } from '../../platform/statistics.ts';
import type { OwnSought } from './customers.filter.own.reads.ts';

/*
 * Numbers, days and texts of all own fields stand in one table with one histogram for each kind, so the planner cannot
 * tell how many customers have a value of one field. They are counted along the index instead, as far as a choice
 * needs it.
 */
const counted = 50_000;
/** For who sees everyone's, walking the order finds a page of more common values sooner; for a line it passes many others. */
const mostCollected = { ofEveryone: 5_000, ofLine: 20_000 };
const remembered = 60_000;
const counts = new Map<string, { count: number; until: number }>();

export type Counted = OwnSought & { count: number };

/** The sought values with how many there are, the rarest first; up to a minute old. */
export async function countValues(db: Db, sought: readonly OwnSought[]): Promise<Counted[]> {
  const found = await Promise.all(sought.map(async (one) => ({ ...one, count: await countOf(db, one) })));
  return found.toSorted((one, other) => one.count - other.count);
}

async function countOf(db: Db, { value, order, key }: OwnSought): Promise<number> {
  const known = counts.get(key);
  if (known && known.until > Date.now()) return known.count;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from customer_values v where ${value} order by ${order} limit ${counted}
    ) as counted
  `.execute(db);
  const count = rows[0]?.count ?? 0;
  if (counts.size >= 10_000) counts.clear();
  counts.set(key, { count, until: Date.now() + remembered });
  return count;
}

/** The share of all customers that has each of the values, as if they were independent. */
export async function shareWithValues(db: Db, values: readonly Counted[]): Promise<number> {
  if (values.length === 0) return 1;
  const { rows } = await statisticsOf(db, 'customers');
  return values.reduce((share, { count }) => share * Math.min(1, count / Math.max(rows, 1)), 1);
}

/** Whether a value is so rare that its customers are best collected. */
export const isRare = ({ count }: Counted, { everyone }: Pick<Actor, 'everyone'>): boolean =>
  count <= (everyone ? mostCollected.ofEveryone : mostCollected.ofLine);

/** Ids of the customers that have the value and that the actor sees. */
export function idsWithValue(ctx: Ctx, { value }: OwnSought): RawBuilder<unknown> {
  // The offset has the value looked up first.
  const having = sql`select v.customer_id from customer_values v where ${value} offset 0`;
  return sql`select having_value.customer_id from (${having}) having_value
    where ${customerSeenRow(ctx.actor, 'having_value.customer_id')}`;
}

/** That a customer `c` has the value, in a form that is asked of one customer after the other. */
export function valueOfRow({ value }: OwnSought): RawBuilder<unknown> {
  return sql`(select true from customer_values v where v.customer_id = c.id and ${value} limit 1) is true`;
}

/** The same in a form that the planner turns as it likes. */
export function valueAmong({ value }: OwnSought): RawBuilder<unknown> {
  return sql`exists (select 1 from customer_values v where v.customer_id = c.id and ${value})`;
}
