import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { normalizeName } from '../../platform/text.names.ts';
import type { ImportedCustomer } from '../customers/index.ts';
import { completeParents, customersKnownBy, importCustomers, removeUntouched } from '../customers/index.ts';
import { additionsOf, completeEntries } from './transfers.customers.entries.service.ts';
import { verdictsOf } from './transfers.customers.judge.reads.ts';
import type { Entries, Owners, Verdict } from './transfers.customers.reads.ts';
import { entriesByName, ownerOf, ownersOf } from './transfers.customers.reads.ts';
import type { CustomerRow, Kin, ListField } from './transfers.customers.rules.ts';
import { duplicateFinder, keysOf, parentMistakes } from './transfers.customers.rules.ts';
import { entryIds, holdSimilar, readRows } from './transfers.customers.verdicts.reads.ts';
import type { ImportRecord, MadeRow, RowResult, StoredRow } from './transfers.store.ts';
import { rowsAfter, setProgress, setResults, settleUndone } from './transfers.store.ts';
import type { Turns } from './transfers.turns.service.ts';
import { targetsOf } from './transfers.updates.reads.ts';
import { runUpdates } from './transfers.updates.service.ts';
import { rowError } from './transfers.values.rules.ts';

const checkedAtOnce = 1000;
const insertedAtOnce = 200;

/** The dry run: says of every row what would become of it, and changes nothing else. */
export async function checkCustomers(
  turns: Turns,
  record: ImportRecord,
): Promise<Partial<Record<ListField, string[]>>> {
  const duplicates = duplicateFinder();
  const additions = additionsOf(await entriesByName((await turns()).db));
  const kin: Kin[] = [];
  let done = 0;
  let after = 0;
  for (;;) {
    const ctx = await turns();
    const owners = await ownersOf(ctx.db, ctx.actor, record.options.defaultOwnerId);
    const stored = await rowsAfter(ctx.db, record.id, after, checkedAtOnce);
    const last = stored.at(-1);
    if (!last) break;
    after = last.row;
    const rows = await readRows(ctx, record, stored);
    const targets = await targetsOf(ctx, record, rows);
    const fresh = rows.filter(({ row }) => !targets.has(row));
    if (!record.options.acceptSimilar) await holdSimilar(ctx, fresh);
    const verdicts = await verdictsOf(ctx, rows, owners, targets, (row) => row.errors.push(...duplicates(row)));
    for (const row of rows) {
      const tooMuch = isGoing(verdicts.get(row.row)) ? additions.note(row) : [];
      if (tooMuch.length > 0) verdicts.set(row.row, { outcome: 'error', errors: tooMuch, recordId: null });
      const outcome = verdicts.get(row.row)?.outcome ?? 'error';
      kin.push({ row: row.row, name: keysOf(row).name, parent: row.parent && normalizeName(row.parent), outcome });
    }
    done += rows.length;
    await write(ctx, async (tx) => {
      await setResults(tx, record.id, resultsOf(verdicts));
      await setProgress(tx, record, done);
    });
  }
  await refuseOrphans(await turns(), record, kin);
  return additions.all();
}

function resultsOf(verdicts: ReadonlyMap<number, Verdict>): RowResult[] {
  return [...verdicts].map(([row, verdict]) => ({ row, ...verdict, recordVersion: null }));
}

const isGoing = (verdict: Verdict | undefined) => verdict?.outcome === 'create' || verdict?.outcome === 'update';

/** Rows whose parent is nowhere fall out, and with them those that hang on them. */
async function refuseOrphans(ctx: Ctx, record: ImportRecord, kin: readonly Kin[]): Promise<void> {
  const names = [...new Set(kin.flatMap((one) => (one.parent ? [one.parent] : [])))];
  const known = new Set<string>();
  for (let from = 0; from < names.length; from += checkedAtOnce) {
    const keys = { names: names.slice(from, from + checkedAtOnce), creditCodes: [], phones: [] };
    const found = await customersKnownBy(ctx.db, ctx.actor, keys);
    for (const one of found) if (one.visible) known.add(one.normalizedName);
  }
  const mistakes = [...parentMistakes(kin, known)];
  const parents = new Map(kin.map((one) => [one.row, one.parent ?? '']));
  for (let from = 0; from < mistakes.length; from += checkedAtOnce) {
    const results = mistakes.slice(from, from + checkedAtOnce).map(
      ([row, code]): RowResult => ({
        row,
        outcome: 'error',
        errors: [rowError('parent', code, parents.get(row))],
        recordId: null,
        recordVersion: null,
      }),
    );
    await write(ctx, (tx) => setResults(tx, record.id, results));
  }
}

