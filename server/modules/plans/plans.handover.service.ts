import type { Ctx } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordEvents } from '../../platform/events.ts';
import { declareHoldings, declareStaying, giveOwned } from '../../platform/holdings.ts';
import { countOf, itemsToEvaluate, openItems, passesWithItsOwner, weeksToAnswer } from './plans.handover.store.ts';
import { itemSubject } from './plans.item.service.ts';
import { defaultFields } from './plans.rules.ts';
import { insertItemRows, shareMonth } from './plans.store.ts';

declareHoldings([
  {
    kind: 'items',
    table: 'plan_items',
    columns: ['plan_items.owner_id'],
    permission: 'plans.use',
    list: openItems,
    move: (tx, _ctx, _personId, moves) => giveOwned(tx, 'plan_items', moves),
  },
  // Whoever becomes the supervisor finds them among what waits: nothing else has to be written.
  {
    kind: 'evaluations',
    table: 'plan_items',
    columns: [],
    permission: 'plans.use',
    list: itemsToEvaluate,
    move: passesWithItsOwner,
  },
  {
    kind: 'weeks',
    table: 'plan_weeks',
    columns: [],
    permission: 'plans.use',
    list: weeksToAnswer,
    move: passesWithItsOwner,
  },
]);

declareStaying([
  { kind: 'unanswered', columns: [], count: (db, personId) => countOf(db, 'unanswered', personId) },
  {
    kind: 'submittedWeeks',
    columns: ['plan_weeks.owner_id'],
    count: (db, personId) => countOf(db, 'submittedWeeks', personId),
  },
  { kind: 'adviceToAnswer', columns: [], count: (db, personId) => countOf(db, 'adviceToAnswer', personId) },
  {
    kind: 'assigned',
    columns: ['plan_items.assigned_by'],
    count: (db, personId) => countOf(db, 'assigned', personId),
  },
]);

type Introduction = { customerId: string; ownerId: string; title: string; activity: 'visit' | 'call' };

/** Items by which a customer gets to know its new owner, in the transaction of the handover. */
export async function planIntroductions(tx: Tx, ctx: Ctx, wanted: readonly Introduction[], day: string): Promise<void> {
  ensure(!(await shareMonth(tx, day)), 'plans.monthClosed');
  const items = wanted.map(({ customerId, ownerId, title, activity }) => ({
    ...defaultFields,
    title,
    day,
    activity,
    customerId,
    ownerId,
    assignedById: ctx.actor.id === ownerId ? null : ctx.actor.id,
    fromVisitId: null,
  }));
  const ids = await insertItemRows(tx, items, ctx.now().toISOString());
  // Not as assigned: the handover itself has told its receivers, once.
  await recordEvents(
    tx,
    ctx,
    'planItem.planned',
    items.map((item, index) => ({
      subject: itemSubject({ ...item, id: ids[index] ?? '' }),
      data: { title: item.title, day },
    })),
  );
}
