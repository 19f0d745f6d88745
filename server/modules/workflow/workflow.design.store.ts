import { sql } from 'kysely';
import type { WorkflowContent } from '../../../contract/workflows.design.ts';
import { workflowContent } from '../../../contract/workflows.design.ts';
import type { WorkflowFamily } from '../../../contract/workflows.ts';
import type { Tx } from '../../platform/db/db.ts';
import { newId } from '../../platform/ids.ts';

export type DefinitionRow = {
  id: string;
  name: string;
  family: WorkflowFamily;
  ownerId: string;
  state: 'draft' | 'published' | 'retired';
  number: number | null;
  draft: WorkflowContent;
  /** What is drawn is what the current version holds. */
  same: boolean;
  version: number;
};

export async function lockDefinition(tx: Tx, id: string): Promise<DefinitionRow | null> {
  const { rows } = await sql<DefinitionRow>`
    select d.id, d.name, d.family, d.owner_id as "ownerId", d.state, d.current_number as number, d.draft, d.version,
      coalesce(d.draft = (
        select v.content from workflow_versions v where v.definition_id = d.id and v.number = d.current_number
      ), false) as same
    from workflow_definitions d where d.id = ${id} for update of d`.execute(tx);
  const [row] = rows;
  return row ? { ...row, draft: workflowContent.parse(row.draft) } : null;
}

type NewDefinition = Pick<DefinitionRow, 'name' | 'family' | 'ownerId' | 'draft'>;

export async function insertDefinition(tx: Tx, { draft, ...row }: NewDefinition, now: Date): Promise<string> {
  const id = newId();
  await tx
    .insertInto('workflow_definitions')
    .values({
      id,
      code: id,
      name: row.name,
      family: row.family,
      owner_id: row.ownerId,
      state: 'draft',
      current_number: null,
      draft: JSON.stringify(draft),
      created_at: now.toISOString(),
    })
    .execute();
  return id;
}

export type DefinitionChanges = Partial<
  Pick<DefinitionRow, 'name' | 'family' | 'ownerId' | 'state' | 'number' | 'draft'>
>;

/** Answers the new version of the record. */
export async function updateDefinition(tx: Tx, id: string, changes: DefinitionChanges): Promise<number> {
  const { ownerId, number, draft, ...others } = changes;
  const { version } = await tx
    .updateTable('workflow_definitions')
    .set((eb) => ({
      ...others,
      ...(ownerId !== undefined && { owner_id: ownerId }),
      ...(number !== undefined && { current_number: number }),
      ...(draft !== undefined && { draft: JSON.stringify(draft) }),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

type NewVersion = { definitionId: string; number: number | null; content: WorkflowContent; publishedBy: string };

/** Without a number: for one instance alone. */
export async function insertVersion(tx: Tx, row: NewVersion, now: Date): Promise<string> {
  const id = newId();
  await tx
    .insertInto('workflow_versions')
    .values({
      id,
      definition_id: row.definitionId,
      number: row.number,
      content: JSON.stringify(row.content),
      published_by: row.publishedBy,
      published_at: now.toISOString(),
    })
    .execute();
  return id;
}

/** One publishes at a time: two that take each other for a sub-process would not know of each other otherwise. */
export async function lockPublishing(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('licheng.workflows.publish'))`.execute(tx);
}
