import { z } from 'zod';
import { can, done, id, instant, personRef, route, text, version } from './base.ts';

const tag = 'customers';

/** Hours in which who wrote a note may change or remove it. */
export const noteChangeHours = 24;

const mentions = z.array(id).max(20);
export const noteFields = { text: text(5000).min(1), mentions: mentions.optional() };

export const note = z.object({
  id,
  /** Empty when it was removed. */
  text: z.string(),
  mentions: z.array(personRef),
  files: z.array(z.object({ id, name: z.string(), type: z.string(), size: z.number().int() })),
  editedAt: instant.nullable(),
  removedAt: instant.nullable(),
  can: can('change'),
  version,
});
export type Note = z.infer<typeof note>;

/** Notes on the timeline of a customer; `customers.addNote` writes one, `customers.timeline` reads them. */
export const notes = {
  mentionable: route('GET', '/customers/{id}/mentionable', {
    tag,
    permission: 'signedIn',
    summary: 'People who can be mentioned in a note: those who see the customer',
  })
    .input(z.object({ id, q: z.string().trim().max(80).optional() }))
    .output(z.object({ items: z.array(personRef) })),
  edit: route('PATCH', '/notes/{id}', {
    tag,
    permission: 'signedIn',
    summary: `Change an own note, within ${noteChangeHours} hours; what stood there is kept in the audit trail`,
  })
    .input(z.object({ id, version, ...noteFields }))
    .output(note),
  remove: route('DELETE', '/notes/{id}', {
    tag,
    permission: 'signedIn',
    summary: `Take an own note back, within ${noteChangeHours} hours; the line stays, without its words`,
  })
    .input(z.object({ id, version: z.coerce.number<number>().int().min(1) }))
    .output(done),
};
