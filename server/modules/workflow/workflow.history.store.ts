import { sql } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';
import type { RecordedEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Effect, State } from './workflow.state.rules.ts';

type Line = { id: string; type: string; visitId: string | null; taskId: string | null; data: object };

/** Writes down, in order, what a command did. */
export async function insertHistory(
  tx: Tx,
  {
    event,
    instanceId,
    state,
    effects,
  }: { event: RecordedEvent; instanceId: string; state: State; effects: readonly Effect[] },
): Promise<void> {
  const at = new Date(event.at);
  const visitOf = (taskId: string) => state.tasks.find((task) => task.id === taskId)?.visitId ?? null;
  const lines = [{ type: event.type } as const, ...effects].map((effect): Line => {
    const taskId = 'taskId' in effect ? effect.taskId : null;
    const visitId = 'visitId' in effect ? effect.visitId : taskId && visitOf(taskId);
    const { type, taskId: _, visitId: __, ...data } = { taskId, visitId, ...effect };
    return { id: newId(at), type, visitId, taskId, data };
  });
  await sql`
    insert into workflow_history (id, at, instance_id, event_id, actor_id, type, visit_id, task_id, data)
    select id, ${event.at}, ${instanceId}, ${event.id}, ${event.actorId}, type, "visitId", "taskId", data
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as r (id uuid, type text, "visitId" uuid, "taskId" uuid, data jsonb)`.execute(tx);
}
