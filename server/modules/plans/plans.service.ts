import type { PlanItem } from '../../../contract/plans.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { mondayOf } from '../../platform/time.ts';
import { ensureCustomersSeen } from '../customers/index.ts';
import { todayOf } from '../org/index.ts';
import { checkCustomer, getChanged, itemSubject, relationTo, takeItem } from './plans.item.service.ts';
import { itemPolicy } from './plans.policy.ts';
import type { ItemFields } from './plans.rules.ts';
import {
  changedFields,
  checkDay,
  checkTimes,
  ensureChangeable,
  ensureOpen,
  ensureUnlocked,
  kindWhenAdded,
  mergeFields,
} from './plans.rules.ts';
import type { LockedItem } from './plans.store.ts';
import { cancelItemRow, hasVisit, lockWeek, shareMonth, updateItemRow } from './plans.store.ts';

type UpdateInput = Partial<ItemFields> & { id: string; version: number };

/** Changes or moves an open item; an input that changes nothing leaves it as it is. */
export async function updateItem(ctx: Ctx, input: UpdateInput): Promise<PlanItem> {
  await write(ctx, async (tx) => {
    const item = await takeItem(tx, ctx, input, itemPolicy.change);
    // Also when it is the item's own already: who does not see it must not find out by trying.
    if (input.customerId) await ensureCustomersSeen(tx, ctx.actor, [input.customerId]);
    const relation = relationTo(ctx, item.ownerId);
    const next = mergeFields(item, input);
    const changed = changedFields(item, next);
    const weekState = await lockWeek(tx, item.ownerId, item.day);
    ensureChangeable(relation, { ...item, weekState }, changed);
    if (changed.length === 0) return;
    await checkNext(tx, ctx, item, next);
    if (mondayOf(next.day) !== mondayOf(item.day)) {
      const target = await lockWeek(tx, item.ownerId, next.day);
      next.kind = kindWhenAdded(relation, target, next.kind);
    }
    await updateItemRow(tx, item.id, next);
    const type = relation === 'owner' ? 'planItem.changed' : 'planItem.adjusted';
    await recordEvent(tx, ctx, type, itemSubject({ ...item, customerId: next.customerId }), {
      title: next.title,
      changes: changed.map((field) => changeOf(field, item, next)),
    });
  });
  return getChanged(ctx, input.id);
}

/** A customer is named by its field alone: not everyone who reads the event may know it. */
function changeOf(field: keyof ItemFields, from: ItemFields, to: ItemFields) {
  return field === 'customerId' ? { field } : { field, from: from[field], to: to[field] };
}

async function checkNext(tx: Tx, ctx: Ctx, item: LockedItem, next: ItemFields): Promise<void> {
  checkTimes(next.startTime, next.endTime);
  if (next.day !== item.day) {
    checkDay('day', next.day, await todayOf(tx, ctx.now()));
    ensure(!(await shareMonth(tx, next.day)), 'plans.monthClosed');
  }
  if (next.customerId === item.customerId) return;
  // The visit that is under way proves the item only at the same customer.
  ensure(!(await hasVisit(tx, item.id)), 'common.conflict');
  if (next.customerId !== null) await checkCustomer(tx, ctx, next.customerId, [item.ownerId], () => 'customerId');
}

export async function cancelItem(ctx: Ctx, input: { id: string; version: number; reason: string }): Promise<PlanItem> {
  await write(ctx, async (tx) => {
    const item = await takeItem(tx, ctx, input, itemPolicy.cancel);
    const relation = relationTo(ctx, item.ownerId);
    ensureOpen(item);
    ensureUnlocked(relation, { ...item, weekState: await lockWeek(tx, item.ownerId, item.day) });
    await cancelItemRow(tx, item.id, input.reason);
    await recordEvent(tx, ctx, 'planItem.cancelled', itemSubject(item), {
      title: item.title,
      reason: input.reason,
    });
  });
  return getChanged(ctx, input.id);
}
