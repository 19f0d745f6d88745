import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { workflowContent } from '../../../contract/workflows.design.ts';
import type { Form } from '../../../contract/workflows.forms.ts';
import type { Actor } from '../../platform/actor.ts';
import { may } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/db.ts';
import type { Graph } from './workflow.graph.rules.ts';
import { compile } from './workflow.graph.rules.ts';

export type Loaded = { graph: Graph; form: Form; description: string };

const mostKept = 200;
const loaded = new Map<string, Loaded>();

/** A version, ready to run. Versions never change, so that a process reads each once. */
export async function contentOf(db: Db, versionId: string): Promise<Loaded> {
  const known = loaded.get(versionId);
  if (known) return known;
  const row = await db
    .selectFrom('workflow_versions')
    .select('content')
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow();
  const read = workflowContent.parse(row.content);
  const made = { graph: compile(read.definition), form: read.form, description: read.description };
  for (const oldest of [...loaded.keys()].slice(0, Math.max(0, loaded.size - mostKept + 1))) loaded.delete(oldest);
  loaded.set(versionId, made);
  return made;
}

export type Published = {
  versionId: string;
  ownerId: string;
  family: 'plan' | 'marketing' | 'administration';
  name: string;
};

const current = sql`v.number = d.current_number`;

/** The version that instances begin with, or the one that an instance runs on. */
export function publishedOf(db: Db, definitionId: string, versionId?: string): Promise<Published | undefined> {
  return versionWhere(
    db,
    definitionId,
    versionId ? sql`v.id = ${versionId}` : sql`d.state = 'published' and ${current}`,
  );
}

/** The version that a sub-process begins with: what is under way goes on with it, though it has been retired. */
export function ofSubProcess(db: Db, definitionId: string): Promise<Published | undefined> {
  return versionWhere(db, definitionId, current);
}

async function versionWhere(db: Db, definitionId: string, which: RawBuilder<unknown>): Promise<Published | undefined> {
  const { rows } = await sql<Published>`
    select v.id as "versionId", d.owner_id as "ownerId", d.family, d.name
    from workflow_definitions d join workflow_versions v on v.definition_id = d.id
    where d.id = ${definitionId} and ${which}`.execute(db);
  return rows[0];
}

/** Workflows `d` that the actor keeps: their own, or all. */
export function keptBy(actor: Actor): RawBuilder<boolean> {
  return may(actor, 'workflows.manage') ? sql<boolean>`true` : sql<boolean>`d.owner_id = ${actor.id}`;
}

export async function isKept(db: Db, actor: Actor, definitionId: string): Promise<boolean> {
  const { rows } = await sql`
    select from workflow_definitions d where d.id = ${definitionId} and ${keptBy(actor)}`.execute(db);
  return rows.length > 0;
}
