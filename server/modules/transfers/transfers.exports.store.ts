import type { Selectable } from 'kysely';
import type { Export, ExportFilter, ExportFormat, ExportKind } from '../../../contract/exports.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import type { ExportsTable } from '../../platform/db/tables/masking.ts';
import { announce } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';

export type ExportRecord = Selectable<ExportsTable>;

export function exportById(db: Db, id: string): Promise<ExportRecord | undefined> {
  return db.selectFrom('exports').selectAll().where('id', '=', id).executeTakeFirst();
}

type NewExport = {
  ownerId: string;
  kind: ExportKind;
  format: ExportFormat;
  filter: ExportFilter;
  columns: string[] | null;
  at: Date;
};

export async function insertExport(tx: Tx, one: NewExport): Promise<string> {
  const id = newId();
  await tx
    .insertInto('exports')
    .values({
      id,
      owner_id: one.ownerId,
      kind: one.kind,
      format: one.format,
      filter: JSON.stringify(one.filter),
      columns: JSON.stringify(one.columns),
      state: 'waiting',
      size: null,
      failure: null,
      created_at: one.at.toISOString(),
      finished_at: null,
      expires_at: null,
    })
    .execute();
  return id;
}

type Changes = Partial<{
  state: Export['state'];
  rows: number;
  size: number;
  failure: string;
  finished_at: string;
  expires_at: string;
}>;

/** Writes the changes and tells the open pages of who made it. */
export async function updateExport(tx: Tx, id: string, changes: Changes): Promise<void> {
  const after = await tx
    .updateTable('exports')
    .set(changes)
    .where('id', '=', id)
    .returning(['owner_id', 'rows', 'state'])
    .executeTakeFirst();
  if (after) await announce(tx, [after.owner_id], { kind: 'export', id, rows: after.rows, state: after.state });
}

export async function underWayOf(tx: Tx, ownerId: string): Promise<number> {
  const rows = await tx
    .selectFrom('exports')
    .select('id')
    .where('owner_id', '=', ownerId)
    .where('state', 'in', ['waiting', 'running'])
    .execute();
  return rows.length;
}

/** Exports whose work was asked for and is not done. */
export async function exportsUnderWay(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('exports').select('id').where('state', 'in', ['waiting', 'running']).execute();
  return rows.map((row) => row.id);
}

export async function expiredExports(db: Db, at: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('exports')
    .select('id')
    .where('state', '=', 'finished')
    .where('expires_at', '<=', at.toISOString())
    .execute();
  return rows.map((row) => row.id);
}
