import type { PlanItem } from '../../../contract/plans.ts';
import { AppError, ensure, invalid } from '../../platform/errors.ts';
import { addDays } from '../../platform/time.ts';
import type { ItemFacts, WeekState } from './plans.policy.ts';

/** How the actor stands to the owner of an item. */
export type Relation = 'owner' | 'above';

const scheduleFields = ['day', 'startTime', 'endTime'] as const;
const contentFields = ['customerId', 'kind', 'activity', 'title', 'expectedResult', 'importance'] as const;
type ItemField = (typeof scheduleFields)[number] | (typeof contentFields)[number];

/** What an item says and when it is due; times are local, `HH:MM`. */
export type ItemFields = {
  customerId: string | null;
  kind: PlanItem['kind'];
  activity: PlanItem['activity'];
  title: string;
  expectedResult: string | null;
  importance: number;
  day: string;
  startTime: string | null;
  endTime: string | null;
};

export const defaultFields = {
  customerId: null,
  kind: 'routine',
  activity: 'other',
  expectedResult: null,
  importance: 2,
  startTime: null,
  endTime: null,
} as const satisfies Partial<ItemFields>;

/** A plan reaches a year back, for what was done and not planned, and three years ahead. */
export function checkDay(path: string, day: string, today: string): void {
  if (day < addDays(today, -366)) throw invalid(path, 'tooSmall');
  if (day > addDays(today, 1096)) throw invalid(path, 'tooBig');
}

/** Both times or none; the end is later than the start, on the same day. */
export function checkTimes(startTime: string | null, endTime: string | null): void {
  if (startTime !== null && endTime === null) throw invalid('endTime', 'required');
  if (startTime === null && endTime !== null) throw invalid('startTime', 'required');
  if (startTime !== null && endTime !== null && endTime <= startTime) throw invalid('endTime', 'order');
}

/** The fields with what the input says of them; an empty expectation is none. */
export function mergeFields(current: ItemFields, input: Partial<ItemFields>): ItemFields {
  const { expectedResult = current.expectedResult, customerId = current.customerId } = input;
  const { startTime = current.startTime, endTime = current.endTime } = input;
  return {
    customerId,
    kind: input.kind ?? current.kind,
    activity: input.activity ?? current.activity,
    title: input.title ?? current.title,
    expectedResult: expectedResult || null,
    importance: input.importance ?? current.importance,
    day: input.day ?? current.day,
    startTime,
    endTime,
  };
}

export function changedFields(current: ItemFields, next: ItemFields): ItemField[] {
  return [...scheduleFields, ...contentFields].filter((field) => next[field] !== current[field]);
}

export function ensureOpen(item: Pick<ItemFacts, 'state' | 'monthClosed'>): void {
  ensure(item.state === 'open', 'plans.itemClosed');
  ensure(!item.monthClosed, 'plans.monthClosed');
}

/** While a week waits for its approval, what was handed in is changed by those above only; ad-hoc work goes on. */
export function ensureUnlocked(relation: Relation, item: Pick<ItemFacts, 'kind' | 'weekState'>): void {
  if (relation === 'owner') ensure(item.weekState !== 'submitted' || item.kind === 'adHoc', 'plans.weekLocked');
}

/**
 * Only an open item changes. Its owner moves it; what it says they change too, unless somebody else assigned it or it
 * is a routine item of an approved week. Those above change everything.
 */
export function ensureChangeable(relation: Relation, item: ItemFacts, changed: readonly ItemField[]): void {
  ensureOpen(item);
  ensureUnlocked(relation, item);
  if (relation === 'above') return;
  const content = changed.filter((field) => contentFields.some((name) => name === field));
  if (content.length === 0) return;
  if (item.assignedById !== null) throw new AppError('common.forbidden');
  ensure(item.weekState !== 'approved' || item.kind === 'adHoc', 'plans.weekLocked');
}

/** What an owner adds to a week that was handed in was not approved with it: it is ad-hoc. */
export function kindWhenAdded(
  relation: Relation,
  weekState: WeekState,
  wanted: ItemFields['kind'],
): ItemFields['kind'] {
  return relation === 'owner' && weekState !== 'draft' ? 'adHoc' : wanted;
}

/** A follow-up of recorded work enters the plan in any state of the week; it is ad-hoc unless the week is a draft. */
export function kindOfFollowUp(weekState: WeekState): ItemFields['kind'] {
  return weekState === 'draft' ? 'routine' : 'adHoc';
}

/** A local time `HH:MM` becomes one hour, cut at the end of the day; none stays a whole day. */
export function hourFrom(time: string | null): Pick<ItemFields, 'startTime' | 'endTime'> {
  if (time === null) return { startTime: null, endTime: null };
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const lastMinute = 23 * 60 + 59;
  const start = Math.min(hours * 60 + minutes, lastMinute - 1);
  return { startTime: clock(start), endTime: clock(Math.min(start + 60, lastMinute)) };
}

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

export type Proofs = {
  visitIds: readonly string[];
  fileIds: readonly string[];
  workflowIds: readonly string[];
  note: string | null;
};

/** Nothing is completed on somebody's word alone. */
export function ensureProven(proofs: Proofs): void {
  const { visitIds, fileIds, workflowIds, note } = proofs;
  ensure(visitIds.length + fileIds.length + workflowIds.length > 0 || note !== null, 'plans.proofRequired');
}

/** Days are the company's local days. */
export function isOnTime(completedOn: string, day: string): boolean {
  return completedOn <= day;
}

/** What is completed is evaluated, and evaluated anew until its month is closed. */
export function ensureEvaluable(item: Pick<ItemFacts, 'state' | 'monthClosed'>): void {
  ensure(item.state === 'completed' || item.state === 'evaluated', 'plans.notEvaluable');
  ensure(!item.monthClosed, 'plans.monthClosed');
}

/** After the month is closed an evaluation is corrected by a further line. */
export function ensureCorrectable(item: Pick<ItemFacts, 'state' | 'monthClosed'>): void {
  ensure(item.state === 'evaluated' && item.monthClosed, 'plans.notEvaluable');
}

/** Only what was evaluated is answered. */
export function ensureAnswerable(item: Pick<ItemFacts, 'state'>): void {
  ensure(item.state === 'evaluated', 'plans.notEvaluable');
}

/** A draft with something to do is handed in. */
export function ensureSubmittable(week: { state: WeekState; open: number }): void {
  ensure(week.state === 'draft', 'plans.weekLocked');
  if (week.open === 0) throw invalid('items', 'required');
}

/** Only what was handed in is approved or returned. */
export function ensureDecidable(state: WeekState): void {
  ensure(state !== 'approved', 'plans.weekLocked');
  ensure(state === 'submitted', 'common.conflict');
}
