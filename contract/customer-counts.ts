import { z } from 'zod';
import { id, personRef, route } from './base.ts';
import { groupKey } from './customer-lists.shapes.ts';
import { filterQuery } from './filters.shapes.ts';

const tag = 'customers';

/** What narrows a list of customers; all of it has to hold. */
export const customerFilters = {
  q: z.string().trim().max(100).optional(),
  segmentId: id.optional(),
  regionId: id.optional(),
  industryId: id.optional(),
  levelId: id.optional(),
  ownerId: id.optional(),
  stale: z.stringbool().optional(),
  filter: filterQuery.optional(),
};

export const customerCounts = {
  count: route('GET', '/customers/count', { tag, permission: 'signedIn', summary: 'How many, exact up to 10,000' })
    .input(z.object(customerFilters))
    .output(z.object({ count: z.number().int(), exact: z.boolean() })),
  groups: route('GET', '/customers/groups', {
    tag,
    permission: 'signedIn',
    summary:
      'How many have which value, each exact up to 10,000; the 200 largest groups. Of a field with several choices each counts all that have it',
  })
    .input(z.object({ ...customerFilters, by: groupKey }))
    .output(
      z.object({
        items: z.array(
          z.object({ key: id.nullable(), person: personRef.nullable(), count: z.number().int(), exact: z.boolean() }),
        ),
        more: z.boolean(),
      }),
    ),
};
