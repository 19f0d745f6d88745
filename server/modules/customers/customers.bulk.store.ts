import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { BulkEdit } from '../../../contract/bulk.ts';
import type { FieldError } from '../../../contract/errors.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import type { BulkEditRowsTable, BulkEditsTable } from '../../platform/db/tables/lists.ts';
import { announce } from '../../platform/events.ts';
import { customerWrittenRow } from '../../platform/scope.ts';
import type { BulkCurrent } from './customers.bulk.rules.ts';

export type BulkRecord = Selectable<BulkEditsTable>;
export type BulkRowRecord = Selectable<BulkEditRowsTable>;

export function bulkById(db: Db, id: string): Promise<BulkRecord | undefined> {
  return db.selectFrom('bulk_edits').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockBulk(tx: Tx, id: string): Promise<BulkRecord | undefined> {
  return tx.selectFrom('bulk_edits').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

type NewBulk = { id: string; ownerId: string; changes: object; customerIds: readonly string[]; at: Date };

export async function insertBulk(tx: Tx, { id, ownerId, changes, customerIds, at }: NewBulk): Promise<void> {
  await tx
    .insertInto('bulk_edits')
    .values({
      id,
      owner_id: ownerId,
      state: 'running',
      changes: JSON.stringify(changes),
      total: customerIds.length,
      created_at: at.toISOString(),
      finished_at: null,
    })
    .execute();
  await sql`
    insert into bulk_edit_rows (bulk_id, row, customer_id, state)
    select ${id}, place, customer, 'waiting'
    from unnest(${[...customerIds]}::uuid[]) with ordinality as given (customer, place)
  `.execute(tx);
}

/** The next row that is to be done, held until the transaction ends; rows that another process holds are left to it. */
export function takeRow(tx: Tx, id: string, state: 'waiting' | 'undoing'): Promise<BulkRowRecord | undefined> {
  return tx
    .selectFrom('bulk_edit_rows')
    .selectAll()
    .where('bulk_id', '=', id)
    .where('state', '=', state)
    .orderBy('row')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

type RowResult = {
  state: BulkRowRecord['state'];
  code?: string;
  fields?: readonly FieldError[];
  before?: Record<string, unknown>;
  version?: number;
};

/** Writes what became of a row that still is in the state it was taken in, and that one more is done. */
export async function settleRow(
  tx: Tx,
  row: BulkRowRecord,
  { state, code, fields, before, version }: RowResult,
): Promise<void> {
  const settled = await tx
    .updateTable('bulk_edit_rows')
    .set({
      state,
      code: code ?? null,
      ...(fields && { fields: JSON.stringify(fields.map(({ path, code: why }) => ({ path, code: why }))) }),
      ...(before && { before: JSON.stringify(before) }),
      ...(version && { customer_version: version }),
    })
    .where('bulk_id', '=', row.bulk_id)
    .where('row', '=', row.row)
    .where('state', '=', row.state)
    .returning('row')
    .executeTakeFirst();
  if (!settled) return;
  await tx
    .updateTable('bulk_edits')
    .set((eb) => ({ done: eb('done', '+', 1) }))
    .where('id', '=', row.bulk_id)
    .execute();
}

type BulkChange = Partial<Pick<BulkRecord, 'state' | 'done' | 'total' | 'counts'>> & { finishedAt?: Date | null };

/** Writes the changes as a new version and tells the owner's open pages. */
export async function updateBulk(tx: Tx, record: BulkRecord, changes: BulkChange): Promise<void> {
  const { counts, finishedAt, ...plain } = changes;
  await tx
    .updateTable('bulk_edits')
    .set({
      ...plain,
      ...(counts && { counts: JSON.stringify(counts) }),
      ...(finishedAt !== undefined && { finished_at: finishedAt?.toISOString() ?? null }),
      version: record.version + 1,
    })
    .where('id', '=', record.id)
    .execute();
  await tellProgress(tx, record.id);
}

export async function tellProgress(tx: Tx, id: string): Promise<void> {
  const { owner_id, ...now } = await tx
    .selectFrom('bulk_edits')
    .select(['id', 'owner_id', 'done', 'total', 'state'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await announce(tx, [owner_id], { kind: 'bulkEdit', ...now });
}

export async function countRows(db: Db, id: string): Promise<{ counts: BulkEdit['counts']; open: number }> {
  const rows = await db
    .selectFrom('bulk_edit_rows')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where('bulk_id', '=', id)
    .groupBy('state')
    .execute();
  const of = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
  return {
    counts: {
      changed: of('changed'),
      unchanged: of('unchanged'),
      failed: of('failed'),
      undone: of('undone'),
      kept: of('kept'),
    },
    open: of('waiting') + of('undoing'),
  };
}

/** What was changed waits to be taken back. Answers how many. */
export async function openForUndo(tx: Tx, id: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('bulk_edit_rows')
    .set({ state: 'undoing' })
    .where('bulk_id', '=', id)
    .where('state', '=', 'changed')
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

export async function bulkEditsUnderWay(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('bulk_edits').select('id').where('state', 'in', ['running', 'undoing']).execute();
  return rows.map((row) => row.id);
}

/** Customers as a bulk edit of this actor looks at them; that they are seen is the caller's business. */
export async function bulkCurrent(
  db: Db,
  actor: Actor,
  ids: readonly string[],
): Promise<(BulkCurrent & { id: string; name: string })[]> {
  return db
    .selectFrom('customers as c')
    .select(customerWrittenRow(actor, 'c.id').as('written'))
    .select([
      'id',
      'name',
      'segment_id as segmentId',
      'region_id as regionId',
      'industry_id as industryId',
      'level_id as levelId',
      'owner_id as ownerId',
      'own',
    ])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy('id')
    .execute();
}
