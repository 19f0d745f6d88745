import { sql } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';
import type { RecordedEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Change } from './workflow.changes.rules.ts';
import type { Effect, State } from './workflow.state.rules.ts';

type Happened = {
  event: RecordedEvent;
  instanceId: string;
  /** What tells at which node it was. */
  tasks: State['tasks'];
  effects: readonly Effect[];
  /** The task that was acted on. */
  taskId?: string | null;
  comment?: string | undefined;
  changes?: readonly Change[];
};

type Line = { type: string; visitId: string | null; taskId: string | null; data: object };

/** Writes down, in order, what somebody did and what came of it; answers the line of what was done. */
export async function insertHistory(tx: Tx, happened: Happened): Promise<string> {
  const { event, instanceId, tasks, effects, taskId = null, comment, changes = [] } = happened;
  const at = new Date(event.at);
  const visitOf = (id: string | null) => tasks.find((task) => task.id === id)?.visitId ?? null;
  const data = { ...(comment && { comment }), ...(changes.length > 0 && { changes }) };
  const act = { id: newId(at), type: event.type, visitId: visitOf(taskId), taskId, data };
  const lines = [act, ...effects.map((effect) => ({ id: newId(at), ...lineOf(effect, visitOf) }))];
  await sql`
    insert into workflow_history (id, at, instance_id, event_id, actor_id, type, visit_id, task_id, data)
    select id, ${event.at}, ${instanceId}, ${event.id}, ${event.actorId}, type, "visitId", "taskId", data
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as r (id uuid, type text, "visitId" uuid, "taskId" uuid, data jsonb)`.execute(tx);
  return act.id;
}

function lineOf(effect: Effect, visitOf: (taskId: string | null) => string | null): Line {
  if ('taskId' in effect) {
    const { type, taskId, ...data } = effect;
    return { type, taskId, visitId: visitOf(taskId), data };
  }
  if ('visitId' in effect) return { type: effect.type, taskId: null, visitId: effect.visitId, data: {} };
  const { type, ...data } = effect;
  return { type, taskId: null, visitId: null, data };
}
