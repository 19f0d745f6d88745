import type { Ctx } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { ensureEntry } from '../settings/index.ts';
import type { Entries } from './transfers.customers.reads.ts';
import { entriesByName } from './transfers.customers.reads.ts';
import type { CustomerRow, ListField } from './transfers.customers.rules.ts';
import { listFields } from './transfers.customers.rules.ts';
import type { RowError } from './transfers.values.rules.ts';
import { rowError } from './transfers.values.rules.ts';

/** More new entries in one list than this are a column that is something else. */
const mostAdditions = 500;

/** Gathers names of list entries that rows bring and the lists do not have yet; as written first. */
export function additionsOf(entries: Entries) {
  const missing: Record<ListField, Map<string, string>> = {
    segment: new Map(),
    region: new Map(),
    industry: new Map(),
    level: new Map(),
  };
  return {
    /** Answers what is too much of the row; then nothing of it is noted. */
    note(row: CustomerRow): RowError[] {
      const fresh = listFields.flatMap((field) => {
        const name = row.lists[field];
        const key = name?.toLowerCase();
        return name && key && !entries[field].has(key) && !missing[field].has(key) ? [{ field, name, key }] : [];
      });
      const tooMuch = fresh.filter(({ field }) => missing[field].size >= mostAdditions);
      if (tooMuch.length > 0) return tooMuch.map(({ field, name }) => rowError(field, 'tooMany', name));
      for (const { field, name, key } of fresh) missing[field].set(key, name);
      return [];
    },
    all(): Partial<Record<ListField, string[]>> {
      const found = listFields.map((field): [ListField, string[]] => [field, [...missing[field].values()]]);
      return Object.fromEntries(found.filter(([, names]) => names.length > 0));
    },
  };
}

/** The lists with every entry that the rows name. */
export async function completeEntries(tx: Tx, ctx: Ctx, rows: readonly CustomerRow[]): Promise<Entries> {
  const entries = await entriesByName(tx);
  const additions = additionsOf(entries);
  for (const row of rows) additions.note(row);
  const missing = additions.all();
  for (const field of listFields) {
    for (const name of missing[field] ?? []) {
      entries[field].set(name.toLowerCase(), await ensureEntry(tx, ctx, field, name));
    }
  }
  return entries;
}
