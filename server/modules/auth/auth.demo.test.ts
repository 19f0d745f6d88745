import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { openBrowser } from './auth.testing.ts';

let demo: TestApp;
let real: TestApp;
let port: number;

beforeAll(async () => {
  [demo, real] = await Promise.all([createTestApp({ demo: true }), createTestApp({ demo: false })]);
  port = Number(new URL(await demo.listen()).port);
});
afterAll(() => Promise.all([demo.stop(), real.stop()]));

type Sent = { method?: string; path: string; headers?: Record<string, string>; body?: string };

/** Over a socket, with headers that a fetch would not let through. */
function send({ method = 'GET', path, headers = {}, body }: Sent): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const withoutId = (text: string) => text.replace(/"requestId":"[^"]+"/, '');

describe('the demo company on this machine', () => {
  test('lists its active people and signs one in', async () => {
    const boss = await demo.person({ login: 'exec', roles: ['executive'] });
    const leaver = await demo.person();
    await demo.runtime.pool.query('update users set active = false, departed_on = current_date where id = $1', [
      leaver.id,
    ]);
    const people = await send({ path: '/api/demo/people' });
    expect(JSON.parse(people.text)).toEqual([{ login: 'exec', name: boss.name, post: null }]);
    const browser = openBrowser(demo);
    expect((await browser.call('POST', '/api/demo/sign-in', { login: 'EXEC' })).body).toEqual({ ok: true });
    expect((await browser.call('GET', '/api/auth/me')).body).toMatchObject({ id: boss.id, demo: true });
    for (const login of [leaver.login, 'nobody']) {
      expect((await browser.call('POST', '/api/demo/sign-in', { login })).status).toBe(404);
    }
    expect((await browser.call('POST', '/api/demo/sign-in', {})).status).toBe(422);
  });

  test('refuses a foreign name of the host and a foreign page as if nothing were there', async () => {
    const unknown = await send({ path: '/api/demo/nothing' });
    expect(unknown.status).toBe(404);
    const own = `127.0.0.1:${port}`;
    const foreign: Record<string, string>[] = [
      { host: `evil.example:${port}` },
      { host: `127.0.0.1.nip.io:${port}` },
      { host: '127.0.0.1:1' },
      { host: own, origin: 'http://evil.example' },
      { host: own, origin: 'null' },
      { host: own, origin: `http://localhost:${port}` },
      { host: own, 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of foreign) {
      const answer = await send({ path: '/api/demo/people', headers });
      expect([headers, answer.status, withoutId(answer.text)]).toEqual([headers, 404, withoutId(unknown.text)]);
      const json = { ...headers, 'content-type': 'application/json' };
      const sign = { method: 'POST', headers: json, body: '{"login":"exec"}' };
      const [there, nowhere] = await Promise.all([
        send({ ...sign, path: '/api/demo/sign-in' }),
        send({ ...sign, path: '/api/demo/nothing' }),
      ]);
      expect(there.status).toBeGreaterThanOrEqual(403);
      expect([there.status, withoutId(there.text)]).toEqual([nowhere.status, withoutId(nowhere.text)]);
    }
    expect((await send({ path: '/api/demo/people', headers: { host: own, origin: `http://${own}` } })).status).toBe(
      200,
    );
  });
});

test('elsewhere the demo routes answer as if they did not exist, whatever is sent', async () => {
  const person = await real.person();
  const bodies: unknown[] = [{ login: person.login }, {}, { login: 7 }, [], 'text'];
  const call = (path: string, body?: unknown) => real.anonymous.call(body === undefined ? 'GET' : 'POST', path, body);
  for (const body of [undefined, ...bodies]) {
    for (const path of ['/api/demo/people', '/api/demo/sign-in']) {
      const [there, nowhere] = [await call(path, body), await call('/api/demo/nothing', body)];
      expect(there.status).toBe(404);
      expect({ ...there.body, requestId: '' }).toEqual({ ...nowhere.body, requestId: '' });
      expect(Object.keys(there.headers).sort()).toEqual(Object.keys(nowhere.headers).sort());
    }
  }
  const broken = { method: 'POST', headers: { 'content-type': 'application/json' }, payload: '{' } as const;
  const [there, nowhere] = await Promise.all(
    ['/api/demo/sign-in', '/api/demo/nothing'].map((url) => real.http.inject({ ...broken, url })),
  );
  expect([there?.statusCode, withoutId(there?.body ?? '')]).toEqual([
    nowhere?.statusCode,
    withoutId(nowhere?.body ?? ''),
  ]);
});

test('what changes something is not taken from a foreign page', async () => {
  const browser = openBrowser(demo);
  const person = await demo.person();
  await browser.call('POST', '/api/demo/sign-in', { login: person.login });
  const change = (headers: Record<string, string>) => browser.call('PATCH', '/api/auth/me', { theme: 'dark' }, headers);
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ];
  for (const headers of foreign) {
    expect(await change(headers)).toMatchObject({
      status: 403,
      body: { code: 'common.forbidden' },
    });
  }
  expect((await browser.call('GET', '/api/auth/me')).body.theme).toBe('system');
  expect((await change({ origin: 'http://localhost', host: 'localhost' })).status).toBe(200);
  expect((await browser.call('GET', '/api/auth/me', undefined, { origin: 'https://evil.example' })).status).toBe(200);
});
