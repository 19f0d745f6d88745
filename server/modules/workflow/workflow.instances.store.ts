import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import { workflowSeenRow } from '../../platform/scope.ts';
import { searchVector } from '../../platform/text.ts';
import type { State } from './workflow.state.rules.ts';

export type InstanceRow = {
  id: string;
  number: string;
  title: string;
  definitionId: string;
  versionId: string;
  starterId: string;
  status: State['status'];
  variables: State['variables'];
  chosen: State['chosen'];
  customerId: string | null;
  parentVisitId: string | null;
  version: number;
};

const columns = sql`
  i.id, i.number, i.title, i.definition_id as "definitionId", i.version_id as "versionId", i.starter_id as "starterId",
  i.status, i.variables, i.chosen, i.customer_id as "customerId",
  i.parent_visit_id as "parentVisitId", i.version`;

/** The instance, locked: every command takes this lock first, people's and the clock's alike. */
export async function lockInstance(tx: Tx, id: string): Promise<InstanceRow | undefined> {
  const { rows } = await sql<InstanceRow>`
    select ${columns} from workflow_instances i where i.id = ${id} for update`.execute(tx);
  return rows[0];
}

type NewInstance = {
  id: string;
  title: string;
  definitionId: string;
  versionId: string;
  starterId: string;
  variables: State['variables'];
  chosen: State['chosen'];
  customerId: string | null;
  parentVisitId: string | null;
  now: Date;
};

/** Numbers go up and may have gaps: one that was given is never given again. */
export async function insertInstance(tx: Tx, made: NewInstance): Promise<InstanceRow> {
  const { rows } = await sql<InstanceRow>`
    insert into workflow_instances as i (id, number, definition_id, version_id, starter_id, title, status, variables,
      chosen, customer_id, parent_visit_id, search, started_at)
    select ${made.id}, n.number, ${made.definitionId}, ${made.versionId}, ${made.starterId}, ${made.title}, 'running',
      ${JSON.stringify(made.variables)}::jsonb, ${JSON.stringify(made.chosen)}::jsonb, ${made.customerId}, ${made.parentVisitId}, ${searchVector([made.title])}::tsvector,
      ${made.now.toISOString()}
    from (
      select to_char(${made.now.toISOString()}::timestamptz at time zone c.time_zone, 'YYYY') || '-'
        || lpad(nextval('workflow_numbers')::text, 6, '0') as number
      from company c
    ) n
    returning ${columns}`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('no company');
  return row;
}

type Changed = Pick<InstanceRow, 'id' | 'customerId'>;

export async function updateInstance(tx: Tx, { id, customerId }: Changed, { status, variables }: State, now: Date) {
  await sql`
    update workflow_instances set status = ${status}, customer_id = ${customerId}, variables = ${JSON.stringify(variables)}::jsonb,
      version = version + 1, ended_at = ${status === 'running' ? null : now.toISOString()}
    where id = ${id}`.execute(tx);
}

export async function mayRead(db: Db, actor: Actor, { id }: { id: string }): Promise<boolean> {
  const { rows } = await sql`
    select from workflow_instances i where i.id = ${id} and ${workflowSeenRow(actor)}`.execute(db);
  return rows.length > 0;
}

/** The instance if the person sees it, without a lock. */
export async function seenInstance(db: Db, actor: Actor, id: string): Promise<InstanceRow | undefined> {
  const { rows } = await sql<InstanceRow>`
    select ${columns} from workflow_instances i where i.id = ${id} and ${workflowSeenRow(actor)}`.execute(db);
  return rows[0];
}

/** One that is under way, without a lock. */
export async function runningInstance(db: Db, id: string): Promise<InstanceRow | undefined> {
  const { rows } = await sql<InstanceRow>`
    select ${columns} from workflow_instances i where i.id = ${id} and i.status = 'running'`.execute(db);
  return rows[0];
}

export async function instanceOfVisit(db: Db, visitId: string): Promise<string | null> {
  const row = await db
    .selectFrom('workflow_visits')
    .select('instance_id as id')
    .where('id', '=', visitId)
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function childOfVisit(db: Db, visitId: string): Promise<string | null> {
  const row = await db
    .selectFrom('workflow_instances')
    .select('id')
    .where('parent_visit_id', '=', visitId)
    .executeTakeFirst();
  return row?.id ?? null;
}

type Child = Pick<NewInstance, 'definitionId' | 'title' | 'starterId' | 'variables'>;

/** What a sub-process begins with; null when its visit is over or it has been started. */
export async function childToStart(tx: Tx, visitId: string): Promise<Child | null> {
  const { rows } = await sql<Child & { nodeId: string; versionId: string }>`
    select i.title, i.starter_id as "starterId", i.variables, node ->> 'definitionId' as "definitionId"
    from workflow_visits v
    join workflow_instances i on i.id = v.instance_id
    join workflow_versions w on w.id = i.version_id
    cross join jsonb_path_query(w.content, '$.definition.nodes.** ? (@.type == "child")') as node
    where v.id = ${visitId} and v.state = 'open' and node ->> 'id' = v.node_id
      and not exists (select from workflow_instances c where c.parent_visit_id = v.id)
    for update of v`.execute(tx);
  return rows[0] ?? null;
}

/** The fields that somebody may not know by the parts that they have had. */
export async function hiddenFrom(db: Db, userId: string, instanceId: string): Promise<string[]> {
  const row = await db
    .selectFrom('workflow_readers')
    .select('hidden')
    .where('user_id', '=', userId)
    .where('instance_id', '=', instanceId)
    .executeTakeFirst();
  return row?.hidden ?? [];
}
