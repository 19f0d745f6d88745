import { decisionRoles, teamRoles } from '../../../contract/customers.ts';
import type { ExportKind } from '../../../contract/exports.ts';
import { exportColumns } from '../../../contract/exports.ts';
import { ownKey } from '../../../contract/fields.rules.ts';
import type { OwnField, OwnValue } from '../../../contract/fields.ts';
import type { Texts } from '../../../contract/texts/index.ts';
import type { Shape } from '../../../contract/texts/shape.ts';
import type { ExportedCustomer, ExportRow } from '../customers/index.ts';
import type { PlainOrPlural } from './transfers.text.rules.ts';
import { plainText } from './transfers.text.rules.ts';

type Words = Shape<Texts>;

export type ExportColumn = { key: string; heading: string; field: OwnField | null };

/** All columns of a kind in their order; own fields in use stand behind those of customers. */
export function columnsOf(kind: ExportKind, words: Words, own: readonly OwnField[]): ExportColumn[] {
  const headings: Record<string, PlainOrPlural> = {
    ...words.exports.columns,
    ...(kind === 'customers' ? { ...words.transfers.customers } : {}),
  };
  const built = exportColumns[kind].map((key) => ({ key, heading: plainText(headings[key] ?? key), field: null }));
  if (kind !== 'customers') return built;
  const fields = own.filter((field) => !field.retired);
  return [...built, ...fields.map((field) => ({ key: ownKey(field.id), heading: field.label, field }))];
}

/** The columns wanted, in their order; the index of the first that there is not. */
export function chosenColumns(all: readonly ExportColumn[], wanted: readonly string[] | null): ExportColumn[] | number {
  if (wanted === null) return [...all];
  const byKey = new Map(all.map((column) => [column.key, column]));
  const unknown = wanted.findIndex((key) => !byKey.has(key));
  return unknown >= 0 ? unknown : [...new Set(wanted)].flatMap((key) => byKey.get(key) ?? []);
}

/** A cell of what is not an own field: words for codes, days without their hour. */
export function cellOf(words: Words, key: string, value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  const decision = key === 'decisionRole' ? decisionRoles.find((one) => one === text) : undefined;
  if (decision) return plainText(words.customers.decisionRoles[decision]);
  const role = key === 'role' ? teamRoles.find((one) => one === text) : undefined;
  if (role) return plainText(words.customers.teamRoles[role]);
  if (key === 'access') return plainText(text === 'read' ? words.exports.read : words.exports.write);
  return key === 'archive' || key === 'created' ? text.slice(0, 10) : text;
}

/** The value of an own field as an import reads it again: labels and names, several with a semicolon between. */
function ownCell(field: OwnField, { own, refs }: ExportedCustomer): string {
  const value = own[field.id];
  if (value === undefined) return '';
  const names: Record<string, readonly { id: string; name: string }[]> = {
    person: refs.people,
    customer: refs.customers,
    attachment: refs.files,
    choice: field.choices.map(({ id, label }) => ({ id, name: label })),
    multiChoice: field.choices.map(({ id, label }) => ({ id, name: label })),
  };
  const known = names[field.type];
  if (!known) return String(value);
  return idsOf(value)
    .flatMap((id) => known.find((one) => one.id === id)?.name ?? [])
    .join('; ');
}

const idsOf = (value: OwnValue): string[] => (Array.isArray(value) ? value : [String(value)]);

export function cellsOf(words: Words, wanted: readonly ExportColumn[], one: ExportedCustomer | ExportRow): string[] {
  const row = isCustomer(one) ? one.row : one;
  return wanted.map(({ key, field }) => {
    if (!field) return cellOf(words, key, row[key]);
    return isCustomer(one) ? ownCell(field, one) : '';
  });
}

const isCustomer = (one: ExportedCustomer | ExportRow): one is ExportedCustomer => typeof one.refs === 'object';
