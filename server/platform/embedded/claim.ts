import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Place } from './place.ts';

/** The program that has a data folder. */
export type Holder = { readonly pid: number; readonly address: string | null; readonly leaving: boolean };

/** The right of one program to a data folder; it ends with the program, however that ends. */
export type Claim = {
  announce(address: string): Promise<void>;
  /** Tells a program that starts now to wait for the folder. */
  leave(): Promise<void>;
  /** Gives the folder up after `last` was done under the claim. */
  release(last: () => Promise<void>): Promise<void>;
  /** Fulfilled when the database went away and the right with it; never after `release`. */
  readonly lost: Promise<void>;
};

const lock = 726_100;
/** A killed program's connection may take a moment to be noticed. */
const attempts = 12;
const pauseMs = 150;
/** So long may a program take that has been told to stop. */
const leavingAttempts = 240;

/**
 * Takes the folder for this program: a session lock in the database itself, which the system releases when the program
 * is killed. Throws an error that `heldBy` reads when another program has it.
 */
export async function claim(place: Place, adminUrl: string): Promise<Claim> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'licheng claim', keepAlive: true });
  const { promise: lost, resolve } = Promise.withResolvers<void>();
  client.on('error', () => resolve());
  client.on('end', () => resolve());
  await client.connect();
  try {
    if (!(await takeLock(client, place))) throw await heldError(place);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  await announce(place, null, false);
  let released = false;
  return {
    lost: lost.then(() => (released ? new Promise<void>(() => undefined) : undefined)),
    announce: (address) => announce(place, address, false),
    leave: () => announce(place, null, true),
    async release(last) {
      released = true;
      await rm(holderFile(place), { force: true });
      await last();
      await client.end().catch(() => undefined);
    },
  };
}

/** Who has the folder, if the error says that somebody has. */
export function heldBy(error: unknown): Holder | null {
  return error instanceof Error && error.name === 'FolderHeldError' && 'holder' in error
    ? (error.holder as Holder)
    : null;
}

async function takeLock(client: pg.Client, place: Place): Promise<boolean> {
  for (let attempt = 1; attempt <= leavingAttempts; attempt++) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lock]);
    if (rows[0]?.taken) return true;
    if (attempt >= attempts && !(await readHolder(place)).leaving) return false;
    await sleep(pauseMs);
  }
  return false;
}

async function heldError(place: Place): Promise<Error> {
  const holder = await readHolder(place);
  const where = holder.address ? ` at ${holder.address}` : '';
  const error = new Error(`another program (process ${holder.pid}) has ${place.home}${where}`);
  error.name = 'FolderHeldError';
  return Object.assign(error, { holder });
}

async function readHolder(place: Place): Promise<Holder> {
  try {
    return JSON.parse(await readFile(holderFile(place), 'utf8')) as Holder;
  } catch {
    return { pid: 0, address: null, leaving: false };
  }
}

async function announce(place: Place, address: string | null, leaving: boolean): Promise<void> {
  const draft = `${holderFile(place)}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify({ pid: process.pid, address, leaving })}\n`, { mode: 0o600 });
  if (place.owner) await chown(draft, place.owner.uid, place.owner.gid);
  await rename(draft, holderFile(place));
}

function holderFile(place: Place): string {
  return join(place.home, 'running.json');
}
