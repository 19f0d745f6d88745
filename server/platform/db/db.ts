import type { Transaction } from 'kysely';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Schema } from './schema.ts';

/** Reads. Has no way to write: a writer asks for a `Tx`, which only `write` hands out. */
export type Db = Pick<Kysely<Schema>, 'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'fn' | 'getExecutor'>;
/** An open transaction. */
export type Tx = Transaction<Schema>;

const types = {
  timestamptz: 1184,
  date: 1082,
  int8: 20,
};

/** `2026-01-31 08:00:00.12+00` → ISO 8601; the pool pins every session to UTC. */
function toInstant(value: string): string {
  const [whole = '', fraction = ''] = value.slice(0, -3).replace(' ', 'T').split('.');
  return `${whole}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
}

const parsers: Record<number, (value: string) => unknown> = {
  [types.timestamptz]: toInstant,
  [types.date]: (value) => value,
  [types.int8]: Number,
};

/**
 * A pool whose rows carry instants as ISO text, days as `YYYY-MM-DD`, numeric as text and counts as numbers.
 * `max` connections; a statement of the application is ended after 30 s.
 */
export function createPool(url: string, max = 10): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 10_000,
    options: '-c timezone=UTC -c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000',
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') => parsers[oid] ?? pg.types.getTypeParser(oid, format),
    },
  });
  // An idle connection that breaks (a database restart) is replaced at its next use.
  pool.on('error', () => undefined);
  // One that breaks in use fails its query; without a listener it would end the process as well.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

export function createKysely(pool: pg.Pool): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}
