import { sql } from 'kysely';
import type pg from 'pg';
import { contentOf } from '../../modules/workflow/workflow.definitions.store.ts';
import { faults } from '../../modules/workflow/workflow.faults.testing.ts';
import type { Graph } from '../../modules/workflow/workflow.graph.rules.ts';
import { lockInstance } from '../../modules/workflow/workflow.instances.store.ts';
import type { State } from '../../modules/workflow/workflow.state.rules.ts';
import { stateOf } from '../../modules/workflow/workflow.store.ts';
import type { Db } from '../../platform/db/db.ts';
import { createKysely } from '../../platform/db/db.ts';

type Line = { type: string; taskId: string | null; visitId: string | null; data: { toId?: string; status?: string } };

/** What is wrong with the instances of these workflows: states that cannot be, and histories that tell another story. */
export async function faultsOf(pool: pg.Pool, workflowIds: readonly string[], { jobs = true } = {}): Promise<string[]> {
  const kysely = createKysely(pool);
  const { rows } = await pool.query<{ id: string; number: string }>(
    'select id, number from workflow_instances where definition_id = any($1::uuid[]) order by id',
    [workflowIds],
  );
  const found: string[] = [];
  for (const { id, number } of rows) {
    const { state, graph } = await kysely.transaction().execute(async (tx) => {
      const instance = await lockInstance(tx, id);
      if (!instance) throw new Error('gone');
      return { state: await stateOf(tx, instance), graph: (await contentOf(tx, instance.versionId)).graph };
    });
    found.push(...(await faultsOfOne(kysely, id, graph, state)).map((fault) => `${number}: ${fault}`));
  }
  return [...found, ...(await torn(pool, workflowIds, jobs))];
}

async function faultsOfOne(db: Db, id: string, graph: Graph, state: State): Promise<string[]> {
  const { rows } = await sql<Line>`
    select type, task_id as "taskId", visit_id as "visitId", data from workflow_history
    where instance_id = ${id} order by id`.execute(db);
  return [...faults(graph, state), ...otherStory(state, rows)];
}

/** What the history, told from its beginning, says of the instance and is not so. */
function otherStory(state: State, lines: readonly Line[]): string[] {
  const open = new Set<string>();
  const holder = new Map<string, string>();
  let status = 'running';
  for (const { type, taskId, visitId, data } of lines) {
    if (type === 'visit.opened' && visitId) open.add(visitId);
    if (type === 'visit.closed' && visitId) open.delete(visitId);
    if (type === 'task.passedOn' && taskId && data.toId) holder.set(taskId, data.toId);
    if (type === 'instance.ended') {
      if (status !== 'running') return [`ended twice, as ${status} and ${data.status}`];
      status = data.status ?? '';
    }
    // A step that was taken back opens its stay again.
    if (type === 'workflow.recall' && visitId) open.add(visitId);
  }
  const found: string[] = [];
  if (status !== state.status) found.push(`is ${state.status}, its history ends as ${status}`);
  for (const visit of state.visits) {
    if ((visit.state === 'open') !== open.has(visit.id))
      found.push(`stay at ${visit.nodeId} is ${visit.state}, its history says ${open.has(visit.id) ? 'open' : 'over'}`);
  }
  for (const task of state.tasks) {
    const told = holder.get(task.id);
    if (told && told !== task.personId)
      found.push(`task ${task.id} is with ${task.personId}, its history says ${told}`);
  }
  return found;
}

/** Halves of a command: history without its event, events without history, a sub-process twice or not at all. */
async function torn(pool: pg.Pool, workflowIds: readonly string[], jobs: boolean): Promise<string[]> {
  const own = `join workflow_instances i on i.id = h.instance_id and i.definition_id = any($1::uuid[])`;
  const queries: Record<string, string> = {
    'history without its event': `select h.id from workflow_history h ${own}
      where not exists (select from events e where e.id = h.event_id)`,
    'an instance that nothing tells of': `select i.id from workflow_instances i where i.definition_id = any($1::uuid[])
      and (select count(*) from workflow_history h where h.instance_id = i.id and h.type = 'workflow.started') <> 1`,
    'an event without history': `select e.id from events e
      join workflow_instances i on i.id = e.subject_id and i.definition_id = any($1::uuid[])
      where e.type in ('workflow.approve', 'workflow.reject', 'workflow.sendBack', 'workflow.transfer', 'workflow.timer')
        and not exists (select from workflow_history h where h.event_id = e.id)`,
  };
  const byJobs: Record<string, string> = {
    'a message twice': `select n.id from notifications n join notifications m
      on m.user_id = n.user_id and m.event_id = n.event_id and m.kind = n.kind and m.id > n.id
      where n.subject_type = 'workflow'`,
    'a task that nobody was told of': `select h.id from workflow_history h ${own}
      join workflow_tasks t on t.id = h.task_id
      where h.type = 'task.opened' and t.kind = 'normal' and t.from_id is null and t.person_id is distinct from h.actor_id
        and not exists (select from notifications n where n.event_id = h.event_id and n.user_id = t.person_id)`,
    'a sub-process that was not started': `select v.id from workflow_visits v
      join workflow_instances i on i.id = v.instance_id and i.definition_id = any($1::uuid[]) and i.status = 'running'
      where v.node_id = 'sub' and v.state = 'open'
        and not exists (select from workflow_instances c where c.parent_visit_id = v.id)`,
    'an end that the instance above has not heard of': `select c.id from workflow_instances c
      join workflow_visits v on v.id = c.parent_visit_id and v.state = 'open'
      where c.definition_id = any($1::uuid[]) and c.status <> 'running'`,
  };
  const found: string[] = [];
  for (const [what, query] of Object.entries({ ...queries, ...(jobs && byJobs) })) {
    const { rows } = await pool.query<{ id: string }>(query, query.includes('$1') ? [workflowIds] : []);
    if (rows.length > 0) found.push(`${what}: ${rows.length}, first ${rows[0]?.id}`);
  }
  return found;
}
