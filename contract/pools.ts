import { z } from 'zod';
import {
  can,
  customerRef,
  day,
  done,
  id,
  idInput,
  instant,
  line,
  page,
  pageQuery,
  personRef,
  route,
  text,
  version,
} from './base.ts';

const tag = 'pool';

/** How somebody came to own a customer. */
const ownerHows = ['created', 'handedOver', 'returned', 'claimed', 'assigned'] as const;
/** What a rule counts: days since the owner has it, days since the last recorded visit. */
export const poolRuleKinds = ['owned', 'contact'] as const;
export type PoolRuleKind = (typeof poolRuleKinds)[number];

const rule = z.object({
  kind: z.enum(poolRuleKinds),
  /** Null: every level that has no rule of this kind of its own. */
  levelId: id.nullable(),
  days: z.number().int().min(1).max(3650),
  /** A plan item or a next step for today or later keeps the customer. */
  sparePlanned: z.boolean(),
});
export type PoolRule = z.infer<typeof rule>;

const why = {
  how: z.enum(ownerHows),
  reasonId: id.nullable(),
  rule: z.enum(poolRuleKinds).nullable(),
};

/** A customer in a pool as members see it: telephones, people, address, next step and history stay with its keeper. */
const poolCustomer = z.object({
  id,
  name: z.string(),
  segmentId: id.nullable(),
  regionId: id.nullable(),
  industryId: id.nullable(),
  levelId: id.nullable(),
  pool: z.object({ id, name: z.string() }),
  pooledAt: instant,
  ...why,
  /** Until this day the caller, who had it, cannot claim it again. */
  coolingUntil: day.nullable(),
});
export type PoolCustomer = z.infer<typeof poolCustomer>;

const filters = {
  /** Part of the name. */
  q: z.string().trim().max(100).optional(),
  poolId: id.optional(),
  segmentId: id.optional(),
  regionId: id.optional(),
  industryId: id.optional(),
  levelId: id.optional(),
};

const limit = z.number().int().min(1).max(10_000).nullable();

const fields = {
  name: line(80),
  segmentId: id.nullable(),
  regionId: id.nullable(),
  keeperId: id,
  departmentIds: z.array(id).max(200),
  maxOwned: limit,
  maxClaimsADay: limit,
  coolingDays: z.number().int().min(0).max(3650),
  warnDays: z.number().int().min(0).max(365),
  rules: z.array(rule).max(30),
};

const pool = z.object({
  id,
  name: z.string(),
  segmentId: id.nullable(),
  regionId: id.nullable(),
  keeper: personRef,
  departmentIds: z.array(id),
  maxOwned: limit,
  maxClaimsADay: limit,
  coolingDays: z.number().int(),
  warnDays: z.number().int(),
  rules: z.array(rule),
  retired: z.boolean(),
  customers: z.number().int(),
  version,
});
export type Pool = z.infer<typeof pool>;

const coming = z.object({
  rule: z.enum(poolRuleKinds),
  days: z.number().int(),
  /** The day that the rule counts from. */
  since: z.string(),
  /** Returned in the night of this day unless something happens. */
  returnOn: z.string(),
});

