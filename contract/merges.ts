import { z } from 'zod';
import { id, idInput, instant, personRef, route, version } from './base.ts';

const tag = 'merges';

/** Fields of an archive that one can have from either side; own ones are named `own.<id>`. */
export const mergeFields = [
  'name',
  'segmentId',
  'regionId',
  'industryId',
  'levelId',
  'parentId',
  'phone',
  'creditCode',
  'website',
  'foundedYear',
  'employees',
  'annualRevenue',
  'description',
  'addresses',
  'nextStep',
] as const;
export type MergeField = (typeof mergeFields)[number];

/** What moves with a customer, as far as the caller sees it. */
export const movedKinds = [
  'contacts',
  'visits',
  'planItems',
  'notes',
  'subsidiaries',
  'channelLinks',
  'members',
] as const;
const moved = z.object({ kind: z.enum(movedKinds), count: z.number().int() });

const person = z.object({ id, name: z.string(), title: z.string().nullable() });

/** What an undoing left where it is: rows that went elsewhere since, fields that were changed since. */
const stayed = z.object({ what: z.string(), count: z.number().int() });

const merge = z.object({
  id,
  /** Of the customer that went; null when it came back and the caller does not see it. */
  name: z.string().nullable(),
  by: personRef,
  at: instant,
  /** Until then it can be undone; null when it cannot any more. */
  undoableUntil: instant.nullable(),
  undone: z.boolean(),
});

export const merges = {
  preview: route('GET', '/customers/{id}/merge-preview', {
    tag,
    permission: 'signedIn',
    summary: 'What would move to this customer from another one, and which contacts look like one person',
  })
    .input(z.object({ id, otherId: id }))
    .output(
      z.object({
        moved: z.array(moved),
        samePeople: z.array(z.object({ own: person, other: person })),
      }),
    ),
  merge: route('POST', '/customers/{id}/merge', {
    tag,
    permission: 'signedIn',
    summary: 'Make another customer part of this one; every link is kept, and it can be undone for 30 days',
    idempotent: true,
  })
    .input(
      z.object({
        id,
        version,
        otherId: id,
        otherVersion: version,
        /** Fields whose value is taken from the other one. */
        take: z
          .array(z.union([z.enum(mergeFields), z.string().regex(/^own\.[0-9a-f-]{36}$/)]))
          .max(200)
          .default([]),
        /** Contacts of the two that are one person. */
        samePeople: z
          .array(z.object({ ownId: id, otherId: id }))
          .max(200)
          .default([]),
      }),
    )
    .output(z.object({ id, mergeId: id })),
  list: route('GET', '/customers/{id}/merges', {
    tag,
    permission: 'signedIn',
    summary: 'Customers that were made part of this one, newest first, at most 100',
  })
    .input(idInput)
    .output(z.object({ items: z.array(merge) })),
  undo: route('POST', '/merges/{id}/undo', {
    tag,
    permission: 'signedIn',
    summary: 'Restore the customer that went, with all that came with it',
  })
    .input(idInput)
    .output(z.object({ id, stayed: z.array(stayed) })),
};
