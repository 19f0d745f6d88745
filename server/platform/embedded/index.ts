import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Claim } from './claim.ts';
import { claim, heldBy } from './claim.ts';
import { ensureCluster } from './cluster.ts';
import type { Place } from './place.ts';
import { choosePlace } from './place.ts';
import { ensureServer, stopServer } from './postmaster.ts';
import { productionSettings } from './settings.ts';

export { heldBy } from './claim.ts';

export type EmbeddedOptions = {
  readonly dataDir: string;
  readonly log: (line: string) => void;
  /** Called when the database was gone and another program has taken the folder meanwhile. */
  readonly onTaken?: () => void;
};

export type Embedded = {
  /** Address of the application's database; it holds for the life of the program. */
  readonly url: string;
  /** Leaves the address of the program for a second one that is started on the same folder. */
  announce(address: string): Promise<void>;
  /** Tells a program that is started on the same folder that this one is about to end, and to wait for it. */
  leave(): Promise<void>;
  /** Where the database's files are. */
  readonly home: string;
  /** Drops everything in the application's database. */
  reset(): Promise<void>;
  /** Stops the database; what was committed is on the disk. */
  stop(): Promise<void>;
};

type Keeper = { claim: Claim; stopping: boolean };

/**
 * Starts the PostgreSQL of a data folder, or adopts the one that a killed program left running, and keeps it running
 * until `stop`. Throws an error that `heldBy` reads when another program has the folder.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDir, log } = options;
  const place = await choosePlace(dataDir);
  if (place.moved) {
    log(`the database's user "${place.owner?.name}" cannot enter ${dataDir}; the database is in ${place.home}`);
  }
  const password = await ensureCluster(place, log);
  const { port, claim } = await take(place, password);
  const admin = urlOf('postgres', password, port, 'postgres');
  const keeper: Keeper = { claim, stopping: false };
  let address: string | null = null;
  try {
    await ensureDatabase(admin, password);
  } catch (error) {
    await keeper.claim.release(async () => undefined);
    throw error;
  }
  const restarted = async (): Promise<void> => {
    if (address) await keeper.claim.announce(address);
  };
  void keep(keeper, place, { admin, port, options, restarted });
  return {
    url: urlOf('licheng', password, port, 'licheng'),
    async announce(given) {
      address = given;
      await keeper.claim.announce(given);
    },
    leave: () => keeper.claim.leave(),
    home: place.home,
    reset: () => recreateDatabase(admin, password),
    async stop() {
      keeper.stopping = true;
      await keeper.claim.release(() => stopServer(place));
    },
  };
}

/**
 * The database of a data folder for one command: that of the running program, or one started for the time of the
 * command.
 */
export async function borrowEmbedded(options: EmbeddedOptions): Promise<{ url: string; stop(): Promise<void> }> {
  try {
    return await startEmbedded(options);
  } catch (error) {
    if (!heldBy(error)) throw error;
    const place = await choosePlace(options.dataDir);
    const password = await ensureCluster(place, options.log);
    const port = await ensureServer(place, productionSettings());
    return { url: urlOf('licheng', password, port, 'licheng'), stop: async () => undefined };
  }
}

type Watch = { admin: string; port: number; options: EmbeddedOptions; restarted: () => Promise<void> };

/** The server and the right to it. A program that is just ending may stop the server under our hands. */
async function take(place: Place, password: string): Promise<{ port: number; claim: Claim }> {
  for (let attempt = 1; ; attempt++) {
    const port = await ensureServer(place, productionSettings());
    try {
      return { port, claim: await claim(place, urlOf('postgres', password, port, 'postgres')) };
    } catch (error) {
      if (heldBy(error) || attempt === 5) throw error;
      await sleep(300);
    }
  }
}

/** Brings the database back on its port whenever it went away, be it killed or out of memory. */
async function keep(keeper: Keeper, place: Place, { admin, port, options, restarted }: Watch): Promise<void> {
  while (!keeper.stopping) {
    await keeper.claim.lost;
    options.log('the database went away; starting it again');
    while (!keeper.stopping) {
      try {
        await ensureServer(place, productionSettings(), port);
        keeper.claim = await claim(place, admin);
        await restarted();
        options.log('the database is back');
        break;
      } catch (error) {
        if (heldBy(error)) {
          options.log('another program has taken the data folder');
          options.onTaken?.();
          return;
        }
        options.log(error instanceof Error ? error.message : String(error));
        await sleep(2000);
      }
    }
  }
}

/** The application's user owns its database and is no superuser. */
function ensureDatabase(admin: string, password: string): Promise<void> {
  return asAdmin(admin, async (client) => {
    const role = await client.query(`select from pg_roles where rolname = 'licheng'`);
    // The password is ours and hexadecimal; a role's password cannot be a parameter.
    if (!role.rowCount) await client.query(`create role licheng login password '${password}'`);
    const database = await client.query(`select from pg_database where datname = 'licheng'`);
    if (!database.rowCount) await client.query('create database licheng owner licheng');
  });
}

async function recreateDatabase(admin: string, password: string): Promise<void> {
  await asAdmin(admin, async (client) => {
    await client.query('drop database if exists licheng with (force)');
  });
  await ensureDatabase(admin, password);
}

async function asAdmin(admin: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(user: string, password: string, port: number, database: string): string {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
}
