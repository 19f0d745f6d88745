import { z } from 'zod';
import { can, customerRef, day, id, instant, line, personRef, score, text, version } from './base.ts';
import { instanceStatus } from './workflows.ts';

export const itemKinds = ['routine', 'adHoc'] as const;
export const itemActivities = ['visit', 'call', 'document', 'other'] as const;
/** open → completed (with proof, waits for the supervisor) → evaluated; or cancelled. */
export const itemStates = ['open', 'completed', 'evaluated', 'cancelled'] as const;
export type ItemState = (typeof itemStates)[number];
/** draft → submitted → approved; a returned week is a draft with advice. */
export const weekStates = ['draft', 'submitted', 'approved'] as const;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const proof = z.object({
  id,
  kind: z.enum(['visit', 'document', 'note', 'workflow']),
  visitId: id.nullable(),
  fileId: id.nullable(),
  /** How the workflow stands now; null for other kinds, and for one that the reader may not see. */
  workflow: z.object({ id, number: z.string(), status: instanceStatus }).nullable(),
  title: z.string(),
  createdAt: instant,
});

const evaluation = z.object({
  id,
  score,
  advice: z.string().nullable(),
  evaluator: personRef,
  createdAt: instant,
  /** The line that this one corrects; the newest line counts. */
  correctsId: id.nullable(),
  version,
});

const reply = z.object({ id, author: personRef, text: z.string(), createdAt: instant });

export const item = z.object({
  id,
  owner: personRef,
  customer: customerRef.nullable(),
  kind: z.enum(itemKinds),
  activity: z.enum(itemActivities),
  title: z.string(),
  expectedResult: z.string().nullable(),
  importance: z.number().int().min(1).max(3),
  day: z.string(),
  /** Local times of the company, `HH:MM`; both null for a whole day. */
  startTime: z.string().nullable(),
  endTime: z.string().nullable(),
  state: z.enum(itemStates),
  assignedBy: personRef.nullable(),
  /** The visit that offered this item as its next step or commitment. */
  fromVisitId: id.nullable(),
  /** An unfinished visit of this item, checked in and not yet recorded. */
  openVisitId: id.nullable(),
  completedAt: instant.nullable(),
  onTime: z.boolean().nullable(),
  score: score.nullable(),
  result: z.string().nullable(),
  version,
  can: can('update', 'complete', 'cancel', 'evaluate', 'reply', 'correct'),
});
export type PlanItem = z.infer<typeof item>;

export const itemDetail = item.extend({
  proofs: z.array(proof),
  evaluations: z.array(evaluation),
  replies: z.array(reply),
});
export type PlanItemDetail = z.infer<typeof itemDetail>;

export const week = z.object({
  owner: personRef,
  /** Monday of the week. */
  week: z.string(),
  state: z.enum(weekStates),
  submittedAt: instant.nullable(),
  decidedAt: instant.nullable(),
  decidedBy: personRef.nullable(),
  advice: z.string().nullable(),
  version: z.number().int().min(0),
  items: z.array(item),
  can: can('add', 'submit', 'approve', 'return'),
});
export type PlanWeek = z.infer<typeof week>;

export const itemFields = {
  customerId: id.nullable(),
  kind: z.enum(itemKinds),
  activity: z.enum(itemActivities),
  title: line(200),
  expectedResult: text(1000).nullable(),
  importance: z.number().int().min(1).max(3),
  day,
  startTime: time.nullable(),
  endTime: time.nullable(),
};

export const inboxEntry = z.object({
  kind: z.enum(['evaluate', 'approveWeek']),
  /** Since when it waits. */
  since: instant,
  /** Working days waited so far. */
  workingDays: z.number().int(),
  item: itemDetail.nullable(),
  week: z.object({ owner: personRef, week: z.string(), items: z.number().int(), version }).nullable(),
});
export type InboxEntry = z.infer<typeof inboxEntry>;

export const monthFigures = z.object({
  month: z.string(),
  closed: z.boolean(),
  person: personRef,
  /** Mean of the scores weighted by importance, two decimals; null when nothing is evaluated. */
  planScore: z.number().nullable(),
  items: z.number().int(),
  due: z.number().int(),
  completed: z.number().int(),
  onTime: z.number().int(),
  evaluated: z.number().int(),
  /** completed / due; null when nothing is due. */
  completionRate: z.number().nullable(),
  /** onTime / completed; null when nothing is completed. */
  onTimeRate: z.number().nullable(),
  /** Completed items of the direct subordinates that this person has not answered. */
  unanswered: z.number().int(),
});
export type MonthFigures = z.infer<typeof monthFigures>;

export const monthNumbers = ['items', 'due', 'completed', 'onTime', 'evaluated', 'unanswered'] as const;

export const waiting = z.object({ evaluations: z.number().int(), weeks: z.number().int(), oldest: instant.nullable() });
