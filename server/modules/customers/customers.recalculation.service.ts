import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { definitionsOf } from '../../../contract/fields.compute.ts';
import type { Tx } from '../../platform/db/db.ts';
import type { Schema } from '../../platform/db/schema.ts';
import { holdDefinitions, ownFields } from '../fields/index.ts';
import type { BuiltIn } from './customers.own.rules.ts';
import { ownContext } from './customers.own.rules.ts';
import { resettle } from './customers.own.service.ts';
import type { OwnColumns } from './customers.own.store.ts';
import { setOwn } from './customers.own.store.ts';
import { refreshSearch } from './customers.store.ts';

const atOnce = 500;

/**
 * Recalculates the own fields of all customers as far as it was asked for, and what they are searched by. It works in
 * batches of one transaction and keeps its place, so that it goes on where a process that died has left it; several at
 * once do one batch after the other.
 */
export async function recalculateOwn(kysely: Kysely<Schema>): Promise<void> {
  for (let more = true; more; ) more = await kysely.transaction().execute(recalculateBatch);
}

type Row = BuiltIn & OwnColumns & { id: string };

async function recalculateBatch(tx: Tx): Promise<boolean> {
  await holdDefinitions(tx);
  const run = await tx.selectFrom('own_recalculation').selectAll().forUpdate().executeTakeFirstOrThrow();
  if (!run.underway) return false;
  const { rows } = await sql<Row>`
    select id, own, own_aside as aside, segment_id as "segmentId", region_id as "regionId", industry_id as "industryId",
      level_id as "levelId", annual_revenue as "annualRevenue", employees, founded_year as "foundedYear"
    from customers where ${run.after_id === null ? sql`true` : sql`id > ${run.after_id}`}
    order by id limit ${atOnce} for no key update
  `.execute(tx);
  await recalculateRows(tx, rows);
  const last = rows.at(-1);
  const total = run.after_id === null ? await countCustomers(tx) : run.total;
  await tx
    .updateTable('own_recalculation')
    .set(last ? { after_id: last.id, done: run.done + rows.length, total } : { underway: false, after_id: null })
    .execute();
  return last !== undefined;
}

async function countCustomers(tx: Tx): Promise<number> {
  const { count } = await tx
    .selectFrom('customers')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function recalculateRows(tx: Tx, rows: readonly Row[]): Promise<void> {
  const definitions = definitionsOf(await ownFields(tx));
  const changed: (OwnColumns & { id: string })[] = [];
  for (const row of rows) {
    const made = await resettle(tx, definitions, row, ownContext(row));
    if (!sameValues(made.own, row.own) || !sameValues(made.aside, row.aside)) changed.push({ id: row.id, ...made });
  }
  await setOwn(tx, changed);
  const searched = new Set(changed.map(({ id }) => id));
  for (const { id, own } of rows) if (Object.keys(own).length > 0) searched.add(id);
  if (searched.size > 0) await refreshSearch(tx, ...searched);
}

function sameValues(one: OwnColumns['own'], other: OwnColumns['own']): boolean {
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]))
  );
}
