import { z } from 'zod';
import { day, id, idInput, instant, page, pageQuery, personRef, route } from './base.ts';

const tag = 'handovers';

/** Kinds of things that pass to somebody else. */
export const holdingKinds = [
  'customers',
  'teamPlaces',
  'pools',
  'requests',
  'items',
  'visits',
  'introductions',
  'views',
  'imports',
  'subordinates',
  'evaluations',
  'weeks',
  'workflowTasks',
  'workflows',
] as const;
const kind = z.enum(holdingKinds);
export type HoldingKind = z.infer<typeof kind>;

/** What stays with its author. */
export const stayingKinds = [
  'relationships',
  'remarks',
  'files',
  'unanswered',
  'submittedWeeks',
  'adviceToAnswer',
  'assigned',
  'ownRequests',
  'ownIntroductions',
  'ownViews',
] as const;
const staying = z.enum(stayingKinds);
export type StayingKind = z.infer<typeof staying>;

const held = z.object({
  id,
  title: z.string(),
  customerId: id.nullable(),
  segmentId: id.nullable(),
  regionId: id.nullable(),
  /** Goes wherever something else goes: with its customer, its pool, or the subordinate who waits for it. */
  bound: z.boolean(),
});

const plan = {
  personId: id,
  /** Everything goes to this person, but for what is said below. */
  to: id,
  /** Customers of these segments or regions go elsewhere, and with them what belongs to them. */
  places: z
    .array(z.object({ entryId: id, to: id }))
    .max(200)
    .default([]),
  /** Single things that go elsewhere. */
  items: z
    .array(z.object({ kind, id, to: id }))
    .max(2000)
    .default([]),
};

const summary = z.object({
  id,
  person: personRef,
  actor: personRef,
  departed: z.boolean(),
  createdAt: instant,
  /** A large one waits for a job; `failed` has changed nothing, and `code` says why. */
  state: z.enum(['waiting', 'done', 'failed']),
  total: z.number().int(),
  done: z.number().int(),
  code: z.string().nullable(),
  count: z.number().int(),
});

export const handovers = {
  held: route('GET', '/handovers/held', {
    tag,
    permission: 'signedIn',
    summary: 'Everything that a person holds, for those above them and those who keep the organisation',
  })
    .input(z.object({ personId: id }))
    .output(
      z.object({
        person: personRef,
        supervisor: personRef.nullable(),
        /** Sent with the command; it changes with whatever the person holds. */
        stamp: z.string(),
        canDepart: z.boolean(),
        /** A handover of this person waits to be done; another one is refused. */
        underWay: z.boolean(),
        kinds: z.array(
          z.object({
            kind,
            count: z.number().int(),
            /** The first of the things themselves, for those above the person; null for others. */
            items: z.array(held).nullable(),
            /** Where `handovers.things` goes on. */
            nextCursor: z.string().nullable(),
          }),
        ),
        /** What is not handed over, in numbers. */
        stays: z.array(z.object({ kind: staying, count: z.number().int() })),
      }),
    ),
  things: route('GET', '/handovers/things', {
    tag,
    permission: 'signedIn',
    summary: 'Things of one kind that a person holds, page by page, for those above them',
  })
    .input(pageQuery.extend({ personId: id, kind }))
    .output(page(held)),
  preview: route('POST', '/handovers/preview', {
    tag,
    permission: 'signedIn',
    summary: 'Who would get how much, and what would be refused',
  })
    .input(z.object(plan))
    .output(
      z.object({
        receivers: z.array(
          z.object({ person: personRef, kinds: z.array(z.object({ kind, count: z.number().int() })) }),
        ),
        refusals: z.array(
          z.object({
            kind,
            receiverId: id,
            reason: z.enum(['self', 'outOfScope', 'permission', 'cycle']),
          }),
        ),
      }),
    ),
  run: route('POST', '/handovers', {
    tag,
    permission: 'signedIn',
    summary:
      'Hand everything over in one transaction, at once or, of more than 1,000 things, by a job; close the account with it when asked to',
    idempotent: true,
  })
    .input(
      z.object({
        ...plan,
        stamp: z.string().max(100),
        depart: z.boolean(),
        on: day.optional(),
        /** A visit to get to know each customer is planned for its receiver on this day. */
        introduceOn: day.optional(),
      }),
    )
    .output(z.object({ id })),
  list: route('GET', '/handovers', {
    tag,
    permission: 'signedIn',
    summary: 'Handovers that the caller made or received, or of people below the caller',
  })
    .input(pageQuery)
    .output(page(summary)),
  briefings: route('GET', '/customers/{id}/briefings', {
    tag,
    permission: 'signedIn',
    summary: 'Briefings that were kept of a customer when it was handed over, the latest first',
  })
    .input(idInput)
    .output(z.object({ items: z.array(z.object({ handoverId: id, person: personRef, createdAt: instant })) })),
  get: route('GET', '/handovers/{id}', {
    tag,
    permission: 'signedIn',
    summary: 'One handover with what the caller may see of it',
  })
    .input(idInput)
    .output(
      summary.extend({
        items: z.array(z.object({ kind, id, title: z.string().nullable(), receiver: personRef })),
      }),
    ),
};
