import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, link, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { platform } from 'node:process';
import { embeddedError, explainLog, systemCode } from './errors.ts';
import type { Place } from './place.ts';
import { isAlive } from './processes.ts';

/** Makes the cluster if there is none, and answers the password of its users. */
export async function ensureCluster(place: Place, log: (line: string) => void): Promise<string> {
  const password = await ensurePassword(place);
  const major = await readFile(join(place.cluster, 'PG_VERSION'), 'utf8').catch(() => '');
  const ours = place.binaries.version.split('.')[0];
  if (!major) {
    if (await isOccupied(place.cluster)) {
      throw embeddedError(`${place.cluster} holds files that are not a database; choose another LICHENG_DATA_DIR`);
    }
    log(`making the database in ${place.cluster}`);
    await initialise(place);
  } else if (major.trim() !== ours) {
    throw embeddedError(
      `the database in ${place.cluster} is of PostgreSQL ${major.trim()}, this program brings ${ours}; ` +
        'dump it with the older program and load it with this one, or choose another LICHENG_DATA_DIR',
    );
  }
  return password;
}

async function initialise(place: Place): Promise<void> {
  await removeHalfMade(place);
  const half = `${place.cluster}.${process.pid}.new`;
  // The C library of Linux brings C.UTF-8; elsewhere PostgreSQL's own definition gives the same order.
  const locale =
    platform === 'linux'
      ? ['--locale=C.UTF-8']
      : ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const flags = ['--username=postgres', '--encoding=UTF8', '--auth=scram-sha-256', `--pwfile=${place.password}`];
  try {
    await run(place, place.binaries.initdb, [`--pgdata=${half}`, ...flags, ...locale]);
    await rename(half, place.cluster);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    // Another program was quicker: its cluster stands.
    if (['ENOTEMPTY', 'EEXIST'].includes(systemCode(error))) return;
    throw error;
  }
}

/** Runs a program of PostgreSQL to its end as the database's user; its complaint becomes the error. */
export function run(place: Place, program: string, args: string[]): Promise<void> {
  const { owner } = place;
  const options = { cwd: place.home, env: serverEnvironment(), ...(owner && { uid: owner.uid, gid: owner.gid }) };
  return new Promise((resolve, reject) => {
    execFile(program, args, options, (error, stdout, stderr) => {
      if (!error) resolve();
      else
        reject(embeddedError(`the database in ${place.cluster} failed: ${explainLog(`${stdout}\n${stderr}`)}`, error));
    });
  });
}

/** PostgreSQL gets no variable of ours: PGDATA, PGPORT or a foreign language would change what it does. */
export function serverEnvironment(): Record<string, string> {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

async function ensurePassword(place: Place): Promise<string> {
  const existing = await readPassword(place.password);
  if (existing) return existing;
  const draft = `${place.password}.${process.pid}`;
  await writeFile(draft, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  if (place.owner) await chown(draft, place.owner.uid, place.owner.gid);
  // A link, unlike a write, is never seen half done and never replaces the file of a program that was quicker.
  await link(draft, place.password).catch((error: unknown) => {
    if (systemCode(error) !== 'EEXIST') throw error;
  });
  await rm(draft);
  return readPassword(place.password);
}

async function readPassword(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return '';
    throw embeddedError(
      `${file} cannot be read (${systemCode(cause)}); start as the user who made the database`,
      cause,
    );
  }
}

async function isOccupied(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => null);
  if (!found) return false;
  return !found.isDirectory() || (await readdir(folder)).length > 0;
}

async function removeHalfMade(place: Place): Promise<void> {
  for (const name of await readdir(place.home)) {
    const maker = /^cluster\.(\d+)\.new$/.exec(name)?.[1];
    if (maker && !isAlive(Number(maker))) await rm(join(place.home, name), { recursive: true, force: true });
  }
}