/** Inserts the rows that passed, some hundred in one transaction with their results, so that each goes in once. */
export async function runCustomers(turns: Turns, record: ImportRecord): Promise<void> {
  let done = record.done;
  let after = 0;
  for (;;) {
    const ctx = await turns();
    const owners = await ownersOf(ctx.db, ctx.actor, record.options.defaultOwnerId);
    const stored = await rowsAfter(ctx.db, record.id, after, insertedAtOnce, 'create');
    const last = stored.at(-1);
    if (!last) break;
    after = last.row;
    done += stored.length;
    await write(ctx, async (tx) => {
      const results = await insertBatch(tx, ctx, record, stored, owners);
      await setResults(tx, record.id, results);
      await setProgress(tx, record, done);
    });
  }
  await giveParents(turns, record);
  await runUpdates(turns, record, done);
}

async function insertBatch(
  tx: Tx,
  ctx: Ctx,
  record: ImportRecord,
  stored: readonly StoredRow[],
  owners: Owners,
): Promise<RowResult[]> {
  const rows = await readRows({ ...ctx, db: tx }, record, stored);
  const verdicts = await verdictsOf({ ...ctx, db: tx }, rows, owners);
  const going = rows.filter((row) => verdicts.get(row.row)?.outcome === 'create');
  const entries = await completeEntries(tx, ctx, going);
  const made = new Map(going.map((row) => [row.row, toCustomer(row, owners, entries)]));
  const inserted = await importCustomers(tx, ctx, record.id, ctx.now(), [...made.values()]);
  return resultsOf(verdicts).map((result) => {
    const customer = made.get(result.row);
    if (!customer) return result;
    if (inserted.has(customer.id)) return { ...result, recordId: customer.id, recordVersion: 1 };
    return { ...result, outcome: 'error', errors: [rowError('name', 'exists', customer.name)] };
  });
}

function toCustomer(row: CustomerRow, owners: Owners, entries: Entries): ImportedCustomer {
  const owner = ownerOf(row, owners);
  ensure(typeof owner === 'string', 'common.internal');
  return {
    id: newId(),
    name: row.name,
    ownerId: owner,
    ...entryIds(row, entries),
    phone: row.phone,
    creditCode: row.creditCode,
    website: row.website,
    foundedYear: row.foundedYear,
    employees: row.employees,
    annualRevenue: row.annualRevenue,
    description: row.description,
    address: row.address,
    contact: row.contact,
    own: row.own,
    made: row.made,
  };
}

/** Parents come last, since a subsidiary may stand before its group in the file. */
async function giveParents(turns: Turns, record: ImportRecord): Promise<void> {
  const column = record.mapping.parent;
  if (column === undefined) return;
  let after = 0;
  for (;;) {
    const ctx = await turns();
    const stored = await rowsAfter(ctx.db, record.id, after, checkedAtOnce);
    const last = stored.at(-1);
    if (!last) break;
    after = last.row;
    const wanted = stored.flatMap(({ outcome, recordId, values }) => {
      const parentName = normalizeName(values[column] ?? '');
      return outcome === 'create' && recordId && parentName ? [{ id: recordId, parentName }] : [];
    });
    await write(ctx, (tx) => completeParents(tx, ctx.actor, record.id, wanted));
  }
}

/** Takes back one batch of created customers; `waiting` says how many only wait for a subsidiary to go first. */
export async function undoCustomers(
  tx: Tx,
  ctx: Ctx,
  record: ImportRecord,
  made: readonly MadeRow[],
): Promise<{ waiting: number }> {
  return settleUndone(tx, record, made, await removeUntouched(tx, ctx, made));
}
