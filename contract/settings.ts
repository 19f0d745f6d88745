import { z } from 'zod';
import { id, line, route, version } from './base.ts';

const tag = 'settings';

/** Lists whose entries a company keeps itself. */
export const lists = [
  'segment',
  'region',
  'industry',
  'level',
  'purpose',
  'competitor',
  'costKind',
  'returnReason',
] as const;
export type ListName = (typeof lists)[number];

const entry = z.object({
  id,
  list: z.enum(lists),
  name: z.string(),
  position: z.number().int(),
  retired: z.boolean(),
  version,
});
export type ListEntry = z.infer<typeof entry>;

export const settings = {
  lists: route('GET', '/lists', { tag, permission: 'signedIn', summary: 'All entries of all lists, in order' }).output(
    z.object({ items: z.array(entry) }),
  ),
  createEntry: route('POST', '/lists', {
    tag,
    permission: 'settings.manage',
    summary: 'Add an entry',
    idempotent: true,
  })
    .input(z.object({ list: z.enum(lists), name: line(80) }))
    .output(entry),
  updateEntry: route('PATCH', '/lists/{id}', {
    tag,
    permission: 'settings.manage',
    summary: 'Rename, move or retire an entry; one in use is retired, never removed',
  })
    .input(
      z.object({
        id,
        version,
        name: line(80).optional(),
        position: z.number().int().min(0).max(100000).optional(),
        retired: z.boolean().optional(),
      }),
    )
    .output(entry),
};
