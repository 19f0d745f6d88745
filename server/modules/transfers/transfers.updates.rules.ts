import { normalizeName } from '../../platform/text.names.ts';
import type { ArchiveFields, ImportTarget } from '../customers/index.ts';
import type { CustomerRow, ListField } from './transfers.customers.rules.ts';
import type { RowError } from './transfers.values.rules.ts';
import { rowError } from './transfers.values.rules.ts';

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
const sameText = (one: string | null, other: string | null) => oneLine(one ?? '') === oneLine(other ?? '');

/**
 * What a row changes of a customer that is there. An empty cell leaves what stands, and so does a text that differs
 * only in its blanks; `parents` are the customers that the importer sees, by normalised name.
 */
export function wantedOf(
  row: CustomerRow,
  target: ImportTarget,
  entries: Readonly<Record<`${ListField}Id`, string | null>>,
  parents: ReadonlyMap<string, string>,
): ArchiveFields {
  const { fields } = target;
  const all = {
    ...entries,
    name: normalizeName(row.name) === normalizeName(fields.name) ? null : row.name,
    parentId: isOtherParent(row, target) ? (parents.get(normalizeName(row.parent ?? '')) ?? null) : null,
    phone: row.phone,
    creditCode: row.creditCode,
    website: row.website,
    foundedYear: row.foundedYear,
    employees: row.employees,
    annualRevenue: row.annualRevenue,
    description: sameText(row.description, fields.description) ? null : row.description,
    addresses: row.address === null ? null : addressesWith(row.address, fields.addresses),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

type Addresses = ImportTarget['fields']['addresses'];

/** The first address is the one that tables have. */
function addressesWith(text: string, [first, ...others]: Addresses): Addresses | null {
  if (!first) return [{ kind: 'office', text }];
  return sameText(text, first.text) ? null : [{ ...first, text }, ...others];
}

function isOtherParent({ parent }: CustomerRow, { parentName }: ImportTarget): boolean {
  return parent !== null && normalizeName(parent) !== normalizeName(parentName ?? '');
}

/** What is wrong with a row of a customer that is there, beside values that cannot be read. */
export function updateMistakes(
  row: CustomerRow,
  target: ImportTarget,
  parents: ReadonlyMap<string, string>,
): RowError[] {
  const errors = row.errors.filter(
    // Who reads only the mask of a number sends it back as it was.
    ({ field, value }) => field !== 'phone' || value !== target.phoneMask,
  );
  const { owner } = target;
  if (row.owner !== null && row.owner !== owner.name && row.owner.toLowerCase() !== owner.login.toLowerCase())
    errors.push(rowError('owner', 'ownerKept', owner.name));
  if (isOtherParent(row, target) && !parents.has(normalizeName(row.parent ?? '')))
    errors.push(rowError('parent', 'notFound', row.parent ?? ''));
  return errors;
}
