import type { DecisionRole } from '../../../contract/contacts.shapes.ts';
import { contactFields } from '../../../contract/contacts.shapes.ts';
import { normalizeName } from '../../platform/text.names.ts';
import { phoneDigits } from '../../platform/text.ts';
import type { ContactThere, ImportedContact, NamedCustomer } from '../customers/index.ts';
import type { Mapping } from './transfers.columns.rules.ts';
import type { PartPlan } from './transfers.parts.rules.ts';
import { customerMistakes, refusedPlan, repeated, standingPlan } from './transfers.parts.rules.ts';
import type { RowError } from './transfers.values.rules.ts';
import { reader, rowError } from './transfers.values.rules.ts';

export type ContactRow = Omit<ImportedContact, 'customerId'> & {
  row: number;
  customer: string | null;
  errors: RowError[];
};

const isEmail = (text: string) => contactFields.email.safeParse(text).success;

export function readContact(
  row: number,
  cells: readonly string[],
  mapping: Mapping,
  words: { decisionRoles: ReadonlyMap<string, DecisionRole>; today: string },
): ContactRow {
  const read = reader(cells, mapping);
  const name = read.line('name', 80);
  if (name === null && read.errors.length === 0) read.refuse('name', 'required');
  return {
    row,
    customer: read.line('customer', 200),
    name: name ?? '',
    title: read.line('title', 80),
    decisionRole: read.word('decisionRole', words.decisionRoles),
    phone: read.line('phone', 40),
    email: read.matching('email', isEmail, 200),
    note: read.text('note', 2000),
    lastMetOn: read.day('lastMetOn', words.today),
    leftOn: read.day('leftOn'),
    made: { by: null, at: null },
    errors: read.errors,
  };
}

const updated = ['title', 'decisionRole', 'phone', 'email', 'note', 'leftOn'] as const;
export type ContactChange = Partial<Pick<ContactRow, (typeof updated)[number]>>;

export type ContactPlan = PartPlan & { contact: ImportedContact | null; change: ContactChange; version: number };

export type PlanOptions = { updateExisting: boolean; acceptSimilar: boolean };

/**
 * What becomes of a row, by what the customer has. `there` are its contacts as the importer reads them: a number that
 * they do not read finds nobody.
 */
export function planContact(
  row: ContactRow,
  customer: NamedCustomer | undefined,
  there: readonly ContactThere[],
  { updateExisting, acceptSimilar }: PlanOptions,
  seen: Set<string>,
): ContactPlan {
  const found = standingOf(row, there);
  const isMask = row.phone?.includes('*') === true;
  const errors = [...row.errors, ...customerMistakes(row.customer, customer)];
  if (isMask && found?.phone !== row.phone) errors.push(rowError('phone', 'format', row.phone ?? ''));
  if (found === null) errors.push(rowError('name', 'ambiguousContact', row.name));
  const digits = phoneDigits(row.phone);
  if (customer && repeated(seen, `${customer.id} ${normalizeName(row.name)} ${digits ?? ''}`))
    errors.push(rowError('name', 'duplicate', row.name));
  const nothing = { contact: null, change: {}, version: 0 };
  if (errors.length > 0 || !customer) return { ...refusedPlan(row.row, errors), ...nothing };
  if (found) {
    const change = changeOf(row, found);
    const changes = updated.filter((field) => field in change).map((field) => ({ field, from: found[field] ?? '' }));
    const plan = standingPlan(row.row, customer, { id: found.id, changes }, updateExisting);
    return { ...plan, contact: null, change, version: found.version };
  }
  if (!customer.written)
    return { ...refusedPlan(row.row, [rowError('customer', 'readOnly', customer.name)]), ...nothing };
  const same =
    digits && there.find((one) => one.phone && !one.phone.includes('*') && phoneDigits(one.phone) === digits);
  if (same && !acceptSimilar)
    return { ...refusedPlan(row.row, [rowError('phone', 'samePhone', same.name)]), ...nothing };
  const { row: number, errors: _, customer: __, ...fields } = row;
  const contact = { ...fields, customerId: customer.id };
  return { row: number, outcome: 'create', errors: [], recordId: null, changes: [], ...nothing, contact };
}

/** The contact that a row means: the only one of the name, or of several the one with the number; null when it does not tell. */
function standingOf(row: ContactRow, there: readonly ContactThere[]): ContactThere | undefined | null {
  const named = there.filter(({ name }) => normalizeName(name) === normalizeName(row.name));
  if (named.length < 2) return named[0];
  const digits = phoneDigits(row.phone);
  const same = named.filter(({ phone }) => phone === row.phone || (digits && phoneDigits(phone) === digits));
  return same.length === 1 ? same[0] : null;
}

/** What differs; an empty cell leaves what stands, and so does the mask of the number that stands. */
function changeOf(row: ContactRow, found: ContactThere): ContactChange {
  const differing = updated.filter((field) => row[field] !== null && row[field] !== (found[field] ?? null));
  return Object.fromEntries(differing.map((field) => [field, row[field]]));
}
