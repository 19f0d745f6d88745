import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/db.ts';
import type { Reference } from '../../platform/db/references.ts';
import type { Linked, Row } from './customers.merges.rules.ts';
import { linkedTables } from './customers.merges.rules.ts';

/** Columns of all tables that refer to customers, as the database itself knows them. */
export async function linksToCustomers(db: Db): Promise<Reference[]> {
  const { rows } = await sql<Reference>`
    select k.conrelid::regclass::text as table, a.attname as column
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'customers'::regclass and k.conparentid = 0
    order by 1, 2
  `.execute(db);
  return rows;
}

async function keyColumns(db: Db, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select a.attname as name from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = ${table}::regclass and i.indisprimary order by 1
  `.execute(db);
  return rows.map((row) => row.name);
}

/** Columns of a table that are written, not derived. */
async function writtenColumns(db: Db, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum
  `.execute(db);
  return rows.map((row) => row.name);
}

/** Rows as they are, in the database's own JSON. */
export async function rowOf(db: Db, id: string): Promise<Row | null> {
  const { rows } = await sql<{ row: Row }>`select to_jsonb(c) as row from customers c where c.id = ${id}`.execute(db);
  return rows[0]?.row ?? null;
}

/** Puts rows back as they were; answers how many found their place. */
export async function insertRows(tx: Tx, table: string, rows: readonly Row[]): Promise<number> {
  const [first] = rows;
  if (!first) return 0;
  const columns = (await writtenColumns(tx, table)).filter((column) => column in first);
  const named = sql.join(columns.map((column) => sql.ref(column)));
  const { rows: made } = await sql`
    insert into ${sql.table(table)} (${named}) overriding system value
    select ${named} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)
    on conflict do nothing returning 1
  `.execute(tx);
  return made.length;
}

/** Writes columns of a customer from the database's own JSON. */
export async function writeColumns(tx: Tx, id: string, values: Row): Promise<void> {
  const columns = Object.keys(values);
  if (columns.length === 0) return;
  const set = sql.join(columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`r.${column}`)}`));
  await sql`
    update customers c set ${set} from jsonb_populate_record(null::customers, ${JSON.stringify(values)}::jsonb) r
    where c.id = ${id}
  `.execute(tx);
}

export type Led = { table: string; column: string; takenOut: boolean; rows: Row[] };

/** Leads everything that refers to one customer to the other; answers what was led and what was taken out. */
export async function leadAll(tx: Tx, from: string, to: string): Promise<Led[]> {
  const led: Led[] = [];
  for (const { table, column } of await linksToCustomers(tx)) {
    const linked = linkedTables[`${table}.${column}`] ?? {};
    if (!linked.apart) led.push(...(await lead(tx, { table, column }, linked, from, to)));
  }
  const { rows } = await sql<Row>`
    update events set customer_id = ${to} where customer_id = ${from} returning id
  `.execute(tx);
  led.push({ table: 'events', column: 'customer_id', takenOut: false, rows });
  return led.filter((one) => one.rows.length > 0);
}

async function lead(
  tx: Tx,
  { table, column }: Reference,
  { taken, between, out }: Linked,
  from: string,
  to: string,
): Promise<Led[]> {
  const led: Led[] = [];
  const [l, s] = [sql.ref(`l.${column}`), sql.ref(`s.${column}`)];
  if (taken || between || out) {
    const inTheWay = out
      ? sql`true`
      : between
        ? sql`${sql.ref(`l.${between}`)} = ${to}`
        : sql`exists (select 1 from ${sql.table(table)} s where ${s} = ${to} and ${sql.raw(taken ?? '')})`;
    const { rows } = await sql<{ row: Row }>`
      delete from ${sql.table(table)} l where ${l} = ${from} and ${inTheWay} returning to_jsonb(l) as row
    `.execute(tx);
    led.push({ table, column, takenOut: true, rows: rows.map(({ row }) => row) });
  }
  const keys = (await keyColumns(tx, table)).filter((key) => key !== column);
  const { rows } = await sql<Row>`
    update ${sql.table(table)} set ${sql.ref(column)} = ${to} where ${sql.ref(column)} = ${from}
    returning ${sql.join([column, ...keys].map((key) => sql.ref(key)))}
  `.execute(tx);
  // The customer is known; of a table with one row a customer nothing else is needed.
  const found = rows.map((row) => Object.fromEntries(keys.map((key) => [key, row[key]])));
  led.push({ table, column, takenOut: false, rows: found });
  return led;
}

/** Leads rows back, in the opposite order; answers how many of each stayed because they have gone elsewhere. */
export async function leadBack(tx: Tx, led: readonly Led[], from: string, to: string): Promise<Map<string, number>> {
  const stayed = new Map<string, number>();
  for (const { table, column, takenOut, rows } of [...led].reverse()) {
    const back = takenOut
      ? await insertRows(tx, table, rows)
      : await leadRowsBack(tx, { table, column }, rows, from, to);
    if (back < rows.length) stayed.set(table, (stayed.get(table) ?? 0) + rows.length - back);
  }
  return stayed;
}

async function leadRowsBack(
  tx: Tx,
  { table, column }: Reference,
  rows: readonly Row[],
  from: string,
  to: string,
): Promise<number> {
  const keys = Object.keys(rows[0] ?? {});
  const same = sql.join(
    [sql`true`, ...keys.map((key) => sql`${sql.ref(`t.${key}`)} = ${sql.ref(`k.${key}`)}`)],
    sql` and `,
  );
  const { rows: back } = await sql`
    update ${sql.table(table)} t set ${sql.ref(column)} = ${to}
    from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb) k
    where ${same} and ${sql.ref(`t.${column}`)} = ${from}
    returning 1
  `.execute(tx);
  return back.length;
}

/** Keeps what was led, for the undoing. */
export async function keepLed(tx: Tx, mergeId: string, led: readonly Led[]): Promise<void> {
  if (led.length === 0) return;
  await tx
    .insertInto('customer_merge_rows')
    .values(
      led.map(({ table, column, takenOut, rows }, place) => ({
        merge_id: mergeId,
        place,
        table_name: table,
        column_name: column,
        taken_out: takenOut,
        rows: JSON.stringify(rows),
      })),
    )
    .execute();
}

export async function keptLed(db: Db, mergeId: string): Promise<Led[]> {
  const rows = await db
    .selectFrom('customer_merge_rows')
    .select(['table_name as table', 'column_name as column', 'taken_out as takenOut', 'rows'])
    .where('merge_id', '=', mergeId)
    .orderBy('place')
    .execute();
  return rows;
}

/** What was led is kept for as long as it can be undone. */
export async function forgetLed(db: Db, before: Date): Promise<void> {
  await sql`
    delete from customer_merge_rows r using customer_merges m where m.id = r.merge_id and m.merged_at < ${before}
  `.execute(db);
}
