import { setTimeout as sleep } from 'node:timers/promises';
import { actorOf } from '../../modules/org/index.ts';
import { workflowJobs } from '../../modules/workflow/index.ts';
import { startIn } from '../../modules/workflow/workflow.service.ts';
import { createCtx, write } from '../../platform/context.ts';
import { createKysely, createPool } from '../../platform/db/db.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { makeCompany } from './company.ts';

type TimersOutcome = { timers: number; workers: number; seconds: number; perWorker: number[]; faults: string[] };

/** So many timers come due while nobody works; then several workers wake up at once, and each timer fires once. */
export async function fireAll(databaseUrl: string, timers: number, workers: number): Promise<TimersOutcome> {
  const pool = createPool(databaseUrl, 4);
  const kysely = createKysely(pool);
  const pools = Array.from({ length: workers }, () => createPool(databaseUrl, 2));
  try {
    const { people, workflows } = await makeCompany(pool, 8, [{ hours: 1, action: 'remind' }]);
    const starter = await actorOf(kysely, people[0]?.id ?? '');
    if (!starter) throw new Error('nobody starts');
    const ctx = createCtx({ kysely, actor: starter });
    const given = { definitionId: workflows[2] ?? '', title: 'x', variables: {}, chosen: {}, customerId: null };
    for (let made = 0; made < timers; made += 1) {
      await write(ctx, (tx) => startIn(tx, ctx, ctx.now(), { ...given, starterId: starter.id, parentVisitId: null }));
    }
    const job = workflowJobs.find(({ name }) => name === 'workflow.timers');
    if (!job) throw new Error('no timers');
    const later = new Date(Date.now() + 30 * 86_400_000);
    const began = performance.now();
    const perWorker = await Promise.all(
      pools.map(async (own) => {
        await sleep(0);
        const runtime = { kysely: createKysely(own), pool: own, now: () => later } as Runtime;
        const { rows: before } = await own.query('select count(*) from workflow_timers');
        await job.run(runtime, {});
        return before[0].count;
      }),
    );
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const { rows } = await pool.query(
      `select (select count(*) from workflow_timers t join workflow_instances i on i.id = t.instance_id
           where i.definition_id = $1) as left,
         (select count(*) from (select h.instance_id from workflow_history h
           join workflow_instances i on i.id = h.instance_id and i.definition_id = $1
           where h.type = 'workflow.timer' group by 1 having count(*) = 1) once) as once`,
      [workflows[2]],
    );
    const [{ left, once }] = rows;
    const faults = [
      ...(left > 0 ? [`${left} timers are left`] : []),
      ...(once === timers ? [] : [`${once} of ${timers} fired once`]),
    ];
    return { timers, workers, seconds, perWorker, faults };
  } finally {
    await Promise.all([pool, ...pools].map((one) => one.end()));
  }
}
