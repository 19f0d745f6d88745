import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import type { Browser } from './auth.testing.ts';
import { openBrowser, password, signedIn, withPassword } from './auth.testing.ts';

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.stop());

const person = async (fields = {}) => withPassword(app, await app.person(fields));

function fromBase32(text: string): Buffer {
  const bits = [...text.replace(/=+$/, '')]
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** RFC 6238 with its defaults; `steps` half minutes from now. */
function codeOf(uri: string, steps = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const secret = fromBase32(new URL(uri).searchParams.get('secret') ?? '');
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const signIn = (browser: Browser, login: string) => browser.call('POST', '/api/auth/sign-in', { login, password });
const finish = (browser: Browser, code: string) => browser.call('POST', '/api/auth/second-step', { code });

async function enrolled(fields = {}) {
  const anyone = await person(fields);
  const browser = await signedIn(app, anyone);
  const { body } = await browser.call('POST', '/api/auth/second-step/start', { password });
  const confirmed = await browser.call('POST', '/api/auth/second-step/confirm', { code: codeOf(body.uri) });
  if (confirmed.status !== 200) throw new Error(JSON.stringify(confirmed.body));
  return { ...anyone, browser, uri: String(body.uri), backupCodes: body.backupCodes as string[] };
}

describe('the second step', () => {
  test('goes the whole round: start, confirm, sign in with a code, switch off', async () => {
    const anyone = await person({ login: 'li.na' });
    const browser = await signedIn(app, anyone);
    const wrong = await browser.call('POST', '/api/auth/second-step/start', { password: 'not this one' });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'auth.passwordWrong' } });

    const started = await browser.call('POST', '/api/auth/second-step/start', { password });
    expect(started.status).toBe(200);
    const uri = new URL(started.body.uri);
    expect(decodeURIComponent(uri.pathname)).toContain('里程 Licheng:li.na');
    expect(uri.searchParams.get('issuer')).toBe('里程 Licheng');
    expect(started.body.backupCodes).toHaveLength(10);
    expect((await signIn(openBrowser(app), 'li.na')).body).toEqual({ secondStep: false });

    const refused = await browser.call('POST', '/api/auth/second-step/confirm', { code: '000000' });
    expect(refused).toMatchObject({ status: 401, body: { code: 'auth.codeWrong' } });
    const before = browser.cookies.get('licheng.session_token');
    const code = codeOf(started.body.uri);
    expect((await browser.call('POST', '/api/auth/second-step/confirm', { code })).status).toBe(200);
    expect(browser.cookies.get('licheng.session_token')).not.toBe(before);
    expect((await browser.call('GET', '/api/auth/me')).body.secondStep).toBe(true);
    const again = await browser.call('POST', '/api/auth/second-step/start', { password });
    expect(again).toMatchObject({ status: 409, body: { code: 'auth.secondStepAlreadyOn' } });

    const other = openBrowser(app);
    expect((await signIn(other, 'li.na')).body).toEqual({ secondStep: true });
    expect(other.cookies.has('licheng.session_token')).toBe(false);
    expect((await other.call('GET', '/api/auth/me')).status).toBe(401);
    expect((await finish(other, codeOf(started.body.uri, 1))).body).toEqual({ ok: true });
    expect((await other.call('GET', '/api/auth/me')).body.id).toBe(anyone.id);

    expect((await other.call('POST', '/api/auth/second-step/stop', { password: 'not this one' })).status).toBe(422);
    expect((await other.call('POST', '/api/auth/second-step/stop', { password })).status).toBe(200);
    expect((await signIn(openBrowser(app), 'li.na')).body).toEqual({ secondStep: false });
  });

  test('is begun once, however often it is asked for at once', async () => {
    const browser = await signedIn(app, await person());
    const start = () => browser.call('POST', '/api/auth/second-step/start', { password });
    const answers = await Promise.all([start(), start(), start()]);
    for (const answer of answers) expect([200, 409]).toContain(answer.status);
    const { body } = await start();
    expect((await browser.call('POST', '/api/auth/second-step/confirm', { code: codeOf(body.uri) })).status).toBe(200);
  });

  test('takes a backup code once, and a one-time code once', async () => {
    const { login, uri, backupCodes } = await enrolled();
    const [backup = ''] = backupCodes;
    const attempt = async (code: string) => {
      const browser = openBrowser(app);
      await signIn(browser, login);
      return finish(browser, code);
    };
    expect((await attempt(backup)).status).toBe(200);
    expect(await attempt(backup)).toMatchObject({ status: 401, body: { code: 'auth.codeWrong' } });
    const code = codeOf(uri, 1);
    expect((await attempt(code)).status).toBe(200);
    expect(await attempt(code)).toMatchObject({ status: 401, body: { code: 'auth.codeWrong' } });
  });

  test('wants a sign-in that waits: not a bare code, a forged cookie, nor one of a leaver', async () => {
    const { id, login, uri } = await enrolled();
    expect(await finish(openBrowser(app), codeOf(uri))).toMatchObject({ status: 401, body: { code: 'auth.required' } });
    const forged = openBrowser(app);
    forged.cookies.set('licheng.two_factor', '2fa-abc.c2lnbmF0dXJl');
    expect(await finish(forged, codeOf(uri))).toMatchObject({ status: 401, body: { code: 'auth.required' } });
    const leaver = openBrowser(app);
    await signIn(leaver, login);
    await app.runtime.pool.query('update users set active = false, departed_on = current_date where id = $1', [id]);
    expect(await finish(leaver, codeOf(uri))).toMatchObject({ status: 401, body: { code: 'auth.required' } });
    expect((await finish(openBrowser(app), 'no code')).status).toBe(422);
  });

  test('counts codes and passwords together as guesses', async () => {
    const { login, uri } = await enrolled();
    const browser = openBrowser(app);
    await signIn(browser, login);
    for (let round = 0; round < 4; round += 1) {
      expect((await finish(browser, `00000${round}`)).body.code).toBe('auth.codeWrong');
    }
    for (let round = 0; round < 6; round += 1) {
      const answer = await app.anonymous.call('POST', '/api/auth/sign-in', { login, password: 'not this one' });
      expect(answer.status).toBe(401);
    }
    expect((await finish(browser, codeOf(uri))).body.code).toBe('auth.tooManyAttempts');
  });

  test('starts anew after five wrong codes', async () => {
    const { login, uri } = await enrolled();
    const browser = openBrowser(app);
    await signIn(browser, login);
    for (let round = 0; round < 5; round += 1) {
      expect((await finish(browser, `00000${round}`)).body.code).toBe('auth.codeWrong');
    }
    expect((await finish(browser, '999999')).body.code).toBe('auth.required');
    await signIn(browser, login);
    expect((await finish(browser, codeOf(uri, 1))).status).toBe(200);
  });

  test('is switched off by an administrator’s reset, for who lost the authenticator', async () => {
    const lost = await enrolled();
    const admin = await signedIn(app, await person({ roles: ['administrator'] }));
    const { body } = await admin.call('POST', `/api/users/${lost.id}/password-reset`, {});
    const answer = await app.anonymous.call('POST', '/api/auth/sign-in', {
      login: lost.login,
      password: body.password,
    });
    expect(answer.body).toEqual({ secondStep: false });
  });

  test('keeps its secret unreadable in the database', async () => {
    const { id, uri, backupCodes } = await enrolled();
    const { rows } = await app.runtime.pool.query('select * from auth_two_factors where user_id = $1', [id]);
    const stored = JSON.stringify(rows);
    expect(stored).not.toContain(new URL(uri).searchParams.get('secret'));
    expect(stored).not.toContain(fromBase32(new URL(uri).searchParams.get('secret') ?? '').toString('utf8'));
    for (const code of backupCodes) expect(stored).not.toContain(code);
    const used = await app.runtime.pool.query('select code from auth_used_codes where user_id = $1', [id]);
    expect(JSON.stringify(used.rows)).not.toContain(codeOf(uri));
  });
});
