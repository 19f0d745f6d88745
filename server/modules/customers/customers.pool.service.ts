import { isAbove } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { AppError, authorize, ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { companyOf, todayOf } from '../org/index.ts';
import { entriesIn, entryNames } from '../settings/index.ts';
import * as policy from './customers.policy.ts';
import * as poolPolicy from './customers.pool.policy.ts';
import { coolingUntil, ensureCooled, ensureWithinLimits } from './customers.pool.rules.ts';
import type { PooledCustomer } from './customers.pool.store.ts';
import { holdPoolFor, lockPooled, passOn, staysActive, takenBy, takeTurn, wasOpenTo } from './customers.pool.store.ts';
import { lockForChange, subjectOf } from './customers.service.ts';
import type { CustomerRecord } from './customers.store.ts';
import { lockCustomer, touch } from './customers.store.ts';

/**
 * The actor becomes the owner. Throws `pool.taken` to who could have had it until a moment ago, `common.notFound` to
 * everyone else, `pool.cooling`, `pool.tooManyOwned`, `pool.tooManyClaims`.
 */
export async function claim(ctx: Ctx, input: { id: string }): Promise<{ id: string }> {
  return write(ctx, async (tx) => {
    await takeTurn(tx, ctx.actor.id);
    ensure(await staysActive(tx, ctx.actor.id), 'auth.required');
    const { timeZone } = await companyOf(tx);
    const today = await todayOf(tx, ctx.now());
    const customer = await takePooled(tx, ctx, input.id, timeZone);
    if (customer.formerId === ctx.actor.id) {
      ensureCooled(coolingUntil(customer.returnedOn, customer.coolingDays, today));
    }
    ensureWithinLimits(customer, await takenBy(tx, ctx.actor.id, customer.poolId, today, timeZone));
    await takeOut(tx, ctx, customer, ctx.actor.id, 'claimed');
    return { id: customer.id };
  });
}

/** Gives a customer of a pool to someone below the actor, who knows what they are doing: no limit, no cooling time. */
export async function assign(ctx: Ctx, input: { id: string; personId: string }): Promise<{ id: string }> {
  return write(ctx, async (tx) => {
    const { timeZone } = await companyOf(tx);
    const allowed = isAbove(ctx.actor, input.personId) && (await staysActive(tx, input.personId));
    const customer = await takePooled(tx, ctx, input.id, timeZone);
    ensure(allowed, 'customers.ownerOutOfScope');
    await takeOut(tx, ctx, customer, input.personId, 'assigned');
    return { id: customer.id };
  });
}

async function takePooled(tx: Tx, ctx: Ctx, id: string, timeZone: string): Promise<PooledCustomer> {
  const customer = await lockPooled(tx, ctx.actor, id, timeZone);
  if (customer) return customer;
  throw new AppError((await wasOpenTo(tx, ctx.actor, id, ctx.now())) ? 'pool.taken' : 'common.notFound');
}

async function takeOut(
  tx: Tx,
  ctx: Ctx,
  customer: PooledCustomer,
  ownerId: string,
  how: 'claimed' | 'assigned',
): Promise<void> {
  const { id, version, poolId, pool } = customer;
  const today = await todayOf(tx, ctx.now());
  await passOn(tx, { customerId: id, version, ownerId, at: ctx.now().toISOString(), today, how, from: poolId });
  await touch(tx, ownerId, id, ctx.now());
  const type = how === 'claimed' ? 'customer.claimed' : 'customer.poolAssigned';
  await recordEvent(tx, ctx, type, subjectOf({ id, ownerId }), { pool, owner: { personId: ownerId } });
}

type Return = { id: string; version: number; reasonId: string; note?: string };

/**
 * Returned by hand: by the owner or someone above. Throws `pool.none` when no pool takes such a customer and
 * `pool.locked` while it is locked, but for who may lift the lock: with the return it is lifted.
 */
export async function giveBack(ctx: Ctx, input: Return): Promise<{ ok: true }> {
  await write(ctx, async (tx) => {
    const customer = await lockForChange(tx, ctx, input.id, input.version);
    authorize(policy.changeTeam(ctx.actor, { ownerId: customer.owner_id }));
    ensure(customer.pool_id === null, 'common.conflict');
    await ensureUnlocked(tx, ctx, customer);
    const known = await entriesIn(tx, 'returnReason', [input.reasonId]);
    if (!known.has(input.reasonId)) throw invalid('reasonId', 'notFound');
    const pool = await holdPoolFor(tx, { segmentId: customer.segment_id, regionId: customer.region_id });
    ensure(pool, 'pool.none');
    await passOn(tx, {
      customerId: customer.id,
      version: customer.version,
      ownerId: pool.keeperId,
      at: ctx.now().toISOString(),
      today: await todayOf(tx, ctx.now()),
      how: 'returned',
      into: pool.id,
      reasonId: input.reasonId,
      note: input.note ?? null,
    });
    await recordEvent(tx, ctx, 'customer.returned', subjectOf({ id: customer.id, ownerId: pool.keeperId }), {
      pool: pool.name,
      from: { personId: customer.owner_id },
      reason: (await entryNames(tx, [input.reasonId])).get(input.reasonId) ?? null,
      text: input.note || null,
    });
  });
  return { ok: true };
}

/** Locked by those above the owner, and by operations who see the customer. */
export async function lockAgainstReturn(
  ctx: Ctx,
  input: { id: string; until: string; reason: string },
): Promise<{ ok: true }> {
  await write(ctx, async (tx) => {
    const customer = await lockCustomer(tx, ctx.actor, input.id);
    ensure(customer, 'common.notFound');
    authorize(poolPolicy.lock(ctx.actor, customer.owner_id));
    if (input.until < (await todayOf(tx, ctx.now()))) throw invalid('until', 'order');
    const values = {
      until: input.until,
      reason: input.reason,
      locked_by: ctx.actor.id,
      locked_at: ctx.now().toISOString(),
    };
    await tx
      .insertInto('customer_locks')
      .values({ customer_id: customer.id, ...values })
      .onConflict((conflict) => conflict.column('customer_id').doUpdateSet(values))
      .execute();
    await recordEvent(tx, ctx, 'customer.locked', subjectOf({ id: customer.id, ownerId: customer.owner_id }), {
      until: input.until,
      reason: input.reason,
    });
  });
  return { ok: true };
}

export async function unlock(ctx: Ctx, input: { id: string }): Promise<{ ok: true }> {
  await write(ctx, async (tx) => {
    const customer = await lockCustomer(tx, ctx.actor, input.id);
    ensure(customer, 'common.notFound');
    authorize(poolPolicy.lock(ctx.actor, customer.owner_id));
    await liftLock(tx, ctx, { id: customer.id, ownerId: customer.owner_id });
  });
  return { ok: true };
}

async function liftLock(tx: Tx, ctx: Ctx, customer: { id: string; ownerId: string }): Promise<void> {
  const lifted = await tx
    .deleteFrom('customer_locks')
    .where('customer_id', '=', customer.id)
    .returning('until')
    .executeTakeFirst();
  if (lifted) await recordEvent(tx, ctx, 'customer.unlocked', subjectOf(customer));
}

/** What is locked stays with its owner until the day, or until somebody lifts the lock who may. */
async function ensureUnlocked(tx: Tx, ctx: Ctx, { id, owner_id: ownerId }: CustomerRecord): Promise<void> {
  const lock = await tx
    .selectFrom('customer_locks')
    .select('until')
    .where('customer_id', '=', id)
    .where('until', '>=', await todayOf(tx, ctx.now()))
    .executeTakeFirst();
  ensure(!lock || poolPolicy.lock(ctx.actor, ownerId), 'pool.locked', { until: lock?.until ?? '' });
  await liftLock(tx, ctx, { id, ownerId });
}
