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
