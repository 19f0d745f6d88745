import type { OwnFieldType } from './fields.ts';
import type { FilterType } from './filters.ts';
import type { ListName } from './settings.ts';

export type ListField = {
  readonly type: FilterType;
  /** The list whose entries a choice is one of. */
  readonly list?: ListName;
  /** The list of customers can be ordered by it; empty ones come last either way. */
  readonly sortable?: true;
  /** The list of customers can be grouped by it. */
  readonly groupable?: true;
  /** It can be shown as a column; what has no value in every row is read when asked for. */
  readonly column?: true;
};

const list = <N extends ListName>(name: N) => ({ type: 'choice', list: name, groupable: true, column: true }) as const;

/** Fields that every company's customers have, as filters, columns, order, groups and bulk edits name them. */
export const listFields = {
  name: { type: 'text', sortable: true, column: true },
  segment: list('segment'),
  region: list('region'),
  industry: list('industry'),
  level: list('level'),
  owner: { type: 'person', groupable: true, column: true },
  team: { type: 'person' },
  parent: { type: 'customer', column: true },
  phone: { type: 'presence', column: true },
  creditCode: { type: 'text', column: true },
  website: { type: 'text', column: true },
  address: { type: 'text', column: true },
  description: { type: 'text' },
  foundedYear: { type: 'number', sortable: true, column: true },
  employees: { type: 'number', sortable: true, column: true },
  annualRevenue: { type: 'number', sortable: true, column: true },
  lastVisitOn: { type: 'day', sortable: true, column: true },
  nextStep: { type: 'text', column: true },
  nextStepOn: { type: 'day', sortable: true, column: true },
  archiveUpdatedAt: { type: 'day', sortable: true, column: true },
  stale: { type: 'flag' },
  updatedAt: { type: 'day', sortable: true, column: true },
  createdAt: { type: 'day', sortable: true, column: true },
} as const satisfies Record<string, ListField>;

export type ListFieldKey = keyof typeof listFields;
type KeysWith<P extends keyof ListField> = {
  [K in ListFieldKey]: (typeof listFields)[K] extends Record<P, true> ? K : never;
}[ListFieldKey];
export type SortKey = KeysWith<'sortable'>;
export type GroupKey = KeysWith<'groupable'>;
export type ColumnKey = KeysWith<'column'>;

const keysWith = <P extends 'sortable' | 'groupable' | 'column'>(property: P) =>
  Object.entries<ListField>(listFields).flatMap(([key, field]) => (field[property] ? [key] : [])) as [
    KeysWith<P>,
    ...KeysWith<P>[],
  ];
export const sortKeys = keysWith('sortable');
export const groupKeys = keysWith('groupable');
export const columnKeys = keysWith('column');

/** Columns whose value is read only when the list asks for it. */
export const extraColumns = [
  'parent',
  'creditCode',
  'website',
  'address',
  'foundedYear',
  'employees',
  'annualRevenue',
] as const;

/** How filters take own fields of each type. */
export const ownFilterTypes: Record<OwnFieldType, FilterType> = {
  text: 'text',
  number: 'number',
  money: 'number',
  formula: 'number',
  date: 'day',
  choice: 'choice',
  multiChoice: 'choice',
  person: 'person',
  customer: 'customer',
  attachment: 'presence',
};
/** Own fields of these types order a list; those with choices group it, by several in the group of each. */
export const ownSortTypes: readonly OwnFieldType[] = ['text', 'number', 'money', 'formula', 'date'];
export const ownGroupTypes: readonly OwnFieldType[] = ['choice', 'multiChoice'];

export type ExtraColumn = (typeof extraColumns)[number] | OwnKey;

/** An own field, `own.<id>`. */
export type OwnKey = `own.${string}`;
export const isOwnKey = (key: string): key is OwnKey => key.startsWith('own.');
