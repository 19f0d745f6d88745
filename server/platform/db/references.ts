import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Db } from './db.ts';

export type Reference = { table: string; column: string };

/**
 * Columns of other tables that keep a row of this one from being deleted, as the database itself knows them, so that a
 * new table is not forgotten. Tables in `except` are left out; `all` adds those whose rows would go with it or forget it.
 */
export async function referencesTo(
  db: Db,
  table: string,
  except: readonly string[] = [],
  all = false,
): Promise<Reference[]> {
  const { rows } = await sql<Reference>`
    select k.conrelid::regclass::text as table, a.attname as column
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = ${table}::regclass and (${all} or k.confdeltype in ('a', 'r')) and k.conparentid = 0
    order by 1, 2
  `.execute(db);
  return rows.filter((row) => !except.includes(row.table));
}

/** That nothing refers to the row whose id stands in the column `id`. */
export function unreferenced(references: readonly Reference[], id: string): RawBuilder<boolean> {
  const conditions = references.map(
    ({ table, column }) =>
      sql`not exists (select 1 from ${sql.table(table)} as r where ${sql.ref(`r.${column}`)} = ${sql.ref(id)})`,
  );
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}
