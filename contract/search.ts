import { z } from 'zod';
import { id, route } from './base.ts';

const hit = z.object({
  type: z.enum(['customer', 'contact', 'planItem']),
  id,
  title: z.string(),
  detail: z.string().nullable(),
  customerId: id.nullable(),
});
export type SearchHit = z.infer<typeof hit>;

export const search = {
  find: route('GET', '/search', {
    tag: 'search',
    permission: 'signedIn',
    summary: 'Customers, contacts and plan items by their words, only what the caller may see',
  })
    .input(
      z.object({
        q: z.string().trim().min(1).max(100),
        limit: z.coerce.number<number>().int().min(1).max(30).default(10),
      }),
    )
    .output(z.object({ items: z.array(hit) })),
};
