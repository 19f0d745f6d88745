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
  month,
  page,
  pageQuery,
  personRef,
  route,
  score,
  text,
  version,
} from './base.ts';

const tag = 'plans';

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
  kind: z.enum(['visit', 'document', 'note']),
  visitId: id.nullable(),
  fileId: id.nullable(),
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

const item = z.object({
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

const itemDetail = item.extend({
  proofs: z.array(proof),
  evaluations: z.array(evaluation),
  replies: z.array(reply),
});
export type PlanItemDetail = z.infer<typeof itemDetail>;

const week = z.object({
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

const itemFields = {
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

const inboxEntry = z.object({
  kind: z.enum(['evaluate', 'approveWeek']),
  /** Since when it waits. */
  since: instant,
  /** Working days waited so far. */
  workingDays: z.number().int(),
  item: itemDetail.nullable(),
  week: z.object({ owner: personRef, week: z.string(), items: z.number().int(), version }).nullable(),
});
export type InboxEntry = z.infer<typeof inboxEntry>;

const monthFigures = z.object({
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

const waiting = z.object({ evaluations: z.number().int(), weeks: z.number().int(), oldest: instant.nullable() });

export const plans = {
  week: route('GET', '/plans/{personId}/weeks/{week}', {
    tag,
    permission: 'plans.use',
    summary: 'The plan of a person for one week',
  })
    .input(z.object({ personId: id, week: day }))
    .output(week),
  items: route('GET', '/plan-items', {
    tag,
    permission: 'plans.use',
    summary: 'Plan items of oneself and those below, by day',
  })
    .input(
      pageQuery.extend({
        ownerId: id.optional(),
        customerId: id.optional(),
        state: z.enum(itemStates).optional(),
        from: day.optional(),
        to: day.optional(),
      }),
    )
    .output(page(item)),
  item: route('GET', '/plan-items/{id}', {
    tag,
    permission: 'plans.use',
    summary: 'One item with proof and evaluation',
  })
    .input(idInput)
    .output(itemDetail),
  createItem: route('POST', '/plan-items', {
    tag,
    permission: 'plans.use',
    summary: 'Plan something for oneself, or assign it to subordinates (one item each)',
    idempotent: true,
  })
    .input(
      z
        .object(itemFields)
        .partial()
        .required({ title: true, day: true })
        .extend({ ownerIds: z.array(id).min(1).max(200).optional(), fromVisitId: id.optional() }),
    )
    .output(z.object({ items: z.array(item) })),
  updateItem: route('PATCH', '/plan-items/{id}', {
    tag,
    permission: 'plans.use',
    summary: 'Change or move an open item',
  })
    .input(z.object(itemFields).partial().extend({ id, version }))
    .output(item),
  cancelItem: route('POST', '/plan-items/{id}/cancel', {
    tag,
    permission: 'plans.use',
    summary: 'Cancel an open item with a reason',
  })
    .input(z.object({ id, version, reason: line(200) }))
    .output(item),
  completeItem: route('POST', '/plan-items/{id}/complete', {
    tag,
    permission: 'plans.use',
    summary: 'Complete by linking the proof; this submits it to the supervisor',
  })
    .input(
      z.object({
        id,
        version,
        result: text(2000).nullable().optional(),
        visitIds: z.array(id).max(10).optional(),
        fileIds: z.array(id).max(10).optional(),
        note: text(5000).optional(),
      }),
    )
    .output(itemDetail),
  submitWeek: route('POST', '/plans/weeks/{week}/submit', {
    tag,
    permission: 'plans.use',
    summary: 'Hand the own week to the supervisor',
  })
    .input(z.object({ week: day, version: z.number().int().min(0) }))
    .output(week),
  approveWeek: route('POST', '/plans/{personId}/weeks/{week}/approve', {
    tag,
    permission: 'plans.use',
    summary: 'Approve a submitted week',
  })
    .input(z.object({ personId: id, week: day, version, advice: text(2000).optional() }))
    .output(week),
  returnWeek: route('POST', '/plans/{personId}/weeks/{week}/return', {
    tag,
    permission: 'plans.use',
    summary: 'Return it with advice',
  })
    .input(z.object({ personId: id, week: day, version, advice: text(2000).min(1) }))
    .output(week),
  inbox: route('GET', '/plans/inbox', {
    tag,
    permission: 'plans.use',
    summary: "What waits for the caller's answer, longest first",
  })
    .input(pageQuery)
    .output(page(inboxEntry)),
  evaluate: route('POST', '/plan-items/{id}/evaluation', {
    tag,
    permission: 'plans.use',
    summary: 'Score and advice; again before the month is closed changes it',
  })
    .input(z.object({ id, version, score, advice: text(2000).nullable().optional() }))
    .output(itemDetail),
  correct: route('POST', '/plan-items/{id}/corrections', {
    tag,
    permission: 'plans.use',
    summary: 'After the month is closed: a new line that corrects the evaluation, with its reason as advice',
    idempotent: true,
  })
    .input(z.object({ id, version, score, advice: text(2000).min(1) }))
    .output(itemDetail),
  reply: route('POST', '/plan-items/{id}/replies', {
    tag,
    permission: 'plans.use',
    summary: 'Answer an evaluation',
    idempotent: true,
  })
    .input(z.object({ id, text: text(2000).min(1) }))
    .output(itemDetail),
  month: route('GET', '/plans/{personId}/months/{month}', {
    tag,
    permission: 'plans.use',
    summary: 'The figures of a person for a month',
  })
    .input(z.object({ personId: id, month }))
    .output(monthFigures),
  months: route('GET', '/plans/months/{month}', {
    tag,
    permission: 'plans.use',
    summary: 'The same for the caller and everyone below, by name',
  })
    .input(pageQuery.extend({ month }))
    .output(page(monthFigures)),
  monthRows: route('GET', '/plans/{personId}/months/{month}/rows', {
    tag,
    permission: 'plans.use',
    summary: 'The items behind one number',
  })
    .input(pageQuery.extend({ personId: id, month, number: z.enum(monthNumbers) }))
    .output(page(item)),
  closeMonth: route('POST', '/plans/months/{month}/close', {
    tag,
    permission: 'plans.closeMonth',
    summary: 'Close a past month for the whole company',
  })
    .input(z.object({ month }))
    .output(done),
  today: route('GET', '/today', {
    tag,
    permission: 'plans.use',
    summary: 'What the caller has to do, in the order of its consequence',
  }).output(
    z.object({
      today: z.string(),
      visits: z.array(item),
      due: z.array(item),
      overdue: z.array(item),
      /** Evaluations with advice that the caller has not answered, newest first. */
      answers: z.array(itemDetail),
      week: z.object({
        week: z.string(),
        state: z.enum(weekStates),
        items: z.number().int(),
        completed: z.number().int(),
      }),
      month: monthFigures,
      stale: z.array(z.object({ customer: customerRef, archiveUpdatedAt: instant })),
      waiting: waiting.nullable(),
      /** Direct subordinates with overdue items, most first; empty for who has none. */
      team: z.array(z.object({ person: personRef, overdue: z.number().int(), waiting: z.number().int() })),
    }),
  ),
};
