import { z } from 'zod';
import { customerRef, id, idInput, instant, line, page, pageQuery, personRef, route, version } from './base.ts';
import { fieldCodes } from './errors.ts';
import { ownChanges } from './fields.ts';
import { filterGroup } from './filters.shapes.ts';

const tag = 'bulk edits';

/** A selection by filter holds at most so many customers. */
export const mostSelected = 10_000;

/** Either these customers or all that a filter finds; several parts of a filter have all to hold. */
const selection = z.strictObject({
  ids: z.array(id).min(1).max(1000).optional(),
  q: line(100).optional(),
  segmentId: id.optional(),
  regionId: id.optional(),
  industryId: id.optional(),
  levelId: id.optional(),
  ownerId: id.optional(),
  stale: z.boolean().optional(),
  filter: filterGroup.optional(),
});
export type Selection = z.output<typeof selection>;

/** What is set; null empties. The owner before stays on the team as a salesperson. */
const changes = z
  .strictObject({
    segmentId: id.nullable().optional(),
    regionId: id.nullable().optional(),
    industryId: id.nullable().optional(),
    levelId: id.nullable().optional(),
    ownerId: id.optional(),
    /** Own fields by the field's id. */
    own: ownChanges.refine((own) => Object.keys(own).length > 0).optional(),
  })
  .refine((given) => Object.values(given).some((value) => value !== undefined));
export type BulkChanges = z.output<typeof changes>;

const wanted = z.object({ selection, changes });

/** Values of the changed fields by the field's name, as ids. */
const values = z.record(z.string(), z.unknown());

export const bulkRowStates = ['waiting', 'changed', 'unchanged', 'failed', 'undoing', 'undone', 'kept'] as const;
export type BulkRowState = (typeof bulkRowStates)[number];

const bulkEdit = z.object({
  id,
  /** running → finished → undoing → undone */
  state: z.enum(['running', 'finished', 'undoing', 'undone']),
  changes: values,
  total: z.number().int(),
  done: z.number().int(),
  counts: z.object({
    changed: z.number().int(),
    unchanged: z.number().int(),
    failed: z.number().int(),
    undone: z.number().int(),
    kept: z.number().int(),
  }),
  createdAt: instant,
  finishedAt: instant.nullable(),
  version,
});
export type BulkEdit = z.infer<typeof bulkEdit>;

const bulkRow = z.object({
  row: z.number().int(),
  /** Null when the caller does not see that customer any more. */
  customer: customerRef.nullable(),
  state: z.enum(bulkRowStates),
  /** Why it failed or was kept: an error code. */
  code: z.string().nullable(),
  /** What of the changes it was refused for, when that is known. */
  fields: z.array(z.object({ path: z.string(), code: z.enum(fieldCodes) })),
});
export type BulkRow = z.infer<typeof bulkRow>;

const preview = z.object({
  total: z.number().int(),
  changing: z.number().int(),
  unchanged: z.number().int(),
  /** How many cannot be changed, by the error code that says why. */
  refused: z.array(z.object({ code: z.string(), count: z.number().int() })),
  sample: z.array(z.object({ customer: customerRef, before: values, after: values })),
  /** People that the sample names by id. */
  people: z.array(personRef),
});
export type BulkPreview = z.infer<typeof preview>;

export const bulk = {
  preview: route('POST', '/bulk-edits/preview', {
    tag,
    permission: 'signedIn',
    summary: 'What a bulk edit would change; changes nothing',
  })
    .input(wanted)
    .output(preview),
  run: route('POST', '/bulk-edits', {
    tag,
    permission: 'signedIn',
    summary: 'Change many customers at once, one after the other in the background',
    idempotent: true,
  })
    .input(wanted)
    .output(bulkEdit),
  list: route('GET', '/bulk-edits', { tag, permission: 'signedIn', summary: 'Own bulk edits, newest first' })
    .input(pageQuery)
    .output(page(bulkEdit)),
  get: route('GET', '/bulk-edits/{id}', { tag, permission: 'signedIn', summary: 'An own bulk edit with its progress' })
    .input(idInput)
    .output(bulkEdit),
  rows: route('GET', '/bulk-edits/{id}/rows', { tag, permission: 'signedIn', summary: 'What became of each customer' })
    .input(pageQuery.extend({ id, state: z.enum(bulkRowStates).optional() }))
    .output(page(bulkRow)),
  undo: route('POST', '/bulk-edits/{id}/undo', {
    tag,
    permission: 'signedIn',
    summary: 'Give the fields back what they held, where nothing else has changed the customer since',
  })
    .input(z.object({ id, version }))
    .output(bulkEdit),
};
