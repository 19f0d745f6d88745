import { circleFrom } from '../../../contract/fields.compute.ts';
import type { FormulaType } from '../../../contract/fields.formula.ts';
import { FormulaFault, fieldsOf, parseFormula, typeOfFormula } from '../../../contract/fields.formula.ts';
import type { WorkflowFault } from '../../../contract/workflows.design.ts';
import type { Form, FormField, PlainField } from '../../../contract/workflows.forms.ts';
import { checkValues, referencesIn } from '../../../contract/workflows.values.ts';

type Code = WorkflowFault['code'];

/** What is wrong with a form by itself, in the order of its fields; columns are named `table.column`. */
export function formFaults(form: Form): WorkflowFault[] {
  const faults = form.fields.flatMap((field, index) => [
    ...fieldFaults(form, field, field.key, form.fields.slice(0, index)),
    ...columnsOf(field).flatMap((column, at) =>
      fieldFaults(form, column, `${field.key}.${column.key}`, columnsOf(field).slice(0, at)),
    ),
  ]);
  return [...faults, ...templateFaults(form)];
}

const columnsOf = (field: FormField) => (field.type === 'table' ? field.columns : []);

function fieldFaults(form: Form, field: FormField, path: string, before: readonly FormField[]): WorkflowFault[] {
  const codes: Code[] = [];
  if (before.some(({ key }) => key === field.key)) codes.push('keyTwice');
  if (field.type === 'choice' || field.type === 'multiChoice') {
    const keys = (field.choices ?? []).map(({ key }) => key);
    if (keys.length === 0) codes.push('noChoices');
    if (new Set(keys).size < keys.length) codes.push('keyTwice');
  }
  if (field.type === 'formula' && !isComputable(form, field, path)) codes.push('formulaFault');
  return [...new Set(codes)].map((code) => ({ code, nodeId: null, field: path }));
}

/** Whether a formula reads, names what can be computed with, comes to a number, and does not hang on itself. */
function isComputable(form: Form, field: PlainField, path: string): boolean {
  try {
    if (typeOfFormula(parseFormula(field.formula ?? ''), (key) => typeOf(form, path, key)) !== 'number') return false;
  } catch (error) {
    if (error instanceof FormulaFault) return false;
    throw error;
  }
  return circleFrom(path, (at) => hangsOn(form, at)) === null;
}

type Meant = { path: string; field: PlainField; end: string | undefined };

/** What a key of a formula at `path` means: a column of its own row first, as it is computed. */
function meant(form: Form, path: string, key: string): Meant | null {
  const [name = '', end] = key.split('.');
  const [table = '', own] = path.split('.');
  const row = form.fields.find((one) => one.key === table);
  const inside = own !== undefined && row ? columnsOf(row).find((column) => column.key === name) : undefined;
  if (inside) return { path: `${table}.${name}`, field: inside, end };
  const outside = form.fields.find((one) => one.key === name);
  if (!outside) return null;
  if (outside.type !== 'table') return { path: name, field: outside, end };
  const column = outside.columns.find((one) => one.key === end);
  return column && (column.type === 'number' || column.type === 'money' || column.type === 'formula')
    ? { path: key, field: column, end: undefined }
    : null;
}

function typeOf(form: Form, path: string, key: string): FormulaType | null {
  const found = meant(form, path, key);
  if (!found) return null;
  const { field, end } = found;
  if (field.type === 'dateRange') return end === 'from' || end === 'until' ? 'day' : null;
  return end === undefined ? (types[field.type] ?? null) : null;
}

const types: Partial<Record<PlainField['type'], FormulaType>> = {
  number: 'number',
  money: 'number',
  formula: 'number',
  date: 'day',
  choice: 'text',
  text: 'text',
  longText: 'text',
  multiChoice: 'list',
};

/** Where the formulas are that the one at `path` is computed from. */
function hangsOn(form: Form, path: string): string[] {
  const found = meant(form, path, path.includes('.') ? (path.split('.')[1] ?? '') : path);
  if (found?.field.type !== 'formula') return [];
  try {
    const keys = fieldsOf(parseFormula(found.field.formula ?? ''));
    return keys.flatMap((key) => meant(form, path, key)?.path ?? []);
  } catch (error) {
    if (error instanceof FormulaFault) return [];
    throw error;
  }
}

/**
 * Templates whose values the form does not take, or that name a customer or a file: those are seen by some only. A fault
 * stands at the template's key.
 */
function templateFaults(form: Form): WorkflowFault[] {
  const rights = Object.fromEntries(form.fields.map(({ key }) => [key, 'edit' as const]));
  const isFaulty = (index: number, key: string, values: Form['templates'][number]['values']) =>
    form.templates.slice(0, index).some((one) => one.key === key) ||
    checkValues(form, rights, {}, values).problems.some(({ code }) => code !== 'required') ||
    referencesIn(form, values).some(({ kind }) => kind === 'customer' || kind === 'attachment');
  return form.templates
    .filter(({ key, values }, index) => isFaulty(index, key, values))
    .map(({ key }) => ({ code: 'templateFault', nodeId: null, field: key }));
}
