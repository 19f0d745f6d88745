import { z } from 'zod';

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
const allOps = [...new Set(Object.values(filterOps).flat())] as [FilterOp, ...FilterOp[]];

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

const mostConditions = 50;
const deepest = 3;

/** Stands in a filter for a record that the reader may not see; nothing has this id. */
export const hiddenId = '00000000-0000-0000-0000-000000000000';

const words = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);
const number = z.number().min(-1e15).max(1e15);
const days = z.number().int().min(1).max(3660);
const value = z.union([
  words,
  number,
  z.boolean(),
  z
    .array(z.union([words, number]))
    .min(1)
    .max(100),
  z.strictObject({ last: days }),
  z.strictObject({ next: days }),
]);
const condition = z.strictObject({ field: words.max(60), op: z.enum(allOps), value: value.optional() });

const groupOf = (node: z.ZodType<FilterNode>): z.ZodType<FilterGroup> => {
  const nodes = z.array(node).min(1).max(mostConditions);
  return branch(z.strictObject({ all: nodes }), z.strictObject({ any: nodes }), (given) => 'any' in given);
};

/** Chooses by a key, so that a fault is told at its place and not as "none of these". */
function branch<A, B>(first: z.ZodType<A>, second: z.ZodType<B>, isSecond: (given: object) => boolean) {
  const union = z.union([first, second]);
  return z.unknown().transform((given, ctx): A | B => {
    const chosen = typeof given === 'object' && given !== null && isSecond(given) ? second : first;
    const checked = (chosen as typeof union).safeParse(given);
    if (checked.success) return checked.data;
    ctx.issues.push(...(checked.error.issues as unknown as typeof ctx.issues));
    return z.NEVER;
  }) as unknown as z.ZodType<A | B>;
}

function nodeAt(depth: number): z.ZodType<FilterNode> {
  const plain = condition as unknown as z.ZodType<FilterNode>;
  if (depth === deepest) return plain;
  return branch(plain, groupOf(nodeAt(depth + 1)), (given) => 'all' in given || 'any' in given);
}

export function nodesOf(group: FilterGroup): readonly FilterNode[] {
  return 'all' in group ? group.all : group.any;
}

/** Conditions of a filter, in all groups. */
export function conditionsOf(node: FilterNode): FilterCondition[] {
  return 'field' in node ? [node] : nodesOf(node).flatMap(conditionsOf);
}

export const filterGroup: z.ZodType<FilterGroup> = groupOf(nodeAt(1)).refine(
  (group) => conditionsOf(group).length <= mostConditions,
);

/** A filter in a query string, as JSON. */
export const filterQuery = z
  .string()
  .max(8000)
  .transform((text, ctx): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      ctx.addIssue({ code: 'custom' });
      return z.NEVER;
    }
  })
  .pipe(filterGroup);
