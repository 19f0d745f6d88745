import type { ImportKind } from '../../../../contract/transfers.ts';
import { importFields } from '../../../../contract/transfers.ts';
import type { T } from '../../lib/texts.ts';

/** Field → index of the column that it is read from. */
export type Mapping = Record<string, number>;

/** The field that a column is read as. */
export function fieldOf(mapping: Mapping, column: number): string | null {
  return Object.entries(mapping).find(([, index]) => index === column)?.[0] ?? null;
}

/** Gives a column its field. A field has one column and a column one field: the latest choice counts. */
export function withField(mapping: Mapping, column: number, field: string | null): Mapping {
  const rest = Object.entries(mapping).filter(([name, index]) => index !== column && name !== field);
  return Object.fromEntries(field === null ? rest : [...rest, [field, column]]);
}

/** The name of a field of the import on the screen. */
export function fieldLabel(t: T, kind: ImportKind, field: string): string {
  if (kind === 'customers') {
    const known = importFields.customers.find((each) => each === field);
    return known ? t(`transfers.customers.${known}`) : field;
  }
  const known = importFields.people.find((each) => each === field);
  return known ? t(`transfers.people.${known}`) : field;
}

export function fieldOptions(t: T, kind: ImportKind): { value: string; label: string }[] {
  return importFields[kind].map((field) => ({ value: field, label: fieldLabel(t, kind, field) }));
}
