import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { sign } from './auth.sessions.rules.ts';
import { openBrowser, password, setCookies, signedIn, withPassword } from './auth.testing.ts';
import { authJobs } from './index.ts';

let app: TestApp;
let clock = 0;

beforeAll(async () => {
  app = await createTestApp({ now: () => new Date(Date.now() + clock) });
});
afterAll(() => app.stop());

const minute = 60_000;
const person = async (fields = {}) => withPassword(app, await app.person(fields));
const signIn = (login: string, given: string) =>
  app.anonymous.call('POST', '/api/auth/sign-in', { login, password: given });

describe('sign-in', () => {
  test('takes the login without regard to case and sets a cookie that scripts cannot read', async () => {
    const wang = await person({ login: 'Wang.Min' });
    const browser = openBrowser(app);
    const answer = await browser.call('POST', '/api/auth/sign-in', { login: ' wang.MIN ', password });
    expect(answer).toMatchObject({ status: 200, body: { secondStep: false } });
    const [cookie] = setCookies(answer);
    expect(cookie).toMatch(/^licheng\.session_token=.+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
    const me = await browser.call('GET', '/api/auth/me');
    expect(me).toMatchObject({ status: 200, body: { id: wang.id, login: 'Wang.Min', mustChangePassword: false } });
  });

  test('keeps the cookie to TLS when the page came by TLS', async () => {
    const { login } = await person();
    const call = (headers: Record<string, string>) =>
      app.anonymous.call('POST', '/api/auth/sign-in', { login, password }, { headers });
    const proxied = await call({ host: 'crm.example.com', origin: 'https://crm.example.com' });
    expect(setCookies(proxied)[0]).toMatch(/; Secure$/);
    expect(setCookies(await call({ 'x-forwarded-proto': 'https' }))[0]).toMatch(/; Secure$/);
    expect(setCookies(await call({}))[0]).not.toMatch(/Secure/);
  });

  test('answers an unknown login, a wrong password, a leaver and a person without a password alike', async () => {
    const [known, leaver, without] = [await person(), await person(), await app.person()];
    await app.runtime.pool.query('update users set active = false, departed_on = current_date where id = $1', [
      leaver.id,
    ]);
    const answers = await Promise.all([
      signIn(known.login, 'wrong password'),
      signIn('nobody.at.all', password),
      signIn(leaver.login, password),
      signIn(without.login, password),
    ]);
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 401, body: { code: 'auth.failed', params: {} } });
      expect(setCookies(answer)).toEqual([]);
    }
  });

  test('takes about as long for an unknown login as for a wrong password', async () => {
    const known = await person();
    const timed = async (login: string) => {
      const from = performance.now();
      await signIn(login, 'wrong password');
      return performance.now() - from;
    };
    const times: { wrong: number; unknown: number }[] = [];
    for (let round = 0; round < 9; round += 1) {
      times.push({ wrong: await timed(known.login), unknown: await timed(`unknown${round}`) });
    }
    const median = (values: number[]) => values.sort((a, b) => a - b)[4] ?? 0;
    const wrong = median(times.map((time) => time.wrong));
    const unknown = median(times.map((time) => time.unknown));
    expect(unknown / wrong).toBeGreaterThan(0.5);
    expect(unknown / wrong).toBeLessThan(2);
  });

  test('refuses bad input at its field', async () => {
    const answer = await app.anonymous.call('POST', '/api/auth/sign-in', { login: '', password: 7 });
    expect(answer).toMatchObject({ status: 422, body: { code: 'common.invalid' } });
    expect(answer.body.fields.map((field: { path: string }) => field.path)).toEqual(['login', 'password']);
    expect((await signIn(`x' or '1'='1`, password)).status).toBe(401);
    expect((await signIn('x', 'y'.repeat(200))).status).toBe(401);
  });

  test('never goes on with a session that the browser brought along', async () => {
    const [victim, attacker] = [await person(), await person()];
    const planted = (await signedIn(app, attacker)).cookies.get('licheng.session_token') ?? '';
    const browser = openBrowser(app);
    browser.cookies.set('licheng.session_token', planted);
    await browser.call('POST', '/api/auth/sign-in', { login: victim.login, password });
    expect(browser.cookies.get('licheng.session_token')).not.toBe(planted);
    const before = await app.anonymous.call('GET', '/api/auth/me', undefined, {
      headers: { cookie: `licheng.session_token=${planted}` },
    });
    expect(before).toMatchObject({ status: 401, body: { code: 'auth.required' } });
    expect((await browser.call('GET', '/api/auth/me')).body.id).toBe(victim.id);
  });
});

