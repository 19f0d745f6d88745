import type { Visit } from '../../../contract/visits.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import { ensure } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { dayOf } from '../../platform/time.ts';
import { ensureCustomersSeen, ensureWritten } from '../customers/index.ts';
import { companyOf } from '../org/index.ts';
import { itemOfVisit } from '../plans/index.ts';
import { checkInTime, ensureUnrecorded } from './visits.rules.ts';
import { getVisit, visitSubject } from './visits.service.ts';
import type { Place } from './visits.store.ts';
import { insertCheckIn, lockVisitOfItem } from './visits.store.ts';

type CheckInInput = { customerId: string; planItemId?: string | null; at?: string; place?: Place | null };

/** Checks in at a customer; again for the same item answers the visit that is under way. */
export async function checkIn(ctx: Ctx, input: CheckInInput): Promise<Visit> {
  const { id } = await write(ctx, async (tx) => {
    const now = ctx.now();
    const checkedIn = checkInTime(input.at, now);
    await ensureCustomersSeen(tx, ctx.actor, [input.customerId]);
    await ensureWritten(tx, ctx.actor, input.customerId);
    const planItemId = input.planItemId ?? null;
    if (planItemId) {
      const item = await itemOfVisit(tx, ctx, planItemId, input.customerId);
      const underWay = await lockVisitOfItem(tx, planItemId);
      if (underWay) {
        ensureUnrecorded(underWay);
        return { id: underWay.id };
      }
      ensure(item.open, 'plans.itemClosed');
    }
    const { timeZone } = await companyOf(tx);
    const visit = {
      ownerId: ctx.actor.id,
      customerId: input.customerId,
      planItemId,
      visitedOn: dayOf(checkedIn, timeZone),
    };
    const made = await insertCheckIn(tx, {
      ...visit,
      checkedInAt: checkedIn.toISOString(),
      place: input.place ?? null,
      at: now.toISOString(),
    });
    const subject = visitSubject({ id: made, customerId: visit.customerId, ownerId: visit.ownerId });
    await recordEvent(tx, ctx, 'visit.checkedIn', subject, { visitedOn: visit.visitedOn });
    return { id: made };
  });
  return getVisit(ctx, id);
}
