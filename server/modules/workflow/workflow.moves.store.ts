import { sql } from 'kysely';
import type { WorkflowMove } from '../../../contract/workflows.desk.ts';
import type { Form } from '../../../contract/workflows.forms.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import type { State } from './workflow.state.rules.ts';

export type MoveRow = WorkflowMove & {
  definitionId: string;
  versionId: string;
  mapping: Record<string, string>;
  requestedBy: string;
  reachedId: string | null;
};

const columns = sql`
  m.id, m.definition_id as "definitionId", m.version_id as "versionId", m.mapping, m.requested_by as "requestedBy",
  m.state, m.total, m.done, m.refused, m.reached_id as "reachedId", m.created_at as "createdAt",
  m.finished_at as "finishedAt", w.number`;

export async function moveById(db: Db, id: string): Promise<MoveRow | undefined> {
  const { rows } = await sql<MoveRow>`
    select ${columns} from workflow_moves m join workflow_versions w on w.id = m.version_id where m.id = ${id}`.execute(
    db,
  );
  return rows[0];
}

export async function lastMove(db: Db, definitionId: string): Promise<WorkflowMove | null> {
  const { rows } = await sql<MoveRow>`
    select ${columns} from workflow_moves m join workflow_versions w on w.id = m.version_id
    where m.definition_id = ${definitionId} order by m.id desc limit 1`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const { id, number, state, total, done, refused, createdAt, finishedAt } = row;
  return { id, number, state, total, done, refused, createdAt, finishedAt };
}

/** Running instances of a definition on any other version, in the order of ids. */
export async function instancesToMove(
  db: Db,
  {
    definitionId,
    versionId,
    after,
    limit,
  }: { definitionId: string; versionId: string; after: string | null; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select i.id from workflow_instances i
    where i.definition_id = ${definitionId} and i.status = 'running' and i.version_id <> ${versionId}
      and ${after ? sql`i.id > ${after}` : sql`true`}
    order by i.id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

export async function countToMove(db: Db, definitionId: string, versionId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from workflow_instances i
    where i.definition_id = ${definitionId} and i.status = 'running' and i.version_id <> ${versionId}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The instance runs on the version from now on; open stays have the time limits that the version gives them. */
export async function setVersion(tx: Tx, instanceId: string, versionId: string, { timers }: State): Promise<void> {
  await sql`
    update workflow_instances set version_id = ${versionId}, version = version + 1 where id = ${instanceId}`.execute(
    tx,
  );
  const limits = timers.filter(({ limit }) => limit !== null);
  await sql`
    update workflow_visits v set due_at = (
      select min(r.at) from jsonb_to_recordset(${JSON.stringify(limits)}::jsonb) as r ("visitId" uuid, at timestamptz)
      where r."visitId" = v.id)
    where v.instance_id = ${instanceId} and v.state = 'open'`.execute(tx);
}

/**
 * What readers may not know of the form that comes: of fields that it had before, what they did not know before; of new
 * ones, what is hidden in all parts that they have now (`parts`), and from those who have none any more, whatever is
 * hidden from anybody.
 */
export async function rehide(
  tx: Tx,
  instanceId: string,
  forms: { before: Form; after: Form },
  parts: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const had = new Set(forms.before.fields.map(({ key }) => key));
  const fresh = forms.after.fields.map(({ key }) => key).filter((key) => !had.has(key));
  if (fresh.length === 0) return;
  const guarded = fresh.filter((key) => [...parts.values()].some((hidden) => hidden.includes(key)));
  const rows = [...parts].map(([id, hidden]) => ({ id, hidden: fresh.filter((key) => hidden.includes(key)) }));
  await sql`
    update workflow_readers r set hidden = array(
      select unnest(r.hidden) union select unnest(coalesce(
        (select g.hidden from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g (id uuid, hidden text[])
          where g.id = r.user_id), ${guarded}::text[])))
    where r.instance_id = ${instanceId}`.execute(tx);
}
