import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { jobs } from '../../main/modules.ts';
import { startWorker } from '../../platform/jobs.ts';
import type { Stage } from './batch.ts';
import { inParallel } from './batch.ts';
import type { Finding, Scene } from './looks.ts';
import { leaksIn, markersOf } from './markers.ts';
import { oracleOf } from './oracle.ts';
import type { Person } from './world.types.ts';
import type { Attempt } from './writes.ts';

const longestWait = 30_000;

/**
 * Does, with everybody's live connection open and the jobs running, what the forbidden writes have shown to be refused
 * for other ids. Answers what reached a connection that should not have, and which writes went through.
 */
export async function followLive(
  stage: Stage,
  tries: readonly { who: Person; attempts: readonly Attempt[] }[],
): Promise<{ findings: Finding[]; done: Set<string> }> {
  const { scene } = stage;
  const people = tries.map(({ who }) => who);
  const streams = await inParallel(people.map((who) => () => openStream(scene, who)));
  const failures: Finding[] = [];
  const worker = await startWorker(scene.subject.app.runtime, jobs, (message, meta) => {
    failures.push({ route: 'jobs', who: '', what: `${message} ${JSON.stringify(meta)}`, request: '' });
  });
  const done = new Set<string>();
  try {
    await inParallel(
      tries.map(
        ({ who, attempts }) =>
          () =>
            doAll(scene, who, attempts, done),
      ),
    );
    await untilIdle(scene);
    await sleep(200);
  } finally {
    await worker.stop();
    for (const { stream } of streams) stream.destroy();
  }
  // A write above may have given somebody a customer: what was hidden before or is hidden now need not be both.
  const before = scene.markers;
  const after = markersOf(scene.world, oracleOf(scene.world));
  const findings = people.flatMap((who, index) => {
    const raw = streams[index]?.heard.join('') ?? '';
    const now = new Set(leaksIn(raw, who.id, after));
    return leaksIn(raw, who.id, before)
      .filter((leak) => now.has(leak))
      .map((leak) => ({ route: 'GET /api/stream', who: who.login, what: `leaks ${leak}`, request: '' }));
  });
  const silent = streams.every(({ heard }) => !heard.some((chunk) => chunk.includes('data: ')));
  if (silent && done.size > 10)
    findings.push({ route: 'GET /api/stream', who: '', what: 'nobody heard anything', request: '' });
  return { findings: [...failures, ...findings], done };
}

async function openStream(scene: Scene, who: Person): Promise<{ stream: Readable; heard: string[] }> {
  const cookie = await scene.subject.cookieOf(who);
  const response = await scene.subject.app.http.inject({
    method: 'GET',
    url: '/api/stream',
    headers: { cookie },
    payloadAsStream: true,
  });
  const stream = response.stream();
  const heard: string[] = [];
  stream.on('data', (chunk) => heard.push(String(chunk)));
  stream.on('error', () => undefined);
  return { stream, heard };
}

async function doAll(scene: Scene, who: Person, attempts: readonly Attempt[], done: Set<string>): Promise<void> {
  for (const { route, slot, fine, effect } of attempts) {
    if (!fine) continue;
    const answer = await scene.subject.ask(who, fine);
    if (answer.status !== 200) continue;
    done.add(`${route} ${slot}`);
    effect?.();
  }
}

async function untilIdle(scene: Scene): Promise<void> {
  const until = Date.now() + longestWait;
  for (;;) {
    const { rows } = await scene.subject.app.runtime.pool.query(
      'select count(*) as waiting from graphile_worker.jobs where run_at <= now() and attempts < max_attempts',
    );
    if (rows[0].waiting === 0) return;
    if (Date.now() > until) throw new Error(`${rows[0].waiting} jobs are not done`);
    await sleep(20);
  }
}
