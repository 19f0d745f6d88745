import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { ensureCluster } from '../platform/embedded/cluster.ts';
import type { Place } from '../platform/embedded/place.ts';
import { choosePlace } from '../platform/embedded/place.ts';
import { ensureServer, stopServer } from '../platform/embedded/postmaster.ts';

const root = join(import.meta.dirname, '..', '..');
const userLock = 726_001;
/** Speed over durability: what this server holds is made anew by every run. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '300',
  shared_buffers: '128MB',
};

/** The server of the tests, for as long as it is not left. */
export type TestServer = { adminUrl: string; appUrl: string; leave: () => Promise<void> };

/** Makes the server of the tests known to them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { adminUrl, appUrl, leave } = await enterTestServer();
  project.provide('testServer', { adminUrl, appUrl });
  return leave;
}

/**
 * One PostgreSQL server for all test runs in this folder: the first run starts it, later and simultaneous ones share
 * it, the last one stops it.
 */
export async function enterTestServer(): Promise<TestServer> {
  const place = await choosePlace(join(root, '.cache', 'test-pg'));
  const { session, url } = await joinServer(place);
  const appUrl = new URL(url);
  appUrl.username = 'licheng';
  return {
    adminUrl: url,
    appUrl: appUrl.href,
    async leave() {
      await session.query('select pg_advisory_unlock_shared($1)', [userLock]);
      const { rows } = await session.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [userLock]);
      session.on('error', () => undefined);
      if (rows[0]?.alone) await stopServer(place);
      await session.end().catch(() => undefined);
    },
  };
}

/** Connects to the server of the tests; it may be just stopping, since the last run before this one has ended. */
async function joinServer(place: Place): Promise<{ session: pg.Client; url: string }> {
  for (let attempt = 1; ; attempt++) {
    try {
      const password = await ensureCluster(place, () => undefined);
      const port = await ensureServer(place, settings);
      const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
      return { session: await enter(url, password), url };
    } catch (error) {
      if (attempt === 10) throw error;
      if (attempt === 5) await removeBroken(place);
      await sleep(200);
    }
  }
}

/** Without fsync a power failure may break the cluster; it holds nothing that is needed. */
async function removeBroken(place: Place): Promise<void> {
  await stopServer(place);
  await rm(place.cluster, { recursive: true, force: true });
}

/** Marks the server as used; whoever is alone makes it ready and removes what killed runs left behind. */
async function enter(url: string, password: string): Promise<pg.Client> {
  const session = new pg.Client(url);
  await session.connect();
  try {
    const { rows } = await session.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [userLock]);
    if (rows[0]?.alone) await tidy(session, password);
    await session.query('select pg_advisory_lock_shared($1)', [userLock]);
    if (rows[0]?.alone) await session.query('select pg_advisory_unlock($1)', [userLock]);
    return session;
  } catch (error) {
    await session.end().catch(() => undefined);
    throw error;
  }
}

async function tidy(session: pg.Client, password: string): Promise<void> {
  const { rowCount } = await session.query(`select from pg_roles where rolname = 'licheng'`);
  if (!rowCount) await session.query(`create role licheng login password '${password}'`);
  const { rows } = await session.query<{ name: string }>(
    `select datname as name from pg_database where datname ~ '^(t|building)_'`,
  );
  for (const { name } of rows) await session.query(`drop database "${name}" with (force)`);
}
