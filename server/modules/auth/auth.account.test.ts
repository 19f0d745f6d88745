import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { TestApp } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { openBrowser, password, signedIn, withPassword } from './auth.testing.ts';

let app: TestApp;
const next = 'kq7-vx2m-9dpw';

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.stop());

const person = async (fields = {}) => withPassword(app, await app.person(fields));

test('every route of one’s own account wants a session', async () => {
  const routes = [
    ['GET', '/api/auth/me'],
    ['PATCH', '/api/auth/me'],
    ['GET', '/api/auth/sessions'],
    ['DELETE', `/api/auth/sessions/${newId()}`],
    ['POST', '/api/auth/sessions/revoke-others'],
    ['POST', '/api/auth/password'],
    ['POST', '/api/auth/second-step/start'],
    ['POST', '/api/auth/second-step/confirm'],
    ['POST', '/api/auth/second-step/stop'],
    ['POST', `/api/users/${newId()}/password-reset`],
  ] as const;
  for (const [method, path] of routes) {
    const answer = await app.anonymous.call(method, path, method === 'GET' ? undefined : {});
    expect([path, answer.status, answer.body.code]).toEqual([path, 401, 'auth.required']);
  }
});

describe('the signed-in person', () => {
  test('is told with place, rights and the company’s day', async () => {
    const boss = await person({ roles: ['manager'] });
    const rep = await person({ supervisor: boss, roles: ['finance'] });
    await app.runtime.pool.query(`update company set name = '远帆材料', time_zone = 'Pacific/Kiritimati'`);
    const { body } = await (await signedIn(app, rep)).call('GET', '/api/auth/me');
    const today = new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10);
    expect(body).toEqual({
      ...rep,
      post: null,
      department: null,
      supervisor: { id: boss.id, name: boss.name },
      hasSubordinates: false,
      permissions: ['customers.revealPhones', 'plans.use', 'workflows.use'],
      locale: 'zh-CN',
      theme: 'system',
      secondStep: false,
      mustChangePassword: false,
      company: { name: '远帆材料', timeZone: 'Pacific/Kiritimati', today },
      demo: true,
      version: 'test',
    });
    expect((await (await signedIn(app, boss)).call('GET', '/api/auth/me')).body.hasSubordinates).toBe(true);
  });

  test('chooses language and theme, and nothing else', async () => {
    const browser = await signedIn(app, await person());
    const changed = await browser.call('PATCH', '/api/auth/me', {
      locale: 'en',
      theme: 'dark',
      mustChangePassword: true,
    });
    expect(changed.status).toBe(200);
    const { body } = await browser.call('GET', '/api/auth/me');
    expect(body).toMatchObject({ locale: 'en', theme: 'dark', mustChangePassword: false });
    await browser.call('PATCH', '/api/auth/me', { theme: 'light' });
    expect((await browser.call('GET', '/api/auth/me')).body).toMatchObject({ locale: 'en', theme: 'light' });
    expect((await browser.call('PATCH', '/api/auth/me', {})).status).toBe(200);
    expect((await browser.call('PATCH', '/api/auth/me', { locale: 'fr' })).status).toBe(422);
  });
});

describe('own sessions', () => {
  test('are listed with browser and address, the present one marked', async () => {
    const anyone = await person();
    const other = openBrowser(app);
    await other.call('POST', '/api/auth/sign-in', { login: anyone.login, password }, { 'user-agent': 'Telephone' });
    const browser = await signedIn(app, anyone);
    const { body } = await browser.call('GET', '/api/auth/sessions');
    expect(body.items).toHaveLength(2);
    expect(body.items.filter((session: { current: boolean }) => session.current)).toHaveLength(1);
    expect(body.items.find((session: { current: boolean }) => !session.current)).toMatchObject({
      userAgent: 'Telephone',
      ipAddress: '127.0.0.1',
    });
    expect(JSON.stringify(body)).not.toContain('token');
  });

  test('are closed one by one, but not those of others', async () => {
    const [anyone, stranger] = [await person(), await person()];
    const [first, second] = [await signedIn(app, anyone), await signedIn(app, anyone)];
    const foreign = await signedIn(app, stranger);
    const idOf = async (browser: typeof first) => {
      const { body } = await browser.call('GET', '/api/auth/sessions');
      return body.items.find((session: { current: boolean }) => session.current).id;
    };
    const close = async (id: string) => first.call('DELETE', `/api/auth/sessions/${id}`);
    const notMine = await close(await idOf(foreign));
    const notThere = await close(newId());
    expect(notMine.status).toBe(404);
    expect({ ...notMine.body, requestId: '' }).toEqual({ ...notThere.body, requestId: '' });
    expect((await foreign.call('GET', '/api/auth/me')).status).toBe(200);
    expect((await close('x')).status).toBe(422);
    expect((await close(await idOf(second))).status).toBe(200);
    expect((await second.call('GET', '/api/auth/me')).status).toBe(401);
    expect((await first.call('GET', '/api/auth/me')).status).toBe(200);
  });

  test('are closed all but the present one', async () => {
    const anyone = await person();
    const others = [await signedIn(app, anyone), await signedIn(app, anyone)];
    const browser = await signedIn(app, anyone);
    expect((await browser.call('POST', '/api/auth/sessions/revoke-others')).status).toBe(200);
    for (const other of others) expect((await other.call('GET', '/api/auth/me')).status).toBe(401);
    expect((await browser.call('GET', '/api/auth/me')).status).toBe(200);
  });
});

