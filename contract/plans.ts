import { z } from 'zod';
import {
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
import {
  inboxEntry,
  item,
  itemDetail,
  itemFields,
  itemStates,
  monthFigures,
  monthNumbers,
  waiting,
  week,
  weekStates,
} from './plans.shapes.ts';
import { instanceLine } from './workflows.ts';

export * from './plans.shapes.ts';

const tag = 'plans';

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
        /** Workflows that the caller started or decided in. */
        workflowIds: z.array(id).max(10).optional(),
        note: text(5000).optional(),
      }),
    )
    .output(itemDetail),
  proofWorkflows: route('GET', '/plan-items/{id}/workflows', {
    tag,
    permission: 'plans.use',
    summary: 'Workflows of the caller that may prove an item: about its customer first, of these what was approved',
  })
    .input(idInput.extend({ q: z.string().trim().max(80).optional() }))
    .output(z.object({ items: z.array(instanceLine) })),
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
