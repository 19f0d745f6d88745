import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { nearestName, secretFlaw } from './config.checks.ts';

/** `start`: a person tries it on their machine; `serve`: production; `cli`: one command of an operator. */
export type Mode = 'start' | 'serve' | 'test' | 'cli';

export type Config = {
  readonly mode: Mode;
  readonly host: string;
  /** 0 means any free port. */
  readonly port: number;
  /** null means the embedded database in the data folder. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly secret: string;
  readonly demo: boolean;
  readonly version: string;
};

export type Environment = Readonly<Record<string, string | undefined>>;

const own = ['LICHENG_DATA_DIR', 'LICHENG_SECRET', 'LICHENG_DEMO'];
const root = join(import.meta.dirname, '..', '..');
const makeSecret =
  "make one with: node -e \"console.log(require('node:crypto').randomBytes(48).toString('base64url'))\"";

/** Reads the environment of this process. Throws an error whose message has one line a problem. */
export function configOfProcess(mode: Mode): Config {
  return readConfig(process.env, { mode });
}

/**
 * Reads and checks every setting. Throws an error named ConfigError whose message has one line a problem, each with
 * what to do. In `start` and `cli` without a database of one's own, the secret is made once and kept in the data folder.
 */
export function readConfig(env: Environment, { mode }: { mode: Mode }): Config {
  const problems = unknownNames(env);
  const attempt = <T>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
      return otherwise;
    }
  };
  const dataDir = resolve(root, env.LICHENG_DATA_DIR?.trim() || 'data');
  const databaseUrl = attempt(() => readDatabaseUrl(env.DATABASE_URL, mode), null);
  const config = {
    mode,
    host: attempt(() => readHost(env.HOST), ''),
    port: attempt(() => readPort(env.PORT), 0),
    databaseUrl,
    dataDir,
    demo: attempt(() => readDemo(env.LICHENG_DEMO, mode), false),
    version: attempt(readVersion, ''),
  };
  const given = attempt(() => readGivenSecret(env.LICHENG_SECRET, mode, databaseUrl !== null), '');
  if (problems.length > 0) throw configError(problems);
  return { ...config, secret: given ?? (mode === 'test' ? newSecret() : keptSecret(dataDir)) };
}

function configError(problems: readonly string[]): Error {
  const error = new Error(problems.join('\n'));
  error.name = 'ConfigError';
  return error;
}

function unknownNames(env: Environment): string[] {
  return Object.keys(env)
    .filter((name) => name.toUpperCase().startsWith('LICHENG_') && !own.includes(name))
    .map((name) => `${name} is not a setting; did you mean ${nearestName(name, own)}? Known: ${own.join(', ')}`);
}

function readPort(value: string | undefined): number {
  if (!value?.trim()) return 3000;
  const port = Number(value);
  if (!/^\s*\d{1,5}\s*$/.test(value) || port > 65_535) {
    throw new Error(`PORT is "${value}"; give a number from 1 to 65535, or 0 for any free port`);
  }
  return port;
}

function readHost(value: string | undefined): string {
  const host = value?.trim() || '127.0.0.1';
  if (isIP(host) || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)) return host;
  throw new Error(`HOST is "${host}"; give a name or an address to listen on, such as 127.0.0.1 or 0.0.0.0`);
}

function readDatabaseUrl(value: string | undefined, mode: Mode): string | null {
  const url = value?.trim();
  if (!url) {
    if (mode !== 'serve') return null;
    throw new Error(
      'DATABASE_URL is missing; name a PostgreSQL 15 or newer: DATABASE_URL=postgresql://user:password@host/database',
    );
  }
  // The value holds a password and is therefore never repeated.
  if (!URL.canParse(url) || !['postgres:', 'postgresql:'].includes(new URL(url).protocol)) {
    throw new Error('DATABASE_URL is not an address of PostgreSQL; write postgresql://user:password@host/database');
  }
  return url;
}

function readDemo(value: string | undefined, mode: Mode): boolean {
  const word = value?.trim().toLowerCase();
  if (!word) return mode === 'start';
  const on = ['1', 'true', 'yes', 'on'].includes(word);
  if (!on && !['0', 'false', 'no', 'off'].includes(word)) {
    throw new Error(`LICHENG_DEMO is "${value}"; write 1 or 0`);
  }
  if (on && mode === 'serve') {
    throw new Error(
      'LICHENG_DEMO=1 lets anyone in without a password; production refuses it: unset it, or use npm start',
    );
  }
  return on;
}

/** undefined where none is given and one of the data folder will do. */
function readGivenSecret(value: string | undefined, mode: Mode, ownDatabase: boolean): string | undefined {
  const needed = mode === 'serve' || (mode === 'cli' && ownDatabase);
  if (value === undefined && !needed) return undefined;
  const flaw = value === undefined ? 'is missing' : secretFlaw(value);
  if (flaw) throw new Error(`LICHENG_SECRET ${flaw}; ${makeSecret}`);
  return value;
}

/** The secret of a data folder, made when it is first asked for and readable by its owner alone. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret');
  try {
    // Closed to other users, but for passing through: as root, the database's user has its folder below.
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
    const draft = `${file}.${process.pid}`;
    if (!readSecretFile(file)) {
      writeFileSync(draft, `${newSecret()}\n`, { mode: 0o600 });
      try {
        // Unlike a write, a link neither replaces the secret of a program that was quicker nor is seen half done.
        linkSync(draft, file);
      } catch (error) {
        if (!isCode(error, 'EEXIST')) throw error;
      } finally {
        rmSync(draft, { force: true });
      }
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw configError([`the data folder ${dataDir} cannot be used (${reason}); set LICHENG_DATA_DIR to another`]);
  }
  const secret = readSecretFile(file) ?? '';
  const flaw = secretFlaw(secret);
  if (flaw) throw configError([`the secret in ${file} ${flaw}; remove the file and start again`]);
  return secret;
}

function readSecretFile(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function newSecret(): string {
  return randomBytes(48).toString('base64url');
}

function readVersion(): string {
  const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return about.version;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