export const pools = {
  list: route('GET', '/pool/customers', {
    tag,
    permission: 'pool.use',
    summary: 'Customers in the pools of the caller’s department, the latest first; masked',
  })
    .input(pageQuery.extend({ ...filters, sort: z.enum(['pooledAt', 'name']).default('pooledAt') }))
    .output(page(poolCustomer)),
  count: route('GET', '/pool/customers/count', { tag, permission: 'pool.use', summary: 'How many, exact up to 10,000' })
    .input(z.object(filters))
    .output(z.object({ count: z.number().int(), exact: z.boolean() })),
  get: route('GET', '/pool/customers/{id}', { tag, permission: 'pool.use', summary: 'One customer of a pool; masked' })
    .input(idInput)
    .output(poolCustomer),
  open: route('GET', '/pool/pools', {
    tag,
    permission: 'pool.use',
    summary: 'Pools of the caller’s department, with what is left of the caller’s limits',
  }).output(
    z.object({
      items: z.array(
        z.object({
          id,
          name: z.string(),
          keeper: personRef,
          owned: z.number().int(),
          maxOwned: limit,
          claimedToday: z.number().int(),
          maxClaimsADay: limit,
          coolingDays: z.number().int(),
        }),
      ),
    }),
  ),
  claim: route('POST', '/pool/customers/{id}/claim', {
    tag,
    permission: 'pool.use',
    summary: 'Become the owner of a customer of a pool; of several at once exactly one does',
    idempotent: true,
  })
    .input(idInput)
    .output(z.object({ id })),
  assign: route('POST', '/pool/customers/{id}/assign', {
    tag,
    permission: 'pool.use',
    summary: 'Give a customer of a pool to one of the caller’s people',
    idempotent: true,
  })
    .input(z.object({ id, personId: id }))
    .output(z.object({ id })),
  giveBack: route('POST', '/customers/{id}/return', {
    tag,
    permission: 'pool.use',
    summary: 'Return a customer to its pool; its team loses access',
  })
    .input(z.object({ id, version, reasonId: id, note: text(500).optional() }))
    .output(done),
  state: route('GET', '/customers/{id}/pool', {
    tag,
    permission: 'signedIn',
    summary: 'Whether a customer lies in a pool, would go to one, will be returned by a rule, or is locked',
  })
    .input(idInput)
    .output(
      z.object({
        /** Where it lies, or where it would go; null when no pool takes it. */
        pool: z.object({ id, name: z.string() }).nullable(),
        pooledAt: instant.nullable(),
        coming: coming.nullable(),
        lock: z.object({ until: z.string(), reason: z.string(), by: personRef }).nullable(),
        can: can('return', 'lock'),
      }),
    ),
  lock: route('PUT', '/customers/{id}/lock', {
    tag,
    permission: 'pool.use',
    summary: 'Keep a customer from being returned by a rule, for a time and a reason',
  })
    .input(z.object({ id, until: day, reason: line(200) }))
    .output(done),
  unlock: route('DELETE', '/customers/{id}/lock', { tag, permission: 'pool.use', summary: 'Lift the lock' })
    .input(idInput)
    .output(done),
  owners: route('GET', '/customers/{id}/owners', {
    tag,
    permission: 'signedIn',
    summary: 'Who owned a customer from when to when, the latest first',
  })
    .input(idInput)
    .output(
      z.object({
        items: z.array(
          z.object({
            owner: personRef,
            fromAt: instant,
            untilAt: instant.nullable(),
            ...why,
            pool: z.string().nullable(),
            note: z.string().nullable(),
          }),
        ),
      }),
    ),
  warnings: route('GET', '/pool/warnings', {
    tag,
    permission: 'signedIn',
    summary: 'Customers of the caller’s line that a rule will return, the nearest first',
  })
    .input(z.object({ limit: z.coerce.number<number>().int().min(1).max(100).default(20) }))
    .output(z.object({ items: z.array(coming.extend({ customer: customerRef, owner: personRef })) })),
  all: route('GET', '/pools', { tag, permission: 'pools.manage', summary: 'All pools with their rules' }).output(
    z.object({ items: z.array(pool) }),
  ),
  create: route('POST', '/pools', { tag, permission: 'pools.manage', summary: 'Add a pool', idempotent: true })
    .input(z.object(fields))
    .output(pool),
  update: route('PATCH', '/pools/{id}', {
    tag,
    permission: 'pools.manage',
    summary: 'Change a pool; a new keeper takes over what lies in it, a retired one takes and shows nothing more',
  })
    .input(z.object(fields).partial().extend({ id, version, retired: z.boolean().optional() }))
    .output(pool),
  preview: route('POST', '/pools/preview', {
    tag,
    permission: 'pools.manage',
    summary: 'What these rules would return or warn of tonight, before they are saved',
  })
    .input(
      z.object({
        /** The pool that is changed; absent for a new one. */
        id: id.optional(),
        segmentId: id.nullable(),
        regionId: id.nullable(),
        warnDays: fields.warnDays,
        rules: fields.rules,
      }),
    )
    .output(
      z.object({
        returned: z.number().int(),
        warned: z.number().int(),
        /** The first hundred; the name only where the caller may see the customer. */
        items: z.array(
          coming.extend({ customer: customerRef.nullable(), owner: personRef, tonight: z.enum(['return', 'warn']) }),
        ),
      }),
    ),
};
