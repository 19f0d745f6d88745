import { z } from 'zod';
import { id, idInput, instant, page, pageQuery, route } from './base.ts';
import { filterGroup } from './filters.shapes.ts';

const tag = 'transfers';

/** What of the customers found is exported: themselves, or what belongs to them. */
export const exportKinds = ['customers', 'contacts', 'relationships', 'teams'] as const;
export type ExportKind = (typeof exportKinds)[number];
export const exportFormats = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];
/** waiting → running → finished → expired; failed keeps its reason. */
export const exportStates = ['waiting', 'running', 'finished', 'failed', 'expired'] as const;

/** Columns of customers whose headings are those that an import knows. */
export const importedColumns = [
  'name',
  'segment',
  'region',
  'industry',
  'level',
  'owner',
  'parent',
  'phone',
  'creditCode',
  'website',
  'foundedYear',
  'employees',
  'annualRevenue',
  'description',
  'address',
] as const;
const furtherColumns = ['nextStep', 'nextStepOn', 'lastVisit', 'archive', 'created'] as const;

/** Keys of the columns of each kind in their order; own fields of customers stand behind theirs as `own.<id>`. */
export const exportColumns = {
  customers: [...importedColumns, ...furtherColumns],
  contacts: ['customer', 'name', 'title', 'decisionRole', 'phone', 'email', 'note', 'lastMetOn', 'leftOn'],
  relationships: ['customer', 'contact', 'person', 'login', 'strength', 'setOn', 'lastTouchOn', 'note'],
  teams: ['customer', 'person', 'login', 'role', 'access', 'fromOn', 'untilOn'],
} as const satisfies Record<ExportKind, readonly string[]>;

/** How long a finished file can be fetched. */
export const exportDays = 7;

/** The same filters as the list of customers has. */
const filter = z.object({
  q: z.string().trim().max(100).optional(),
  segmentId: id.optional(),
  regionId: id.optional(),
  industryId: id.optional(),
  levelId: id.optional(),
  ownerId: id.optional(),
  stale: z.boolean().optional(),
  /** Conditions in the filter language of the list. */
  filter: filterGroup.optional(),
});
export type ExportFilter = z.infer<typeof filter>;

const exported = z.object({
  id,
  kind: z.enum(exportKinds),
  format: z.enum(exportFormats),
  filter,
  state: z.enum(exportStates),
  /** Rows written so far, in the end all. */
  rows: z.number().int(),
  fileName: z.string(),
  size: z.number().int().nullable(),
  failure: z.string().nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  expiresAt: instant.nullable(),
});
export type Export = z.infer<typeof exported>;

/** `GET /api/exports/{id}/file` answers the file of a finished one to who made it. */
export const exports_ = {
  create: route('POST', '/exports', {
    tag,
    permission: 'exports.customers',
    summary:
      'Export the customers that a filter finds, or their contacts, relationships or teams; only what the caller sees',
    idempotent: true,
  })
    .input(
      z.object({
        kind: z.enum(exportKinds),
        format: z.enum(exportFormats).default('xlsx'),
        filter: filter.default({}),
        /** Keys of columns in the order wanted; all when left out. Own fields as `own.<id>`. */
        columns: z.array(z.string().max(60)).min(1).max(300).optional(),
      }),
    )
    .output(exported),
  list: route('GET', '/exports', { tag, permission: 'exports.customers', summary: 'Own exports, newest first' })
    .input(pageQuery)
    .output(page(exported)),
  get: route('GET', '/exports/{id}', {
    tag,
    permission: 'exports.customers',
    summary: 'One export with its progress',
  })
    .input(idInput)
    .output(exported),
};
