import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import type { Held, Move } from '../../platform/holdings.ts';
import { declareHoldings } from '../../platform/holdings.ts';
import { lockInstance } from './workflow.instances.store.ts';
import { carryOutIn } from './workflow.service.ts';

/** Who hands them over need not see the instances: they are told by workflow and number, and not that these go on. */
const heldTasks = async (db: Db, personId: string): Promise<Held[]> =>
  (
    await sql<Held>`
      select t.id, d.name || ' ' || i.number as title, 1 as version, i.customer_id as "customerId",
        null as "segmentId", null as "regionId"
      from workflow_tasks t join workflow_instances i on i.id = t.instance_id
      join workflow_definitions d on d.id = i.definition_id
      where t.person_id = ${personId} and t.state in ('open', 'held', 'queued') order by t.id`.execute(db)
  ).rows;

const ownedWorkflows = async (db: Db, personId: string): Promise<Held[]> =>
  (
    await sql<Held>`
      select d.id, d.name as title, d.version, null as "customerId", null as "segmentId", null as "regionId"
      from workflow_definitions d where d.owner_id = ${personId} order by d.id`.execute(db)
  ).rows;

/** Each task through the engine, so that the instance's history tells it; instances are locked in the order of ids. */
async function moveTasks(tx: Tx, ctx: Ctx, personId: string, moves: readonly Move[]): Promise<void> {
  const { rows } = await sql<{ id: string; instanceId: string }>`
    select id, instance_id as "instanceId" from workflow_tasks
    where id = any(${moves.map((move) => move.id)}::uuid[]) order by instance_id, id`.execute(tx);
  const to = new Map(moves.map((move) => [move.id, move.to]));
  for (const { id, instanceId } of rows) {
    const instance = await lockInstance(tx, instanceId);
    const toId = to.get(id);
    if (!instance || !toId) continue;
    await carryOutIn(tx, ctx, ctx.now(), instance, { type: 'reassign', fromId: personId, toId, taskId: id });
  }
}

declareHoldings([
  {
    kind: 'workflowTasks',
    table: 'workflow_tasks',
    columns: ['workflow_tasks.person_id'],
    list: heldTasks,
    move: moveTasks,
  },
  {
    kind: 'workflows',
    table: 'workflow_definitions',
    columns: ['workflow_definitions.owner_id'],
    list: ownedWorkflows,
    async move(tx, _ctx, _personId, moves) {
      await sql`
        update workflow_definitions d set owner_id = m.to, version = d.version + 1
        from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m (id uuid, "to" uuid) where d.id = m.id`.execute(
        tx,
      );
    },
  },
]);
