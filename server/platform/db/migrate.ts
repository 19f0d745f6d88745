import { runMigrations } from 'graphile-worker';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { Migrator } from 'kysely/migration';
import type pg from 'pg';
import { migrations } from '../../migrations/index.ts';

export class NewerDatabaseError extends Error {}

/**
 * Brings the database to this program's version, from any earlier one, under Kysely's advisory lock.
 * Throws NewerDatabaseError when the database was made by a newer program.
 */
export async function migrateToLatest(pool: pg.Pool): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => unhurried(migrations) } });
  const known = new Set(Object.keys(migrations));
  const { rows } = await pool.query<{ present: boolean }>(
    `select to_regclass('kysely_migration') is not null as present`,
  );
  if (rows[0]?.present) {
    const applied = await pool.query<{ name: string }>('select name from kysely_migration order by name');
    const unknown = applied.rows.filter((row) => !known.has(row.name));
    if (unknown.length > 0) throw new NewerDatabaseError(unknown.map((row) => row.name).join(', '));
  }
  await runMigrations({ pgPool: pool });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** The limit of a statement's time is for requests: an index over millions of rows takes what it takes. */
function unhurried(all: Record<string, Migration>): Record<string, Migration> {
  const patient = ({ up }: Migration): Migration => ({
    async up(db) {
      await sql`set local statement_timeout = 0`.execute(db);
      await up(db);
    },
  });
  return Object.fromEntries(Object.entries(all).map(([name, migration]) => [name, patient(migration)]));
}
