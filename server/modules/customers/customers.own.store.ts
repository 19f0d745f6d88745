import { sql } from 'kysely';
import type { OwnValue } from '../../../contract/fields.ts';
import type { Db, Tx } from '../../platform/db/db.ts';

export type OwnColumns = { own: Record<string, OwnValue>; aside: Record<string, OwnValue> };

export async function ownOf(db: Db, customerId: string): Promise<OwnColumns> {
  const row = await db
    .selectFrom('customers')
    .select(['own', 'own_aside as aside'])
    .where('id', '=', customerId)
    .executeTakeFirst();
  return row ?? { own: {}, aside: {} };
}

/** Writes the own fields of customers; their values for filters and sorting follow by triggers. */
export async function setOwn(tx: Tx, rows: readonly (OwnColumns & { id: string })[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update customers c set own = r.own, own_aside = r.aside
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, own jsonb, aside jsonb)
    where c.id = r.id
  `.execute(tx);
}

/** Ids among these that are still there. */
export async function existingAmong(
  db: Db,
  table: 'users' | 'customers' | 'files',
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where id = any(${[...ids]}::uuid[])
  `.execute(db);
  return new Set(rows.map((row) => row.id));
}

export async function peopleAmong(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { name: string; active: boolean }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('users')
    .select(['id', 'name', 'active'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, name, active }) => [id, { name, active }]));
}
