import type { Condition } from '../../../../contract/workflows.definition.ts';
import type { FormField } from '../../../../contract/workflows.forms.ts';

export type Leaf = Extract<Condition, { field: string }>;
export type Comparison = Leaf['is'];
/** What holds of a group: all of it, some of it, nothing of it, not all of it. */
export const groupKinds = ['all', 'any', 'none', 'notAll'] as const;
export type Group = { kind: (typeof groupKinds)[number]; items: (Group | Leaf)[] };

const isLeaf = (one: Condition | Group | Leaf): one is Leaf => 'field' in one;
export const isGroup = (one: Group | Leaf): one is Group => 'items' in one;

/** A condition as people put it together: groups of comparisons and groups. */
export function groupOf(condition: Condition): Group {
  if (isLeaf(condition)) return { kind: 'all', items: [condition] };
  if ('all' in condition) return { kind: 'all', items: condition.all.map(itemOf) };
  if ('any' in condition) return { kind: 'any', items: condition.any.map(itemOf) };
  const inner = groupOf(condition.not);
  if (inner.kind === 'any') return { kind: 'none', items: inner.items };
  return inner.kind === 'all' ? { kind: 'notAll', items: inner.items } : { kind: 'none', items: [inner] };
}

const itemOf = (condition: Condition): Group | Leaf => (isLeaf(condition) ? condition : groupOf(condition));

export function conditionOf({ kind, items }: Group): Condition {
  const inner = items.map((item) => (isGroup(item) ? conditionOf(item) : item));
  if (kind === 'all') return { all: inner };
  if (kind === 'any') return { any: inner };
  return { not: kind === 'none' ? { any: inner } : { all: inner } };
}

/** All comparisons in a condition. */
export function leavesOf(condition: Condition): Leaf[] {
  if (isLeaf(condition)) return [condition];
  if ('not' in condition) return leavesOf(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(leavesOf);
}

const presence = ['filled', 'empty'] as const;
const order = ['atLeast', 'more', 'atMost', 'less', 'equal', 'notEqual', ...presence] as const;

/** How the values of a field can be compared; none where there is nothing to compare. */
export function comparisonsOf(type: FormField['type']): readonly Comparison[] {
  switch (type) {
    case 'number':
    case 'money':
    case 'formula':
    case 'date':
      return order;
    case 'choice':
    case 'multiChoice':
    case 'person':
      return ['oneOf', 'noneOf', ...presence];
    case 'text':
    case 'longText':
      return ['contains', 'equal', 'notEqual', ...presence];
    case 'explanation':
      return [];
    default:
      return presence;
  }
}

/** A comparison of this kind, with as much of the value as still fits. */
export function compared(field: string, is: Comparison, before: unknown): Leaf {
  if (is === 'empty' || is === 'filled') return { field, is };
  const values = Array.isArray(before) ? before : before === undefined || before === '' ? [] : [before];
  if (is === 'oneOf' || is === 'noneOf') return { field, is, value: values };
  return { field, is, value: values[0] ?? '' };
}

/** The comparison that a field begins with. */
export const firstComparison = ({ key, type }: Pick<FormField, 'key' | 'type'>): Leaf =>
  compared(key, comparisonsOf(type)[0] ?? 'filled', undefined);

export const canBeCompared = ({ type }: Pick<FormField, 'type'>): boolean => comparisonsOf(type).length > 0;

/** Whether a comparison lacks what it compares with. */
export const lacksValue = (leaf: Leaf): boolean =>
  leaf.field === '' || ('value' in leaf && (Array.isArray(leaf.value) ? leaf.value.length === 0 : leaf.value === ''));
