import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
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
const templateLock = 726_002;
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

/**
 * One PostgreSQL server for all test runs in this folder: the first run starts it, later and simultaneous ones share
 * it, the last one stops it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const place = await choosePlace(join(root, '.cache', 'test-pg'));
  const { session, url } = await joinServer(place);
  const appUrl = await ensureAppUser(session, url);
  const template = await ensureTemplate(session, appUrl);
  project.provide('testServer', { adminUrl: url, appUrl, template });
  return async () => {
    await session.query('select pg_advisory_unlock_shared($1)', [userLock]);
    const { rows } = await session.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [userLock]);
    session.removeAllListeners('error').on('error', () => undefined);
    if (rows[0]?.alone) await stopServer(place);
    await session.end().catch(() => undefined);
  };
}

/** Connects to the server of the tests; it may be just stopping, since the last run before this one has ended. */
async function joinServer(place: Place): Promise<{ session: pg.Client; url: string }> {
  for (let attempt = 1; ; attempt++) {
    try {
      const password = await ensureCluster(place, () => undefined);
      const port = await ensureServer(place, settings);
      const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
      const session = new pg.Client(url);
      await session.connect();
      await enter(session);
      return { session, url };
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

/** Marks the server as used; whoever is alone removes what killed runs left behind. */
async function enter(session: pg.Client): Promise<void> {
  const { rows } = await session.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [userLock]);
  await session.query('select pg_advisory_lock_shared($1)', [userLock]);
  if (!rows[0]?.alone) return;
  const left = await session.query<{ name: string }>(
    `select datname as name from pg_database where datname ~ '^(t|building)_'`,
  );
  for (const { name } of left.rows) await session.query(`drop database "${name}" with (force)`);
  await session.query('select pg_advisory_unlock($1)', [userLock]);
}

async function ensureAppUser(session: pg.Client, url: string): Promise<string> {
  const app = new URL(url);
  app.username = 'licheng';
  await session.query('select pg_advisory_lock($1)', [templateLock]);
  const { rowCount } = await session.query(`select from pg_roles where rolname = 'licheng'`);
  if (!rowCount) await session.query(`create role licheng login password '${app.password}'`);
  await session.query('select pg_advisory_unlock($1)', [templateLock]);
  return app.href;
}

/** A database with all migrations applied, named by what made it; a changed migration makes a new one. */
async function ensureTemplate(session: pg.Client, appUrl: string): Promise<string> {
  const name = `template_${await hashOfMigrations()}`;
  await session.query('select pg_advisory_lock($1)', [templateLock]);
  try {
    const { rowCount } = await session.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return name;
    const building = `building_${process.pid}`;
    await session.query(`drop database if exists ${building} with (force)`);
    await session.query(`create database ${building} owner licheng`);
    const url = new URL(appUrl);
    url.pathname = building;
    await migrate(url.href);
    await session.query(`alter database ${building} rename to ${name}`);
    await removeOldTemplates(session, name);
    return name;
  } finally {
    await session.query('select pg_advisory_unlock($1)', [templateLock]);
  }
}

async function migrate(url: string): Promise<void> {
  const { migrateToLatest } = await import('../platform/db/migrate.ts');
  const pool = new pg.Pool({ connectionString: url });
  try {
    await migrateToLatest(pool);
  } finally {
    await pool.end();
  }
}

/** Keeps the newest eight: simultaneous runs may each have their own state of the migrations. */
async function removeOldTemplates(session: pg.Client, name: string): Promise<void> {
  const { rows } = await session.query<{ name: string }>(
    `select datname as name from pg_database where datname ~ '^template_' and datname <> $1 order by oid desc offset 7`,
    [name],
  );
  for (const old of rows) await session.query(`drop database if exists "${old.name}"`);
}

async function hashOfMigrations(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of ['server/migrations', 'server/platform/db']) {
    const names = await readdir(join(root, folder), { recursive: true }).catch(() => []);
    for (const name of names.filter((file) => /\.(?:ts|sql|json)$/.test(file) && !file.includes('.test.')).sort()) {
      hash.update(name).update(await readFile(join(root, folder, name)));
    }
  }
  hash.update(await readFile(join(root, 'package-lock.json')));
  return hash.digest('hex').slice(0, 16);
}
