import type { ListEntry, ListName } from '../../../contract/settings.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import { AppError, ensure, isPgError } from '../../platform/errors.ts';
import type { Doer } from '../../platform/events.ts';
import { recordEvent } from '../../platform/events.ts';
import { entryById } from './settings.reads.ts';
import * as store from './settings.store.ts';

const subject = (id: string) => ({ type: 'listEntry', id, audience: 'audit' as const });

function taken(): AppError {
  return new AppError('settings.codeTaken', {}, [{ path: 'name', code: 'taken' }]);
}

export async function createEntry(ctx: Ctx, input: { list: ListName; name: string }): Promise<ListEntry> {
  const { id } = await write(ctx, async (tx) => {
    const made = await store.insertEntry(tx, input.list, input.name);
    if (!made) throw taken();
    await recordEvent(tx, ctx, 'listEntry.created', subject(made), input);
    return { id: made };
  });
  const entry = await entryById(ctx.db, id);
  ensure(entry, 'common.notFound');
  return entry;
}

export type EntryChanges = { id: string; version: number; name?: string; position?: number; retired?: boolean };

export async function updateEntry(ctx: Ctx, input: EntryChanges): Promise<ListEntry> {
  const { id, version, ...changes } = input;
  await write(ctx, async (tx) => {
    const entry = await store.lockEntry(tx, id);
    ensure(entry, 'common.notFound');
    ensure(entry.version === version, 'common.stale');
    try {
      await store.updateEntryRow(tx, id, changes);
    } catch (error) {
      throw isPgError(error, '23505', 'list_entries_name') ? taken() : error;
    }
    await recordEvent(tx, ctx, 'listEntry.updated', subject(id), { list: entry.list, ...changes });
  });
  const entry = await entryById(ctx.db, id);
  ensure(entry, 'common.notFound');
  return entry;
}

/**
 * The entry of this name, compared without case, made when there is none; a retired one counts. For commands that
 * learn new names by themselves: a visit that meets a new competitor, an import.
 */
export async function ensureEntry(tx: Tx, by: Doer, list: ListName, name: string): Promise<string> {
  const known = await store.idByName(tx, list, name);
  if (known) return known;
  const made = await store.insertEntry(tx, list, name);
  if (made) {
    await recordEvent(tx, by, 'listEntry.created', subject(made), { list, name });
    return made;
  }
  const other = await store.idByName(tx, list, name);
  ensure(other, 'common.conflict');
  return other;
}

/** Ids among these that are entries of the list in use; a retired one is only found when it is in `kept`. */
export async function entriesIn(
  db: Db,
  list: ListName,
  ids: readonly string[],
  kept: readonly string[] = [],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('list_entries')
    .select(['id', 'retired'])
    .where('list', '=', list)
    .where('id', 'in', [...ids])
    .execute();
  return new Set(rows.filter((row) => !row.retired || kept.includes(row.id)).map((row) => row.id));
}

export async function entryNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('list_entries')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
