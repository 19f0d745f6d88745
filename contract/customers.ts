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
  money,
  page,
  pageQuery,
  personRef,
  route,
  text,
  version,
} from './base.ts';
import { contact, contactFields } from './contacts.shapes.ts';
import { creditCode } from './credit-code.ts';
import { customerCounts, customerFilters } from './customer-counts.ts';
import { extraColumn, sortKey } from './customer-lists.shapes.ts';
import { duplicate } from './duplicates.ts';
import { ownChanges, ownValues } from './fields.ts';
import { note, noteFields } from './notes.ts';
import { timelineKinds } from './timeline.ts';

export type { Contact, DecisionRole } from './contacts.shapes.ts';
export { decisionRoles } from './contacts.shapes.ts';

const tag = 'customers';

/** What values of own fields name, as far as the caller may see it. */
const ownRefs = z.object({
  people: z.array(personRef),
  customers: z.array(customerRef),
  files: z.array(z.object({ id, name: z.string(), size: z.number().int() })),
});

export const teamRoles = ['owner', 'sales', 'technical', 'sponsor', 'service'] as const;
export type TeamRole = (typeof teamRoles)[number];

export const teamAccess = ['read', 'write'] as const;
export type TeamAccess = (typeof teamAccess)[number];

const row = z.object({
  id,
  name: z.string(),
  segmentId: id.nullable(),
  regionId: id.nullable(),
  industryId: id.nullable(),
  levelId: id.nullable(),
  owner: personRef,
  phone: z.string().nullable(),
  archiveUpdatedAt: instant,
  /** From when on the archive counts as out of date; null while it lies in a pool. */
  staleAt: instant.nullable(),
  lastVisitOn: z.string().nullable(),
  nextStep: z.string().nullable(),
  nextStepOn: z.string().nullable(),
  updatedAt: instant,
  createdAt: instant,
  /** Values of the columns that were asked for. */
  more: z.record(z.string(), z.unknown()).optional(),
  version,
});
export type CustomerRow = z.infer<typeof row>;

const address = z.object({
  kind: z.enum(['office', 'factory', 'delivery', 'invoice']),
  text: line(300),
  latitude: z.number().min(-90).max(90).nullable().optional(),
  longitude: z.number().min(-180).max(180).nullable().optional(),
});

/** A place on a team. `untilOn` is its last day; null for as long as nobody ends it. */
export const teamPlace = z.object({
  person: personRef,
  role: z.enum(teamRoles),
  access: z.enum(teamAccess),
  fromOn: day,
  untilOn: day.nullable(),
});
export type TeamPlace = z.infer<typeof teamPlace>;

const customer = row.extend({
  creditCode: z.string().nullable(),
  website: z.string().nullable(),
  foundedYear: z.number().int().nullable(),
  employees: z.number().int().nullable(),
  annualRevenue: z.string().nullable(),
  description: z.string().nullable(),
  parent: customerRef.nullable(),
  addresses: z.array(address),
  /** Own fields by their id; `GET /customer-fields` says what they are. */
  own: ownValues,
  ownRefs,
  team: z.array(teamPlace),
  contacts: z.array(contact),
  stale: z.boolean(),
  /** Set when another customer was asked for, which has become part of this one. */
  mergedInto: customerRef.nullable(),
  can: can('update', 'changeTeam', 'merge'),
});
export type Customer = z.infer<typeof customer>;

const fields = z.object({
  name: line(200),
  segmentId: id.nullable(),
  regionId: id.nullable(),
  industryId: id.nullable(),
  levelId: id.nullable(),
  parentId: id.nullable(),
  phone: line(40).nullable(),
  creditCode: creditCode.nullable(),
  website: line(200).nullable(),
  foundedYear: z.number().int().min(1000).max(2199).nullable(),
  employees: z.number().int().min(0).max(10_000_000).nullable(),
  annualRevenue: money.nullable(),
  description: text(5000).nullable(),
  addresses: z.array(address).max(20),
  own: ownChanges,
});

