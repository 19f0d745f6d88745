import type { ListEntry } from '../../../contract/settings.ts';
import type { Db } from '../../platform/db/db.ts';
import { entryColumns, toEntry } from './settings.store.ts';

/** All entries in the order of their lists; entries of a list that the program does not know are left out. */
export async function allEntries(db: Db): Promise<ListEntry[]> {
  const rows = await db
    .selectFrom('list_entries')
    .select(entryColumns)
    .orderBy('list')
    .orderBy('position')
    .orderBy('name')
    .execute();
  return rows.flatMap(toEntry);
}

export async function entryById(db: Db, id: string): Promise<ListEntry | null> {
  const row = await db.selectFrom('list_entries').select(entryColumns).where('id', '=', id).executeTakeFirst();
  return row ? (toEntry(row)[0] ?? null) : null;
}
