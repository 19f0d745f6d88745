import { runMigrations } from 'graphile-worker';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { Migrator } from 'kysely/migration';
import type pg from 'pg';
import { migrations } from '../../migrations/index.ts';

export class NewerDatabaseError extends Error {}

/** A migration that is about to run, the `place`-th `of` those that an older database still needs. */
export type Step = { name: string; place: number; of: number };

/**
 * Brings the database to this program's version, from any earlier one, under Kysely's advisory lock and in one
 * transaction: what is interrupted leaves the earlier version. `onStep` hears of each migration of a database that is
 * not new. Throws NewerDatabaseError when the database was made by a newer program.
 */
export async function migrateToLatest(pool: pg.Pool, onStep: (step: Step) => void = () => undefined): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const applied = await appliedTo(pool);
  const unknown = applied.filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) throw new NewerDatabaseError(unknown.join(', '));
  const pending = Object.keys(migrations).filter((name) => !applied.includes(name));
  const isUpgrade = applied.length > 0 && pending.length > 0;
  const begins = (name: string) => {
    if (isUpgrade) onStep({ name, place: pending.indexOf(name) + 1, of: pending.length });
  };
  await runMigrations({ pgPool: pool });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => unhurried(migrations, begins) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  if (isUpgrade) await tidy(pool);
}

async function appliedTo(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ present: boolean }>(
    `select to_regclass('kysely_migration') is not null as present`,
  );
  if (!rows[0]?.present) return [];
  const applied = await pool.query<{ name: string }>('select name from kysely_migration order by name');
  return applied.rows.map(({ name }) => name);
}

/** The limit of a statement's time is for requests: an index over millions of rows takes what it takes. */
function unhurried(all: Record<string, Migration>, begins: (name: string) => void): Record<string, Migration> {
  const patient = (name: string, { up }: Migration): Migration => ({
    async up(db) {
      begins(name);
      await sql`set local statement_timeout = 0`.execute(db);
      await up(db);
    },
  });
  return Object.fromEntries(Object.entries(all).map(([name, migration]) => [name, patient(name, migration)]));
}

/**
 * A table that was written anew has no statistics and no map of what all may see, by which lists read indexes alone.
 * The small ones, below a megabyte, do without until the database sees to them by itself.
 */
async function tidy(pool: pg.Pool): Promise<void> {
  const session = await pool.connect();
  try {
    await session.query('set statement_timeout = 0');
    const { rows } = await session.query<{ name: string }>(`
      select oid::regclass::text as name from pg_class
      where relnamespace = current_schema()::regnamespace and relkind = 'r' and relpages > 128
        and relallvisible < relpages / 2`);
    if (rows.length > 0) await session.query(`vacuum (analyze) ${rows.map(({ name }) => name).join(', ')}`);
  } finally {
    session.release(true);
  }
}
