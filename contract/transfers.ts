import { z } from 'zod';
import { id, idInput, instant, page, pageQuery, route, version } from './base.ts';
import type { Permission } from './permissions.ts';

const tag = 'transfers';

export const importKinds = ['customers', 'contacts', 'relationships', 'teams', 'people'] as const;
export type ImportKind = (typeof importKinds)[number];

/** What belongs to customers comes in by the right to import these. */
export const importPermission = (kind: ImportKind): Permission =>
  kind === 'people' ? 'imports.people' : 'imports.customers';

/** uploaded → checking → checked → running → finished → undoing → undone; failed keeps its reason. */
export const importStates = [
  'uploaded',
  'checking',
  'checked',
  'running',
  'finished',
  'failed',
  'undoing',
  'undone',
] as const;
export type ImportState = (typeof importStates)[number];

/** Fields that a column can be mapped to. */
export const importFields = {
  customers: [
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
    'contactName',
    'contactTitle',
    'contactPhone',
    'createdBy',
    'createdAt',
  ],
  contacts: [
    'customer',
    'name',
    'title',
    'decisionRole',
    'phone',
    'email',
    'note',
    'lastMetOn',
    'leftOn',
    'createdBy',
    'createdAt',
  ],
  relationships: ['customer', 'contact', 'person', 'login', 'strength', 'setOn', 'lastTouchOn', 'note'],
  teams: ['customer', 'person', 'login', 'role', 'access', 'fromOn', 'untilOn'],
  people: ['name', 'login', 'department', 'supervisor', 'post', 'email', 'phone'],
} as const satisfies Record<ImportKind, readonly string[]>;

/** Who made a record and when, as it was elsewhere: for who holds `imports.history`. */
export const historyFields: readonly string[] = ['createdBy', 'createdAt'];

/** Fields without a column of which nothing can be imported. */
export const importRequired = {
  customers: ['name'],
  contacts: ['customer', 'name'],
  relationships: ['customer', 'contact', 'person', 'strength'],
  teams: ['customer', 'person', 'role'],
  people: ['name'],
} as const satisfies Record<ImportKind, readonly string[]>;

const mapping = z.record(z.string().max(60), z.number().int().min(0).max(199));

const transfer = z.object({
  id,
  kind: z.enum(importKinds),
  state: z.enum(importStates),
  fileName: z.string(),
  encoding: z.string(),
  columns: z.array(z.string()),
  /** Field → index of its column. */
  mapping,
  total: z.number().int(),
  done: z.number().int(),
  /** Numbers of rows by outcome of the last check or run. */
  counts: z.object({
    create: z.number().int(),
    update: z.number().int(),
    skip: z.number().int(),
    error: z.number().int(),
    /** Of the errors: rows that are only like what is there, which `acceptSimilar` takes. */
    held: z.number().int().optional(),
    /** Once it is undone: what was taken back, and what was changed since and stays. */
    undone: z.number().int().optional(),
    kept: z.number().int().optional(),
  }),
  /** List entries, departments and supervisors that the import will add, by list. */
  additions: z.record(z.string(), z.array(z.string())),
  sample: z.array(z.array(z.string())),
  /** Whether rows that name a customer that is there change it. */
  updateExisting: z.boolean(),
  failure: z.string().nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  version,
});
export type Import = z.infer<typeof transfer>;

const importRow = z.object({
  row: z.number().int(),
  values: z.array(z.string()),
  outcome: z.enum(['create', 'update', 'skip', 'error', 'undone', 'kept']),
  errors: z.array(z.object({ field: z.string(), code: z.string(), value: z.string() })),
  recordId: id.nullable(),
  /** What a checked row would change, with what stands there now as an export writes it. */
  changes: z.array(z.object({ field: z.string(), from: z.string() })),
});
export type ImportRow = z.infer<typeof importRow>;

/**
 * `POST /api/imports/upload?kind=customers` (multipart, field `file`, CSV or XLSX, at most 25 MB) begins one and
 * answers it; `GET /api/imports/{id}/failed.csv` answers the failed rows with their reasons.
 */
export const transfers = {
  list: route('GET', '/imports', { tag, permission: 'signedIn', summary: 'Own imports, newest first' })
    .input(pageQuery)
    .output(page(transfer)),
  get: route('GET', '/imports/{id}', { tag, permission: 'signedIn', summary: 'One import with its progress' })
    .input(idInput)
    .output(transfer),
  rows: route('GET', '/imports/{id}/rows', { tag, permission: 'signedIn', summary: 'Rows of the last check or run' })
    .input(
      pageQuery.extend({ id, outcome: z.enum(['create', 'update', 'skip', 'error', 'undone', 'kept']).optional() }),
    )
    .output(page(importRow)),
  check: route('POST', '/imports/{id}/check', {
    tag,
    permission: 'signedIn',
    summary: 'Dry run with this mapping; changes nothing',
  })
    .input(
      z.object({
        id,
        version,
        mapping,
        defaultOwnerId: id.optional(),
        /** Also rows whose company goes by nearly the same name as one that is there; they are held back otherwise. */
        acceptSimilar: z.boolean().optional(),
        /** Rows whose company is there (same credit code, or else exactly the same name), or whose contact, relationship or place on the team, change it; empty cells leave what stands. */
        updateExisting: z.boolean().optional(),
      }),
    )
    .output(transfer),
  run: route('POST', '/imports/{id}/run', {
    tag,
    permission: 'signedIn',
    summary: 'Import the rows that passed the check',
  })
    .input(z.object({ id, version }))
    .output(transfer),
  undo: route('POST', '/imports/{id}/undo', {
    tag,
    permission: 'signedIn',
    summary: 'Take back what the import created, as far as nothing else has changed it',
  })
    .input(z.object({ id, version }))
    .output(transfer),
};
