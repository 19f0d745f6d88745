import { relative } from 'node:path';
import pg from 'pg';
import { migrateToLatest, NewerDatabaseError } from '../platform/db/migrate.ts';
import { borrowEmbedded, startEmbedded } from '../platform/embedded/index.ts';
import type { Config } from './config.ts';
import { both, lines } from './console.texts.ts';

export type Database = {
  readonly url: string;
  /** For the operator: where the data is, without a password. */
  readonly place: string;
  readonly embedded: boolean;
  announce(address: string): Promise<void>;
  /** Tells a second program on the same folder to wait until this one has ended. */
  leave(): Promise<void>;
  /** Empties an embedded database. */
  reset(): Promise<void>;
  stop(): Promise<void>;
};

const nothing = async (): Promise<void> => undefined;
/** What only the keeper of a database can do. */
const unowned = { announce: nothing, leave: nothing, reset: nothing, stop: nothing };
const oldest = 15;
const migrationLock = 726_200;

/** The database of the configuration, running and of a fitting version. `own` says that this program is its keeper. */
export async function openDatabase(
  config: Config,
  log: (line: string) => void,
  { own, onTaken }: { own: boolean; onTaken?: () => void },
): Promise<Database> {
  if (config.databaseUrl !== null) {
    await checkServer(config.databaseUrl);
    return { ...unowned, url: config.databaseUrl, place: placeOf(config.databaseUrl), embedded: false };
  }
  const { dataDir } = config;
  const options = { dataDir, log, onTaken };
  if (!own) return { ...unowned, ...(await borrowEmbedded(options)), place: dataDir, embedded: true };
  const database = await startEmbedded(options);
  const place = relative(dataDir, database.home).startsWith('..') ? `${dataDir}, ${database.home}` : dataDir;
  return { ...database, place, embedded: true };
}

/**
 * Brings the database to this program's version, one program at a time, and says through `log` how far an upgrade is.
 * Throws an error with words for the operator when a newer program made it.
 */
export async function migrate(url: string, log: (line: string) => void): Promise<void> {
  // A pool of its own: a migration may take longer than any statement of the application, or of its database user.
  const pool = new pg.Pool({ connectionString: url, max: 4, options: '-c statement_timeout=0' });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const guard = await pool.connect();
  try {
    await guard.query('select pg_advisory_lock($1)', [migrationLock]);
    await migrateToLatest(pool, (step) => log(both(lines.upgrading(step))));
  } catch (error) {
    if (!(error instanceof NewerDatabaseError)) throw error;
    throw databaseError(
      `the database was made by a newer version of the program (${error.message}); update the program`,
    );
  } finally {
    guard.release(true);
    await pool.end();
  }
}

async function checkServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number; encoding: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
    );
    const { version = 0, encoding = '' } = rows[0] ?? {};
    if (version < oldest * 10_000) {
      throw databaseError(
        `${placeOf(url)} is PostgreSQL ${Math.floor(version / 10_000)}; ${oldest} or newer is needed`,
      );
    }
    if (encoding !== 'UTF8') {
      throw databaseError(`the database at ${placeOf(url)} holds ${encoding}; create it with ENCODING 'UTF8'`);
    }
  } catch (error) {
    throw error instanceof Error && error.name === 'DatabaseError' ? error : explained(error, url);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function explained(error: unknown, url: string): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const place = placeOf(url);
  const words: Record<string, string> = {
    ECONNREFUSED: `no PostgreSQL answers at ${place}; is it running, is the port right?`,
    ENOTFOUND: `the host of ${place} is not known; check DATABASE_URL`,
    '28P01': `${place} refuses the user or the password of DATABASE_URL`,
    '28000': `${place} refuses the user of DATABASE_URL from this machine; check its pg_hba.conf`,
    '3D000': `the database at ${place} does not exist; create it: createdb --encoding=UTF8 …`,
    '53300': `${place} has no connection free; raise its max_connections`,
  };
  const said = error instanceof Error ? error.message : String(error);
  return databaseError(words[code] ?? `the database at ${place} cannot be used: ${said}`, error);
}

/** Address and name, never user or password. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function databaseError(message: string, cause?: unknown): Error {
  const error = new Error(message, { cause });
  error.name = 'DatabaseError';
  return error;
}
