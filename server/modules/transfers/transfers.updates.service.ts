import type { Ctx } from '../../platform/context.ts';
import { within, write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import type { ArchiveFields, ImportTarget } from '../customers/index.ts';
import { importTargets, ledOnward, updateCustomer } from '../customers/index.ts';
import { completeEntries } from './transfers.customers.entries.service.ts';
import type { Entries } from './transfers.customers.reads.ts';
import type { CustomerRow } from './transfers.customers.rules.ts';
import { readRows } from './transfers.customers.verdicts.reads.ts';
import type { ChangedRow, ImportRecord, RowResult } from './transfers.store.ts';
import { changedRowsAfter, rowsAfter, setOutcome, setProgress, setResults } from './transfers.store.ts';
import type { Turns } from './transfers.turns.service.ts';
import type { Update } from './transfers.updates.reads.ts';
import { targetsOf, updatesOf } from './transfers.updates.reads.ts';
import { mistakesOf } from './transfers.values.rules.ts';

const changedAtOnce = 200;

/** Changes the customers that rows mean, one in a transaction with its result, through the use case of a person. */
export async function runUpdates(turns: Turns, record: ImportRecord, before: number): Promise<void> {
  let done = before;
  for (let after = 0; ; ) {
    const ctx = await turns();
    const stored = await rowsAfter(ctx.db, record.id, after, changedAtOnce, 'update');
    const last = stored.at(-1);
    if (!last) return;
    after = last.row;
    done += stored.length;
    const rows = await readRows(ctx, record, stored);
    const entries = await write(ctx, (tx) => completeEntries(tx, ctx, rows));
    for (const row of rows) await changeRow(ctx, record, row, entries);
    await write(ctx, (tx) => setProgress(tx, record, done));
  }
}

async function changeRow(ctx: Ctx, record: ImportRecord, row: CustomerRow, entries: Entries): Promise<void> {
  try {
    await write(ctx, async (tx) => {
      const result = await changeCustomer(within(ctx, tx), record, row, entries);
      await setResults(tx, record.id, [result]);
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const errors = mistakesOf(error, 'name', row.name);
    const failed: RowResult = { row: row.row, outcome: 'error', errors, recordId: null, recordVersion: null };
    await write(ctx, (tx) => setResults(tx, record.id, [failed]));
  }
}

async function changeCustomer(ctx: Ctx, record: ImportRecord, row: CustomerRow, entries: Entries): Promise<RowResult> {
  const targets = await targetsOf(ctx, record, [row]);
  const target = targets.get(row.row);
  const update = (await updatesOf(ctx, [row], targets, entries)).get(row.row);
  ensure(target && update, 'common.notFound');
  if (update.verdict.outcome !== 'update') return { row: row.row, ...update.verdict, recordVersion: null };
  const { id, version } = target;
  const { wanted, own } = update;
  const after = await updateCustomer(ctx, { id, version, ...wanted, own, acceptSimilar: true });
  const before = standing(target, update);
  return { row: row.row, ...update.verdict, recordVersion: after.version, before };
}

type Before = ArchiveFields & { own: Record<string, Update['own'][string] | null> };

/** What the customer holds in the fields that change. */
function standing({ fields, own }: ImportTarget, { changed }: Update): Before {
  const kept: Record<string, unknown> = fields;
  const built = changed.filter((field) => !field.startsWith('own.'));
  const ids = changed.filter((field) => field.startsWith('own.')).map((field) => field.slice(4));
  return {
    ...Object.fromEntries(built.map((field) => [field, kept[field] ?? null])),
    own: Object.fromEntries(ids.map((id) => [id, own[id] ?? null])),
  };
}

/** Puts back what an import changed, of customers that nobody has changed since; the others stay as they are. */
export async function undoUpdates(turns: Turns, record: ImportRecord): Promise<void> {
  for (let after = 0; ; ) {
    const ctx = await turns();
    const rows = await changedRowsAfter(ctx.db, record.id, after, changedAtOnce);
    const last = rows.at(-1);
    if (!last) return;
    after = last.row;
    for (const row of rows) await putBack(ctx, record, row);
  }
}

async function putBack(ctx: Ctx, record: ImportRecord, row: ChangedRow): Promise<void> {
  const settle = (tx: Tx, outcome: 'undone' | 'kept') => setOutcome(tx, record.id, [row.row], outcome);
  try {
    await write(ctx, async (tx) => {
      const inner = within(ctx, tx);
      const target = (await importTargets(inner, [row.id])).get(row.id);
      if (target?.version !== row.version) return settle(tx, 'kept');
      const before = await ledOnward(tx, row.before as Before);
      await updateCustomer(inner, { ...before, id: row.id, version: row.version, acceptSimilar: true });
      return settle(tx, 'undone');
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await write(ctx, (tx) => settle(tx, 'kept'));
  }
}
