import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

/** Wednesday; 10:00 in Shanghai. */
const today = '2026-11-18';
let clock = new Date(`${today}T02:00:00.000Z`);
const on = (day: string, time = '10:00') => {
  clock = new Date(`${day}T${time}:00+08:00`);
};

let app: TestApp;
let boss: TestPerson;
let manager: TestPerson;
let rep: TestPerson;
let colleague: TestPerson;
let ops: TestPerson;
const unknownId = '01890000-0000-7000-8000-000000000000';

beforeAll(async () => {
  app = await createTestApp({ now: () => clock });
  boss = await app.person({ name: '陈总', roles: ['executive'] });
  manager = await app.person({ name: '李经理', supervisor: boss, roles: ['manager'] });
  rep = await app.person({ name: '张三', supervisor: manager });
  colleague = await app.person({ name: '王五', supervisor: boss });
  ops = await app.person({ name: '运营', roles: ['operations'] });
});
afterAll(() => app.stop());

const signedIn = new Map<string, Promise<Caller>>();

/** Signed in anew on each day of the clock: a session does not last for months. */
function as(person: TestPerson): Promise<Caller> {
  const key = `${person.id} ${clock.toISOString().slice(0, 10)}`;
  const known = signedIn.get(key) ?? signIn(person);
  signedIn.set(key, known);
  return known;
}

async function signIn(person: TestPerson): Promise<Caller> {
  const answer = await app.anonymous.call('POST', '/api/demo/sign-in', { login: person.login });
  const cookie = [answer.headers['set-cookie']]
    .flat()
    .map((set) => String(set).split(';')[0])
    .join('; ');
  return {
    cookie,
    call: (method, path, body, options) =>
      app.anonymous.call(method, path, body, { ...options, headers: { ...options?.headers, cookie } }),
  };
}

type Call = [who: Caller | Promise<Caller>, method: string, path: string, body?: unknown];

