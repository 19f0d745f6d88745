/*
 * The filter language: groups of conditions, `{"all":[…]}` or `{"any":[…]}`, at most three deep. What a condition may
 * ask of a field follows from the field's type. The negated ones (`isNot`, `noneOf`, `notContains`, `notWithin`) hold
 * for everything else, what is empty included.
 */

/** Which conditions a field of each type takes. */
export const filterOps = {
  text: ['contains', 'notContains', 'is', 'isNot', 'beginsWith', 'empty', 'filled'],
  choice: ['oneOf', 'noneOf', 'is', 'isNot', 'empty', 'filled'],
  person: ['oneOf', 'noneOf', 'is', 'isNot', 'me', 'myTeam', 'empty', 'filled'],
  customer: ['oneOf', 'noneOf', 'is', 'isNot', 'empty', 'filled'],
  day: ['within', 'notWithin', 'before', 'after', 'between', 'is', 'empty', 'filled'],
  number: ['atLeast', 'atMost', 'between', 'is', 'isNot', 'empty', 'filled'],
  presence: ['filled', 'empty'],
  flag: ['is'],
} as const;
export type FilterType = keyof typeof filterOps;
export type FilterOp = (typeof filterOps)[FilterType][number];

/** Periods that move with the company's local day. */
export const periods = [
  'today',
  'yesterday',
  'tomorrow',
  'thisWeek',
  'lastWeek',
  'nextWeek',
  'thisMonth',
  'lastMonth',
  'nextMonth',
  'thisQuarter',
  'lastQuarter',
  'thisYear',
  'lastYear',
] as const;
export type Period = (typeof periods)[number];

/** What a condition compares with. `{ last: 30 }`: today and the 29 days before; `{ next: 7 }`: today and 6 more. */
export type FilterValue =
  | string
  | number
  | boolean
  | readonly (string | number)[]
  | { readonly last: number }
  | { readonly next: number };

export type FilterCondition = { readonly field: string; readonly op: FilterOp; readonly value?: FilterValue };
export type FilterGroup = { readonly all: readonly FilterNode[] } | { readonly any: readonly FilterNode[] };
export type FilterNode = FilterCondition | FilterGroup;

/** Stands in a filter for a record that the reader may not see; nothing has this id. */
export const hiddenId = '00000000-0000-0000-0000-000000000000';

export function nodesOf(group: FilterGroup): readonly FilterNode[] {
  return 'all' in group ? group.all : group.any;
}

/** Conditions of a filter, in all groups. */
export function conditionsOf(node: FilterNode): FilterCondition[] {
  return 'field' in node ? [node] : nodesOf(node).flatMap(conditionsOf);
}
