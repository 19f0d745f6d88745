import { sql } from 'kysely';
import { definition } from '../../../contract/workflows.definition.ts';
import type { Db } from '../../platform/db/db.ts';
import type { Graph } from './workflow.graph.rules.ts';
import { compile } from './workflow.graph.rules.ts';

const mostKept = 200;
const graphs = new Map<string, Graph>();

/** The graph of a version. Versions never change, so that a process compiles each once. */
export async function graphOf(db: Db, versionId: string): Promise<Graph> {
  const known = graphs.get(versionId);
  if (known) return known;
  const row = await db
    .selectFrom('workflow_versions')
    .select('content')
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow();
  const graph = compile(definition.parse((row.content as { definition: unknown }).definition));
  for (const oldest of [...graphs.keys()].slice(0, Math.max(0, graphs.size - mostKept + 1))) graphs.delete(oldest);
  graphs.set(versionId, graph);
  return graph;
}

export type Published = { versionId: string; ownerId: string; family: string };

/** The version that instances begin with, or the one that an instance runs on. */
export async function publishedOf(db: Db, definitionId: string, versionId?: string): Promise<Published | undefined> {
  const { rows } = await sql<Published>`
    select v.id as "versionId", d.owner_id as "ownerId", d.family
    from workflow_definitions d join workflow_versions v on v.definition_id = d.id
    where d.id = ${definitionId} and ${
      versionId ? sql`v.id = ${versionId}` : sql`d.state = 'published' and v.number = d.current_number`
    }`.execute(db);
  return rows[0];
}
