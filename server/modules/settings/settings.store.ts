import { sql } from 'kysely';
import type { ListEntry, ListName } from '../../../contract/settings.ts';
import { lists } from '../../../contract/settings.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import { newId } from '../../platform/ids.ts';

export const entryColumns = ['id', 'list', 'name', 'position', 'retired', 'version'] as const;

type Row = Omit<ListEntry, 'list'> & { list: string };

export function toEntry(row: Row): ListEntry[] {
  const list = lists.find((name) => name === row.list);
  return list ? [{ ...row, list }] : [];
}

export async function lockEntry(tx: Tx, id: string): Promise<ListEntry | null> {
  const row = await tx
    .selectFrom('list_entries')
    .select(entryColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ? (toEntry(row)[0] ?? null) : null;
}

/** Adds an entry at the end of its list; null when the name is taken, in whatever case. */
export async function insertEntry(tx: Tx, list: ListName, name: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into list_entries (id, list, name, position)
    values (${newId()}, ${list}, ${name},
      (select coalesce(max(position), 0) + 1 from list_entries where list = ${list}))
    on conflict (list, lower(name)) do nothing
    returning id
  `.execute(tx);
  return rows[0]?.id ?? null;
}

export async function idByName(db: Db, list: ListName, name: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from list_entries where list = ${list} and lower(name) = lower(${name})
  `.execute(db);
  return rows[0]?.id ?? null;
}

export async function updateEntryRow(
  tx: Tx,
  id: string,
  changes: { name?: string; position?: number; retired?: boolean },
): Promise<void> {
  await tx
    .updateTable('list_entries')
    .set((eb) => ({ ...changes, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}
