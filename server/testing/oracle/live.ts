import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { jobs } from '../../main/modules.ts';
import { startWorker } from '../../platform/jobs.ts';
import type { Stage } from './batch.ts';
import { inParallel } from './batch.ts';
import type { Finding, Scene } from './looks.ts';
import { get } from './looks.ts';
import { leaksIn, markersOf } from './markers.ts';
import type { Oracle } from './oracle.ts';
import { oracleOf } from './oracle.ts';
import type { Person } from './world.types.ts';
import type { Attempt } from './writes.ts';
import { writtenBy } from './writes.ts';

const longestWait = 30_000;

type Doing = { who: Person; attempts: readonly Attempt[] };

/**
 * Does, with everybody's live connection open and the jobs running, what the forbidden writes have shown to be refused
 * for other ids; `others` do so without a connection. Answers what reached a connection that should not have, and which writes went through.
 */
export async function followLive(
  stage: Stage,
  tries: readonly Doing[],
  others: readonly Doing[],
): Promise<{ findings: Finding[]; done: Set<string> }> {
  const { scene } = stage;
  const people = tries.map(({ who }) => who);
  const streams = await inParallel(people.map((who) => () => openStream(scene, who)));
  const failures: Finding[] = [];
  const worker = await startWorker(scene.subject.app.runtime, jobs, {
    alone: true,
    log: (message, meta) => {
      failures.push({ route: 'jobs', who: '', what: `${message} ${JSON.stringify(meta)}`, request: '' });
    },
  });
  const done = new Set<string>();
  try {
    await inParallel(
      [...tries, ...others].map(
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
  const oracle = oracleOf(scene.world);
  const after = markersOf(scene.world, oracle);
  for (const [mark, marked] of before) {
    if (!marked.record.startsWith(writtenBy)) continue;
    // A drawn word that was written elsewhere as well is met in either place.
    const drawn = after.get(mark);
    after.set(mark, drawn ? { ...marked, seenBy: (who) => drawn.seenBy(who) || marked.seenBy(who) } : marked);
  }
  const leaks = (who: Person, route: string, raw: string, known = ''): Finding[] => {
    const now = new Set(leaksIn(raw, who.id, after, known));
    return leaksIn(raw, who.id, before, known)
      .filter((leak) => now.has(leak))
      .map((leak) => ({ route, who: who.login, what: `leaks ${leak} ${around(raw, leak)}`, request: '' }));
  };
  const findings = people.flatMap((who, index) => leaks(who, 'GET /api/stream', streams[index]?.heard.join('') ?? ''));
  const looked = people.map((who) => async () => {
    const answers = await lookAfter(scene, who, oracle);
    return answers.flatMap(({ route, raw }) => leaks(who, route, raw, subjectsIn(route, raw)));
  });
  findings.push(...(await inParallel(looked)).flat());
  const silent = streams.every(({ heard }) => !heard.some((chunk) => chunk.includes('data: ')));
  if (silent && done.size > 10)
    findings.push({ route: 'GET /api/stream', who: '', what: 'nobody heard anything', request: '' });
  return { findings: [...failures, ...findings], done };
}

const around = (raw: string, leak: string): string => {
  const at = raw.toLowerCase().indexOf(/\((.*)\)/.exec(leak)?.[1] ?? '');
  return `…${raw.slice(Math.max(0, at - 200), at + 100)}…`;
};

/** What the writes and the jobs after them have left to be read. */
async function lookAfter(scene: Scene, who: Person, oracle: Oracle): Promise<{ route: string; raw: string }[]> {
  const seen = scene.world.customers.filter((one) => oracle.customer(who.id, one.id)).slice(0, 8);
  const routes: [string, string][] = [
    ['notifications.list', '/messages?limit=100'],
    ['customers.list', '/customers?limit=100'],
    ['visits.list', '/visits?limit=100'],
    ['workflows.tasks', '/workflow-tasks?limit=100'],
    ['workflows.instances', '/workflow-instances?box=owned&limit=100'],
    ['relationships.introductions', '/introductions?limit=100'],
    ...seen.map(({ id }): [string, string] => ['customers.timeline', `/customers/${id}/timeline?limit=100`]),
  ];
  if (oracle.holds(who.id, 'plans.use')) {
    routes.push(['plans.items', '/plan-items?limit=200'], ['plans.inbox', '/plans/inbox'], ['plans.today', '/today']);
  }
  const answers: { route: string; raw: string }[] = [];
  for (const [route, path] of routes) answers.push({ route, raw: (await scene.subject.ask(who, get(path))).raw });
  return answers;
}

/** A message keeps the id of what it was about, which its receiver was told when they could see it. */
function subjectsIn(route: string, raw: string): string {
  if (route !== 'notifications.list') return '';
  return (raw.match(/"subjectId":"[^"]*"/g) ?? []).join(' ');
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
