import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

/** Wednesday; 10:00 in Shanghai. */
const wednesday = '2026-11-18';
let clock = new Date(`${wednesday}T02:00:00.000Z`);
const atDay = (day: string, time = '10:00') => {
  clock = new Date(`${day}T${time}:00+08:00`);
};

let app: TestApp;
let boss: TestPerson;
let manager: TestPerson;
let rep: TestPerson;
let colleague: TestPerson;
let stranger: TestPerson;
let ops: TestPerson;
const unknownId = '01890000-0000-7000-8000-000000000000';

beforeAll(async () => {
  app = await createTestApp({ now: () => clock });
  boss = await app.person({ name: '陈总', roles: ['executive'] });
  manager = await app.person({ name: '李经理', supervisor: boss, roles: ['manager'] });
  rep = await app.person({ name: '张三', supervisor: manager });
  colleague = await app.person({ name: '王五', supervisor: manager });
  stranger = await app.person({ name: '赵六', supervisor: boss });
  ops = await app.person({ name: '运营', roles: ['operations'] });
});
afterAll(() => app.stop());

async function ok(caller: Caller | Promise<Caller>, method: string, path: string, body?: unknown) {
  const answer = await (await caller).call(method, `/api${path}`, body);
  expect(answer.body).toMatchObject({});
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

async function refused(caller: Caller | Promise<Caller>, method: string, path: string, body?: unknown) {
  const answer = await (await caller).call(method, `/api${path}`, body);
  const fields = (answer.body.fields ?? []).map(
    (field: { path: string; code: string }) => `${field.path}:${field.code}`,
  );
  return [answer.status, answer.body.code, ...fields].join(' ');
}

const plan = async (person: TestPerson, body: object = {}): Promise<Answer['body']> => {
  const made = await ok(app.as(person), 'POST', '/plan-items', { title: '写报告', day: wednesday, ...body });
  return made.items[0];
};
const complete = async (item: Answer['body'], owner = rep) =>
  ok(app.as(owner), 'POST', `/plan-items/${item.id}/complete`, { version: item.version, note: '已完成' });
const evaluate = async (item: Answer['body'], score: number, advice: string | null = null, by = manager) =>
  ok(app.as(by), 'POST', `/plan-items/${item.id}/evaluation`, { version: item.version, score, advice });

describe('items', () => {
  test('one plans for oneself; what is not said has its default', async () => {
    const item = await plan(rep, { startTime: '09:00', endTime: '10:30', expectedResult: '' });
    expect(item).toMatchObject({
      owner: { id: rep.id, name: '张三' },
      customer: null,
      kind: 'routine',
      activity: 'other',
      importance: 2,
      expectedResult: null,
      day: wednesday,
      startTime: '09:00',
      endTime: '10:30',
      state: 'open',
      assignedBy: null,
      score: null,
      version: 1,
      can: { update: true, complete: true, cancel: true, evaluate: false, reply: false, correct: false },
    });
  });

  test('a supervisor assigns one item to each of several people, direct and indirect', async () => {
    const made = await ok(app.as(boss), 'POST', '/plan-items', {
      title: '季度总结',
      day: wednesday,
      ownerIds: [rep.id, manager.id, rep.id],
    });
    expect(made.items.map((item: Answer['body']) => item.owner.id)).toEqual([rep.id, manager.id]);
    expect(made.items[0].assignedBy).toMatchObject({ id: boss.id });
  });

  test('only to people below, and only customers that they see', async () => {
    const other = await app.customer({ owner: manager });
    const mine = await app.customer({ owner: rep });
    const body = { title: '拜访', day: wednesday };
    const assign = async (by: TestPerson, more: object) =>
      refused(app.as(by), 'POST', '/plan-items', { ...body, ...more });
    expect(await assign(manager, { ownerIds: [rep.id, stranger.id] })).toBe(
      '422 plans.assigneeOutOfScope ownerIds.1:notFound',
    );
    expect(await assign(manager, { ownerIds: [unknownId] })).toBe('422 plans.assigneeOutOfScope ownerIds.0:notFound');
    expect(await assign(rep, { ownerIds: [manager.id] })).toBe('422 plans.assigneeOutOfScope ownerIds.0:notFound');
    expect(await assign(manager, { ownerIds: [rep.id], customerId: other.id })).toBe(
      '422 plans.assigneeOutOfScope ownerIds.0:notFound',
    );
    expect(await assign(rep, { customerId: other.id })).toBe('422 common.invalid customerId:notFound');
    expect(await assign(rep, { customerId: unknownId })).toBe('422 common.invalid customerId:notFound');
    expect(await assign(rep, { fromVisitId: unknownId })).toBe('422 common.invalid fromVisitId:notFound');
    const item = await plan(manager, { ownerIds: [rep.id], customerId: mine.id });
    expect(item.customer).toEqual({ id: mine.id, name: mine.name });
  });

  test('bad input is refused by field', async () => {
    const create = async (body: object) =>
      refused(app.as(rep), 'POST', '/plan-items', { title: 'x', day: wednesday, ...body });
    expect(await create({ startTime: '10:00', endTime: '09:00' })).toBe('422 common.invalid endTime:order');
    expect(await create({ startTime: '10:00' })).toBe('422 common.invalid endTime:required');
    expect(await create({ day: '1999-01-01' })).toBe('422 common.invalid day:tooSmall');
    expect(await create({ day: '2199-01-01' })).toBe('422 common.invalid day:tooBig');
    expect(await create({ day: '2026-02-30' })).toBe('422 common.invalid day:format');
    expect(await create({ title: ' ' })).toContain('422 common.invalid title');
    expect(await create({ title: 'a\u0000b' })).toContain('422 common.invalid title');
    expect(await create({ importance: 9 })).toBe('422 common.invalid importance:tooBig');
    expect(await create({ ownerIds: [] })).toBe('422 common.invalid ownerIds:required');
  });

  test('emoji, right-to-left and formulas stay what they are', async () => {
    const title = '=HYPERLINK("x") 👩‍🏭 مرحبا 𠮷';
    expect((await plan(rep, { title })).title).toBe(title);
  });

  test('a repeated command with the same key makes one item', async () => {
    const caller = await app.as(rep);
    const body = { title: '只有一项', day: wednesday };
    const first = await caller.call('POST', '/api/plan-items', body, { key: 'plan-key-1' });
    const again = await caller.call('POST', '/api/plan-items', body, { key: 'plan-key-1' });
    expect(again.body.items[0].id).toBe(first.body.items[0].id);
  });

  test('are seen by the owner and above; for anyone else they do not exist', async () => {
    const item = await plan(rep);
    for (const person of [rep, manager, boss]) await ok(app.as(person), 'GET', `/plan-items/${item.id}`);
    for (const person of [colleague, stranger, ops]) {
      const hidden = await (await app.as(person)).call('GET', `/api/plan-items/${item.id}`);
      const unknown = await (await app.as(person)).call('GET', `/api/plan-items/${unknownId}`);
      expect({ ...hidden.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
      expect(hidden.status).toBe(404);
      const body = { version: 1, note: 'x', title: 'x', reason: 'x', score: 4, text: 'x', advice: 'x' };
      for (const [method, path] of [
        ['PATCH', ''],
        ['POST', '/cancel'],
        ['POST', '/complete'],
        ['POST', '/evaluation'],
        ['POST', '/corrections'],
        ['POST', '/replies'],
      ] as const) {
        expect(await refused(app.as(person), method, `/plan-items/${item.id}${path}`, body)).toBe(
          '404 common.notFound',
        );
      }
    }
    expect(await ok(app.as(rep), 'GET', `/plan-items/${item.id}`)).toMatchObject({ state: 'open', version: 1 });
  });

  test('need a signed-in person', async () => {
    for (const [method, path] of [
      ['GET', '/plan-items'],
      ['GET', '/today'],
      ['GET', '/plans/inbox'],
      ['POST', '/plan-items'],
      ['GET', `/plans/${rep.id}/weeks/${wednesday}`],
      ['GET', '/plans/months/2026-11-01'],
      ['POST', '/plans/months/2026-10-01/close'],
    ] as const) {
      expect(await refused(app.anonymous, method, path, method === 'POST' ? {} : undefined)).toBe('401 auth.required');
    }
  });

  test('are listed by day, in pages, within the scope', async () => {
    const customer = await app.customer({ owner: colleague });
    const made = [];
    for (const day of ['2026-11-25', '2026-11-23', '2026-11-24']) {
      made.push(await plan(colleague, { day, customerId: customer.id, title: day }));
    }
    const caller = await app.as(manager);
    const query = `ownerId=${colleague.id}&from=2026-11-23&to=2026-11-29&limit=2`;
    const first = await ok(caller, 'GET', `/plan-items?${query}`);
    expect(first.items.map((item: Answer['body']) => item.title)).toEqual(['2026-11-23', '2026-11-24']);
    const second = await ok(caller, 'GET', `/plan-items?${query}&cursor=${first.nextCursor}`);
    expect(second.items.map((item: Answer['body']) => item.title)).toEqual(['2026-11-25']);
    expect(second.nextCursor).toBeNull();
    for (const filter of [`customerId=${customer.id}`, 'from=2026-11-23&to=2026-11-25']) {
      const list = await ok(caller, 'GET', `/plan-items?${filter}`);
      expect(list.items.map((item: Answer['body']) => item.title).sort()).toEqual(
        made.map((item) => item.title).sort(),
      );
      for (const person of [rep, stranger]) {
        expect((await ok(app.as(person), 'GET', `/plan-items?${filter}`)).items).toEqual([]);
      }
    }
    expect((await ok(app.as(rep), 'GET', `/plan-items?ownerId=${colleague.id}`)).items).toEqual([]);
    expect(await refused(caller, 'GET', '/plan-items?cursor=abc')).toBe('422 common.invalid cursor:format');
  });

  test('are moved and changed; what an assigned one says is not its owner’s to change', async () => {
    const item = await plan(rep, { importance: 1 });
    const caller = await app.as(rep);
    const path = `/plan-items/${item.id}`;
    const moved = await ok(caller, 'PATCH', path, { version: 1, day: '2026-11-19', importance: 3 });
    expect(moved).toMatchObject({ day: '2026-11-19', importance: 3, version: 2 });
    expect(await refused(caller, 'PATCH', path, { version: 1, day: '2026-11-20' })).toBe('409 common.stale');
    expect(await refused(caller, 'PATCH', path, { version: 2, startTime: '10:00' })).toBe(
      '422 common.invalid endTime:required',
    );
    expect(await ok(caller, 'PATCH', path, { version: 2, day: '2026-11-19' })).toMatchObject({ version: 2 });
    const assigned = await plan(manager, { ownerIds: [rep.id] });
    const assignedPath = `/plan-items/${assigned.id}`;
    expect(await refused(caller, 'PATCH', assignedPath, { version: 1, title: '别的' })).toBe('403 common.forbidden');
    expect(await refused(caller, 'POST', `${assignedPath}/cancel`, { version: 1, reason: '忙' })).toBe(
      '403 common.forbidden',
    );
    expect((await ok(caller, 'PATCH', assignedPath, { version: 1, day: '2026-11-20' })).day).toBe('2026-11-20');
    const cancelled = await ok(app.as(boss), 'POST', `${assignedPath}/cancel`, { version: 2, reason: '不需要了' });
    expect(cancelled.state).toBe('cancelled');
    expect(await refused(caller, 'PATCH', assignedPath, { version: 3, day: wednesday })).toBe('409 plans.itemClosed');
  });

  test('the customer is changed to one that both see, and hidden from who may not see it', async () => {
    const shared = await app.customer({ owner: rep });
    const managers = await app.customer({ owner: manager });
    const item = await plan(rep);
    expect(await refused(app.as(rep), 'PATCH', `/plan-items/${item.id}`, { version: 1, customerId: managers.id })).toBe(
      '422 common.invalid customerId:notFound',
    );
    expect(
      await refused(app.as(manager), 'PATCH', `/plan-items/${item.id}`, { version: 1, customerId: managers.id }),
    ).toBe('422 plans.assigneeOutOfScope customerId:notFound');
    const changed = await ok(app.as(rep), 'PATCH', `/plan-items/${item.id}`, { version: 1, customerId: shared.id });
    expect(changed.customer.id).toBe(shared.id);
    const team = [{ personId: stranger.id, role: 'owner' }];
    const archive = await ok(app.as(rep), 'GET', `/customers/${shared.id}`);
    await app.runtime.kysely.transaction().execute(async (tx) => {
      await tx.deleteFrom('customer_team').where('customer_id', '=', shared.id).execute();
      await tx
        .insertInto('customer_team')
        .values(team.map((one) => ({ customer_id: shared.id, user_id: one.personId, role: one.role })))
        .execute();
      await tx.updateTable('customers').set({ owner_id: stranger.id }).where('id', '=', archive.id).execute();
    });
    expect((await ok(app.as(rep), 'GET', `/plan-items/${item.id}`)).customer).toBeNull();
    expect((await ok(app.as(manager), 'GET', `/plan-items/${item.id}`)).customer).toBeNull();
    expect((await ok(app.as(boss), 'GET', `/plan-items/${item.id}`)).customer).toEqual({
      id: shared.id,
      name: shared.name,
    });
    expect((await ok(app.as(rep), 'GET', `/plan-items?customerId=${shared.id}`)).items).toEqual([]);
  });
});

describe('completion', () => {
  test('by a note submits the item; on time is the company’s day', async () => {
    atDay(wednesday, '23:59');
    const item = await complete(await plan(rep));
    expect(item).toMatchObject({ state: 'completed', onTime: true, version: 2, completedAt: clock.toISOString() });
    expect(item.proofs).toMatchObject([{ kind: 'note', title: '已完成' }]);
    const late = await plan(rep);
    atDay('2026-11-19', '00:01');
    expect(await complete(late)).toMatchObject({ onTime: false });
    atDay(wednesday);
  });

  test('is the owner’s, needs a proof of their own, once', async () => {
    const item = await plan(rep);
    const path = `/plan-items/${item.id}/complete`;
    expect(await refused(app.as(manager), 'POST', path, { version: 1, note: 'x' })).toBe('403 common.forbidden');
    const caller = await app.as(rep);
    expect(await refused(caller, 'POST', path, { version: 1 })).toBe('422 plans.proofRequired');
    expect(await refused(caller, 'POST', path, { version: 1, note: '  ' })).toBe('422 plans.proofRequired');
    expect(await refused(caller, 'POST', path, { version: 1, visitIds: [unknownId] })).toBe(
      '422 common.invalid visitIds.0:notFound',
    );
    expect(await refused(caller, 'POST', path, { version: 1, fileIds: [unknownId] })).toBe(
      '422 common.invalid fileIds.0:notFound',
    );
    expect(await refused(caller, 'POST', path, { version: 9, note: 'x' })).toBe('409 common.stale');
    await complete(item);
    expect(await refused(caller, 'POST', path, { version: 2, note: 'x' })).toBe('409 plans.itemClosed');
  });

  test('by files: one’s own, not a colleague’s', async () => {
    const fileOf = async (person: TestPerson) => {
      const id = crypto.randomUUID();
      await app.runtime.kysely
        .insertInto('files')
        .values({ id, owner_id: person.id, name: '报告.docx', type: 'application/msword', size: 3, sha256: 'x' })
        .execute();
      return id;
    };
    const item = await plan(rep);
    const path = `/plan-items/${item.id}/complete`;
    const mine = await fileOf(rep);
    const foreign = await fileOf(colleague);
    expect(await refused(app.as(rep), 'POST', path, { version: 1, fileIds: [mine, foreign] })).toBe(
      '422 common.invalid fileIds.1:notFound',
    );
    const done = await ok(app.as(rep), 'POST', path, { version: 1, fileIds: [mine, mine], result: '交付' });
    expect(done.proofs).toMatchObject([{ kind: 'document', fileId: mine, title: '报告.docx' }]);
    expect(done.result).toBe('交付');
  });
});

describe('evaluation', () => {
  test('by anyone above, never by oneself; again changes the line', async () => {
    const item = await complete(await plan(rep));
    const path = `/plan-items/${item.id}/evaluation`;
    expect(await refused(app.as(rep), 'POST', path, { version: 2, score: 5 })).toBe('403 common.forbidden');
    expect(await refused(app.as(manager), 'POST', path, { version: 2, score: 4.3 })).toContain(
      '422 common.invalid score',
    );
    expect(await refused(app.as(manager), 'POST', path, { version: 2, score: 5.5 })).toContain(
      '422 common.invalid score',
    );
    const first = await evaluate(item, 4, '写得更具体些');
    expect(first).toMatchObject({ state: 'evaluated', score: 4, version: 3 });
    expect(first.evaluations).toMatchObject([
      { score: 4, advice: '写得更具体些', evaluator: { id: manager.id }, correctsId: null, version: 1 },
    ]);
    expect(await refused(app.as(manager), 'POST', path, { version: 2, score: 5 })).toBe('409 common.stale');
    const second = await evaluate(first, 4.5, null, boss);
    expect(second.evaluations).toMatchObject([{ score: 4.5, advice: null, evaluator: { id: boss.id }, version: 2 }]);
  });

  test('of completed items only', async () => {
    const item = await plan(rep);
    const path = `/plan-items/${item.id}/evaluation`;
    expect(await refused(app.as(manager), 'POST', path, { version: 1, score: 5 })).toBe('409 plans.notEvaluable');
    expect(await refused(app.as(rep), 'POST', `/plan-items/${item.id}/replies`, { text: '？' })).toBe(
      '409 plans.notEvaluable',
    );
  });

  test('is answered by the owner and from above', async () => {
    const item = await evaluate(await complete(await plan(rep)), 3, '为什么没有联系采购？');
    const waiting = await ok(app.as(rep), 'GET', '/today');
    expect(waiting.answers.map((one: Answer['body']) => one.id)).toContain(item.id);
    const answered = await ok(app.as(rep), 'POST', `/plan-items/${item.id}/replies`, { text: '他出差了' });
    expect(answered.replies).toMatchObject([{ author: { id: rep.id }, text: '他出差了' }]);
    await ok(app.as(boss), 'POST', `/plan-items/${item.id}/replies`, { text: '下周再约' });
    const today = await ok(app.as(rep), 'GET', '/today');
    expect(today.answers.map((one: Answer['body']) => one.id)).not.toContain(item.id);
    expect(await refused(app.as(rep), 'POST', `/plan-items/${item.id}/replies`, { text: '' })).toContain(
      '422 common.invalid text',
    );
  });

  test('of twenty at once exactly one is the first', async () => {
    const item = await complete(await plan(rep));
    const caller = await app.as(manager);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        caller.call('POST', `/api/plan-items/${item.id}/evaluation`, { version: 2, score: 1 + (index % 9) / 2 }),
      ),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.body.code === 'common.stale')).toHaveLength(19);
  });
});
