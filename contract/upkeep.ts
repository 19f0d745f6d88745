import { z } from 'zod';
import { customerRef, day, id, idInput, instant, line, page, pageQuery, personRef, route, version } from './base.ts';

const tag = 'customers';

/** How long and how often in a row the owner may put off bringing an archive up to date. */
export const snoozeDays = 30;
export const snoozesInARow = 2;

const snooze = z.object({
  person: personRef,
  until: z.string(),
  reason: z.string(),
  /** How often in a row. */
  times: z.number().int(),
});

/** Something of an archive that is probably out of date. */
const point = z.object({
  /** `field.phone`, `own.<id>`, `contact.<id>`, `nextStep`. */
  key: z.string(),
  /**
   * `untouched`: nobody has looked at it for long; `blank`: it should be filled in; `unmet`: a contact nobody has met
   * for long; `overdue`: a next step whose day is past.
   */
  reason: z.enum(['untouched', 'blank', 'unmet', 'overdue']),
  /** The name of a contact, the text of the next step; null for fields. */
  name: z.string().nullable(),
  since: instant.nullable(),
});
export type UpkeepPoint = z.infer<typeof point>;

const upkeepOf = z.object({
  customerId: id,
  version,
  stale: z.boolean(),
  /** Null while it lies in a pool. */
  staleAt: instant.nullable(),
  points: z.array(point),
  /** One that holds, or null. */
  snooze: snooze.nullable(),
  can: z.object({ confirm: z.boolean(), snooze: z.boolean() }),
});
export type Upkeep = z.infer<typeof upkeepOf>;

export const upkeep = {
  get: route('GET', '/customers/{id}/upkeep', {
    tag,
    permission: 'signedIn',
    summary: 'What of an archive is probably out of date',
  })
    .input(idInput)
    .output(upkeepOf),
  confirm: route('POST', '/customers/{id}/upkeep', {
    tag,
    permission: 'signedIn',
    summary: 'Say that points of it are right; when none is left the archive counts as brought up to date',
  })
    .input(z.object({ id, version, keys: z.array(z.string().max(80)).min(1).max(100) }))
    .output(upkeepOf),
  snooze: route('POST', '/customers/{id}/snooze', {
    tag,
    permission: 'signedIn',
    summary: `The owner puts it off, at most ${snoozeDays} days and ${snoozesInARow} times in a row`,
  })
    .input(z.object({ id, version, until: day, reason: line(300) }))
    .output(upkeepOf),
  people: route('GET', '/stale-archives/people', {
    tag,
    permission: 'signedIn',
    summary: 'Of the caller and everyone below: how many archives are out of date, most first',
  })
    .input(pageQuery)
    .output(
      page(z.object({ person: personRef, count: z.number().int(), oldestAt: instant, snoozed: z.number().int() })),
    ),
  snoozed: route('GET', '/stale-archives/snoozed', {
    tag,
    permission: 'signedIn',
    summary: 'Archives of the caller and everyone below that were put off, with reason and day',
  })
    .input(pageQuery.extend({ ownerId: id.optional() }))
    .output(page(snooze.extend({ customer: customerRef, owner: personRef }))),
};
