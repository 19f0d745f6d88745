import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import type { Embedded } from './index.ts';
import { borrowEmbedded, heldBy, startEmbedded } from './index.ts';
import { choosePlace } from './place.ts';
import { stopServer } from './postmaster.ts';
import { isAlive } from './processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'licheng embedded '));
// As root the database runs as another user, who has to get in.
chmodSync(folder, 0o755);
const children: ChildProcess[] = [];
const folders: string[] = [];
const log = (): void => undefined;

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const dataDir of folders) await stopServer(await choosePlace(dataDir));
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

function newFolder(name: string): string {
  const dataDir = join(folder, name);
  folders.push(dataDir);
  return dataDir;
}

type Said = { url?: string; heldBy?: { pid: number; address: string } | null; message?: string };

/** Another program on the folder, and what it said. */
async function program(dataDir: string): Promise<{ child: ChildProcess; said: Said }> {
  const script = join(import.meta.dirname, 'fixtures', 'holder.ts');
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, said: JSON.parse(line) as Said };
}

async function query<R extends pg.QueryResultRow>(url: string, text: string, values: unknown[] = []): Promise<R[]> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<R>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** 0 while there is none: a server that starts replaces the file of a killed one. */
function serverPid(dataDir: string): number {
  const file = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
}

describe('one program', { timeout: 90_000 }, () => {
  const dataDir = newFolder('里程 one');

  test('makes a durable UTF-8 database for an ordinary user, and finds its rows again', async () => {
    const first = await startEmbedded({ dataDir, log });
    const [facts] = await query(
      first.url,
      `select current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
        current_setting('synchronous_commit') as commit, current_setting('listen_addresses') as address,
        (select rolsuper from pg_roles where rolname = current_user) as super, lower('Ä') as lower`,
    );
    const wanted = { encoding: 'UTF8', fsync: 'on', commit: 'on', address: '127.0.0.1', super: false, lower: 'ä' };
    expect(facts).toEqual(wanted);
    expect(statSync(join(dataDir, 'postgres', 'password')).mode & 0o077).toBe(0);
    await query(first.url, `create table note as select '永晟' as text`);
    const pid = serverPid(dataDir);
    await first.stop();
    expect(isAlive(pid)).toBe(false);

    const second = await startEmbedded({ dataDir, log });
    expect(await query(second.url, 'select text from note')).toEqual([{ text: '永晟' }]);
    await second.stop();
  });

  test('goes elsewhere when its user cannot enter the folder, and stays there', async () => {
    const home = join(folder, 'private');
    mkdirSync(home, { mode: 0o700 });
    const dataDir = join(home, 'data');
    const lines: string[] = [];
    const database = await startEmbedded({ dataDir, log: (line) => lines.push(line) });
    await query(database.url, 'create table note (id int)');
    await database.stop();
    const place = await choosePlace(dataDir);
    const isRoot = process.getuid?.() === 0;
    expect(place.moved).toBe(isRoot);
    expect(place.home).toMatch(isRoot ? /^\/var\/lib\/licheng-[0-9a-f]{12}$/ : /private\/data\/postgres$/);
    expect(lines.some((line) => line.includes(place.home))).toBe(true);

    chmodSync(home, 0o755);
    const again = await startEmbedded({ dataDir, log });
    expect(await query(again.url, 'select * from note')).toEqual([]);
    await again.stop();
    rmSync(place.home, { recursive: true });
  });

  test('needs the password', async () => {
    const database = await startEmbedded({ dataDir, log });
    const url = new URL(database.url);
    url.password = 'licheng';
    await expect(query(url.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    await database.stop();
  });

  test('starts past a file that names a foreign process', async () => {
    const cluster = join(dataDir, 'postgres', 'cluster');
    // The id belongs to this very process, as it may after a reboot.
    writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n1\n5432\n\n127.0.0.1\n`);
    const database = await startEmbedded({ dataDir, log });
    expect(await query(database.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await database.stop();
  });

  test('says in words what is wrong with the folder', async () => {
    const foreign = newFolder('foreign');
    mkdirSync(join(foreign, 'postgres', 'cluster'), { recursive: true });
    writeFileSync(join(foreign, 'postgres', 'cluster', 'thesis.docx'), '');
    await expect(startEmbedded({ dataDir: foreign, log })).rejects.toThrow(/files that are not a database/);

    const old = newFolder('old');
    mkdirSync(join(old, 'postgres', 'cluster'), { recursive: true });
    writeFileSync(join(old, 'postgres', 'cluster', 'PG_VERSION'), '15\n');
    await expect(startEmbedded({ dataDir: old, log })).rejects.toThrow(/is of PostgreSQL 15, this program brings 18/);

    writeFileSync(join(folder, 'file'), '');
    await expect(startEmbedded({ dataDir: join(folder, 'file', 'x'), log })).rejects.toThrow(/cannot be made/);
  });
});

describe('two programs', { timeout: 90_000 }, () => {
  const dataDir = newFolder('two');

  test('a second one is refused and told where the first is', async () => {
    const { child, said } = await program(dataDir);
    const refusal = await startEmbedded({ dataDir, log }).catch((error: unknown) => error);
    expect(heldBy(refusal)).toEqual({ pid: child.pid, address: 'http://127.0.0.1:3099', leaving: false });
    expect(await query(said.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);

    const borrowed = await borrowEmbedded({ dataDir, log });
    expect(borrowed.url).toBe(said.url);
    await borrowed.stop();
    expect(await query(said.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  test('a second one waits for the first when that is about to end', async () => {
    const first = await startEmbedded({ dataDir, log });
    await first.leave();
    const second = startEmbedded({ dataDir, log });
    await sleep(3000);
    await first.stop();
    const database = await second;
    expect(await query(database.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await database.stop();
  });

  test('of two that start at once on an empty folder exactly one gets it', async () => {
    const dataDir = newFolder('race');
    const both = await Promise.all([program(dataDir), program(dataDir)]);
    const winners = both.filter(({ said }) => said.url);
    expect(winners).toHaveLength(1);
    expect(both.find(({ said }) => !said.url)?.said.heldBy?.pid).toBe(winners[0]?.child.pid);
  });

  test('after kill -9 of the program the next one adopts the database with every answered row', async () => {
    const { child, said } = await program(dataDir);
    const url = said.url ?? '';
    await query(url, 'create table kept (id int)');
    for (let id = 0; id < 50; id++) await query(url, 'insert into kept values ($1)', [id]);
    const pid = serverPid(dataDir);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(pid)).toBe(true);

    const next = await startEmbedded({ dataDir, log });
    expect(serverPid(dataDir)).toBe(pid);
    expect(await query(next.url, 'select count(*)::int as count from kept')).toEqual([{ count: 50 }]);
    await next.stop();
  });
});

describe('kill -9 of PostgreSQL', { timeout: 90_000 }, () => {
  type Writer = { acknowledged: number; done: boolean };

  /** Writes row after row until told to end, counting those that were acknowledged. */
  async function write(database: Embedded, writer: Writer): Promise<void> {
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
    pool.on('error', () => undefined);
    while (!writer.done) {
      try {
        await pool.query('insert into entry values ($1) on conflict do nothing', [writer.acknowledged]);
        writer.acknowledged++;
      } catch {
        await sleep(20);
      }
    }
    await pool.end();
  }

  test('every acknowledged row survives, and the database comes back at its address', async () => {
    const dataDir = newFolder('two');
    const database = await startEmbedded({ dataDir, log });
    await query(database.url, 'create table entry (id int primary key)');
    const writer: Writer = { acknowledged: 0, done: false };
    const writing = write(database, writer);
    for (let crash = 1; crash <= 3; crash++) {
      while (writer.acknowledged < crash * 20) await sleep(5);
      const pid = serverPid(dataDir);
      process.kill(pid, 'SIGKILL');
      while ([0, pid].includes(serverPid(dataDir)) || !(await answers(database.url))) await sleep(50);
    }
    writer.done = true;
    await writing;
    const [found] = await query<{ count: number }>(
      database.url,
      'select count(*)::int as count from entry where id < $1',
      [writer.acknowledged],
    );
    expect(found?.count).toBe(writer.acknowledged);
    await database.stop();
  });

  async function answers(url: string): Promise<boolean> {
    return query(url, 'select 1').then(
      () => true,
      () => false,
    );
  }
});
