import type { FieldError } from './errors.ts';
import { isBlank } from './fields.rules.ts';
import type { Fault, Parsed } from './values.ts';
import { areTexts, parseDay, parseFiles, parseId, parseMoney, parseNumber, parseText } from './values.ts';
import { computeForm, isRow, memberOf, rightOf, rowsOf } from './workflows.compute.ts';
import type { FieldRights, Form, FormField, FormValues, PlainField, TableField } from './workflows.forms.ts';

/** How long texts are unless the field says otherwise. */
export const longest = { text: 200, longText: 5000 } as const;
/** Most rows that a table has. */
export const mostRows = 200;

export type CheckedValues = { values: FormValues; problems: FieldError[] };
type Read = { value: unknown; problems: FieldError[] };

/**
 * What a form holds after somebody with these rights has written in it: what may not be edited stays as it was, what is
 * not given too, formulas are computed. Paths of problems are keys, in tables `table.row.column`. Ids of people,
 * customers and files are checked for their form alone.
 */
export function checkValues(form: Form, rights: FieldRights, before: FormValues, given: FormValues): CheckedValues {
  const values: FormValues = { ...before };
  const problems = unknownIn(form.fields, given, '');
  for (const field of form.fields) {
    const { key } = field;
    if (!isFilledIn(field) || rightOf(rights, key) !== 'edit') continue;
    const isGiven = Object.hasOwn(given, key);
    const read = isGiven ? readField(field, given[key], key) : kept(field, memberOf(before, key), key);
    problems.push(...read.problems);
    if (isBlank(read.value)) delete values[key];
    else values[key] = read.value;
  }
  return { values: computeForm(form, values), problems };
}

/** Whether somebody writes in it: formulas are computed, explanations only stand there. */
export const isFilledIn = ({ type }: Pick<FormField, 'type'>): boolean => type !== 'formula' && type !== 'explanation';

function unknownIn(fields: readonly FormField[], given: FormValues, at: string): FieldError[] {
  return Object.keys(given)
    .filter((key) => !fields.some((field) => field.key === key))
    .map((key) => ({ path: `${at}${key}`, code: 'unknown' }));
}

function kept(field: FormField, value: unknown, path: string): Read {
  return { value, problems: field.required && isBlank(value) ? [{ path, code: 'required' }] : [] };
}

function readField(field: FormField, given: unknown, path: string): Read {
  if (field.type === 'table') return readTable(field, given, path);
  const parsed: Parsed<unknown> = isBlank(given) ? { value: null } : parseField(field, given);
  return 'value' in parsed ? kept(field, parsed.value, path) : { value: given, problems: [{ path, ...parsed }] };
}

const isUnwritten = (value: unknown) => isBlank(typeof value === 'string' ? value.trim() : value);

function readTable(field: TableField, given: unknown, path: string): Read {
  const fault = (code: Fault): Read => ({ value: given, problems: [{ path, ...code }] });
  if (isBlank(given)) return kept(field, null, path);
  if (!Array.isArray(given) || !given.every(isRow)) return fault({ code: 'type' });
  if (given.length > mostRows) return fault({ code: 'tooBig', params: { max: mostRows } });
  const problems: FieldError[] = [];
  const rows: Record<string, unknown>[] = [];
  given.forEach((row, index) => {
    const at = `${path}.${index}.`;
    problems.push(...unknownIn(field.columns, row, at));
    const columns = field.columns.filter(isFilledIn);
    // A row in which nobody wrote is none.
    if (columns.every(({ key }) => isUnwritten(memberOf(row, key)))) return;
    const cells = columns.map((column) => {
      const read = readField(column, memberOf(row, column.key), `${at}${column.key}`);
      problems.push(...read.problems);
      return [column.key, read.value] as const;
    });
    rows.push(Object.fromEntries(cells.filter(([, value]) => !isBlank(value))));
  });
  const read = kept(field, rows, path);
  return { value: rows, problems: [...problems, ...read.problems] };
}

function parseField(field: PlainField, given: unknown): Parsed<unknown> {
  switch (field.type) {
    case 'text':
      return oneLine(parseText(given, field.max ?? longest.text));
    case 'longText':
      return parseText(given, field.max ?? longest.longText);
    case 'number':
      return bounded(field, parseNumber(given));
    case 'money':
      return bounded(field, parseMoney(given));
    case 'date':
      return parseDay(given);
    case 'dateRange':
      return parseRange(given);
    case 'choice':
      return typeof given === 'string' ? first(parseChoices(field, [given])) : { code: 'type' };
    case 'multiChoice':
      return areTexts(given) ? parseChoices(field, given) : { code: 'type' };
    case 'person':
    case 'department':
    case 'customer':
      return parseId(given);
    case 'attachment':
      return parseFiles(given);
    default:
      return { value: null };
  }
}

function oneLine(parsed: Parsed<string>): Parsed<string> {
  return 'value' in parsed && parsed.value !== null && /[\n\r]/.test(parsed.value) ? { code: 'format' } : parsed;
}

function bounded({ min, max }: PlainField, parsed: Parsed<number | string>): Parsed<number | string> {
  if (!('value' in parsed) || parsed.value === null) return parsed;
  const value = Number(parsed.value);
  if (min !== undefined && value < min) return { code: 'tooSmall', params: { min } };
  return max !== undefined && value > max ? { code: 'tooBig', params: { max } } : parsed;
}

function parseRange(given: unknown): Parsed<string[]> {
  if (!areTexts(given) || given.length !== 2) return { code: 'type' };
  const days = given.map(parseDay);
  const fault = days.find((day): day is Fault => 'code' in day);
  if (fault) return fault;
  const [from = '', until = ''] = given;
  return from > until ? { code: 'order' } : { value: [from, until] };
}

function parseChoices({ choices = [] }: PlainField, given: readonly string[]): Parsed<string[]> {
  const wanted = new Set(given);
  const found = choices.filter((choice) => wanted.has(choice.key));
  return found.length < wanted.size ? { code: 'choice' } : { value: found.map((choice) => choice.key) };
}

function first(parsed: Parsed<string[]>): Parsed<string> {
  return 'value' in parsed ? { value: parsed.value?.[0] ?? null } : parsed;
}

/** The field that says which customer a form is about: the first that names one. */
export const customerField = (form: Form): FormField | undefined => form.fields.find(({ type }) => type === 'customer');

const referring = ['person', 'department', 'customer', 'attachment'] as const;
export type Reference = { kind: (typeof referring)[number]; field: string; path: string; id: string };

/** The people, departments, customers and files that values name; `field` is the key, of a column `table.column`. */
export function referencesIn(form: Form, values: FormValues): Reference[] {
  return form.fields.flatMap((field) => {
    const value = memberOf(values, field.key);
    if (field.type !== 'table') return referencesOf(field, value, field.key, field.key);
    return rowsOf(value).flatMap((row, index) =>
      field.columns.flatMap((column) => {
        const [at, path] = [`${field.key}.${column.key}`, `${field.key}.${index}.${column.key}`];
        return referencesOf(column, memberOf(row, column.key), at, path);
      }),
    );
  });
}

function referencesOf({ type }: PlainField, value: unknown, field: string, path: string): Reference[] {
  const kind = referring.find((one) => one === type);
  if (!kind) return [];
  const ids = Array.isArray(value) ? value : [value];
  return ids.filter((id) => typeof id === 'string').map((id) => ({ kind, field, path, id }));
}