describe('guesses', () => {
  test('end after ten an hour, for the right password as well, and go on after it; sessions are not disturbed', async () => {
    const { login } = await person();
    const browser = await signedIn(app, { id: '', login, name: '' });
    for (let round = 0; round < 10; round += 1) expect((await signIn(login, 'wrong password')).status).toBe(401);
    const refused = await signIn(login.toUpperCase(), password);
    expect(refused).toMatchObject({ status: 429, body: { code: 'auth.tooManyAttempts' } });
    expect(refused.body.params.retryAfter).toBeGreaterThan(3500);
    expect(refused.body.params.retryAfter).toBeLessThanOrEqual(3600);
    expect(refused.headers['retry-after']).toBe(String(refused.body.params.retryAfter));
    expect((await browser.call('GET', '/api/auth/me')).status).toBe(200);
    clock += 61 * minute;
    expect((await signIn(login, password)).status).toBe(200);
  });

  test('are counted although they come at once, and for logins that nobody has', async () => {
    for (const login of [(await person()).login, 'no.such.person']) {
      const answers = await Promise.all(Array.from({ length: 30 }, () => signIn(login, 'wrong password')));
      expect(answers.filter((answer) => answer.status === 401)).toHaveLength(10);
      expect(answers.filter((answer) => answer.status === 429)).toHaveLength(20);
    }
  });

  test('are not used up by right passwords', async () => {
    const { login } = await person();
    for (let round = 0; round < 12; round += 1) expect((await signIn(login, password)).status).toBe(200);
  });
});

describe('a session', () => {
  const key = 'another key';
  const withCookie = (cookie: string) =>
    app.anonymous.call('GET', '/api/auth/me', undefined, { headers: { cookie: `licheng.session_token=${cookie}` } });

  test('is not made of a forged cookie', async () => {
    const browser = await signedIn(app, await person());
    const cookie = browser.cookies.get('licheng.session_token') ?? '';
    expect((await withCookie(cookie)).status).toBe(200);
    const token = decodeURIComponent(cookie).split('.')[0] ?? '';
    const forged = [
      token,
      sign(token, key),
      sign(token, ''),
      cookie.slice(0, -6),
      `${cookie}x`,
      cookie.toUpperCase(),
      `${token}.`,
      '.',
      '%',
      '%00',
      '',
      'x'.repeat(5000),
    ];
    for (const one of forged) expect((await withCookie(one)).status).toBe(401);
  });

  test('ends after seven days without use, lives on with it, and ends after thirty days in any case', async () => {
    const start = clock;
    const day = 24 * 60 * minute;
    const anyone = await person();
    const [idle, used] = [await signedIn(app, anyone), await signedIn(app, anyone)];
    for (const at of [3, 6]) {
      clock = start + at * day;
      expect((await used.call('GET', '/api/auth/me')).status).toBe(200);
    }
    clock = start + 7 * day + minute;
    expect((await idle.call('GET', '/api/auth/me')).status).toBe(401);
    for (let at = 7; at < 30; at += 1) {
      clock = start + at * day + minute;
      expect((await used.call('GET', '/api/auth/me')).status).toBe(200);
    }
    clock = start + 30 * day + minute;
    expect((await used.call('GET', '/api/auth/me')).status).toBe(401);
  });

  test('ends with signing out, and the browser forgets it', async () => {
    const browser = await signedIn(app, await person());
    const cookie = browser.cookies.get('licheng.session_token') ?? '';
    expect((await browser.call('POST', '/api/auth/sign-out')).body).toEqual({ ok: true });
    expect(browser.cookies.size).toBe(0);
    expect((await withCookie(cookie)).status).toBe(401);
    expect((await app.anonymous.call('POST', '/api/auth/sign-out')).status).toBe(401);
  });

  test('is written down for the audit with how and from where', async () => {
    const anyone = await person();
    const browser = await signedIn(app, anyone);
    await browser.call('POST', '/api/auth/sign-out');
    const { rows } = await app.runtime.pool.query(
      'select type, audience, actor_id, data from events where subject_id = $1 order by id',
      [anyone.id],
    );
    expect(rows).toEqual([
      { type: 'user.signedIn', audience: 'audit', actor_id: anyone.id, data: { by: 'password', address: '127.0.0.1' } },
      { type: 'user.signedOut', audience: 'audit', actor_id: anyone.id, data: {} },
    ]);
  });
});