const timelineEntry = z.object({
  id,
  type: z.string(),
  at: instant,
  actor: personRef.nullable(),
  /** What was written, with `customer.noted`. */
  note: note.nullable(),
  subjectType: z.string(),
  subjectId: id,
  data: z.record(z.string(), z.unknown()),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

export const customers = {
  list: route('GET', '/customers', { tag, permission: 'signedIn', summary: 'Customers that the caller may see' })
    .input(
      pageQuery.extend({
        ...customerFilters,
        sort: sortKey.default('updatedAt'),
        order: z.enum(['asc', 'desc']).default('desc'),
        columns: z.array(extraColumn).max(40).optional(),
      }),
    )
    .output(page(row)),
  ...customerCounts,
  suggest: route('GET', '/customers/suggest', {
    tag,
    permission: 'signedIn',
    summary: 'For pickers: by name, recent first',
  })
    .input(
      z.object({
        q: z.string().trim().max(100).optional(),
        limit: z.coerce.number<number>().int().min(1).max(20).default(10),
      }),
    )
    .output(z.object({ items: z.array(customerRef) })),
  get: route('GET', '/customers/{id}', { tag, permission: 'signedIn', summary: 'The archive of one customer' })
    .input(idInput)
    .output(customer),
  duplicates: route('POST', '/customers/duplicates', {
    tag,
    permission: 'customers.create',
    summary: 'Who has a customer with this name, credit code or phone, before it is saved',
  })
    .input(
      z.object({
        name: z.string().trim().max(200).optional(),
        creditCode: z.string().trim().max(40).optional(),
        phone: z.string().trim().max(40).optional(),
        exceptId: id.optional(),
      }),
    )
    .output(z.object({ items: z.array(duplicate) })),
  create: route('POST', '/customers', {
    tag,
    permission: 'customers.create',
    summary: 'Create a customer',
    idempotent: true,
  })
    .input(
      fields
        .partial()
        .required({ name: true })
        .extend({
          ownerId: id.optional(),
          contacts: z.array(z.object(contactFields)).max(20).optional(),
          /** Set after the person has seen who has a similar name or the same phone. Others are refused all the same. */
          acceptSimilar: z.boolean().optional(),
        }),
    )
    .output(customer),
  update: route('PATCH', '/customers/{id}', { tag, permission: 'signedIn', summary: 'Change the archive' })
    .input(fields.partial().extend({ id, version, acceptSimilar: z.boolean().optional() }))
    .output(customer),
  confirm: route('POST', '/customers/{id}/confirm', {
    tag,
    permission: 'signedIn',
    summary: 'Say that the archive is up to date',
  })
    .input(z.object({ id, version }))
    .output(customer),
  setTeam: route('PUT', '/customers/{id}/team', {
    tag,
    permission: 'signedIn',
    summary: 'Owner and members with their roles; a place that begins on a later day waits for it',
  })
    .input(
      z.object({
        id,
        version,
        team: z
          .array(
            z.object({
              personId: id,
              role: z.enum(teamRoles),
              /** What is left out of a place stays as it is; a new one writes, from today, without an end. */
              access: z.enum(teamAccess).optional(),
              fromOn: day.optional(),
              untilOn: day.nullable().optional(),
            }),
          )
          .min(1)
          .max(50),
      }),
    )
    .output(customer),
  createContact: route('POST', '/customers/{customerId}/contacts', {
    tag,
    permission: 'signedIn',
    summary: 'Add a contact',
    idempotent: true,
  })
    .input(z.object({ customerId: id, ...contactFields }))
    .output(contact),
  updateContact: route('PATCH', '/contacts/{id}', { tag, permission: 'signedIn', summary: 'Change a contact' })
    .input(z.object({ id, version, ...z.object(contactFields).partial().shape, leftOn: day.nullable().optional() }))
    .output(contact),
  addNote: route('POST', '/customers/{id}/notes', {
    tag,
    permission: 'signedIn',
    summary: 'Write a line on the timeline',
    idempotent: true,
  })
    .input(z.object({ id, ...noteFields, fileIds: z.array(id).max(10).optional() }))
    .output(done.extend({ noteId: id })),
  timeline: route('GET', '/customers/{id}/timeline', {
    tag,
    permission: 'signedIn',
    summary: 'All that happened, newest first, or only some kinds of it, or what one person did',
  })
    .input(
      pageQuery.extend({
        id,
        kinds: z.array(z.enum(timelineKinds)).max(timelineKinds.length).optional(),
        personId: id.optional(),
      }),
    )
    .output(page(timelineEntry)),
};
