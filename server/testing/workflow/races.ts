import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { actorOf } from '../../modules/org/index.ts';
import { startIn } from '../../modules/workflow/workflow.service.ts';
import { createCtx, write } from '../../platform/context.ts';
import { createKysely, createPool } from '../../platform/db/db.ts';
import { faultsOf } from './checks.ts';
import { makeCompany } from './company.ts';
import type { Race, Raced } from './racer.ts';

const processes = 8;

type RaceOutcome = {
  instances: number;
  carriedOut: number;
  refused: number;
  byType: Record<string, number>;
  faults: string[];
};

/**
 * Processes with connections of their own all act on the same few instances at once: approve, add, pass on, take back,
 * send back, end, and the clock. Whatever comes of it, no command fails otherwise than by being refused, and what is
 * there is one story.
 */
export async function raceAndCheck(databaseUrl: string, rounds: number, millis: number): Promise<RaceOutcome> {
  const pool = createPool(databaseUrl, 4);
  const kysely = createKysely(pool);
  const outcome: RaceOutcome = { instances: 0, carriedOut: 0, refused: 0, byType: {}, faults: [] };
  try {
    const { people, workflows } = await makeCompany(pool, 10, [{ hours: 1, action: 'approve' }]);
    const starter = await actorOf(kysely, people.at(-1)?.id ?? '');
    if (!starter) throw new Error('nobody starts');
    const ctx = createCtx({ kysely, actor: starter });
    for (let round = 0; round < rounds; round += 1) {
      const instanceIds: string[] = [];
      for (const definitionId of [workflows[1], workflows[2], workflows[2]]) {
        const given = { definitionId: definitionId ?? '', title: 'x', variables: {}, chosen: {}, customerId: null };
        const made = await write(ctx, (tx) =>
          startIn(tx, ctx, ctx.now(), { ...given, starterId: starter.id, parentVisitId: null }),
        );
        instanceIds.push(made.id);
      }
      const race: Race = { databaseUrl, instanceIds, personIds: people.map(({ id }) => id), millis };
      const results = await Promise.all(Array.from({ length: processes }, () => run(race)));
      outcome.instances += instanceIds.length;
      for (const { carriedOut, refused, failed } of results) {
        for (const [type, count] of Object.entries(carriedOut)) {
          outcome.byType[type] = (outcome.byType[type] ?? 0) + count;
          outcome.carriedOut += count;
        }
        outcome.refused += Object.values(refused).reduce((sum, one) => sum + one, 0);
        outcome.faults.push(...failed);
      }
    }
    // No jobs run here: what they would tell and start is not looked for.
    const found = await faultsOf(pool, workflows, { jobs: false });
    outcome.faults.push(...found);
    return outcome;
  } finally {
    await pool.end();
  }
}

async function run(race: Race): Promise<Raced> {
  const child = fork(join(import.meta.dirname, 'racer.ts'), [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  child.send(race);
  const [answer] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  return typeof answer === 'object'
    ? answer
    : { carriedOut: {}, refused: {}, failed: [`a process ended with ${answer}`] };
}
