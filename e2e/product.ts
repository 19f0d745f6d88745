import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { choosePlace } from '../server/platform/embedded/place.ts';

export type Product = {
  url: string;
  dataDir: string;
  stop: () => Promise<void>;
  /** kill -9 of the program; with `database` of its PostgreSQL too. The data folder stays. */
  kill: (options?: { database?: boolean }) => Promise<void>;
};

const root = join(import.meta.dirname, '..');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Starts the product as `npm start` does, on a data folder of its own (or one left by an earlier start) with the demo
 * company, and waits until it answers. Throws with what the program printed when it does not within two minutes.
 */
export async function startProduct(folder?: string): Promise<Product> {
  const port = await freePort();
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'licheng-e2e-')));
  // The database's own user must be able to enter.
  await chmod(dataDir, 0o755);
  const child = spawn(process.execPath, [join(root, 'server', 'main', 'start.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PORT: String(port),
      LICHENG_DATA_DIR: dataDir,
      PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
      HOME: dataDir,
    },
  });
  let printed = '';
  const keep = (chunk: Buffer) => {
    printed += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; !(await answers(url)); attempt += 1) {
    if (child.exitCode !== null || attempt > 600) throw new Error(`the product did not start:\n${printed}`);
    await sleep(200);
  }
  return {
    url,
    dataDir,
    async kill(options = {}) {
      const victims = options.database ? [...(await postmasters(dataDir)), child.pid] : [child.pid];
      for (const pid of victims) if (pid) process.kill(pid, 'SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The first process of the database of this folder. */
async function postmasters(dataDir: string): Promise<number[]> {
  const { cluster } = await choosePlace(dataDir);
  const [pid] = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
  return [Number(pid)];
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/health`)).ok;
  } catch {
    return false;
  }
}
