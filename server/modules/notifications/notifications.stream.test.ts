import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { StreamMessage } from '../../../contract/notifications.ts';
import { announce } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { notify } from './index.ts';

let app: TestApp;
let address: string;

beforeAll(async () => {
  app = await createTestApp();
  address = await app.listen();
});
afterAll(() => app.stop());

type Stream = {
  status: number;
  headers: IncomingMessage['headers'];
  messages: StreamMessage[];
  ended: () => boolean;
  close: () => void;
};
const opened: Stream[] = [];
afterEach(() => {
  for (const stream of opened.splice(0)) stream.close();
});

function openStream(cookie: string): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${address}/api/stream`,
      { headers: { cookie, 'accept-encoding': 'gzip, br' } },
      (response) => {
        let text = '';
        let over = false;
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('close', () => {
          over = true;
        });
        response.on('error', () => undefined);
        const stream: Stream = {
          status: response.statusCode ?? 0,
          headers: response.headers,
          get messages() {
            const lines = text.split('\n\n').filter((line) => line.startsWith('data: '));
            return lines.map((line): StreamMessage => JSON.parse(line.slice(6)));
          },
          ended: () => over,
          close: () => sent.destroy(),
        };
        opened.push(stream);
        resolve(stream);
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

const streamOf = async (person: TestPerson) => openStream((await app.as(person)).cookie);
const inTransaction = ({ runtime }: TestApp) => runtime.kysely.transaction();

function tell(people: TestPerson[], title: string): Promise<void> {
  const message = { eventId: newId(), kind: 'planItem.submitted', params: { actor: '王敏', title } } as const;
  return inTransaction(app).execute((tx) =>
    notify(tx, { ...message, userIds: people.map((one) => one.id), subjectType: 'planItem', subjectId: newId() }),
  );
}

describe('the live stream', () => {
  test('is an event stream that nothing on the way keeps or compresses', async () => {
    const stream = await streamOf(await app.person());
    expect(stream.status).toBe(200);
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-content-type-options': 'nosniff',
    });
    expect(stream.headers['content-encoding']).toBeUndefined();
  });

  test('carries a message to every page of its receivers, and to nobody else', async () => {
    const [anyone, second, other] = [await app.person(), await app.person(), await app.person()];
    const pages = [await streamOf(anyone), await streamOf(anyone)];
    const [theirs, foreign] = [await streamOf(second), await streamOf(other)];
    await tell([anyone, second], '一');
    await tell([anyone], '二');
    for (const page of pages) await expect.poll(() => page.messages.length).toBe(2);
    const [first, last] = pages[0]?.messages ?? [];
    expect(first).toMatchObject({ kind: 'notification', notification: { params: { title: '一' }, readAt: null } });
    expect(last).toMatchObject({ kind: 'notification', notification: { params: { title: '二' } }, unread: 2 });
    await expect.poll(() => theirs.messages).toMatchObject([{ unread: 1, notification: { params: { title: '一' } } }]);
    await sleep(50);
    expect(foreign.messages).toEqual([]);
  });

  test('carries nothing of a transaction that is taken back', async () => {
    const anyone = await app.person();
    const stream = await streamOf(anyone);
    const failed = inTransaction(app).execute(async (tx) => {
      await announce(tx, [anyone.id], { kind: 'changed', subjectType: 'customer', subjectId: newId() });
      throw new Error('taken back');
    });
    await expect(failed).rejects.toThrow('taken back');
    await tell([anyone], '后来');
    await expect.poll(() => stream.messages.length).toBe(1);
    expect(stream.messages).toMatchObject([{ notification: { params: { title: '后来' } } }]);
  });

  test('reaches a thousand people at once', async () => {
    const anyone = await app.person();
    await app.runtime.pool.query(
      `insert into users (id, login, name) select gen_random_uuid(), 'crowd' || n, '人' from generate_series(1, 1000) n`,
    );
    const { rows } = await app.runtime.pool.query<TestPerson>(
      `select id, login, name from users where login like 'crowd%'`,
    );
    const stream = await streamOf(anyone);
    await tell([...rows, anyone], '大家');
    await expect.poll(() => stream.messages.length).toBe(1);
    const told = await app.runtime.pool.query(`select from notifications where params->>'title' = '大家'`);
    expect(told.rowCount).toBe(1001);
  });

  test('tells other pages what was read here, and passes on what modules announce', async () => {
    const anyone = await app.person();
    const stream = await streamOf(anyone);
    await (await app.as(anyone)).call('POST', '/api/messages/read-all');
    const told = { kind: 'import', id: newId(), done: 1, total: 2, state: 'running' };
    await inTransaction(app).execute((tx) => announce(tx, [anyone.id], told));
    const read = { kind: 'changed', subjectType: 'notification', subjectId: anyone.id };
    await expect.poll(() => stream.messages).toEqual([read, told]);
  });

  test('is open at most ten times a person', async () => {
    const [anyone, other] = [await app.person(), await app.person()];
    for (let round = 0; round < 10; round += 1) expect((await streamOf(anyone)).status).toBe(200);
    expect((await streamOf(anyone)).status).toBe(429);
    expect((await streamOf(other)).status).toBe(200);
    opened[0]?.close();
    await expect.poll(async () => (await streamOf(anyone)).status).toBe(200);
  });
});

describe('the live stream ends', () => {
  const within = { timeout: 5000, interval: 20 };

  test('when its person leaves, and tells nothing more', async () => {
    const [leaver, other] = [await app.person(), await app.person()];
    const [stream, stays] = [await streamOf(leaver), await streamOf(other)];
    await app.runtime.pool.query('update users set active = false, departed_on = current_date where id = $1', [
      leaver.id,
    ]);
    await expect.poll(() => stream.ended(), within).toBe(true);
    await inTransaction(app).execute((tx) => announce(tx, [leaver.id, other.id], { kind: 'changed' }));
    await expect.poll(() => stays.messages.length).toBe(1);
    expect(stream.messages).toEqual([]);
    expect(stays.ended()).toBe(false);
  });

  test('when its session is closed, and only that one', async () => {
    const anyone = await app.person();
    const stream = await streamOf(anyone);
    const answer = await app.anonymous.call('POST', '/api/demo/sign-in', { login: anyone.login });
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    const second = await openStream(cookie);
    await app.anonymous.call('POST', '/api/auth/sign-out', undefined, { headers: { cookie } });
    await expect.poll(() => second.ended(), within).toBe(true);
    expect(stream.ended()).toBe(false);
  });

  test('when the line to the database was down, so that pages read anew what they missed', async () => {
    const stream = await streamOf(await app.person());
    await app.runtime.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'`,
    );
    await expect.poll(() => stream.ended(), within).toBe(true);
    await expect.poll(() => app.runtime.live.connected()).toBe(true);
  });

  test('when the server stops, which it does without waiting', async () => {
    const another = await createTestApp();
    const url = await another.listen();
    const { cookie } = await another.as(await another.person());
    const response = await fetch(`${url}/api/stream`, { headers: { cookie } });
    expect(response.status).toBe(200);
    const from = performance.now();
    await another.stop();
    expect(performance.now() - from).toBeLessThan(3000);
    await expect(response.text()).resolves.toContain(': here');
  });
});
