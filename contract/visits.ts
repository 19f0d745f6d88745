import { z } from 'zod';
import {
  can,
  customerRef,
  day,
  id,
  idInput,
  instant,
  line,
  money,
  page,
  pageQuery,
  personRef,
  route,
  text,
  version,
} from './base.ts';
import { decisionRoles } from './customers.ts';

const tag = 'visits';

export const visitStates = ['checkedIn', 'recorded'] as const;

const place = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  /** Radius in metres that the device vouches for. */
  accuracy: z.number().min(0).max(100_000),
});
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const commitment = z.object({
  side: z.enum(['ours', 'theirs']),
  text: line(300),
  dueOn: day.nullable(),
});

const visitRow = z.object({
  id,
  owner: personRef,
  /** null for the maker of a visit who may no longer see the customer */
  customer: customerRef.nullable(),
  planItemId: id.nullable(),
  state: z.enum(visitStates),
  visitedOn: z.string(),
  checkedInAt: instant.nullable(),
  recordedAt: instant.nullable(),
  purposeId: id.nullable(),
  discussed: z.string().nullable(),
  version,
});
export type VisitRow = z.infer<typeof visitRow>;

const visit = visitRow.extend({
  place: place.nullable(),
  checkedOutAt: instant.nullable(),
  contacts: z.array(
    z.object({ id, name: z.string(), title: z.string().nullable(), decisionRole: z.enum(decisionRoles).nullable() }),
  ),
  needs: z.string().nullable(),
  competitors: z.array(z.object({ competitorId: id, name: z.string(), offer: z.string().nullable() })),
  commitments: z.array(commitment.extend({ planItemId: id.nullable() })),
  nextStep: z.string().nullable(),
  nextStepOn: z.string().nullable(),
  nextPlanItemId: id.nullable(),
  costs: z.array(z.object({ kindId: id.nullable(), amount: money, note: z.string().nullable() })),
  can: can('update'),
});
export type Visit = z.infer<typeof visit>;

/** Facts of a visit, each stored as structure. */
export const recordFields = {
  purposeId: id.nullable().optional(),
  contactIds: z.array(id).max(50).optional(),
  newContacts: z
    .array(
      z.object({
        name: line(80),
        title: line(80).nullable().optional(),
        decisionRole: z.enum(decisionRoles).nullable().optional(),
        phone: line(40).nullable().optional(),
      }),
    )
    .max(10)
    .optional(),
  discussed: text(10_000).min(1),
  needs: text(5000).nullable().optional(),
  /** A competitor by id, or by a name that is added to the list when it is new. */
  competitors: z
    .array(
      z.object({ competitorId: id.optional(), name: line(80).optional(), offer: text(1000).nullable().optional() }),
    )
    .max(10)
    .optional(),
  /** With `plan` an own commitment becomes a plan item of its due day. */
  commitments: z
    .array(commitment.extend({ plan: z.boolean().optional() }))
    .max(20)
    .optional(),
  nextStep: line(200).nullable().optional(),
  nextStepOn: day.nullable().optional(),
  nextStepTime: time.nullable().optional(),
  /** Put the next step into the plan; true unless said otherwise. */
  planNextStep: z.boolean().optional(),
  costs: z
    .array(
      z.object({
        kindId: id.nullable().optional(),
        amount: z.string().regex(/^\d{1,12}(\.\d{1,2})?$/),
        note: line(200).nullable().optional(),
      }),
    )
    .max(10)
    .optional(),
  /** New telephone number of the customer, when it was learned. */
  customerPhone: line(40).nullable().optional(),
};

export const visits = {
  list: route('GET', '/visits', {
    tag,
    permission: 'signedIn',
    summary: 'Visits that the caller may see, newest first',
  })
    .input(
      pageQuery.extend({
        ownerId: id.optional(),
        customerId: id.optional(),
        state: z.enum(visitStates).optional(),
        from: day.optional(),
        to: day.optional(),
      }),
    )
    .output(page(visitRow)),
  get: route('GET', '/visits/{id}', { tag, permission: 'signedIn', summary: 'One visit with its record' })
    .input(idInput)
    .output(visit),
  checkIn: route('POST', '/visits', {
    tag,
    permission: 'visits.use',
    summary:
      'Check in at a customer, from a plan item or on the spot; a second check-in for the same open item answers the first',
    idempotent: true,
  })
    .input(
      z.object({
        customerId: id,
        planItemId: id.nullable().optional(),
        at: instant.optional(),
        place: place.nullable().optional(),
      }),
    )
    .output(visit),
  record: route('POST', '/visits/record', {
    tag,
    permission: 'visits.use',
    summary:
      'Record a visit in one movement: the record, the archive, contacts met, follow-ups, and the plan item that it proves',
    idempotent: true,
  })
    .input(
      z.object({
        /** A visit checked in before; absent when recorded without check-in. */
        visitId: id.nullable().optional(),
        version: version.optional(),
        customerId: id,
        planItemId: id.nullable().optional(),
        visitedOn: day.optional(),
        /** Complete the plan item with this record as its proof; true unless said otherwise. */
        completeItem: z.boolean().optional(),
        ...recordFields,
      }),
    )
    .output(visit),
  update: route('PATCH', '/visits/{id}', {
    tag,
    permission: 'visits.use',
    summary: 'Change an own record until its month is closed',
  })
    .input(
      z.object({
        id,
        version,
        ...z.object(recordFields).pick({ purposeId: true, discussed: true, needs: true, costs: true }).partial().shape,
      }),
    )
    .output(visit),
};
