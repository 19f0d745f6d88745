import { z } from 'zod';
import { can, customerRef, day, done, id, idInput, line, page, pageQuery, route, version } from './base.ts';

const tag = 'channel';

const figures = {
  /** Present ones. */
  contacts: z.number().int(),
  /** Recorded in the last 90 days. */
  visits: z.number().int(),
  /** Open ones of the caller's line. */
  planItems: z.number().int(),
};

const node = z.object({ id, name: z.string(), parentId: id.nullable(), ...figures });
export type GroupNode = z.infer<typeof node>;

const link = z.object({
  id,
  distributor: customerRef,
  customer: customerRef,
  /** null: everywhere */
  region: z.object({ id, name: z.string() }).nullable(),
  product: z.string().nullable(),
  fromOn: day,
  /** The last day; null for as long as nobody ends it. */
  untilOn: day.nullable(),
  /** Other distributors of the same end customer at the same time in the same region. */
  overlaps: z.array(z.object({ id, distributor: customerRef })),
  version,
  can: can('change'),
});
export type ChannelLink = z.infer<typeof link>;

const fields = {
  regionId: id.nullable().optional(),
  product: line(200).nullable().optional(),
  untilOn: day.nullable().optional(),
};

export const channel = {
  group: route('GET', '/customers/{id}/group', {
    tag,
    permission: 'signedIn',
    summary: 'The group that a customer belongs to, as far as the caller sees it without a gap, with figures',
  })
    .input(idInput)
    .output(
      z.object({
        /** The head first; at most 200. `parentId` is one of these, null for the head. */
        nodes: z.array(node),
        totals: z.object(figures),
        more: z.boolean(),
      }),
    ),
  links: route('GET', '/customers/{id}/channel-links', {
    tag,
    permission: 'signedIn',
    summary: 'Which distributors serve this customer, and whom it serves as one; the latest beginning first',
  })
    .input(pageQuery.extend({ id }))
    .output(page(link)),
  createLink: route('POST', '/channel-links', {
    tag,
    permission: 'signedIn',
    summary: 'Say that a distributor serves an end customer',
    idempotent: true,
  })
    .input(z.object({ distributorId: id, customerId: id, fromOn: day, ...fields }))
    .output(link),
  updateLink: route('PATCH', '/channel-links/{id}', {
    tag,
    permission: 'signedIn',
    summary: 'Change region, product or period; an end makes it history',
  })
    .input(z.object({ id, version, fromOn: day.optional(), ...fields }))
    .output(link),
  removeLink: route('POST', '/channel-links/{id}/remove', {
    tag,
    permission: 'signedIn',
    summary: 'Take back a link that was entered by mistake',
  })
    .input(z.object({ id, version }))
    .output(done),
};
