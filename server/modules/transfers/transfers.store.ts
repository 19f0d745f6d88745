import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Import } from '../../../contract/transfers.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import type { ImportsTable } from '../../platform/db/tables/transfers.ts';
import { announce } from '../../platform/events.ts';
import type { SheetRow } from '../../platform/spreadsheet.limits.ts';
import type { Mapping } from './transfers.columns.rules.ts';
import type { RowError } from './transfers.values.rules.ts';

export type ImportRecord = Selectable<ImportsTable>;
export type Outcome = 'create' | 'update' | 'skip' | 'error' | 'undone' | 'kept';
export type StoredRow = { row: number; values: string[]; outcome: Outcome | null; recordId: string | null };

export function lockImport(tx: Tx, id: string): Promise<ImportRecord | undefined> {
  return tx.selectFrom('imports').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function importById(db: Db, id: string): Promise<ImportRecord | undefined> {
  return db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertImport(
  tx: Tx,
  row: {
    id: string;
    kind: Import['kind'];
    ownerId: string;
    fileId: string;
    fileName: string;
    encoding: string;
    columns: string[];
    mapping: Mapping;
    sample: string[][];
    at: Date;
  },
): Promise<void> {
  await tx
    .insertInto('imports')
    .values({
      id: row.id,
      kind: row.kind,
      owner_id: row.ownerId,
      file_id: row.fileId,
      file_name: row.fileName,
      state: 'uploaded',
      encoding: row.encoding,
      columns: JSON.stringify(row.columns),
      mapping: JSON.stringify(row.mapping),
      sample: JSON.stringify(row.sample),
      failure: null,
      created_at: row.at.toISOString(),
      finished_at: null,
    })
    .execute();
}

export async function insertRows(tx: Tx, importId: string, rows: readonly SheetRow[]): Promise<void> {
  await sql`
    insert into import_rows (import_id, row, values)
    select ${importId}, row, cells from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(row integer, cells jsonb)
  `.execute(tx);
}

export type ImportChanges = Partial<{
  state: Import['state'];
  mapping: Mapping;
  options: ImportRecord['options'];
  total: number;
  done: number;
  counts: Import['counts'];
  additions: Partial<Record<string, string[]>>;
  failure: string | null;
  finishedAt: Date | null;
}>;

/** Writes the changes as a new version and tells the importer's open pages. */
export async function updateImport(tx: Tx, record: ImportRecord, changes: ImportChanges): Promise<void> {
  const { mapping, options, counts, additions, finishedAt, ...plain } = changes;
  const after = await tx
    .updateTable('imports')
    .set((eb) => ({
      ...plain,
      ...(mapping && { mapping: JSON.stringify(mapping) }),
      ...(options && { options: JSON.stringify(options) }),
      ...(counts && { counts: JSON.stringify(counts) }),
      ...(additions && { additions: JSON.stringify(additions) }),
      ...(finishedAt !== undefined && { finished_at: finishedAt?.toISOString() ?? null }),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', record.id)
    .returning(['done', 'total', 'state'])
    .executeTakeFirstOrThrow();
  await announce(tx, [record.owner_id], { kind: 'import', id: record.id, ...after });
}

/** Says how far the work is, in rows; no new version, since nothing that is decided changes. */
export async function setProgress(tx: Tx, record: ImportRecord, done: number): Promise<void> {
  await tx.updateTable('imports').set({ done }).where('id', '=', record.id).execute();
  await announce(tx, [record.owner_id], {
    kind: 'import',
    id: record.id,
    done,
    total: record.total,
    state: record.state,
  });
}

/** Rows after one, in the order of the file; `open` leaves those that this is to become of and has not yet. */
export async function rowsAfter(
  db: Db,
  importId: string,
  after: number,
  limit: number,
  open?: 'create' | 'update' | 'written',
): Promise<StoredRow[]> {
  let select = db
    .selectFrom('import_rows')
    .select(['row', 'values', 'outcome', 'record_id as recordId'])
    .where('import_id', '=', importId)
    .where('row', '>', after);
  if (open) {
    const outcomes = open === 'written' ? (['create', 'update'] as const) : [open];
    select = select.where('outcome', 'in', outcomes).where('record_version', 'is', null);
  }
  return select.orderBy('row').limit(limit).execute();
}

export type RowResult = {
  row: number;
  outcome: Outcome;
  errors: RowError[];
  recordId: string | null;
  recordVersion: number | null;
  before?: Record<string, unknown>;
};

export async function setResults(tx: Tx, importId: string, results: readonly RowResult[]): Promise<void> {
  if (results.length === 0) return;
  await sql`
    update import_rows i
    set outcome = r.outcome, errors = r.errors, record_id = r."recordId", record_version = r."recordVersion",
      before = r.before
    from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as r(
      row integer, outcome text, errors jsonb, "recordId" uuid, "recordVersion" integer, before jsonb
    )
    where i.import_id = ${importId} and i.row = r.row
  `.execute(tx);
}

/** How many rows have which outcome; `made` counts as created or changed only what has been written. */
export async function countOutcomes(db: Db, importId: string, made: boolean): Promise<Import['counts']> {
  const { rows } = await sql<{ outcome: string; count: number; held: number }>`
    select outcome, count(*) as count, count(*) filter (where outcome = 'error' and not exists (
      select 1 from jsonb_array_elements(errors) as e where e ->> 'code' not in ('similar', 'samePhone'))) as held
    from import_rows
    where import_id = ${importId} and (${!made} or outcome not in ('create', 'update') or record_version is not null)
    group by outcome
  `.execute(db);
  const counts = new Map(rows.map((row) => [row.outcome, row.count]));
  return {
    create: counts.get('create') ?? 0,
    update: counts.get('update') ?? 0,
    skip: counts.get('skip') ?? 0,
    error: counts.get('error') ?? 0,
    held: rows.reduce((sum, row) => sum + row.held, 0),
  };
}

/** How many rows an undo took back, and how many it left as they are. */
export async function countUndone(db: Db, importId: string): Promise<{ undone: number; kept: number }> {
  const { rows } = await sql<{ undone: number; kept: number }>`
    select count(*) filter (where outcome = 'undone') as undone, count(*) filter (where outcome = 'kept') as kept
    from import_rows where import_id = ${importId}
  `.execute(db);
  return rows[0] ?? { undone: 0, kept: 0 };
}

export type MadeRow = { row: number; id: string; version: number };

/** Rows that became records and were not taken back, after one. */
export async function madeRowsAfter(db: Db, importId: string, after: number, limit: number): Promise<MadeRow[]> {
  const { rows } = await sql<MadeRow>`
    select row, record_id as id, record_version as version from import_rows
    where import_id = ${importId} and outcome = 'create' and record_id is not null and row > ${after}
    order by row limit ${limit}
  `.execute(db);
  return rows;
}

export type ChangedRow = MadeRow & { before: Record<string, unknown> | null };

/** Rows of these outcomes that were written and not taken back, after one. */
export async function changedRowsAfter(
  db: Db,
  importId: string,
  after: number,
  limit: number,
  outcomes: readonly ('create' | 'update')[] = ['update'],
): Promise<ChangedRow[]> {
  const { rows } = await sql<ChangedRow>`
    select row, record_id as id, record_version as version, before from import_rows
    where import_id = ${importId} and outcome = any(${[...outcomes]}::text[]) and record_version is not null
      and row > ${after}
    order by row limit ${limit}
  `.execute(db);
  return rows;
}

export async function setOutcome(tx: Tx, importId: string, rows: readonly number[], outcome: Outcome): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update import_rows set outcome = ${outcome} where import_id = ${importId} and row = any(${[...rows]}::int[])
  `.execute(tx);
}

/** Notes what was taken back of a batch and what stays; answers how many only wait for others to go first. */
export async function settleUndone(
  tx: Tx,
  { id }: ImportRecord,
  made: readonly MadeRow[],
  { removed, waiting }: { removed: ReadonlySet<string>; waiting: ReadonlySet<string> },
): Promise<{ waiting: number }> {
  const rowsOf = (belongs: (record: string) => boolean) => made.filter((one) => belongs(one.id)).map(({ row }) => row);
  const undone = rowsOf((record) => removed.has(record));
  const kept = rowsOf((record) => !removed.has(record) && !waiting.has(record));
  await setOutcome(tx, id, undone, 'undone');
  await setOutcome(tx, id, kept, 'kept');
  return { waiting: waiting.size };
}

/** Imports whose work was asked for and is not done. */
export async function importsUnderWay(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('imports')
    .select('id')
    .where('state', 'in', ['checking', 'running', 'undoing'])
    .execute();
  return rows.map((row) => row.id);
}