describe('changing the password', () => {
  test('wants the current one, closes the other sessions, and the next sign-in takes the new one', async () => {
    const anyone = await person();
    const [browser, other] = [await signedIn(app, anyone), await signedIn(app, anyone)];
    const wrong = await browser.call('POST', '/api/auth/password', { current: 'not this one', next });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'auth.passwordWrong' } });
    expect((await other.call('GET', '/api/auth/me')).status).toBe(200);
    expect((await browser.call('POST', '/api/auth/password', { current: password, next })).status).toBe(200);
    expect((await other.call('GET', '/api/auth/me')).status).toBe(401);
    expect((await browser.call('GET', '/api/auth/me')).status).toBe(200);
    const signIn = (given: string) =>
      app.anonymous.call('POST', '/api/auth/sign-in', { login: anyone.login, password: given });
    expect((await signIn(password)).status).toBe(401);
    expect((await signIn(next)).status).toBe(200);
  });

  test('refuses a weak one, the name of the person, and the current one again', async () => {
    const browser = await signedIn(app, await person({ name: 'Bartholomew' }));
    for (const weak of ['short', 'password123', 'Bartholomew1', password]) {
      const answer = await browser.call('POST', '/api/auth/password', { current: password, next: weak });
      expect(answer).toMatchObject({ status: 422, body: { code: 'auth.passwordWeak' } });
    }
  });

  test('counts wrong current ones as guesses', async () => {
    const anyone = await person();
    const browser = await signedIn(app, anyone);
    const guess = () => browser.call('POST', '/api/auth/password', { current: 'not this one', next });
    const answers = await Promise.all(Array.from({ length: 12 }, guess));
    expect(answers.filter((answer) => answer.status === 422)).toHaveLength(10);
    expect(answers.filter((answer) => answer.body.code === 'auth.tooManyAttempts')).toHaveLength(2);
  });
});

describe('resetting a password', () => {
  const reset = (browser: Awaited<ReturnType<typeof signedIn>>, id: string) =>
    browser.call('POST', `/api/users/${id}/password-reset`, {});

  test('gives a password for one sign-in and closes all sessions', async () => {
    const [admin, anyone] = [await person({ roles: ['administrator'] }), await person()];
    const [browser, old] = [await signedIn(app, admin), await signedIn(app, anyone)];
    const { status, body } = await reset(browser, anyone.id);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['password']);
    await expect.poll(async () => (await old.call('GET', '/api/auth/me')).status).toBe(401);
    const fresh = openBrowser(app);
    await fresh.call('POST', '/api/auth/sign-in', { login: anyone.login, password: body.password });
    expect((await fresh.call('GET', '/api/auth/me')).body.mustChangePassword).toBe(true);
    expect((await fresh.call('GET', '/api/auth/sessions')).status).toBe(403);
    await fresh.call('POST', '/api/auth/password', { current: body.password, next });
    expect((await fresh.call('GET', '/api/auth/me')).body.mustChangePassword).toBe(false);
    const { rows } = await app.runtime.pool.query(`select data::text from events where subject_id = $1`, [anyone.id]);
    expect(JSON.stringify(rows)).not.toContain(body.password);
  });

  test('is not for those without the right, nor for oneself, nor for who may do more', async () => {
    const [admin, clerk, anyone] = [await person({ roles: ['administrator'] }), await person(), await person()];
    const { rows } = await app.runtime.pool.query<{ id: string }>(
      `insert into roles (id, code, name) values (gen_random_uuid(), 'people', '人事') returning id`,
    );
    await app.runtime.pool.query(`insert into role_permissions values ($1, 'org.manage')`, [rows[0]?.id]);
    await app.runtime.pool.query(`insert into user_roles values ($1, $2)`, [clerk.id, rows[0]?.id]);
    const [byAnyone, byClerk, byAdmin] = [
      await signedIn(app, anyone),
      await signedIn(app, clerk),
      await signedIn(app, admin),
    ];
    const before = await app.runtime.pool.query('select user_id, password from auth_accounts order by user_id');
    expect(await reset(byAnyone, clerk.id)).toMatchObject({ status: 403, body: { code: 'common.forbidden' } });
    expect(await reset(byClerk, admin.id)).toMatchObject({ status: 403, body: { code: 'org.grantExceeds' } });
    expect(await reset(byAdmin, admin.id)).toMatchObject({ status: 403, body: { code: 'common.forbidden' } });
    expect(await reset(byAdmin, newId())).toMatchObject({ status: 404, body: { code: 'common.notFound' } });
    expect((await reset(byAdmin, 'x')).status).toBe(422);
    const after = await app.runtime.pool.query('select user_id, password from auth_accounts order by user_id');
    expect(after.rows).toEqual(before.rows);
    expect((await byAdmin.call('GET', '/api/auth/me')).status).toBe(200);
  });
});
