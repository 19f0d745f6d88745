import type { PlanItem } from '../../../contract/plans.ts';
import { isAboveOrSelf } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { ensure, invalid } from '../../platform/errors.ts';
import { recordEvents } from '../../platform/events.ts';
import { todayOf } from '../org/index.ts';
import { itemsByIds } from './plans.item.reads.ts';
import { checkCustomer, itemSubject, refuseAssignees } from './plans.item.service.ts';
import { activePeople } from './plans.people.store.ts';
import type { ItemFields } from './plans.rules.ts';
import {
  checkDay,
  checkTimes,
  defaultFields,
  hourFrom,
  kindOfFollowUp,
  kindWhenAdded,
  mergeFields,
} from './plans.rules.ts';
import type { NewItem } from './plans.store.ts';
import { insertItemRows, lockWeek, seesVisit, shareMonth } from './plans.store.ts';

type CreateInput = Partial<ItemFields> &
  Pick<ItemFields, 'title' | 'day'> & { ownerIds?: string[]; fromVisitId?: string };

/** One item for each owner; without owners, one for the caller. */
export async function createItems(ctx: Ctx, input: CreateInput): Promise<{ items: PlanItem[] }> {
  const { ids } = await write(ctx, async (tx) => {
    const fields = mergeFields({ ...defaultFields, title: input.title, day: input.day }, input);
    await checkInput(tx, ctx, input, fields);
    const items: NewItem[] = [];
    for (const ownerId of new Set(input.ownerIds ?? [ctx.actor.id])) {
      const own = ownerId === ctx.actor.id;
      const kind = own ? await kindInOwnWeek(tx, ctx, fields) : fields.kind;
      const assignedById = own ? null : ctx.actor.id;
      items.push({ ...fields, kind, ownerId, assignedById, fromVisitId: input.fromVisitId ?? null });
    }
    ensure(!(await shareMonth(tx, fields.day)), 'plans.monthClosed');
    return { ids: await insertAndRecord(tx, ctx, items) };
  });
  return { items: await itemsByIds(ctx.db, ctx.actor, ids) };
}

async function checkInput(tx: Tx, ctx: Ctx, input: CreateInput, fields: ItemFields): Promise<void> {
  checkTimes(fields.startTime, fields.endTime);
  checkDay('day', fields.day, await todayOf(tx, ctx.now()));
  const assignees = input.ownerIds ?? [ctx.actor.id];
  const field = (index: number) => `ownerIds.${index}`;
  // People out of the caller's line, unknown people and leavers are refused in the same words.
  const active = await activePeople(tx, assignees);
  refuseAssignees(assignees, (id) => isAboveOrSelf(ctx.actor, id) && active.has(id), field);
  if (fields.customerId !== null) await checkCustomer(tx, ctx, fields.customerId, assignees, field);
  if (input.fromVisitId && !(await seesVisit(tx, ctx.actor, input.fromVisitId))) {
    throw invalid('fromVisitId', 'notFound');
  }
}

async function kindInOwnWeek(tx: Tx, ctx: Ctx, fields: ItemFields): Promise<ItemFields['kind']> {
  const weekState = await lockWeek(tx, ctx.actor.id, fields.day);
  return kindWhenAdded('owner', weekState, fields.kind);
}

async function insertAndRecord(tx: Tx, ctx: Ctx, items: readonly NewItem[]): Promise<string[]> {
  const ids = await insertItemRows(tx, items, ctx.now().toISOString());
  const made = items.map((item, index) => ({
    own: item.assignedById === null,
    subject: itemSubject({ ...item, id: ids[index] ?? '' }),
    data: { title: item.title, day: item.day },
  }));
  const own = made.filter((item) => item.own);
  const assigned = made.filter((item) => !item.own);
  await recordEvents(tx, ctx, 'planItem.planned', own);
  await recordEvents(tx, ctx, 'planItem.assigned', assigned);
  return ids;
}

/** What recorded work leads to, for the plan of the caller. */
export type FollowUp = Pick<ItemFields, 'title' | 'day' | 'activity' | 'customerId'> & {
  /** Local, `HH:MM`; such an item takes an hour. */
  time: string | null;
  fromVisitId: string;
};

/**
 * Puts follow-ups into the caller's own plan, in the transaction of the work that led to them. Answers the ids in the
 * order given; null where the month of the day is closed.
 */
export async function insertItems(tx: Tx, ctx: Ctx, followUps: readonly FollowUp[]): Promise<(string | null)[]> {
  const ids: (string | null)[] = [];
  for (const { time, ...fields } of followUps) {
    const weekState = await lockWeek(tx, ctx.actor.id, fields.day);
    if (await shareMonth(tx, fields.day)) {
      ids.push(null);
      continue;
    }
    const kind = kindOfFollowUp(weekState);
    const item = { ...defaultFields, ...fields, kind, ...hourFrom(time), ownerId: ctx.actor.id, assignedById: null };
    const [id] = await insertAndRecord(tx, ctx, [item]);
    ids.push(id ?? null);
  }
  return ids;
}
