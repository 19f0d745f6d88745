import { sql } from 'kysely';
import type { Toolbox } from '../../../contract/toolboxes.ts';
import type { Db, Tx } from '../../platform/db/db.ts';

export async function toolboxItems(db: Db, segmentId: string): Promise<Toolbox['items']> {
  const { rows } = await sql<Toolbox['items'][number]>`
    select d.id, d.name, d.state
    from segment_workflows s join workflow_definitions d on d.id = s.definition_id
    where s.segment_id = ${segmentId} order by s.position`.execute(db);
  return rows;
}

/** Ids among these that can be started, or could be before they were retired. */
export async function publishedAmong(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('workflow_definitions')
    .select('id')
    .where('id', 'in', [...ids])
    .where('state', '<>', 'draft')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export async function replaceToolbox(tx: Tx, segmentId: string, ids: readonly string[]): Promise<void> {
  await tx.deleteFrom('segment_workflows').where('segment_id', '=', segmentId).execute();
  if (ids.length === 0) return;
  const rows = ids.map((id, position) => ({ segment_id: segmentId, definition_id: id, position }));
  await tx.insertInto('segment_workflows').values(rows).execute();
}
