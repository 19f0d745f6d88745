import type { Ctx } from '../../platform/context.ts';
import { customersNearlyNamed } from '../customers/index.ts';
import { ownFields } from '../fields/index.ts';
import type { Entries } from './transfers.customers.reads.ts';
import type { CustomerRow, ListField } from './transfers.customers.rules.ts';
import { listFields, readCustomer } from './transfers.customers.rules.ts';
import { madeElsewhere } from './transfers.history.reads.ts';
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
  const history = await madeElsewhere(ctx, mapping, cells);
  return stored.map(({ row, values }, index) => {
    const read = readCustomer(row, values, mapping);
    const { own, errors, former } = readOwn(values, mapping, fields, names);
    const { made = read.made, errors: unknown = [] } = history[index] ?? {};
    return { ...read, made, own, former, errors: [...read.errors, ...errors, ...unknown] };
  });
}

/** List entries that a row names and that there are not; whoever may not maintain the lists adds none by an import. */
export function unknownEntries(row: CustomerRow, entries: Entries): RowError[] {
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
