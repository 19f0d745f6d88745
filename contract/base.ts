import { oc } from '@orpc/contract';
import { z } from 'zod';
import type { RoutePermission } from './permissions.ts';

type RouteMeta = {
  permission: RoutePermission;
  /** Creating commands accept an `Idempotency-Key` header; a repeated key returns the first answer. */
  idempotent?: boolean;
};

const base = oc.$meta<RouteMeta>({ permission: 'signedIn' });

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One route of the contract. `path` is relative to `/api`. */
export function route(
  method: Method,
  path: `/${string}`,
  options: { summary: string; tag: string; permission: RoutePermission; idempotent?: boolean },
) {
  return base
    .route({ method, path, summary: options.summary, tags: [options.tag], successStatus: 200 })
    .meta({ permission: options.permission, ...(options.idempotent ? { idempotent: true } : {}) });
}

export const id = z.uuid();
export const version = z.number().int().min(1);
/** Calendar day in the company's time zone, `YYYY-MM-DD`, years 1900 to 2199. */
export const day = z.iso.date().refine((value) => value >= '1900-01-01' && value < '2200-01-01');
/** First day of a month. */
export const month = day.refine((value) => value.endsWith('-01'));
/** Instant, ISO 8601 with zone. */
export const instant = z.iso.datetime({ offset: true });
/** Money as a decimal string with at most two decimals, so that no digit is lost. */
export const money = z.string().regex(/^-?\d{1,13}(\.\d{1,2})?$/);
/** 1 to 5 in halves. */
export const score = z.number().min(1).max(5).multipleOf(0.5);
// Control characters (NUL above all, which PostgreSQL refuses) never enter a text.
const printable = /^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u;
/** One line of text. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u);
/** Text of several lines; may be empty. */
export const text = (max: number) => z.string().trim().max(max).regex(printable);

export const idInput = z.object({ id });
export const done = z.object({ ok: z.literal(true) });

export const pageQuery = z.object({
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number<number>().int().min(1).max(200).default(50),
});

export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** A person as shown everywhere: avatar and name. */
export const personRef = z.object({ id, name: z.string(), post: z.string().nullable() });
export type PersonRef = z.infer<typeof personRef>;

export const customerRef = z.object({ id, name: z.string() });

/** What the caller may do with a record; the client shows it and decides nothing. */
export const can = <K extends string>(...names: K[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, z.boolean()])) as Record<K, z.ZodBoolean>);

/** Nested further than anything that we know of; it would exhaust whatever walks down in it. */
export function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > 200) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}
