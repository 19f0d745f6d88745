import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

/** Wednesday; 10:00 in Shanghai. */
const wednesday = '2026-11-18';
let clock = new Date(`${wednesday}T02:00:00.000Z`);
const on = (day: string, time = '10:00') => {
  clock = new Date(`${day}T${time}:00+08:00`);
};

let app: TestApp;
let boss: TestPerson;
let admin: TestPerson;
const unknownId = '01890000-0000-7000-8000-000000000000';

beforeAll(async () => {
  app = await createTestApp({ now: () => clock, worker: true });
  boss = await app.person({ name: '陈总', roles: ['executive'] });
  admin = await app.person({ name: '管理员', roles: ['administrator'] });
});
afterAll(() => app.stop());

type Call = [who: Caller | Promise<Caller>, method: string, path: string, body?: unknown];

async function ok(...[who, method, path, body]: Call): Promise<Answer['body']> {
  const answer = await (await who).call(method, `/api${path}`, body);
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

async function refused(...[who, method, path, body]: Call): Promise<string> {
  const answer = await (await who).call(method, `/api${path}`, body);
  const fields: { path: string; code: string }[] = answer.body.fields ?? [];
  return [answer.status, answer.body.code, ...fields.map((field) => `${field.path}:${field.code}`)].join(' ');
}

async function plan(by: TestPerson, body: object = {}): Promise<Answer['body']> {
  return (await ok(app.as(by), 'POST', '/plan-items', { title: '事项', day: wednesday, ...body })).items[0];
}
const complete = (owner: TestPerson, item: Answer['body']) =>
  ok(app.as(owner), 'POST', `/plan-items/${item.id}/complete`, { version: item.version, note: '已完成' });
const weekOf = (reader: TestPerson, owner: TestPerson, week = wednesday) =>
  ok(app.as(reader), 'GET', `/plans/${owner.id}/weeks/${week}`);
const inboxOf = async (person: TestPerson): Promise<Answer['body'][]> =>
  (await ok(app.as(person), 'GET', '/plans/inbox')).items;

async function team(): Promise<{ manager: TestPerson; rep: TestPerson }> {
  const manager = await app.person({ name: '李经理', supervisor: boss, roles: ['manager'] });
  return { manager, rep: await app.person({ name: '张三', supervisor: manager }) };
}

describe('a week', () => {
  test('is a draft until it is handed in, then those above adjust and approve it', async () => {
    const { manager, rep } = await team();
    expect(await weekOf(rep, rep, '2026-11-22')).toMatchObject({
      owner: { id: rep.id },
      week: '2026-11-16',
      state: 'draft',
      version: 0,
      items: [],
      can: { add: true, submit: false, approve: false, return: false },
    });
    expect(await refused(app.as(rep), 'POST', '/plans/weeks/2026-11-16/submit', { version: 0 })).toBe(
      '422 common.invalid items:required',
    );
    const item = await plan(rep);
    const submitted = await ok(app.as(rep), 'POST', `/plans/weeks/${wednesday}/submit`, { version: 0 });
    expect(submitted).toMatchObject({ state: 'submitted', version: 1, submittedAt: clock.toISOString() });
    expect(await refused(app.as(rep), 'POST', `/plans/weeks/${wednesday}/submit`, { version: 1 })).toBe(
      '409 plans.weekLocked',
    );
    const locked = '409 plans.weekLocked';
    expect(await plan(rep, { title: '临时的事' })).toMatchObject({
      kind: 'adHoc',
      can: { update: true, cancel: true },
    });
    expect(await refused(app.as(rep), 'PATCH', `/plan-items/${item.id}`, { version: 1, day: '2026-11-19' })).toBe(
      locked,
    );
    expect(await refused(app.as(rep), 'POST', `/plan-items/${item.id}/cancel`, { version: 1, reason: 'x' })).toBe(
      locked,
    );
    const elsewhere = await plan(rep, { day: '2026-11-25' });
    const moved = await ok(app.as(rep), 'PATCH', `/plan-items/${elsewhere.id}`, { version: 1, day: wednesday });
    expect(moved.kind).toBe('adHoc');
    const adjusted = await ok(app.as(manager), 'PATCH', `/plan-items/${item.id}`, { version: 1, importance: 3 });
    expect(adjusted.importance).toBe(3);
    await plan(manager, { title: '加一项', ownerIds: [rep.id] });
    const path = `/plans/${rep.id}/weeks/2026-11-16`;
    expect(await refused(app.as(rep), 'POST', `${path}/approve`, { version: 1 })).toBe('403 common.forbidden');
    expect(await refused(app.as(manager), 'POST', `${path}/approve`, { version: 2 })).toBe('409 common.stale');
    const approved = await ok(app.as(manager), 'POST', `${path}/approve`, { version: 1, advice: '重点放在永晟' });
    expect(approved).toMatchObject({
      state: 'approved',
      version: 2,
      advice: '重点放在永晟',
      decidedBy: { id: manager.id },
    });
    expect(approved.items).toHaveLength(4);
    expect(await refused(app.as(boss), 'POST', `${path}/approve`, { version: 2 })).toBe('409 plans.weekLocked');
  });

  test('that is approved takes ad-hoc items, moves, and cancellations with a reason', async () => {
    const { manager, rep } = await team();
    const item = await plan(rep);
    const path = `/plans/${rep.id}/weeks/2026-11-16`;
    await ok(app.as(rep), 'POST', '/plans/weeks/2026-11-16/submit', { version: 0 });
    await ok(app.as(manager), 'POST', `${path}/approve`, { version: 1 });
    expect((await plan(rep, { kind: 'routine' })).kind).toBe('adHoc');
    const itemPath = `/plan-items/${item.id}`;
    expect((await ok(app.as(rep), 'PATCH', itemPath, { version: 1, day: '2026-11-20' })).kind).toBe('routine');
    expect(await refused(app.as(rep), 'PATCH', itemPath, { version: 2, title: '改内容' })).toBe('409 plans.weekLocked');
    const later = await plan(rep, { day: '2026-11-25', kind: 'routine' });
    expect((await ok(app.as(rep), 'PATCH', `/plan-items/${later.id}`, { version: 1, day: wednesday })).kind).toBe(
      'adHoc',
    );
    expect(await refused(app.as(rep), 'POST', `${itemPath}/cancel`, { version: 2, reason: ' ' })).toContain(
      '422 common.invalid',
    );
    expect((await ok(app.as(rep), 'POST', `${itemPath}/cancel`, { version: 2, reason: '客户改期' })).state).toBe(
      'cancelled',
    );
    expect((await weekOf(rep, rep)).items.map((one: Answer['body']) => one.id)).not.toContain(item.id);
  });

  test('that is returned is a draft with advice', async () => {
    const { manager, rep } = await team();
    await plan(rep);
    await ok(app.as(rep), 'POST', '/plans/weeks/2026-11-16/submit', { version: 0 });
    const path = `/plans/${rep.id}/weeks/2026-11-16/return`;
    expect(await refused(app.as(manager), 'POST', path, { version: 1, advice: '' })).toContain(
      '422 common.invalid advice',
    );
    const returned = await ok(app.as(boss), 'POST', path, { version: 1, advice: '没有新客户' });
    expect(returned).toMatchObject({ state: 'draft', advice: '没有新客户', submittedAt: null, version: 2 });
    expect(await refused(app.as(manager), 'POST', path, { version: 2, advice: 'x' })).toBe('409 common.conflict');
    const again = await ok(app.as(rep), 'POST', '/plans/weeks/2026-11-16/submit', { version: 2 });
    expect(again).toMatchObject({ state: 'submitted', advice: null, version: 3 });
  });

  test('is seen by its owner and above, and handed in by who has somebody above', async () => {
    const { rep } = await team();
    const { rep: other, manager: otherManager } = await team();
    await plan(rep);
    await weekOf(boss, rep);
    for (const person of [other, otherManager]) {
      const path = `/plans/${rep.id}/weeks/2026-11-16`;
      expect(await refused(app.as(person), 'GET', path)).toBe('404 common.notFound');
      expect(await refused(app.as(person), 'POST', `${path}/approve`, { version: 1 })).toBe('404 common.notFound');
      expect(await refused(app.as(person), 'POST', `${path}/return`, { version: 1, advice: 'x' })).toBe(
        '404 common.notFound',
      );
    }
    expect(await refused(app.as(rep), 'GET', `/plans/${unknownId}/weeks/2026-11-16`)).toBe('404 common.notFound');
    const rows = await app.runtime.kysely
      .selectFrom('plan_weeks')
      .select('id')
      .where('owner_id', '=', unknownId)
      .execute();
    expect(rows).toEqual([]);
    await plan(boss);
    expect((await weekOf(boss, boss)).can.submit).toBe(false);
    expect(await refused(app.as(boss), 'POST', '/plans/weeks/2026-11-16/submit', { version: 0 })).toBe(
      '403 common.forbidden',
    );
  });
});

describe('the inbox', () => {
  test('of the direct supervisor holds what waits, longest first, with its details', async () => {
    const { manager, rep } = await team();
    on('2026-11-12', '09:00');
    const first = await complete(rep, await plan(rep, { day: '2026-11-12' }));
    on('2026-11-13', '09:00');
    await plan(rep, { day: '2026-11-20' });
    await ok(app.as(rep), 'POST', '/plans/weeks/2026-11-16/submit', { version: 0 });
    on('2026-11-16', '09:00');
    const second = await complete(rep, await plan(rep, { day: '2026-11-12' }));
    on(wednesday);
    const inbox = await inboxOf(manager);
    expect(inbox.map((entry) => [entry.kind, entry.since.slice(0, 10), entry.workingDays])).toEqual([
      ['evaluate', '2026-11-12', 4],
      ['approveWeek', '2026-11-13', 3],
      ['evaluate', '2026-11-16', 2],
    ]);
    expect(inbox[0].item).toMatchObject({ id: first.id, proofs: [{ kind: 'note' }], can: { evaluate: true } });
    expect(inbox[1]).toMatchObject({
      item: null,
      week: { owner: { id: rep.id }, week: '2026-11-16', items: 1, version: 1 },
    });
    expect(inbox[2].item.id).toBe(second.id);
    expect((await inboxOf(boss)).map((entry) => entry.item?.id)).not.toContain(first.id);
    expect(await inboxOf(rep)).toEqual([]);
    const page = await ok(app.as(manager), 'GET', '/plans/inbox?limit=2');
    const rest = await ok(app.as(manager), 'GET', `/plans/inbox?limit=2&cursor=${encodeURIComponent(page.nextCursor)}`);
    expect(rest.items.map((entry: Answer['body']) => entry.item.id)).toEqual([second.id]);
    expect(rest.nextCursor).toBeNull();
    expect(await refused(app.as(manager), 'GET', '/plans/inbox?cursor=x')).toBe('422 common.invalid cursor:format');
    await ok(app.as(boss), 'POST', `/plan-items/${first.id}/evaluation`, { version: 2, score: 4 });
    await ok(app.as(manager), 'POST', `/plans/${rep.id}/weeks/2026-11-16/approve`, { version: 1 });
    expect((await inboxOf(manager)).map((entry) => entry.item.id)).toEqual([second.id]);
  });

  test('counts holidays of the calendar as no working days', async () => {
    const { manager, rep } = await team();
    on('2026-11-09');
    await complete(rep, await plan(rep, { day: '2026-11-09' }));
    on('2026-11-13');
    const before = (await inboxOf(manager))[0].workingDays;
    await app.runtime.kysely
      .insertInto('calendar_days')
      .values({ day: '2026-11-11', working: false, name: '假' })
      .execute();
    expect([before, (await inboxOf(manager))[0].workingDays]).toEqual([4, 3]);
    await app.runtime.kysely.deleteFrom('calendar_days').execute();
    on(wednesday);
  });

  test('follows the reporting line by itself: another supervisor, a departed one, a closed month', async () => {
    const { manager, rep } = await team();
    const other = await app.person({ name: '新经理', supervisor: boss });
    const item = await complete(rep, await plan(rep));
    const waitsFor = async () => {
      const found = [];
      for (const person of [manager, other, boss]) {
        if ((await inboxOf(person)).some((entry) => entry.item?.id === item.id)) found.push(person.name);
      }
      return found;
    };
    expect(await waitsFor()).toEqual(['李经理']);
    const user = await ok(app.as(admin), 'GET', `/users/${rep.id}`);
    await ok(app.as(admin), 'PATCH', `/users/${rep.id}`, { version: user.version, supervisorId: other.id });
    expect(await waitsFor()).toEqual(['新经理']);
    // Departed with people still below: the next one up answers.
    await app.runtime.kysely
      .updateTable('users')
      .set({ active: false, departed_on: wednesday })
      .where('id', '=', other.id)
      .execute();
    expect((await inboxOf(boss)).some((entry) => entry.item?.id === item.id)).toBe(true);
    expect((await ok(app.as(boss), 'GET', `/plans/${boss.id}/months/2026-11-01`)).unanswered).toBe(0);
    on('2026-11-19');
    const month = await ok(app.as(boss), 'GET', `/plans/${boss.id}/months/2026-11-01`);
    const rows = await ok(app.as(boss), 'GET', `/plans/${boss.id}/months/2026-11-01/rows?number=unanswered`);
    expect(rows.items).toHaveLength(month.unanswered);
    expect(rows.items.map((row: Answer['body']) => row.id)).toContain(item.id);
    on(wednesday);
    const ids = { id: crypto.randomUUID(), closed_by: boss.id, closed_at: clock.toISOString() };
    await app.runtime.kysely
      .insertInto('closed_months')
      .values({ month: '2026-11-01', ...ids })
      .execute();
    expect(await inboxOf(boss)).toEqual([]);
    await app.runtime.kysely.deleteFrom('closed_months').execute();
  });
});

describe('today', () => {
  test('says what the caller has to do and what their people need', async () => {
    const { manager, rep } = await team();
    const customer = await app.customer({ owner: rep });
    on('2026-11-16');
    const overdue = await plan(rep, { day: '2026-11-16' });
    const advised = await complete(rep, await plan(rep, { day: '2026-11-16' }));
    const plain = await complete(rep, await plan(rep, { day: '2026-11-16' }));
    on('2026-11-17');
    await ok(app.as(manager), 'POST', `/plan-items/${advised.id}/evaluation`, {
      version: 2,
      score: 4,
      advice: '写清下一步',
    });
    await ok(app.as(manager), 'POST', `/plan-items/${plain.id}/evaluation`, { version: 2, score: 4 });
    on(wednesday);
    const late = await plan(rep, { activity: 'visit', customerId: customer.id, startTime: '15:00', endTime: '16:00' });
    const early = await plan(rep, { activity: 'visit', customerId: customer.id, startTime: '09:00', endTime: '10:00' });
    const due = await plan(rep, { activity: 'document' });
    await plan(rep, { day: '2026-11-20' });
    const waiting = await complete(rep, await plan(rep));
    const mine = await ok(app.as(rep), 'GET', '/today');
    const ids = (items: Answer['body'][]) => items.map((item) => item.id);
    expect(mine.today).toBe(wednesday);
    expect(ids(mine.visits)).toEqual([early.id, late.id]);
    expect(mine.visits[0].customer).toEqual({ id: customer.id, name: customer.name });
    expect(ids(mine.due)).toEqual([due.id]);
    expect(ids(mine.overdue)).toEqual([overdue.id]);
    expect(ids(mine.answers)).toEqual([advised.id]);
    expect(mine.answers[0].evaluations[0].advice).toBe('写清下一步');
    expect(mine.week).toEqual({ week: '2026-11-16', state: 'draft', items: 8, completed: 3 });
    expect(mine.month).toEqual(await ok(app.as(rep), 'GET', `/plans/${rep.id}/months/2026-11-01`));
    expect(mine).toMatchObject({ stale: [], waiting: null, team: [] });
    const above = await ok(app.as(manager), 'GET', '/today');
    expect(above.waiting).toEqual({ evaluations: 1, weeks: 0, oldest: waiting.completedAt });
    expect(above.team).toEqual([{ person: { id: rep.id, name: '张三', post: null }, overdue: 1, waiting: 1 }]);
    on('2026-12-20');
    await app.runtime.kysely.updateTable('auth_sessions').set({ expires_at: '2027-12-01T00:00:00Z' }).execute();
    const stale = await ok(app.as(rep), 'GET', '/today');
    expect(stale.stale.map((one: Answer['body']) => one.customer.id)).toEqual([customer.id]);
    on(wednesday);
  });
});

describe('messages', () => {
  const messagesOf = async (person: TestPerson): Promise<Answer['body'][]> =>
    (await ok(app.as(person), 'GET', '/messages?limit=200')).items;

  /** The newest message of a kind about a subject, once the worker has written it. */
  async function told(person: TestPerson, kind: string, subjectId?: string): Promise<Answer['body']> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const found = (await messagesOf(person)).find(
        (message) => message.kind === kind && (subjectId === undefined || message.subjectId === subjectId),
      );
      if (found) return found;
      await sleep(100);
    }
    throw new Error(`${person.name} was not told of ${kind}: ${JSON.stringify(await messagesOf(person))}`);
  }

  test('go to the other side of every step, once', async () => {
    const { manager, rep } = await team();
    const item = await plan(manager, { ownerIds: [rep.id], title: '年度回顾' });
    expect((await told(rep, 'planItem.assigned', item.id)).params).toEqual({ actor: '李经理', title: '年度回顾' });
    await ok(app.as(manager), 'PATCH', `/plan-items/${item.id}`, { version: 1, importance: 3 });
    await told(rep, 'planItem.adjusted', item.id);
    const done = await complete(rep, { id: item.id, version: 2 });
    expect((await told(manager, 'planItem.submitted', item.id)).params).toEqual({ actor: '张三', title: '年度回顾' });
    await ok(app.as(manager), 'POST', `/plan-items/${item.id}/evaluation`, { version: done.version, score: 4.5 });
    expect((await told(rep, 'planItem.evaluated', item.id)).params).toMatchObject({ score: 4.5 });
    await ok(app.as(rep), 'POST', `/plan-items/${item.id}/replies`, { text: '收到' });
    expect((await told(manager, 'planItem.replied', item.id)).params).toMatchObject({ actor: '张三' });
    await ok(app.as(boss), 'POST', `/plan-items/${item.id}/replies`, { text: '好' });
    expect((await told(rep, 'planItem.replied', item.id)).params).toMatchObject({ actor: '陈总' });
    await plan(rep);
    await ok(app.as(rep), 'POST', '/plans/weeks/2026-11-16/submit', { version: 0 });
    expect((await told(manager, 'planWeek.submitted')).params).toMatchObject({ actor: '张三', week: '2026-11-16' });
    await ok(app.as(manager), 'POST', `/plans/${rep.id}/weeks/2026-11-16/return`, { version: 1, advice: '再想想' });
    await told(rep, 'planWeek.returned');
    const { version } = await weekOf(rep, rep);
    await ok(app.as(rep), 'POST', '/plans/weeks/2026-11-16/submit', { version });
    await ok(app.as(manager), 'POST', `/plans/${rep.id}/weeks/2026-11-16/approve`, { version: version + 1 });
    await told(rep, 'planWeek.approved');
    const kinds = (await messagesOf(rep)).map((message) => message.kind).sort();
    expect(kinds).toEqual([
      'planItem.adjusted',
      'planItem.assigned',
      'planItem.evaluated',
      'planItem.replied',
      'planWeek.approved',
      'planWeek.returned',
    ]);
    expect((await messagesOf(boss)).filter((message) => message.subjectId === item.id)).toEqual([]);
  });
});
