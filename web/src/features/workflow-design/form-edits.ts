import type { WorkflowNode } from '../../../../contract/workflows.definition.ts';
import type { WorkflowContent } from '../../../../contract/workflows.design.ts';
import type { FormField, FormFieldType, PlainField, TableColumn } from '../../../../contract/workflows.forms.ts';
import { formFieldTypes } from '../../../../contract/workflows.forms.ts';
import { freshId } from './fresh.ts';
import { everyNode, isBlock } from './tree.ts';

export const fieldTypes = [...formFieldTypes, 'table'] as const;
export type FieldType = FormFieldType | 'table';
/** What can stand in a column of a table. */
export const columnTypes = formFieldTypes.filter((type) => type !== 'explanation' && type !== 'attachment');

export const hasChoices = (type: FieldType) => type === 'choice' || type === 'multiChoice';
export const hasBounds = (type: FieldType) => type === 'number' || type === 'money';
export const hasLength = (type: FieldType) => type === 'text' || type === 'longText';

const newChoices = (word: (place: number) => string) =>
  [1, 2].map((place) => ({ key: freshId('c'), label: word(place) }));

type Names = { field: string; choice: (place: number) => string; column: string };

/** A field as it begins; its key is made from its type, and is never used again. */
export function newField(type: FieldType, names: Names): FormField {
  const common = { key: freshId(type), label: names.field, required: false };
  if (type === 'table') return { ...common, type, columns: [newColumn('text', names.column, names.choice)] };
  return { ...common, type, ...extras(type, names.choice) };
}

export function newColumn(type: FormFieldType, label: string, choice: Names['choice']): TableColumn {
  return { key: freshId(type), label, required: false, type, sum: false, ...extras(type, choice) };
}

function extras(type: FormFieldType, choice: Names['choice']): Partial<PlainField> {
  if (hasChoices(type)) return { choices: newChoices(choice) };
  if (type === 'formula') return { formula: '' };
  return type === 'explanation' ? { text: '' } : {};
}

/** A field of another type: what both know of stays, its key with it. */
export function retyped<F extends PlainField>(field: F, type: FormFieldType, choice: Names['choice']): F {
  const { choices, min, max, formula, money, text, ...rest } = field;
  return {
    ...rest,
    ...extras(type, choice),
    ...(hasChoices(type) && choices ? { choices } : {}),
    ...(hasBounds(type) &&
      hasBounds(field.type) && { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }),
    ...(hasLength(type) && hasLength(field.type) && max !== undefined && { max }),
    type,
  } as F;
}

/** The same with keys of its own. */
export function copyField(field: FormField, label: string): FormField {
  const key = freshId(field.type);
  if (field.type !== 'table') return { ...structuredClone(field), key, label };
  const keys = new Map(field.columns.map((column) => [column.key, freshId(column.type)]));
  const columns = field.columns.map((column) => ({
    ...structuredClone(column),
    key: keys.get(column.key) ?? column.key,
    ...(column.formula !== undefined && {
      formula: column.formula.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
        const other = keys.get(name);
        return other ? `{${other}}` : whole;
      }),
    }),
  }));
  return { ...field, key, label, columns };
}

export function movedField(fields: readonly FormField[], key: string, to: number): FormField[] {
  const from = fields.findIndex((field) => field.key === key);
  const moved = fields[from];
  return moved && to >= 0 && to < fields.length ? fields.toSpliced(from, 1).toSpliced(to, 0, moved) : [...fields];
}

const without = <V>(record: Readonly<Record<string, V>>, key: string): Record<string, V> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

/** Without a field, its rights and what templates hold of it. Conditions that ask for it stay, and are found wanting. */
export function withoutField(content: WorkflowContent, key: string): WorkflowContent {
  const cleared = (node: WorkflowNode): WorkflowNode => {
    if ('fields' in node) return { ...node, fields: without(node.fields, key) };
    if (!isBlock(node)) return node;
    const branches = node.branches.map((branch) => ({ ...branch, nodes: branch.nodes.map(cleared) }));
    return { ...node, branches } as WorkflowNode;
  };
  const { definition, form } = content;
  return {
    ...content,
    definition: { ...definition, nodes: definition.nodes.map(cleared), fields: without(definition.fields, key) },
    form: {
      fields: form.fields.filter((field) => field.key !== key),
      templates: form.templates.map((template) => ({ ...template, values: without(template.values, key) })),
    },
  };
}

/** Where the drawing asks for a field: names of nodes, and labels of the formulas that stand on it. */
export function usesOf({ definition, form }: WorkflowContent, key: string): string[] {
  const asks = (value: unknown): boolean =>
    Array.isArray(value)
      ? value.some(asks)
      : typeof value === 'object' && value !== null
        ? ('field' in value && value.field === key) || Object.values(value).some(asks)
        : false;
  const nodes = everyNode(definition.nodes).flatMap((node) => {
    const own = isBlock(node) ? node.branches.map((branch) => ('when' in branch ? branch.when : null)) : node;
    return asks(own) ? [node.name] : [];
  });
  const stands = (field: FormField): boolean =>
    field.key !== key &&
    ((field.formula?.includes(`{${key}}`) ?? false) ||
      (field.formula?.includes(`{${key}.`) ?? false) ||
      (field.type === 'table' && field.columns.some((column) => column.formula?.includes(`{${key}}`))));
  return [...nodes, ...form.fields.filter(stands).map(({ label }) => label)];
}
