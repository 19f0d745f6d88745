import type { ImportRow } from '../../../contract/transfers.ts';
import type { NamedCustomer } from '../customers/index.ts';
import type { RowError } from './transfers.values.rules.ts';
import { rowError } from './transfers.values.rules.ts';

/** What becomes of a row that belongs to a customer. */
export type PartPlan = {
  row: number;
  outcome: 'create' | 'update' | 'skip' | 'error';
  errors: RowError[];
  recordId: string | null;
  /** What an update changes, with what stands there now. */
  changes: ImportRow['changes'];
};

export const refusedPlan = (row: number, errors: RowError[]): PartPlan => ({
  row,
  outcome: 'error',
  errors,
  recordId: null,
  changes: [],
});

/** What becomes of a row that means something that is there: changed only when that was asked for. */
export function standingPlan(
  row: number,
  customer: NamedCustomer,
  standing: { id: string; changes: ImportRow['changes'] },
  updateExisting: boolean,
): PartPlan {
  const { id, changes } = standing;
  if (!updateExisting || changes.length === 0) return { row, outcome: 'skip', errors: [], recordId: id, changes: [] };
  if (!customer.written) return refusedPlan(row, [rowError('customer', 'readOnly', customer.name)]);
  return { row, outcome: 'update', errors: [], recordId: id, changes };
}

/** The customer of a row: one that the importer does not see is as one that is not there. */
export function customerMistakes(name: string | null, customer: NamedCustomer | undefined): RowError[] {
  if (name === null) return [rowError('customer', 'required')];
  return customer ? [] : [rowError('customer', 'notFound', name)];
}

/** That a row is the second of its key in the file. */
export function repeated(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return true;
  seen.add(key);
  return false;
}
