import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { sql } from 'kysely';
import type { ActionInput } from '../../../contract/workflows.ts';
import { actorOf } from '../../modules/org/index.ts';
import { act } from '../../modules/workflow/workflow.actions.service.ts';
import { fireTimer } from '../../modules/workflow/workflow.service.ts';
import type { Actor } from '../../platform/actor.ts';
import { createCtx } from '../../platform/context.ts';
import { createKysely, createPool } from '../../platform/db/db.ts';
import { AppError } from '../../platform/errors.ts';
import type { Runtime } from '../../platform/runtime.ts';

/** One of several processes that all act on the same instances at once; answers what became of its commands. */
export type Race = { databaseUrl: string; instanceIds: string[]; personIds: string[]; millis: number };
export type Raced = { carriedOut: Record<string, number>; refused: Record<string, number>; failed: string[] };

const [race] = (await once(process, 'message')) as [Race];
const pool = createPool(race.databaseUrl, 2);
const kysely = createKysely(pool);
/** What the clock says when timers fire: all time limits are over. */
const later = () => new Date(Date.now() + 30 * 86_400_000);
const result: Raced = { carriedOut: {}, refused: {}, failed: [] };
const count = (where: Record<string, number>, what: string) => {
  where[what] = (where[what] ?? 0) + 1;
};
const pick = <T>(list: readonly T[]): T => list[randomInt(list.length)] as T;

const actors = new Map<string, Actor>();
for (const id of race.personIds) {
  const actor = await actorOf(kysely, id);
  if (actor) actors.set(id, actor);
}

type Known = { id: string; personId: string; decidedBy: string | null; state: string };

async function actOnce(): Promise<void> {
  const instanceId = pick(race.instanceIds);
  const { rows } = await sql<Known>`
    select id, person_id as "personId", decided_by as "decidedBy", state from workflow_tasks
    where instance_id = ${instanceId} order by id`.execute(kysely);
  const { rows: due } = await sql<{ id: string }>`
    select id from workflow_timers where instance_id = ${instanceId}`.execute(kysely);
  const dice = randomInt(100);
  const open = rows.filter((task) => task.state === 'open');
  const task = pick(open.length > 0 && dice > 8 ? open : rows);
  if (dice < 8 && due.length > 0) {
    await fireTimer({ kysely, now: later } as Runtime, { id: pick(due).id, instanceId });
    count(result.carriedOut, 'timer');
    return;
  }
  const { action, personId } = command(rows, task, dice);
  const actor = actors.get(personId);
  if (!actor) return;
  await act(createCtx({ kysely, actor }), instanceId, action);
  count(result.carriedOut, action.type);
}

function command(rows: readonly Known[], task: Known, dice: number): { action: ActionInput; personId: string } {
  const { id: taskId, personId } = task;
  const someone = pick(race.personIds);
  const [owner = '', starter = ''] = [race.personIds[0], race.personIds[race.personIds.length - 1]];
  if (dice < 40) return { personId, action: { type: 'approve', taskId } };
  if (dice < 55)
    return {
      personId,
      action: { type: 'addSign', taskId, kind: pick(['before', 'after', 'peer'] as const), personIds: [someone] },
    };
  if (dice < 68) return { personId, action: { type: 'transfer', taskId, personId: someone } };
  if (dice < 82) {
    const mine = rows.find((one) => one.decidedBy !== null) ?? task;
    return { personId: mine.decidedBy ?? personId, action: { type: 'recall', taskId: mine.id } };
  }
  if (dice < 90)
    return { personId, action: { type: 'sendBack', taskId, nodeId: 'start', direct: dice % 2 === 0, comment: 'x' } };
  if (dice < 95) return { personId, action: { type: 'delegate', taskId, personId: someone } };
  if (dice < 97) return { personId, action: { type: 'reject', taskId, comment: 'x' } };
  if (dice < 98) return { personId: owner, action: { type: 'terminate', comment: 'x' } };
  return { personId: starter, action: { type: 'urge' } };
}

for (const until = Date.now() + race.millis; Date.now() < until; ) {
  try {
    await actOnce();
  } catch (error) {
    if (error instanceof AppError) count(result.refused, error.code);
    else result.failed.push(error instanceof Error ? `${error.message}` : String(error));
  }
}
await pool.end();
process.send?.(result, () => process.exit(0));
