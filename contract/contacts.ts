import { z } from 'zod';
import { can, customerRef, day, id, idInput, instant, line, personRef, route, text, version } from './base.ts';
import { contact, contactFields, leaveReasons } from './contacts.shapes.ts';

const tag = 'contacts';

/** Another post of the same person, or of one that may be the same. */
const post = z.object({
  id,
  name: z.string(),
  title: z.string().nullable(),
  customer: customerRef,
  startedOn: z.string().nullable(),
  leftOn: z.string().nullable(),
});
export type Post = z.infer<typeof post>;

const remark = z.object({ author: personRef, text: z.string(), updatedAt: instant });

const detail = z.object({
  contact,
  customer: customerRef,
  /** Other posts of the same person at customers that the caller sees. */
  posts: z.array(post),
  /** Posts that may be the same person's: same mobile number, or same name and e-mail. */
  suggestions: z.array(post.extend({ reason: z.enum(['mobile', 'nameAndEmail']) })),
  /** The caller's own remark and those of people below. */
  remarks: z.array(remark),
  /** Version of the caller's own remark; 0 while there is none. */
  remarkVersion: z.number().int().min(0),
  can: can('update', 'closeSuccession'),
});
export type ContactDetail = z.infer<typeof detail>;

export const contacts = {
  get: route('GET', '/contacts/{id}', { tag, permission: 'signedIn', summary: 'A contact with posts and remarks' })
    .input(idInput)
    .output(detail),
  leave: route('POST', '/contacts/{id}/leave', {
    tag,
    permission: 'signedIn',
    summary: 'Record that a contact left the post, and perhaps where the person went',
    idempotent: true,
  })
    .input(
      z.object({
        id,
        version,
        leftOn: day,
        reason: z.enum(leaveReasons).nullable().optional(),
        note: text(500).nullable().optional(),
        /** Where to, in words, when it is no customer. */
        place: line(200).nullable().optional(),
        /** Who follows at the same customer, when that is known already. */
        successorId: id.nullable().optional(),
        /** The new post at a customer, which begins with what is known of the person. */
        next: z
          .object({
            customerId: id,
            title: contactFields.title,
            decisionRole: contactFields.decisionRole,
            phone: contactFields.phone,
            email: contactFields.email,
          })
          .optional(),
      }),
    )
    .output(detail),
  settleSuccession: route('POST', '/contacts/{id}/succession', {
    tag,
    permission: 'signedIn',
    summary: 'Name the successor of a contact who left, or say that there is none',
  })
    .input(z.object({ id, version, successorId: id.nullable(), note: text(500).nullable().optional() }))
    .output(detail),
  join: route('POST', '/contacts/{id}/same-person', {
    tag,
    permission: 'signedIn',
    summary: 'Say that two contacts are the same person',
  })
    .input(z.object({ id, version, otherId: id }))
    .output(detail),
  separate: route('POST', '/contacts/{id}/separate', {
    tag,
    permission: 'signedIn',
    summary: 'Say that a contact is somebody else than the other posts of this person',
  })
    .input(z.object({ id, version }))
    .output(detail),
  remark: route('PUT', '/contacts/{id}/remark', {
    tag,
    permission: 'signedIn',
    summary: "The caller's own remark, for themselves and the line above; an empty text removes it",
  })
    .input(z.object({ id, version: z.number().int().min(0), text: text(2000) }))
    .output(detail),
};
