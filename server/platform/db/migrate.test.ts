import { randomBytes } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { createPool } from './db.ts';
import type { Step } from './migrate.ts';
import { migrateToLatest, NewerDatabaseError } from './migrate.ts';

type Work = (pool: pg.Pool, url: string, name: string) => Promise<void>;

/** A database of the application's user, empty or as `template` is, for as long as `work` takes. */
async function withDatabase(work: Work, template?: string): Promise<void> {
  const { adminUrl, appUrl } = inject('testServer');
  const name = `m_${process.pid}_${randomBytes(5).toString('hex')}`;
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  await admin.query(`create database ${name} owner licheng ${template ? `template ${template}` : ''}`);
  const url = new URL(appUrl);
  url.pathname = name;
  const pool = createPool(url.href, 3);
  try {
    await work(pool, url.href, name);
  } finally {
    await pool.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }
}
const withEmptyDatabase = (work: Work) => withDatabase(work);

/** Every column, constraint, index and trigger of the application's own schema. */
async function shapeOf(pool: pg.Pool): Promise<unknown[]> {
  const { rows } = await pool.query(`
    select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || coalesce(column_default, '') as line
    from information_schema.columns where table_schema = 'public'
    union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal and tgrelid::regclass::text not like 'graphile%'
    order by 1`);
  return rows.map((row: { line: string }) => row.line);
}

async function migrateUpTo(pool: pg.Pool, name: string): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateTo(name);
  if (error) throw error;
}

test('a database of any earlier version comes to the same shape as a new one', async () => {
  let fresh: unknown[] = [];
  await withEmptyDatabase(async (pool) => {
    await migrateToLatest(pool);
    fresh = await shapeOf(pool);
  });
  expect(fresh.length).toBeGreaterThan(200);
  // One database climbs from version to version; at every fifth of them a copy of it goes all the way at once.
  await withEmptyDatabase(async (pool, url, climbing) => {
    for (const [index, name] of Object.keys(migrations).entries()) {
      const climber = createPool(url, 1);
      await migrateUpTo(climber, name);
      // Nobody may be connected to what is copied.
      await climber.end();
      if (index % 5 > 0) continue;
      await withDatabase(async (copy) => {
        await migrateToLatest(copy);
        await migrateToLatest(copy);
        expect(await shapeOf(copy)).toEqual(fresh);
      }, climbing);
    }
    expect(await shapeOf(pool)).toEqual(fresh);
  });
}, 60_000);

test('a database that a newer program made is refused and left as it is', async () => {
  await withEmptyDatabase(async (pool) => {
    await migrateToLatest(pool);
    await pool.query(`insert into kysely_migration (name, timestamp) values ('9999-future', now()::text)`);
    await expect(migrateToLatest(pool)).rejects.toThrow(NewerDatabaseError);
  });
});

test('an upgrade says how far it is; what was searched and kept stays so', async () => {
  await withEmptyDatabase(async (pool) => {
    const steps: string[] = [];
    const tell = ({ name, place, of }: Step) => steps.push(`${place}/${of} ${name}`);
    const pending = Object.keys(migrations).length - 9;
    await migrateUpTo(pool, '0009-channel-team-merge');
    await pool.query(`insert into users (id, login, name) values (gen_random_uuid(), 'one', 'One')`);
    await pool.query(`insert into customers (id, name, normalized_name, core_name, owner_id, phone, search,
        archive_updated_at, created_at, updated_at)
      select gen_random_uuid(), n, n, n, u.id, given.phone, '13800138000:1 3m:2 42:3', '2026-01-31T00:00:00Z', now(), now()
      from users u, (values ('with', '138'), ('of contact', null), ('without', null)) as given (n, phone)`);
    await pool.query(`insert into contacts (id, customer_id, name, phone, search, created_at)
      select gen_random_uuid(), id, 'K', case when name = 'of contact' then '139' end, '139:1 k:2', now() from customers`);
    await migrateToLatest(pool, tell);
    expect(steps[0]).toBe(`1/${pending} 0010-pool`);
    expect(steps).toHaveLength(pending);
    const { rows } = await pool.query(`select c.name, c.search::text, k.search::text as contact, c.stale_at,
        (select how from customer_owners w where w.customer_id = c.id) as how
      from customers c join contacts k on k.customer_id = c.id order by c.name`);
    const kept = { stale_at: '2026-02-28T00:00:00.000Z', how: 'created' };
    expect(rows).toEqual([
      { name: 'of contact', search: "'13800138000':1A '3m':2 '42':3A", contact: "'139':1A 'k':2", ...kept },
      { name: 'with', search: "'13800138000':1A '3m':2 '42':3A", contact: "'139':1 'k':2", ...kept },
      { name: 'without', search: "'13800138000':1 '3m':2 '42':3", contact: "'139':1 'k':2", ...kept },
    ]);
    await migrateToLatest(pool, tell);
    expect(steps).toHaveLength(pending);
  });
}, 30_000);

test('programs that start at the same time migrate once', async () => {
  await withEmptyDatabase(async (pool, url) => {
    const others = Array.from({ length: 3 }, () => createPool(url, 2));
    await Promise.all([pool, ...others].map((one) => migrateToLatest(one)));
    const { rows } = await pool.query('select name from kysely_migration order by name');
    expect(rows.map((row: { name: string }) => row.name)).toEqual(Object.keys(migrations));
    await Promise.all(others.map((one) => one.end()));
  });
});
