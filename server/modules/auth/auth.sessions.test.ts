import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../main/app.ts';
import { createApp } from '../../main/app.ts';
import { createPool } from '../../platform/db/db.ts';
import { newId } from '../../platform/ids.ts';
import type { TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { sign } from './auth.sessions.rules.ts';
import type { Browser } from './auth.testing.ts';
import { signedIn, withPassword } from './auth.testing.ts';
import { createAuth } from './index.ts';

let app: TestApp;
let second: { app: App; end: () => Promise<void> };

beforeAll(async () => {
  app = await createTestApp();
  second = await anotherProcess(app.databaseUrl);
});
afterAll(async () => {
  await second.end();
  await app.stop();
});

/** A second application on the same database, as another process would be. */
async function anotherProcess(databaseUrl: string) {
  const pool = createPool(databaseUrl, 3);
  const other = await createApp({
    settings: { ...app.runtime.settings, databaseUrl },
    pool,
    listen: { host: '127.0.0.1', port: 0 },
    worker: false,
    log: false,
    checkOutput: true,
  });
  await other.http.ready();
  return {
    app: other,
    async end() {
      await other.close();
      await pool.end();
    },
  };
}

const apps = () => [app.http, second.app.http];
const cookieOf = (browser: Browser) => `licheng.session_token=${browser.cookies.get('licheng.session_token')}`;

async function statuses(browser: Browser): Promise<number[]> {
  const headers = { cookie: cookieOf(browser) };
  const answers = await Promise.all(apps().map((http) => http.inject({ url: '/api/auth/me', headers })));
  return answers.map((answer) => answer.statusCode);
}

const person = async (fields = {}) => withPassword(app, await app.person(fields));
const leave = (who: TestPerson) =>
  app.runtime.pool.query('update users set active = false, departed_on = current_date where id = $1', [who.id]);

/** How long after `change` both processes answer `status` to every one of the browsers, in milliseconds. */
async function untilAll(browsers: Browser[], status: number, change: () => Promise<unknown>): Promise<number> {
  await change();
  const from = performance.now();
  while ((await Promise.all(browsers.map(statuses))).flat().some((one) => one !== status)) {
    if (performance.now() - from > 5000) return Number.POSITIVE_INFINITY;
    await sleep(5);
  }
  return performance.now() - from;
}

describe('in every process, within a second', () => {
  test('a departure ends all sessions of the person, and of nobody else', async () => {
    const [leaver, other] = [await person(), await person()];
    const browsers = [await signedIn(app, leaver), await signedIn(app, leaver)];
    const stays = await signedIn(app, other);
    for (const browser of [...browsers, stays]) expect(await statuses(browser)).toEqual([200, 200]);
    expect(await untilAll(browsers, 401, () => leave(leaver))).toBeLessThan(1000);
    expect(await statuses(stays)).toEqual([200, 200]);
    const { rows } = await app.runtime.pool.query('select id from auth_sessions where user_id = $1', [leaver.id]);
    expect(rows).toEqual([]);
  });

  test('a leaver’s session does not count, however it came to be', async () => {
    const leaver = await person();
    await leave(leaver);
    const token = 'made-after-the-departure';
    await app.runtime.pool.query(
      `insert into auth_sessions (id, token, user_id, expires_at, created_at, updated_at)
       values ($1, $2, $3, now() + interval '1 day', now(), now())`,
      [newId(), token, leaver.id],
    );
    const cookie = `licheng.session_token=${sign(token, createAuth(app.runtime).key)}`;
    for (const http of apps()) {
      expect((await http.inject({ url: '/api/auth/me', headers: { cookie } })).statusCode).toBe(401);
    }
    await app.runtime.pool.query('update users set active = true, departed_on = null where id = $1', [leaver.id]);
    expect((await app.http.inject({ url: '/api/auth/me', headers: { cookie } })).statusCode).toBe(200);
  });

  test('a closed session ends', async () => {
    const anyone = await person();
    const [browser, other] = [await signedIn(app, anyone), await signedIn(app, anyone)];
    expect(await statuses(other)).toEqual([200, 200]);
    const close = () => browser.call('POST', '/api/auth/sessions/revoke-others');
    expect(await untilAll([other], 401, close)).toBeLessThan(1000);
  });

  test('a right that is taken is gone', async () => {
    const admin = await person({ roles: ['administrator'] });
    const browser = await signedIn(app, admin);
    const headers = { cookie: cookieOf(browser) };
    const asked = async () =>
      (await Promise.all(apps().map((http) => http.inject({ url: '/api/users', headers })))).map(
        (one) => one.statusCode,
      );
    expect(await asked()).toEqual([200, 200]);
    await app.runtime.pool.query('delete from user_roles where user_id = $1', [admin.id]);
    await expect.poll(asked, { timeout: 1000, interval: 10 }).toEqual([403, 403]);
  });
});

describe('what is remembered of a session', () => {
  const remembering = (http: App, browser: Browser) => {
    const request = { headers: { cookie: cookieOf(browser) } } as Parameters<
      ReturnType<typeof createAuth>['authenticate']
    >[0];
    return () => createAuth(http.runtime).authenticate(request);
  };

  test('is the line and whether it is everyone', async () => {
    await app.runtime.pool.query('truncate users cascade');
    const [boss, outsider] = [await person(), await person()];
    const rep = await person({ supervisor: await person({ supervisor: boss }) });
    const ask = remembering(app, await signedIn(app, boss));
    await expect.poll(async () => (await ask())?.line.size).toBe(3);
    expect(await ask()).toMatchObject({ id: boss.id, everyone: false, mustChangePassword: false });
    expect((await ask())?.line.has(rep.id)).toBe(true);
    expect((await ask())?.line.has(outsider.id)).toBe(false);
    await app.runtime.pool.query('delete from users where id = $1', [outsider.id]);
    await expect.poll(async () => (await ask())?.everyone).toBe(true);
  });

  test('is not used while the line to the database is down', async () => {
    const relay = await startRelay(app.databaseUrl);
    const third = await anotherProcess(relay.url);
    const anyone = await person();
    const browser = await signedIn(app, anyone);
    const headers = { cookie: cookieOf(browser) };
    const ask = async () => (await third.app.http.inject({ url: '/api/auth/me', headers })).statusCode;
    expect(await ask()).toBe(200);
    const listening = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query ilike 'listen%' and client_port = any($1)`;
    const admin = new pg.Client(app.databaseUrl);
    await admin.connect();
    relay.refuseNew();
    await admin.query(listening, [relay.ports()]);
    await admin.end();
    await expect.poll(() => third.app.runtime.live.connected()).toBe(false);
    await leave(anyone);
    expect(await ask()).toBe(401);
    relay.acceptNew();
    await expect.poll(() => third.app.runtime.live.connected(), { timeout: 5000 }).toBe(true);
    expect(await ask()).toBe(401);
    await third.end();
    await relay.stop();
  });

  test('costs less than 20 µs', async () => {
    const ask = remembering(app, await signedIn(app, await person()));
    await ask();
    const rounds = 20_000;
    const from = process.cpuUsage();
    for (let round = 0; round < rounds; round += 1) await ask();
    const { user, system } = process.cpuUsage(from);
    expect((user + system) / rounds).toBeLessThan(20);
  });
});

/** Stands between an application and its database and can refuse new connections while the old ones live. */
async function startRelay(databaseUrl: string) {
  const { connect } = await import('node:net');
  const target = new URL(databaseUrl);
  const ports = new Set<number>();
  let open = true;
  const server = createServer((socket) => {
    if (!open) {
      socket.destroy();
      return;
    }
    const up = connect(Number(target.port), target.hostname, () => ports.add(up.localPort ?? 0));
    socket.pipe(up).pipe(socket);
    socket.on('error', () => up.destroy());
    up.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: url.href,
    ports: () => [...ports],
    refuseNew: () => {
      open = false;
    },
    acceptNew: () => {
      open = true;
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
