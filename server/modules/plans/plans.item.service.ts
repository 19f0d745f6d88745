import type { PlanItem, PlanItemDetail } from '../../../contract/plans.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import { AppError, authorize, ensure } from '../../platform/errors.ts';
import { ensureCustomersSeen, whoSeesCustomer } from '../customers/index.ts';
import { findItem, itemsByIds } from './plans.item.reads.ts';
import type { Relation } from './plans.rules.ts';
import type { LockedItem } from './plans.store.ts';
import { lockItem } from './plans.store.ts';

/** An item's events are read by its owner and the line above. */
export const itemSubject = (item: { id: string; ownerId: string; customerId: string | null }) => ({
  type: 'planItem',
  id: item.id,
  audience: 'line' as const,
  customerId: item.customerId,
  ownerId: item.ownerId,
});

export function relationTo(ctx: Ctx, ownerId: string): Relation {
  return ctx.actor.id === ownerId ? 'owner' : 'above';
}

export async function getItem(ctx: Ctx, id: string): Promise<PlanItemDetail> {
  const item = await findItem(ctx.db, ctx.actor, id);
  ensure(item, 'common.notFound');
  return item;
}

/** An item that the caller may still see after changing it. */
export async function getChanged(ctx: Ctx, id: string): Promise<PlanItem> {
  const [item] = await itemsByIds(ctx.db, ctx.actor, [id]);
  ensure(item, 'common.notFound');
  return item;
}

/** Locks the item that the caller means to change: it is theirs to see, they may, and it is as they saw it. */
export async function takeItem(
  tx: Tx,
  ctx: Ctx,
  input: { id: string; version: number },
  allowed: (actor: Actor, item: LockedItem) => boolean,
): Promise<LockedItem> {
  const item = await lockItem(tx, ctx.actor, input.id);
  ensure(item, 'common.notFound');
  authorize(allowed(ctx.actor, item));
  ensure(item.version === input.version, 'common.stale');
  return item;
}

/**
 * The customer is seen by the caller and by everyone who gets the item; else the field of the customer, or that of
 * each assignee who does not see it (`fieldOf` the index), is refused.
 */
export async function checkCustomer(
  db: Db,
  ctx: Ctx,
  customerId: string,
  assignees: readonly string[],
  fieldOf: (index: number) => string,
): Promise<void> {
  await ensureCustomersSeen(db, ctx.actor, [customerId]);
  if (assignees.every((id) => id === ctx.actor.id)) return;
  const seeing = await whoSeesCustomer(db, customerId, assignees);
  refuseAssignees(assignees, (id) => id === ctx.actor.id || seeing.has(id), fieldOf);
}

/** Throws `plans.assigneeOutOfScope` naming the field of everyone who is not accepted. */
export function refuseAssignees(
  ids: readonly string[],
  accepted: (id: string) => boolean,
  fieldOf: (index: number) => string,
): void {
  const fields = ids.flatMap((id, index) =>
    accepted(id) ? [] : [{ path: fieldOf(index), code: 'notFound' as const }],
  );
  if (fields.length > 0) throw new AppError('plans.assigneeOutOfScope', {}, fields);
}