async function ok(...[who, method, path, body]: Call): Promise<Answer['body']> {
  const answer = await (await who).call(method, `/api${path}`, body);
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

async function refused(...[who, method, path, body]: Call): Promise<string> {
  const answer = await (await who).call(method, `/api${path}`, body);
  return `${answer.status} ${answer.body.code}`;
}

async function plan(owner: TestPerson, body: object = {}): Promise<Answer['body']> {
  return (await ok(as(owner), 'POST', '/plan-items', { title: '事项', day: today, ...body })).items[0];
}
const complete = (owner: TestPerson, item: Answer['body']) =>
  ok(as(owner), 'POST', `/plan-items/${item.id}/complete`, { version: item.version, note: '已完成' });
const evaluate = (by: TestPerson, item: Answer['body'], score: number, advice: string | null = null) =>
  ok(as(by), 'POST', `/plan-items/${item.id}/evaluation`, { version: item.version, score, advice });
const figures = (reader: TestPerson, person: TestPerson, month: string) =>
  ok(as(reader), 'GET', `/plans/${person.id}/months/${month}`);

const numbers = ['items', 'due', 'completed', 'onTime', 'evaluated', 'unanswered'] as const;

async function rowsOf(
  reader: TestPerson,
  person: TestPerson,
  month: string,
  number: string,
): Promise<Answer['body'][]> {
  const rows = [];
  let cursor = '';
  do {
    const path = `/plans/${person.id}/months/${month}/rows?limit=3&number=${number}${cursor}`;
    const page = await ok(as(reader), 'GET', path);
    rows.push(...page.items);
    cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
  } while (cursor);
  return rows;
}

test('the figures of a month are what the items say', async () => {
  on('2026-11-02');
  const done = await complete(rep, await plan(rep, { day: '2026-11-02', importance: 3 }));
  const late = await plan(rep, { day: '2026-11-02' });
  const early = await complete(rep, await plan(rep, { day: '2026-11-27', importance: 1 }));
  await plan(rep, { day: '2026-11-03' });
  await plan(rep, { day: '2026-11-30' });
  await plan(rep, { day: '2026-12-01' });
  const cancelled = await plan(rep, { day: '2026-11-04' });
  await ok(as(rep), 'POST', `/plan-items/${cancelled.id}/cancel`, { version: 1, reason: '客户停产' });
  on('2026-11-03');
  const lateDone = await complete(rep, late);
  await evaluate(manager, done, 4.5);
  await evaluate(boss, early, 3);
  on('2026-11-04');
  expect(await figures(rep, rep, '2026-11-01')).toEqual({
    month: '2026-11-01',
    closed: false,
    person: { id: rep.id, name: '张三', post: null },
    planScore: 4.13,
    items: 5,
    due: 3,
    completed: 2,
    onTime: 1,
    evaluated: 2,
    completionRate: 2 / 3,
    onTimeRate: 0.5,
    unanswered: 0,
  });
  expect(await figures(manager, manager, '2026-11-01')).toMatchObject({ items: 0, unanswered: 1, planScore: null });
  expect((await rowsOf(manager, manager, '2026-11-01', 'unanswered')).map((row) => row.id)).toEqual([lateDone.id]);
  expect((await rowsOf(rep, rep, '2026-11-01', 'onTime')).map((row) => row.id)).toEqual([done.id]);
  on('2026-11-03');
  expect(await figures(manager, manager, '2026-11-01')).toMatchObject({ unanswered: 0 });
  on('2026-12-05');
  expect(await figures(rep, rep, '2026-11-01')).toMatchObject({ items: 5, due: 5, completed: 3, onTime: 2 });
});

test('every number opens exactly its rows', { timeout: 90_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          owner: fc.integer({ min: 0, max: 2 }),
          day: fc.integer({ min: 1, max: 30 }),
          state: fc.constantFrom('open', 'completed', 'evaluated', 'cancelled'),
          late: fc.boolean(),
          importance: fc.integer({ min: 1, max: 3 }),
          halves: fc.integer({ min: 2, max: 10 }),
        }),
        { minLength: 5, maxLength: 20 },
      ),
      fc.integer({ min: 1, max: 30 }),
      async (drawn, now) => {
        const people = [rep, manager, boss];
        const month = '2025-06-01';
        const dayOf = (day: number) => `2025-06-${String(day).padStart(2, '0')}`;
        await app.runtime.kysely.deleteFrom('plan_items').where('day', '<', '2025-07-01').execute();
        await app.runtime.kysely
          .insertInto('plan_items')
          .values(
            drawn.map((one) => {
              const finished = one.state === 'completed' || one.state === 'evaluated';
              return {
                id: crypto.randomUUID(),
                owner_id: (people[one.owner] ?? rep).id,
                kind: 'routine' as const,
                activity: 'other' as const,
                title: 'x',
                importance: one.importance,
                day: dayOf(one.day),
                state: one.state,
                completed_at: finished ? `${dayOf(one.day)}T08:00:00.000Z` : null,
                on_time: finished ? !one.late : null,
                score: one.state === 'evaluated' ? String(one.halves / 2) : null,
                created_at: '2025-06-01T00:00:00.000Z',
              };
            }),
          )
          .execute();
        on(dayOf(now));
        for (const [index, person] of people.entries()) {
          const month1 = await figures(boss, person, month);
          for (const number of numbers) {
            const rows = await rowsOf(boss, person, month, number);
            expect([number, rows.length]).toEqual([number, month1[number]]);
            expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
          }
          const own = drawn.filter((one) => one.owner === index);
          const scored = own.filter((one) => one.state === 'evaluated');
          const weights = scored.reduce((sum, one) => sum + one.importance, 0);
          const weighted = scored.reduce((sum, one) => sum + (one.importance * one.halves) / 2, 0);
          expect(month1.items).toBe(own.filter((one) => one.state !== 'cancelled').length);
          expect(month1.due).toBe(own.filter((one) => one.state !== 'cancelled' && one.day <= now).length);
          if (weights === 0) expect(month1.planScore).toBeNull();
          else expect(Math.abs(month1.planScore - weighted / weights)).toBeLessThanOrEqual(0.005 + 1e-9);
        }
        const list = await ok(as(boss), 'GET', `/plans/months/${month}`);
        for (const person of people) {
          const listed = list.items.find((one: Answer['body']) => one.person.id === person.id);
          expect(listed).toEqual(await figures(boss, person, month));
        }
      },
    ),
    { numRuns: 5 },
  );
  await app.runtime.kysely.deleteFrom('plan_items').where('day', '<', '2025-07-01').execute();
  on(today);
});

