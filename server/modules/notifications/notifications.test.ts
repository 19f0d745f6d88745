import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { notificationsJobs, notify } from './index.ts';

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.stop());

function tell(people: TestPerson[], eventId = newId(), title = '拜访永晟'): Promise<void> {
  return app.runtime.kysely.transaction().execute((tx) =>
    notify(tx, {
      userIds: people.map((person) => person.id),
      eventId,
      kind: 'planItem.assigned',
      params: { actor: '王敏', title },
      subjectType: 'planItem',
      subjectId: newId(),
    }),
  );
}

const list = async (caller: Caller, query = '') => (await caller.call('GET', `/api/messages${query}`)).body;

describe('messages', () => {
  test('come newest first, with the number of unread ones, to whom they are for', async () => {
    const [anyone, other] = [await app.person(), await app.person()];
    await tell([anyone], newId(), '一');
    await tell([anyone, other], newId(), '二');
    const mine = await list(await app.as(anyone));
    expect(mine).toMatchObject({ unread: 2, nextCursor: null });
    expect(mine.items).toMatchObject([
      { kind: 'planItem.assigned', params: { actor: '王敏', title: '二' }, subjectType: 'planItem', readAt: null },
      { params: { title: '一' } },
    ]);
    expect((await list(await app.as(other))).items).toHaveLength(1);
  });

  test('tell a person once of an event, and a leaver nothing', async () => {
    const [anyone, leaver] = [await app.person(), await app.person()];
    await app.runtime.pool.query('update users set active = false, departed_on = current_date where id = $1', [
      leaver.id,
    ]);
    const eventId = newId();
    await Promise.all([
      tell([anyone, anyone, leaver], eventId),
      tell([anyone], eventId),
      tell([leaver, anyone], eventId),
    ]);
    expect((await list(await app.as(anyone))).items).toHaveLength(1);
    const { rows } = await app.runtime.pool.query('select from notifications where user_id = $1', [leaver.id]);
    expect(rows).toHaveLength(0);
    await tell([]);
  });

  test('bear the time of what they tell of', async () => {
    const anyone = await app.person();
    const at = new Date(Date.now() - 7_200_000);
    const event = await app.runtime.kysely.transaction().execute((tx) =>
      recordEvent(tx, { actor: anyone, now: () => at }, 'test.happened', {
        type: 'user',
        id: anyone.id,
        audience: 'audit',
      }),
    );
    await tell([anyone], event.id);
    expect((await list(await app.as(anyone))).items).toMatchObject([{ createdAt: at.toISOString() }]);
  });

  test('are paged without gap or repetition, also while new ones come', async () => {
    const anyone = await app.person();
    const caller = await app.as(anyone);
    for (let round = 0; round < 5; round += 1) await tell([anyone], newId(), String(round));
    const titles: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: { params: { title: string } }[]; nextCursor: string | null } = await list(
        caller,
        `?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      );
      titles.push(...page.items.map((item) => item.params.title));
      cursor = page.nextCursor;
      await tell([anyone], newId(), 'new');
    }
    expect(titles).toEqual(['4', '3', '2', '1', '0']);
    for (const bad of ['x', 'e30', encodeURIComponent(Buffer.from('"1"').toString('base64'))]) {
      const answer = await caller.call('GET', `/api/messages?cursor=${bad}`);
      expect(answer).toMatchObject({ status: 422, body: { fields: [{ path: 'cursor', code: 'format' }] } });
    }
    expect((await caller.call('GET', '/api/messages?limit=0')).status).toBe(422);
  });

  test('are marked as read, one or all, but not those of others', async () => {
    const [anyone, other] = [await app.person(), await app.person()];
    const [caller, stranger] = [await app.as(anyone), await app.as(other)];
    for (let round = 0; round < 3; round += 1) await tell([anyone, other]);
    const [first] = (await list(caller)).items;
    const read = (by: Caller, id: string) => by.call('POST', `/api/messages/${id}/read`);
    const [foreign, missing] = [await read(stranger, first.id), await read(stranger, newId())];
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
    expect((await read(caller, 'x')).status).toBe(422);
    expect((await read(caller, first.id)).body).toEqual({ ok: true });
    const { readAt } = (await list(caller)).items[0];
    expect(Date.parse(readAt)).toBeGreaterThan(Date.now() - 60_000);
    await read(caller, first.id);
    expect((await list(caller)).items[0].readAt).toBe(readAt);
    expect(await list(caller, '?unread=true')).toMatchObject({
      unread: 2,
      items: [{ readAt: null }, { readAt: null }],
    });
    expect((await caller.call('POST', '/api/messages/read-all')).body).toEqual({ ok: true });
    expect((await list(caller)).unread).toBe(0);
    expect((await list(stranger)).unread).toBe(3);
  });

  test('want a session', async () => {
    for (const [method, path] of [
      ['GET', '/api/messages'],
      ['POST', `/api/messages/${newId()}/read`],
      ['POST', '/api/messages/read-all'],
      ['GET', '/api/stream'],
    ] as const) {
      expect(await app.anonymous.call(method, path)).toMatchObject({ status: 401, body: { code: 'auth.required' } });
    }
  });
});

test('tidying removes what is long read, keeps what is not, and makes room for coming events', async () => {
  const anyone = await app.person();
  for (let round = 0; round < 3; round += 1) await tell([anyone]);
  const { pool } = app.runtime;
  await pool.query(
    `update notifications set read_at = now() - (case when id = (select min(id::text)::uuid from notifications where user_id = $1)
       then interval '181 days' else interval '179 days' end)
     where user_id = $1 and id <> (select max(id::text)::uuid from notifications where user_id = $1)`,
    [anyone.id],
  );
  await pool.query(
    `insert into idempotency_keys (user_id, key, request_hash, result, created_at)
     values ($1, 'old', '', 'null', now() - interval '8 days'), ($1, 'new', '', 'null', now() - interval '6 days')`,
    [anyone.id],
  );
  await pool.query(`drop table events_${new Date().getUTCFullYear() + 1}01`);
  for (const job of notificationsJobs) await job.run(app.runtime, {});
  const left = await pool.query('select from notifications where user_id = $1', [anyone.id]);
  expect(left.rowCount).toBe(2);
  expect((await pool.query('select key from idempotency_keys')).rows).toEqual([{ key: 'new' }]);
  const room = await pool.query(
    `select to_regclass('events_${new Date().getUTCFullYear() + 1}01') is not null as made`,
  );
  expect(room.rows).toEqual([{ made: true }]);
});
