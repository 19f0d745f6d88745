import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

const root = join(import.meta.dirname, '..', '..');
const templateLock = 726_002;
const kept = 8;

/**
 * The name of a database with all migrations applied and no rows, made when it is first asked for. The name holds a
 * hash of what made it, so that a changed migration makes a new one.
 */
export async function ensureTemplate(adminUrl: string, appUrl: string): Promise<string> {
  const name = `template_${await hashOfMigrations()}`;
  const session = new pg.Client(adminUrl);
  await session.connect();
  try {
    await session.query('select pg_advisory_lock($1)', [templateLock]);
    const { rowCount } = await session.query('select from pg_database where datname = $1', [name]);
    if (!rowCount) await build(session, appUrl, name);
    return name;
  } finally {
    await session.end();
  }
}

async function build(session: pg.Client, appUrl: string, name: string): Promise<void> {
  const building = 'building_template';
  await session.query(`drop database if exists ${building} with (force)`);
  await session.query(`create database ${building} owner licheng`);
  const url = new URL(appUrl);
  url.pathname = building;
  await migrate(url.href);
  await session.query(`alter database ${building} rename to ${name}`);
  // Simultaneous runs may each have their own state of the migrations, so a few are kept.
  const { rows } = await session.query<{ name: string }>(
    `select datname as name from pg_database where datname ~ '^template_' order by oid desc offset $1`,
    [kept],
  );
  for (const old of rows) await session.query(`drop database if exists "${old.name}"`);
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

async function hashOfMigrations(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of ['server/migrations', 'server/platform/db']) {
    const names = await readdir(join(root, folder), { recursive: true });
    for (const name of names.filter((file) => /\.(?:ts|sql|json)$/.test(file) && !file.includes('.test.')).sort()) {
      hash.update(name).update(await readFile(join(root, folder, name)));
    }
  }
  hash.update(await readFile(join(root, 'package-lock.json')));
  return hash.digest('hex').slice(0, 16);
}
