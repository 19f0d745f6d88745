import { z } from 'zod';
import type { FilterGroup, FilterNode, FilterOp } from './filters.ts';
import { conditionsOf, filterOps } from './filters.ts';

const allOps = [...new Set(Object.values(filterOps).flat())] as [FilterOp, ...FilterOp[]];
const mostConditions = 50;
const deepest = 3;

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