test('tidying removes what has run out and keeps what has not', async () => {
  const anyone = await person();
  await signedIn(app, anyone);
  const { pool } = app.runtime;
  const at = (hours: number) => new Date(Date.now() + clock + hours * 60 * minute).toISOString();
  await pool.query(
    `insert into auth_sessions (id, token, user_id, expires_at, created_at, updated_at)
     values (gen_random_uuid(), 'gone', $1, $2, $2, $2)`,
    [anyone.id, at(-1)],
  );
  await pool.query(
    `insert into auth_verifications (id, identifier, value, expires_at, created_at, updated_at)
     values (gen_random_uuid(), 'gone', '', $1, $1, $1), (gen_random_uuid(), 'waiting', '', $2, $2, $2)`,
    [at(-1), at(1)],
  );
  await pool.query(`insert into auth_attempts (login, at) values ('gone', $1), ('counted', $2)`, [at(-25), at(-23)]);
  await pool.query(`insert into auth_used_codes values ($1, 'gone', $2), ($1, 'used', $3)`, [
    anyone.id,
    at(-25),
    at(-23),
  ]);
  for (const job of authJobs) await job.run(app.runtime, {});
  const left = async (query: string) => (await pool.query<{ left: string }>(query)).rows.map((row) => row.left);
  expect(await left(`select token as left from auth_sessions where user_id = '${anyone.id}'`)).not.toContain('gone');
  expect(await left(`select user_id as left from auth_sessions where user_id = '${anyone.id}'`)).toEqual([anyone.id]);
  expect(await left(`select identifier as left from auth_verifications where value = ''`)).toEqual(['waiting']);
  expect(await left(`select login as left from auth_attempts where login in ('gone', 'counted')`)).toEqual(['counted']);
  expect(await left(`select code as left from auth_used_codes where user_id = '${anyone.id}'`)).toEqual(['used']);
});

describe('a one-time password', () => {
  test('opens nothing but its change', async () => {
    const anyone = await withPassword(app, await app.person(), new Date(Date.now() + clock + minute));
    const browser = await signedIn(app, anyone);
    expect((await browser.call('GET', '/api/auth/me')).body.mustChangePassword).toBe(true);
    for (const path of ['/api/auth/sessions', '/api/colleagues', '/api/messages', '/api/stream']) {
      expect((await browser.call('GET', path)).status).toBe(403);
    }
    const changed = await browser.call('POST', '/api/auth/password', { current: password, next: 'kq7-vx2m-9dpw' });
    expect(changed.status).toBe(200);
    expect((await browser.call('GET', '/api/auth/sessions')).status).toBe(200);
  });

  test('is worth nothing when its time is over', async () => {
    const anyone = await withPassword(app, await app.person(), new Date(Date.now() + clock - 1));
    expect(await signIn(anyone.login, password)).toMatchObject({ status: 401, body: { code: 'auth.failed' } });
  });
});
