import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { choosePlace } from '../platform/embedded/place.ts';
import { stopServer } from '../platform/embedded/postmaster.ts';
import { createTestDatabase } from '../testing/database.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'licheng start '));
chmodSync(folder, 0o755);
const children: ChildProcess[] = [];
const dataDir = join(folder, 'data');

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await stopServer(await choosePlace(dataDir));
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

type Program = { child: ChildProcess; printed: () => string; ended: Promise<number | null> };

function program(script: string, env: Record<string, string>, args: string[] = []): Program {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, HOME: folder, ...env },
  });
  children.push(child);
  let text = '';
  const keep = (chunk: Buffer): void => {
    text += chunk.toString('utf8');
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, printed: () => text, ended };
}

/** The address that the program prints when it is ready. */
async function addressOf({ child, printed }: Program): Promise<string> {
  for (;;) {
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(printed())?.[0];
    if (address) return address;
    if (child.exitCode !== null) throw new Error(printed());
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'close')]);
  }
}

const start = (env: Record<string, string> = {}): Program =>
  program('server/main/start.ts', { PORT: '0', LICHENG_DEMO: '0', LICHENG_DATA_DIR: dataDir, ...env });

const serverPid = (): number =>
  Number(readFileSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);

async function health(address: string): Promise<unknown> {
  return (await fetch(`${address}/api/health`)).json();
}

const healthy = { status: 'ok', version: expect.any(String), database: 'ok' };

describe('npm start', { timeout: 90_000 }, () => {
  test('runs once a folder, ends at a signal with nothing left, and survives kill -9 of everything', async () => {
    const first = start();
    const address = await addressOf(first);
    expect(await health(address)).toEqual(healthy);
    expect(first.printed()).toContain('admin create --login');

    const second = start();
    expect(await second.ended).toBe(0);
    expect(second.printed()).toContain(`已在运行：${address}`);

    process.kill(serverPid(), 'SIGKILL');
    first.child.kill('SIGKILL');
    await first.ended;
    const third = start();
    expect(await health(await addressOf(third))).toEqual(healthy);

    third.child.kill('SIGTERM');
    expect(await third.ended).toBe(0);
    expect(() => serverPid()).toThrow(/ENOENT/);
  });

  test('says that the port is taken and how to choose another', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const refused = start({ PORT: String(port) });
    expect(await refused.ended).toBe(1);
    expect(refused.printed()).toContain(`PORT=${port + 1} npm start`);
    other.close();
  });

  test('refuses a misspelt setting without a stack', async () => {
    const refused = start({ LICHENG_PORT: '1' });
    expect(await refused.ended).toBe(1);
    expect(refused.printed()).toMatch(/^LICHENG_PORT is not a setting[^\n]*\n$/);
  });
});

describe('npm run serve', { timeout: 90_000 }, () => {
  test('starts on a database of its own without anyone who could sign in; a command makes the first', async () => {
    const database = await createTestDatabase();
    const env = { DATABASE_URL: database.url, LICHENG_SECRET: 'Zq8vP2mX7nR4tB9wK3dF6hJ1sL5yC0gA', PORT: '0' };
    const server = program('server/main/serve.ts', env);
    const address = await addressOf(server);
    expect(await health(address)).toEqual(healthy);
    expect((await fetch(`${address}/api/demo/people`)).status).toBe(404);
    const { rows: nobody } = await database.pool.query('select from users');
    expect(nobody).toEqual([]);

    const made = program('server/main/cli.ts', env, ['admin', 'create', '--login', 'Boss', '--name', '王总']);
    expect(await made.ended).toBe(0);
    const password = /one-time password: (\S+)/.exec(made.printed())?.[1];
    const answer = await signIn(address, 'boss', password);
    expect(answer.status).toBe(200);
    const me = await fetch(`${address}/api/auth/me`, { headers: { cookie: cookieOf(answer) } });
    expect(await me.json()).toMatchObject({ name: '王总', mustChangePassword: true });

    const again = program('server/main/cli.ts', env, ['admin', 'create', '--login', 'boss']);
    expect(await again.ended).toBe(1);
    expect(again.printed()).toMatch(/^"boss" is there already[^\n]*\n$/);

    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    await database.drop();
  });

  test('refuses a database that a newer program made', async () => {
    const database = await createTestDatabase();
    await database.pool.query(`insert into kysely_migration values ('9999-later', '2099-01-01')`);
    const env = { DATABASE_URL: database.url, LICHENG_SECRET: 'Zq8vP2mX7nR4tB9wK3dF6hJ1sL5yC0gA', PORT: '0' };
    const refused = program('server/main/serve.ts', env);
    expect(await refused.ended).toBe(1);
    expect(refused.printed()).toMatch(/^the database was made by a newer version[^\n]*9999-later[^\n]*\n$/);
    await database.drop();
  });

  test('says in one line that there is no database at the address', async () => {
    const secret = 'Zq8vP2mX7nR4tB9wK3dF6hJ1sL5yC0gA';
    const env = { DATABASE_URL: 'postgresql://u:hunter2@127.0.0.1:1/x', LICHENG_SECRET: secret, PORT: '0' };
    const refused = program('server/main/serve.ts', env);
    expect(await refused.ended).toBe(1);
    expect(refused.printed()).toBe('no PostgreSQL answers at 127.0.0.1:1/x; is it running, is the port right?\n');
  });
});

function signIn(address: string, login: string, password: string | undefined): Promise<Response> {
  return fetch(`${address}/api/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
}

function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}
