import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, serverEnvironment } from './cluster.ts';
import { embeddedError, explainLog } from './errors.ts';
import type { Place } from './place.ts';
import { isAlive, isServerOf } from './processes.ts';

export type Settings = Readonly<Record<string, string>>;
type PidFile = { readonly pid: number; readonly port: number; readonly status: string };
type Outcome = { readonly port: number } | 'again' | 'port taken';

const patienceMs = 60_000;
const logLimitBytes = 8 * 1024 * 1024;

/**
 * Makes sure that a server of this cluster runs, and answers its port: one that already runs is adopted (it outlives a
 * program that was killed), else it is started. Given a port, a new server listens there, else where it did before a
 * crash, else on a free one.
 */
export async function ensureServer(place: Place, settings: Settings, port?: number): Promise<number> {
  const end = Date.now() + patienceMs;
  let preferred = port;
  while (Date.now() < end) {
    const running = await readPidFile(place);
    const outcome =
      running && isServerOf(running.pid, place.cluster)
        ? await awaitReady(place, running.pid)
        : await start(place, settings, preferred ?? running?.port ?? (await freePort()), running);
    if (outcome !== 'again' && outcome !== 'port taken') return outcome.port;
    if (outcome === 'port taken') preferred = port ?? (await freePort());
    await sleep(150);
  }
  throw notStarting(place, await tail(place));
}

/** Stops the server of the cluster: transactions in flight are rolled back, everything committed is on the disk. */
export async function stopServer(place: Place): Promise<void> {
  const running = await readPidFile(place);
  if (!running || !isServerOf(running.pid, place.cluster)) return;
  await run(place, place.binaries.pgCtl, ['stop', '-D', place.cluster, '-m', 'fast', '-w', '-t', '60', '-s']);
  for (let turn = 0; turn < 250 && isAlive(running.pid); turn++) await sleep(20);
}

async function start(place: Place, settings: Settings, port: number, stale: PidFile | null): Promise<Outcome> {
  // PostgreSQL takes the id of a foreign process in an old file for a running server, so the file has to go first.
  if (stale && isAlive(stale.pid) && (await readPidFile(place))?.pid === stale.pid) {
    await rm(join(place.cluster, 'postmaster.pid'), { force: true });
  }
  const log = await openLog(place);
  const from = (await log.stat()).size;
  const given = Object.entries({ ...settings, listen_addresses: '127.0.0.1', unix_socket_directories: '' });
  const flags = given.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { owner } = place;
  const server = spawn(place.binaries.postgres, ['-D', place.cluster, '-p', String(port), ...flags], {
    cwd: place.home,
    env: serverEnvironment(),
    // Its own session: Ctrl-C in the terminal must reach the database after the program has finished, not before.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    ...(owner && { uid: owner.uid, gid: owner.gid }),
  });
  server.unref();
  const failed = new Promise<string>((resolve) => {
    server.once('error', (error) => resolve(error.message));
    server.once('exit', () => resolve(''));
  });
  try {
    if (server.pid === undefined) throw embeddedError(`the database's program does not run: ${await failed}`);
    return await awaitReady(place, server.pid, from);
  } finally {
    await log.close();
  }
}

/** Waits while the process lives; recovery after a crash may take its time. */
async function awaitReady(place: Place, pid: number, logFrom?: number): Promise<Outcome> {
  while (isAlive(pid)) {
    const file = await readPidFile(place);
    if (file?.pid === pid && file.status === 'ready') return { port: file.port };
    await sleep(20);
  }
  if (logFrom === undefined) return 'again';
  const said = await tail(place, logFrom);
  if (/Address already in use/i.test(said)) return 'port taken';
  if (/postmaster\.pid" already exists|shared memory block .* is still in use/.test(said)) return 'again';
  throw notStarting(place, said);
}

function notStarting(place: Place, said: string): Error {
  return embeddedError(`the database in ${place.cluster} does not start: ${explainLog(said)}; its log is ${place.log}`);
}

async function readPidFile(place: Place): Promise<PidFile | null> {
  const lines = (await readFile(join(place.cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() };
}

async function openLog(place: Place): Promise<Awaited<ReturnType<typeof open>>> {
  const size = await stat(place.log).then(
    (found) => found.size,
    () => 0,
  );
  if (size > logLimitBytes) await rename(place.log, `${place.log}.1`);
  return open(place.log, 'a', 0o600);
}

async function tail(place: Place, from = 0): Promise<string> {
  const whole = await readFile(place.log).catch(() => Buffer.alloc(0));
  return whole.subarray(Math.max(from, whole.length - 8192)).toString('utf8');
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw embeddedError('no free port on 127.0.0.1');
  return address.port;
}