test('a month is seen by the person and the line above, nobody else', async () => {
  const path = `/plans/${rep.id}/months/2026-11-01`;
  for (const reader of [rep, manager, boss]) await ok(as(reader), 'GET', path);
  for (const reader of [colleague, ops]) {
    expect(await refused(as(reader), 'GET', path)).toBe('404 common.notFound');
    expect(await refused(as(reader), 'GET', `${path}/rows?number=items`)).toBe('404 common.notFound');
  }
  expect(await refused(as(rep), 'GET', `/plans/${unknownId}/months/2026-11-01`)).toBe('404 common.notFound');
  expect(await refused(as(rep), 'GET', `/plans/${rep.id}/months/2026-11-02`)).toBe('422 common.invalid');
  expect(await refused(as(rep), 'GET', `${path}/rows?number=salary`)).toBe('422 common.invalid');
  expect(await refused(app.anonymous, 'GET', path)).toBe('401 auth.required');
  const names = async (reader: TestPerson, limit: number) => {
    const found: string[] = [];
    let cursor = '';
    do {
      const page = await ok(as(reader), 'GET', `/plans/months/2026-11-01?limit=${limit}${cursor}`);
      found.push(...page.items.map((one: Answer['body']) => one.person.name));
      cursor = page.nextCursor ? `&cursor=${encodeURIComponent(page.nextCursor)}` : '';
    } while (cursor);
    return found;
  };
  expect(await names(rep, 50)).toEqual(['张三']);
  expect(await names(manager, 1)).toEqual(['张三', '李经理'].sort());
  expect(await names(boss, 3)).toEqual(['陈总', '李经理', '张三', '王五'].sort());
});

