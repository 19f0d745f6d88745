import { definitionsOf } from '../../../contract/fields.compute.ts';
import { may } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import { customersNearlyNamed, importedOwnMistakes } from '../customers/index.ts';
import { ownFields } from '../fields/index.ts';
import type { Entries, Owners, Verdict } from './transfers.customers.reads.ts';
import { barredSegmentNames, entriesByName, judge, ownerOf } from './transfers.customers.reads.ts';
import type { CustomerRow, ListField } from './transfers.customers.rules.ts';
import { listFields, readCustomer } from './transfers.customers.rules.ts';
import { mappedOwn, ownNames, readOwn } from './transfers.own.reads.ts';
import type { ImportRecord, StoredRow } from './transfers.store.ts';
import type { RowError } from './transfers.values.rules.ts';
import { rowError } from './transfers.values.rules.ts';

/** Rows of the file as customers, own fields among them. */
export async function readRows(
  ctx: Ctx,
  { mapping }: ImportRecord,
  stored: readonly StoredRow[],
): Promise<CustomerRow[]> {
  const fields = mappedOwn(await ownFields(ctx.db), mapping);
  const cells = stored.map(({ values }) => values);
  const names = await ownNames(ctx, fields, mapping, cells);
  return stored.map(({ row, values }) => {
    const read = readCustomer(row, values, mapping);
    const { own, errors } = readOwn(values, mapping, fields, names);
    return { ...read, own, errors: [...read.errors, ...errors] };
  });
}

/** List entries that a row names and that there are not; whoever may not maintain the lists adds none by an import. */
function unknownEntries(row: CustomerRow, entries: Entries): RowError[] {
  return listFields.flatMap((field) => {
    const name = row.lists[field];
    return name && !entries[field].has(name.toLowerCase()) ? [rowError(field, 'unknownEntry', name)] : [];
  });
}

/** Rows whose company goes by nearly the same name as one that the importer sees are held back until accepted. */
export async function holdSimilar(ctx: Ctx, rows: readonly CustomerRow[]): Promise<void> {
  const similar = await customersNearlyNamed(
    ctx.db,
    ctx.actor,
    rows.map((row) => row.name),
  );
  for (const row of rows) {
    const other = similar.get(row.name);
    if (other) row.errors.push(rowError('name', 'similar', other));
  }
}

/** What becomes of each row; `further` finds more that is wrong with one. */
export async function verdictsOf(
  ctx: Ctx,
  rows: readonly CustomerRow[],
  owners: Owners,
  further?: (row: CustomerRow) => void,
): Promise<Map<number, Verdict>> {
  const verdicts = new Map<number, Verdict>();
  const barred = await barredSegmentNames(ctx.db, ctx.actor);
  const entries = await entriesByName(ctx.db);
  const mayAdd = may(ctx.actor, 'settings.manage');
  for (const row of rows) {
    further?.(row);
    if (!mayAdd) row.errors.push(...unknownEntries(row, entries));
    const segment = row.lists.segment ?? '';
    if (barred.has(segment.toLowerCase())) row.errors.push(rowError('segment', 'forbidden', segment));
    const owner = ownerOf(row, owners);
    if (typeof owner !== 'string') row.errors.push(owner);
    verdicts.set(row.row, { outcome: 'error', errors: row.errors, recordId: null });
  }
  const right = rows.filter((row) => row.errors.length === 0);
  for (const [row, verdict] of await judge(ctx.db, ctx.actor, right)) verdicts.set(row, verdict);
  const definitions = definitionsOf(await ownFields(ctx.db));
  for (const row of right) {
    if (verdicts.get(row.row)?.outcome !== 'create') continue;
    const errors = importedOwnMistakes(definitions, row.own, { ...row, ...entryIds(row, entries) }).map(
      ({ path, code }) => rowError(path, code),
    );
    if (errors.length > 0) verdicts.set(row.row, { outcome: 'error', errors, recordId: null });
  }
  return verdicts;
}

/** An entry that is yet to be added has no own field that is for it alone: its name stands for its id. */
export function entryIds(row: CustomerRow, entries: Entries): Record<`${ListField}Id`, string | null> {
  const entry = (field: ListField) => {
    const name = row.lists[field]?.toLowerCase();
    return name ? (entries[field].get(name) ?? name) : null;
  };
  return {
    segmentId: entry('segment'),
    regionId: entry('region'),
    industryId: entry('industry'),
    levelId: entry('level'),
  };
}
