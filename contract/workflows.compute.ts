import type { FormulaValue } from './fields.formula.ts';
import { evaluateFormula, FormulaFault, parseFormula, resultOf } from './fields.formula.ts';
import type { FieldRight, FieldRights, Form, FormField, FormValues, PlainField } from './workflows.forms.ts';

type Row = Record<string, unknown>;
/** What stands for a key in a formula; `undefined` where it cannot be known here. */
type LookUp = (key: string) => FormulaValue | undefined;

/** The own member of a record: keys are given from outside, and `constructor` is one. */
export const memberOf = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

export const rightOf = (rights: FieldRights, key: string): FieldRight => memberOf(rights, key) ?? 'read';

/** What of a form and its values somebody with these rights may know. */
export function seenOf(form: Form, rights: FieldRights, values: FormValues): { form: Form; values: FormValues } {
  const fields = form.fields.filter(({ key }) => rightOf(rights, key) !== 'hidden');
  const cut = (all: FormValues): FormValues =>
    Object.fromEntries(fields.filter(({ key }) => Object.hasOwn(all, key)).map(({ key }) => [key, all[key]]));
  const templates = form.templates.map((template) => ({ ...template, values: cut(template.values) }));
  return { form: { fields, templates }, values: cut(values) };
}

/** The same form in which nothing has to be filled in. */
export function withoutRequired(form: Form): Form {
  const free = <T extends PlainField>(field: T): T => ({ ...field, required: false });
  const fields = form.fields.map((field) =>
    field.type === 'table' ? { ...field, required: false, columns: field.columns.map(free) } : free(field),
  );
  return { ...form, fields };
}

/** The rows of a table; what is none is left out. */
export function rowsOf(value: unknown): Row[] {
  return Array.isArray(value) ? value.filter(isRow) : [];
}

export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const places = 6;
const decimal = /^-?\d{1,15}(?:\.\d{1,6})?$/;

/** The sum of a column as a decimal string, digit by digit; what is no number counts nothing. */
export function columnSum(rows: readonly Row[], key: string): string {
  const scaled = rows.reduce((sum, row) => sum + scaledOf(memberOf(row, key)), 0n);
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -places)}${fraction ? `.${fraction}` : ''}`;
}

function scaledOf(value: unknown): bigint {
  // Small numbers are written as 1e-6 by `String`.
  const text = typeof value === 'number' ? value.toFixed(places) : value;
  if (typeof text !== 'string' || !decimal.test(text)) return 0n;
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(places, '0'));
}

/**
 * The values with all formulas computed anew, those of rows as well. One that hangs on a field which the form does not
 * have, as it is shown to somebody who may not know the field, keeps what it is. What hangs on itself is empty.
 */
export function computeForm(form: Form, values: FormValues): FormValues {
  const computed: Row = { ...values };
  const tables = new Map<string, LookUp[]>();
  const whole = readerOf(form.fields, computed, (key) => sumOf(key));
  for (const field of form.fields) {
    if (field.type !== 'table' || !Object.hasOwn(computed, field.key)) continue;
    const rows = rowsOf(computed[field.key]).map((row) => ({ ...row }));
    computed[field.key] = rows;
    tables.set(
      field.key,
      rows.map((row) => readerOf(field.columns, row, whole)),
    );
  }
  /** `{table.column}`, after what is computed in the column. */
  const sumOf = (key: string): FormulaValue | undefined => {
    const [table, column = ''] = key.split('.');
    const field = form.fields.find((one) => one.key === table);
    if (field?.type !== 'table' || !field.columns.some((one) => one.key === column)) return undefined;
    for (const reader of tables.get(field.key) ?? []) reader(column);
    return Number(columnSum(rowsOf(computed[field.key]), column));
  };
  for (const { key } of form.fields) whole(key);
  for (const field of form.fields) {
    if (field.type !== 'table') continue;
    for (const reader of tables.get(field.key) ?? []) for (const { key } of field.columns) reader(key);
  }
  return computed;
}

/** Answers what stands for a key, having computed it into `row` when it is a formula; other keys are asked of `outer`. */
function readerOf(fields: readonly FormField[], row: Row, outer: LookUp): LookUp {
  const begun = new Set<string>();
  const reader: LookUp = (key) => {
    const [name = '', end] = key.split('.');
    const field = fields.find((one) => one.key === name);
    if (!field || field.type === 'table') return outer(key);
    if (field.type === 'formula' && !begun.has(name)) {
      begun.add(name);
      compute(field, row, reader);
    }
    return computable(field, memberOf(row, name), end);
  };
  return reader;
}

function compute(field: PlainField, row: Row, reader: LookUp): void {
  let known = true;
  const before = memberOf(row, field.key);
  delete row[field.key];
  const result = resultOf(
    evaluated(field.formula ?? '', (key) => {
      const value = reader(key);
      if (value === undefined) known = false;
      return value ?? null;
    }),
  );
  const kept = known ? result : before;
  if (kept !== null && kept !== undefined) row[field.key] = kept;
}

function evaluated(formula: string, lookUp: (key: string) => FormulaValue): FormulaValue {
  try {
    return evaluateFormula(parseFormula(formula), lookUp);
  } catch (error) {
    if (error instanceof FormulaFault) return null;
    throw error;
  }
}

/** A value as formulas know it: choices by their labels, amounts as numbers. */
function computable(field: PlainField, value: unknown, end: string | undefined): FormulaValue {
  const text = typeof value === 'string' && value !== '' ? value : null;
  const labelOf = (key: unknown) => field.choices?.find((choice) => choice.key === key)?.label ?? '';
  switch (field.type) {
    case 'number':
    case 'formula':
      return typeof value === 'number' ? value : null;
    case 'money':
      return text !== null && decimal.test(text) ? Number(text) : null;
    case 'dateRange': {
      const day: unknown = Array.isArray(value) ? value[end === 'until' ? 1 : 0] : null;
      return typeof day === 'string' ? day : null;
    }
    case 'choice':
      return text === null ? null : labelOf(text);
    case 'multiChoice':
      return Array.isArray(value) ? value.map(labelOf) : [];
    case 'text':
    case 'longText':
    case 'date':
      return text;
    default:
      return null;
  }
}