describe('closing a month', () => {
  test('is for who may, for a month that is over, and once', async () => {
    on(today);
    expect(await refused(as(manager), 'POST', '/plans/months/2026-10-01/close', {})).toBe('403 common.forbidden');
    expect(await refused(as(ops), 'POST', '/plans/months/2026-11-01/close', {})).toBe('409 plans.monthNotOver');
    expect(await refused(as(ops), 'POST', '/plans/months/2026-12-01/close', {})).toBe('409 plans.monthNotOver');
    expect(await refused(as(ops), 'POST', '/plans/months/2026-10-02/close', {})).toBe('422 common.invalid');
    for (let time = 0; time < 3; time += 1) {
      expect(await ok(as(ops), 'POST', '/plans/months/2026-03-01/close', {})).toEqual({ ok: true });
    }
    const events = await app.runtime.kysely
      .selectFrom('events')
      .select('audience')
      .where('type', '=', 'month.closed')
      .execute();
    expect(events).toEqual([{ audience: 'audit' }]);
    expect((await figures(rep, rep, '2026-03-01')).closed).toBe(true);
  });

  test('keeps items and evaluations as they are; a correction is a further line that counts', async () => {
    on('2026-09-10');
    const evaluated = await evaluate(
      manager,
      await complete(rep, await plan(rep, { day: '2026-09-10' })),
      3,
      '欠一份纪要',
    );
    const waiting = await complete(rep, await plan(rep, { day: '2026-09-10' }));
    const open = await plan(rep, { day: '2026-09-11' });
    const correction = { score: 4, advice: '纪要其实发了' };
    const path = `/plan-items/${evaluated.id}`;
    expect(
      await refused(as(manager), 'POST', `${path}/corrections`, { version: evaluated.version, ...correction }),
    ).toBe('409 plans.notEvaluable');
    on('2026-10-02');
    await ok(as(ops), 'POST', '/plans/months/2026-09-01/close', {});
    const closed = '409 plans.monthClosed';
    const version = evaluated.version;
    expect(await refused(as(manager), 'POST', `${path}/evaluation`, { version, score: 5 })).toBe(closed);
    const { id } = waiting;
    expect(await refused(as(manager), 'POST', `/plan-items/${id}/evaluation`, { version: 2, score: 5 })).toBe(closed);
    expect(await refused(as(manager), 'POST', `/plan-items/${id}/corrections`, { version: 2, ...correction })).toBe(
      '409 plans.notEvaluable',
    );
    const openPath = `/plan-items/${open.id}`;
    expect(await refused(as(rep), 'PATCH', openPath, { version: 1, day: '2026-10-05' })).toBe(closed);
    expect(await refused(as(rep), 'POST', `${openPath}/cancel`, { version: 1, reason: 'x' })).toBe(closed);
    expect(await refused(as(rep), 'POST', `${openPath}/complete`, { version: 1, note: 'x' })).toBe(closed);
    expect(await refused(as(rep), 'POST', '/plan-items', { title: 'x', day: '2026-09-30' })).toBe(closed);
    const current = await plan(rep, { day: '2026-10-05' });
    expect(await refused(as(rep), 'PATCH', `/plan-items/${current.id}`, { version: 1, day: '2026-09-30' })).toBe(
      closed,
    );
    expect((await ok(as(rep), 'GET', openPath)).can).toEqual({
      update: false,
      complete: false,
      cancel: false,
      evaluate: false,
      reply: false,
      correct: false,
    });
    expect(await refused(as(rep), 'POST', `${path}/corrections`, { version, ...correction })).toBe(
      '403 common.forbidden',
    );
    expect(await refused(as(manager), 'POST', `${path}/corrections`, { version, score: 4, advice: '' })).toBe(
      '422 common.invalid',
    );
    const corrected = await ok(as(manager), 'POST', `${path}/corrections`, { version, ...correction });
    expect(await refused(as(boss), 'POST', `${path}/corrections`, { version, ...correction })).toBe('409 common.stale');
    const again = await ok(as(boss), 'POST', `${path}/corrections`, {
      version: corrected.version,
      score: 4.5,
      advice: '再议',
    });
    expect(again.score).toBe(4.5);
    const [first, second, third] = again.evaluations;
    expect(first).toMatchObject({ score: 3, correctsId: null, version: 1 });
    expect(second).toMatchObject({ score: 4, correctsId: first.id, evaluator: { id: manager.id } });
    expect(third).toMatchObject({ score: 4.5, correctsId: second.id, evaluator: { id: boss.id } });
    expect((await figures(rep, rep, '2026-09-01')).planScore).toBe(4.5);
    await ok(as(rep), 'POST', `${path}/replies`, { text: '谢谢' });
    on(today);
  });

  test('is guarded by the database as well', async () => {
    on('2026-08-10');
    const item = await evaluate(manager, await complete(rep, await plan(rep, { day: '2026-08-10' })), 3);
    const other = await complete(rep, await plan(rep, { day: '2026-08-10' }));
    on('2026-09-02');
    await ok(as(ops), 'POST', '/plans/months/2026-08-01/close', {});
    const db = app.runtime.kysely;
    const [line] = item.evaluations;
    await expect(db.updateTable('evaluations').set({ score: '5' }).where('id', '=', line.id).execute()).rejects.toThrow(
      'evaluation of a closed month',
    );
    await expect(db.deleteFrom('evaluations').where('id', '=', line.id).execute()).rejects.toThrow('closed month');
    const added = { id: crypto.randomUUID(), evaluator_id: manager.id, score: '5', created_at: clock.toISOString() };
    await expect(
      db
        .insertInto('evaluations')
        .values({ ...added, item_id: other.id })
        .execute(),
    ).rejects.toThrow('closed month');
    on(today);
  });

  test('lets no evaluation slip in while it closes', async () => {
    on('2026-07-10');
    const items = [];
    for (let index = 0; index < 15; index += 1) items.push(await complete(rep, await plan(rep, { day: '2026-07-10' })));
    on('2026-08-02');
    const managers = await as(manager);
    const closer = await as(ops);
    const calls = items.map((item, index) => () => {
      const body = { version: 2, score: 1 + (index % 9) / 2 };
      return managers.call('POST', `/api/plan-items/${item.id}/evaluation`, body);
    });
    calls.splice(7, 0, () => closer.call('POST', '/api/plans/months/2026-07-01/close', {}));
    const answers = await Promise.all(calls.map((call) => call()));
    const { closed_at: closedAt } = await app.runtime.kysely
      .selectFrom('closed_months')
      .select('closed_at')
      .where('month', '=', '2026-07-01')
      .executeTakeFirstOrThrow();
    expect(closedAt).toBe(clock.toISOString());
    const succeeded = answers.filter((answer) => answer.status === 200 && answer.body.state === 'evaluated').length;
    const late = answers.filter((answer) => answer.body.code === 'plans.monthClosed').length;
    expect(succeeded + late).toBe(15);
    expect((await figures(rep, rep, '2026-07-01')).evaluated).toBe(succeeded);
    on(today);
  });
});
