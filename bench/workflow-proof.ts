import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { createPool } from '../server/platform/db/db.ts';
import { migrateToLatest } from '../server/platform/db/migrate.ts';
import { ensureCluster } from '../server/platform/embedded/cluster.ts';
import type { Place } from '../server/platform/embedded/place.ts';
import { choosePlace } from '../server/platform/embedded/place.ts';
import { ensureServer, stopServer } from '../server/platform/embedded/postmaster.ts';
import { productionSettings } from '../server/platform/embedded/settings.ts';
import { killAndCheck } from '../server/testing/workflow/kill.ts';
import { raceAndCheck } from '../server/testing/workflow/races.ts';
import { fireAll } from '../server/testing/workflow/timers.ts';
import { killTree } from './processes.ts';

/** A database server of its own, as durable as in production, and the way to kill it and bring it back. */
async function ownServer(folder: string) {
  await rm(folder, { recursive: true, force: true });
  const place = await choosePlace(folder);
  const password = await ensureCluster(place, () => undefined);
  const port = await ensureServer(place, productionSettings());
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}`;
  const admin = new pg.Client(`${url}/postgres`);
  await admin.connect();
  await admin.query('create database licheng');
  await admin.end();
  return {
    url: `${url}/licheng`,
    async kill() {
      await killTree(place.cluster);
      await ensureServer(place, productionSettings(), port);
    },
    stop: () => leave(place, folder),
  };
}

async function leave(place: Place, folder: string): Promise<void> {
  await stopServer(place);
  await rm(place.home, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}

type Say = (line: string) => void;
type Server = Awaited<ReturnType<typeof ownServer>>;
type Outcome = { faults: string[] };

/** What is put to the proof, by its name: `rounds` kills or rounds of races, or how many timers. */
export const proofs: Record<
  string,
  (server: Server, rounds: number, databaseRounds: number, say: Say) => Promise<Outcome>
> = {
  'workflow-kill': (server, rounds, databaseRounds, say) =>
    killAndCheck({ databaseUrl: server.url, rounds, database: { rounds: databaseRounds, kill: server.kill }, say }),
  'workflow-races': (server, rounds) => raceAndCheck(server.url, rounds, 10_000),
  'workflow-timers': (server, timers) => fireAll(server.url, timers, 4),
};

/** Runs one on a database of its own; prints one JSON line of figures, and what is wrong. */
export async function prove(
  name: string,
  folder: string,
  rounds: number,
  databaseRounds: number,
  say: Say,
): Promise<void> {
  const server = await ownServer(join(folder, 'proof-pg'));
  try {
    const pool = createPool(server.url, 2);
    await migrateToLatest(pool);
    await pool.end();
    const { faults, ...figures } = (await proofs[name]?.(server, rounds, databaseRounds, say)) ?? { faults: [name] };
    console.log(JSON.stringify({ scenario: name, ...figures, faults: faults.length }));
    for (const fault of faults.slice(0, 50)) say(fault);
    if (faults.length > 0) process.exitCode = 1;
  } finally {
    await server.stop();
  }
}
