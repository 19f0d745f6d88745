import { visibleFields } from '../../../contract/fields.rules.ts';
import type { ImportRow } from '../../../contract/transfers.ts';
import { may } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import { normalizeName } from '../../platform/text.names.ts';
import type { ArchiveFields, ImportTarget } from '../customers/index.ts';
import { changedBy, customersKnownBy, exportedCustomers, importTargets, ownContextOf } from '../customers/index.ts';
import { ownFields } from '../fields/index.ts';
import type { Entries, Verdict } from './transfers.customers.reads.ts';
import { barredSegmentNames, entriesByName } from './transfers.customers.reads.ts';
import type { CustomerRow } from './transfers.customers.rules.ts';
import { keysOf } from './transfers.customers.rules.ts';
import { entryIds, readRows, unknownEntries } from './transfers.customers.verdicts.reads.ts';
import { cellsOf, columnsOf } from './transfers.exports.columns.rules.ts';
import type { ImportRecord, StoredRow } from './transfers.store.ts';
import { updateMistakes, wantedOf } from './transfers.updates.rules.ts';
import { rowError } from './transfers.values.rules.ts';
import { wordsOf } from './transfers.words.reads.ts';

export type Targets = ReadonlyMap<number, ImportTarget>;

/** By row: the customer that the importer sees under the credit code of the row, or else under exactly its name. */
export async function targetsOf(ctx: Ctx, record: ImportRecord, rows: readonly CustomerRow[]): Promise<Targets> {
  if (!record.options.updateExisting) return new Map();
  const keys = rows.map(keysOf);
  const known = await customersKnownBy(ctx.db, ctx.actor, {
    names: keys.map(({ name }) => name),
    creditCodes: keys.flatMap(({ creditCode }) => creditCode ?? []),
  });
  const seen = known.filter(({ visible }) => visible);
  const byName = new Map(seen.map((one) => [one.normalizedName, one.id]));
  const byCode = new Map(seen.map((one) => [one.creditCode, one.id]));
  const targets = await importTargets(
    ctx,
    seen.map(({ id }) => id),
  );
  return new Map(
    rows.flatMap((row, index): [number, ImportTarget][] => {
      const { name, creditCode } = keys[index] ?? keysOf(row);
      const id = (creditCode && byCode.get(creditCode)) || byName.get(name);
      const target = id && targets.get(id);
      return target ? [[row.row, target]] : [];
    }),
  );
}

export type Update = { verdict: Verdict; changed: string[]; wanted: ArchiveFields; own: CustomerRow['own'] };

/** What each row does to the customer that it means. */
export async function updatesOf(
  ctx: Ctx,
  rows: readonly CustomerRow[],
  targets: Targets,
  entries: Entries,
): Promise<ReadonlyMap<number, Update>> {
  const meant = rows.filter(({ row }) => targets.has(row));
  if (meant.length === 0) return new Map();
  const parents = await parentsOf(ctx, meant);
  const barred = await barredSegmentNames(ctx.db, ctx.actor);
  const fields = await ownFields(ctx.db);
  const mayAdd = may(ctx.actor, 'settings.manage');
  return new Map(
    meant.flatMap((row): [number, Update][] => {
      const target = targets.get(row.row);
      if (!target) return [];
      const errors = updateMistakes(row, target, parents);
      const wanted = wantedOf(row, target, entryIds(row, entries), parents);
      const changed = changedBy(target, wanted, row.own);
      if (!target.written && changed.length > 0) errors.push(rowError('name', 'readOnly', row.name));
      if (!mayAdd) errors.push(...unknownEntries(row, entries));
      const segment = row.lists.segment ?? '';
      if (changed.includes('segmentId') && barred.has(segment.toLowerCase()))
        errors.push(rowError('segment', 'forbidden', segment));
      const visible = visibleFields(
        fields,
        { ...target.own, ...row.own },
        ownContextOf({ ...target.fields, ...wanted }),
      );
      const hidden = Object.keys(row.own).filter((id) => changed.includes(`own.${id}`) && !visible.has(id));
      errors.push(...row.former.filter(({ field }) => changed.includes(field)));
      errors.push(...hidden.map((id) => rowError(`own.${id}`, 'hidden')));
      const outcome = errors.length > 0 ? 'error' : changed.length > 0 ? 'update' : 'skip';
      const verdict: Verdict = { outcome, errors, recordId: outcome === 'error' ? null : target.id };
      return [[row.row, { verdict, changed, wanted, own: row.own }]];
    }),
  );
}

async function parentsOf(ctx: Ctx, rows: readonly CustomerRow[]): Promise<ReadonlyMap<string, string>> {
  const names = rows.flatMap(({ parent }) => (parent === null ? [] : [normalizeName(parent)]));
  const known = await customersKnownBy(ctx.db, ctx.actor, { names: [...new Set(names)], creditCodes: [] });
  return new Map(known.filter(({ visible }) => visible).map(({ normalizedName, id }) => [normalizedName, id]));
}

const columnOf = (field: string) => (field === 'addresses' ? 'address' : field.replace(/Id$/, ''));

/** What checked rows would change: by row, the fields with what stands there now, as an export writes it. */
export async function changesPreview(
  ctx: Ctx,
  record: ImportRecord,
  stored: readonly StoredRow[],
): Promise<ReadonlyMap<number, ImportRow['changes']>> {
  const rows = await readRows(ctx, record, stored);
  const targets = await targetsOf(ctx, record, rows);
  const updates = await updatesOf(ctx, rows, targets, await entriesByName(ctx.db));
  const words = await wordsOf(ctx.actor.locale);
  const columns = columnsOf('customers', words, await ownFields(ctx.db));
  const ids = [...new Set([...targets.values()].map(({ id }) => id))];
  const standing = new Map(
    (await exportedCustomers(ctx, ids)).map((one) => [one.row.id, cellsOf(words, columns, one)]),
  );
  return new Map(
    [...updates].map(([row, { changed }]) => {
      const cells = standing.get(targets.get(row)?.id ?? '');
      const cellOf = (field: string) => cells?.[columns.findIndex(({ key }) => key === field)] ?? '';
      return [row, changed.map(columnOf).map((field) => ({ field, from: cellOf(field) }))];
    }),
  );
}
