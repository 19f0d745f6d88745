import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { createPool } from '../../platform/db/db.ts';
import { faultsOf } from './checks.ts';
import type { Acknowledged, Clients } from './clients.ts';
import { startClients } from './clients.ts';
import { makeCompany } from './company.ts';

type KillOptions = {
  databaseUrl: string;
  rounds: number;
  /** Kills the database and brings it back, in so many rounds. */
  database?: { rounds: number; kill: () => Promise<void> };
  clients?: number;
  say: (line: string) => void;
};

type KillOutcome = {
  acknowledged: number;
  repeated: number;
  refused: number;
  instances: number;
  kills: { server: number; database: number };
  seconds: number;
  faults: string[];
};

/**
 * Lets people work while the server is killed again and again, then the database: everything that was answered has to be
 * there once, whatever was not answered once or not at all, and nothing half.
 */
export async function killAndCheck(options: KillOptions): Promise<KillOutcome> {
  const { databaseUrl, rounds, database, clients: count = 6, say } = options;
  const began = Date.now();
  const pool = createPool(databaseUrl, 4);
  const dataDir = await mkdtemp(join(tmpdir(), 'licheng-kill-'));
  const task = { databaseUrl, dataDir, port: await freePort() };
  const company = await makeCompany(pool);
  const ended: string[] = [];
  let killed = false;
  let server = await start(task);
  const watch = (child: ChildProcess) =>
    child.once('exit', async () => {
      if (killed || child !== server) return;
      ended.push('the server has ended by itself');
      server = watch(await start(task));
    });
  watch(server);
  const clients = startClients(() => `http://127.0.0.1:${task.port}`, company, count);
  const kills = { server: 0, database: 0 };
  try {
    for (; kills.server < rounds; kills.server += 1) {
      await working(clients, 2);
      await sleep(randomInt(400));
      killed = true;
      server.kill('SIGKILL');
      await once(server, 'exit');
      server = watch(await start(task));
      killed = false;
      if (kills.server % 10 === 9)
        say(`${kills.server + 1} kills of the server, ${clients.acknowledged.length} answered`);
    }
    for (; database && kills.database < database.rounds; kills.database += 1) {
      await working(clients, 30);
      await sleep(randomInt(400));
      await database.kill();
      say(`${kills.database + 1} kills of the database, ${clients.acknowledged.length} answered`);
    }
    await sleep(1_000);
    await clients.stop();
    await untilIdle(pool);
    const faults = [
      ...ended,
      ...(await faultsOf(pool, company.workflows)),
      ...(await lostOrDoubled(pool, company.workflows, clients.acknowledged)),
    ];
    const { rows } = await pool.query('select count(*) from workflow_instances where definition_id = any($1::uuid[])', [
      company.workflows,
    ]);
    return {
      acknowledged: clients.acknowledged.length,
      repeated: clients.repeated,
      refused: [...clients.refused.values()].reduce((sum, one) => sum + one, 0),
      instances: rows[0].count,
      kills,
      seconds: Math.round((Date.now() - began) / 1000),
      faults,
    };
  } finally {
    killed = true;
    server.kill('SIGKILL');
    await pool.end();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function start(task: object): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'server.ts'), [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.send(task);
  const [message] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (typeof message !== 'object') throw new Error(`the server ended with ${message}`);
  return child;
}

/** Until so many more commands are answered: a server that is just starting has nothing to lose. */
async function working({ acknowledged }: Clients, more: number): Promise<void> {
  const wanted = acknowledged.length + more;
  for (const until = Date.now() + 20_000; acknowledged.length < wanted && Date.now() < until; ) await sleep(10);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** Each command leaves its key behind: as the title of what it started, or as the comment of what it did. */
async function lostOrDoubled(pool: pg.Pool, workflowIds: string[], acknowledged: readonly Acknowledged[]) {
  const { rows } = await pool.query<{ key: string; instanceId: string }>(
    `select title as key, id as "instanceId" from workflow_instances
     where definition_id = any($1::uuid[]) and parent_visit_id is null
     union all
     select h.data ->> 'comment', h.instance_id from workflow_history h
     join workflow_instances i on i.id = h.instance_id and i.definition_id = any($1::uuid[])
     where h.data ? 'comment'`,
    [workflowIds],
  );
  const there = new Map<string, string[]>();
  for (const { key, instanceId } of rows) there.set(key, [...(there.get(key) ?? []), instanceId]);
  const known = new Set(acknowledged.map(({ key }) => key));
  return [
    ...acknowledged.flatMap(({ key, type, instanceId }) => {
      const found = there.get(key) ?? [];
      if (found.length === 1 && found[0] === instanceId) return [];
      return [`${type} ${key} was answered and is there ${found.length} times`];
    }),
    ...[...there.keys()].filter((key) => !known.has(key)).map((key) => `${key} is there and was never answered`),
  ];
}

/** Until the jobs have caught up; one that a killed process had begun is free again when the next one starts. */
async function untilIdle(pool: pg.Pool): Promise<void> {
  const until = Date.now() + 120_000;
  for (;;) {
    const { rows } = await pool.query(
      `select count(*) as waiting from graphile_worker.jobs where attempts < max_attempts and task_identifier like 'workflow%'`,
    );
    if (rows[0].waiting === 0) return;
    if (Date.now() > until) throw new Error(`${rows[0].waiting} jobs are not done`);
    await sleep(100);
  }
}
