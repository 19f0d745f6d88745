import { z } from 'zod';
import { done, id, line, page, pageQuery, personRef, route, version } from './base.ts';
import { columnKey, groupKey, sortKey } from './customer-lists.shapes.ts';
import { filterGroup } from './filters.shapes.ts';
import type { FilterGroup } from './filters.ts';

const tag = 'views';

/** What a view keeps of a list of customers. */
const settings = {
  /** Shown columns in their order; the name comes first always. */
  columns: z.array(columnKey).max(60).optional(),
  sort: sortKey.optional(),
  order: z.enum(['asc', 'desc']).optional(),
  group: groupKey.optional(),
  q: line(100).optional(),
};
const given = z.strictObject({ ...settings, filter: filterGroup.optional() });
const kept = z.object({
  ...settings,
  /** Records that the reader may not see stand in it as the id 00000000-0000-0000-0000-000000000000. */
  filter: (z.record(z.string(), z.unknown()) as unknown as z.ZodType<FilterGroup>).optional(),
});
export type ViewSettings = z.infer<typeof kept>;

const view = z.object({
  id,
  name: z.string(),
  owner: personRef,
  mine: z.boolean(),
  /** Whom it is shared with: everyone in this department and below it. */
  department: z.object({ id, name: z.string() }).nullable(),
  settings: kept,
  isDefault: z.boolean(),
  version,
});
export type View = z.infer<typeof view>;

export const views = {
  list: route('GET', '/customer-views', {
    tag,
    permission: 'signedIn',
    summary: 'Views of the list of customers: own ones and those shared with the caller',
  })
    .input(pageQuery)
    .output(page(view)),
  create: route('POST', '/customer-views', { tag, permission: 'signedIn', summary: 'Keep a view', idempotent: true })
    .input(z.object({ name: line(60), departmentId: id.nullable().optional(), settings: given }))
    .output(view),
  update: route('PATCH', '/customer-views/{id}', {
    tag,
    permission: 'signedIn',
    summary: 'Rename, change or share an own view',
  })
    .input(
      z.object({
        id,
        version,
        name: line(60).optional(),
        departmentId: id.nullable().optional(),
        settings: given.optional(),
      }),
    )
    .output(view),
  remove: route('DELETE', '/customer-views/{id}', { tag, permission: 'signedIn', summary: 'Remove an own view' })
    .input(z.object({ id, version: z.coerce.number<number>().int().min(1) }))
    .output(done),
  setDefault: route('PUT', '/customer-view-default', {
    tag,
    permission: 'signedIn',
    summary: 'The view that the list opens with for the caller; null for none',
  })
    .input(z.object({ id: id.nullable() }))
    .output(done),
};
