import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { deriveNames } from './customers.names.service.ts';
import { turnTeams } from './customers.team.service.ts';

let clock = new Date('2026-03-10T04:00:00Z');
const today = '2026-03-10';
const unknownId = '01900000-0000-7000-8000-000000000000';

let app: TestApp;
let manager: TestPerson;
let rep: TestPerson;
let helper: TestPerson;
let outsider: TestPerson;
let asManager: Caller;
let asRep: Caller;
let asHelper: Caller;
let asOutsider: Caller;

beforeAll(async () => {
  app = await createTestApp({ now: () => clock });
  manager = await app.person({ name: '经理', roles: ['manager'] });
  rep = await app.person({ name: '销售甲', supervisor: manager });
  helper = await app.person({ name: '技术员' });
  outsider = await app.person({ name: '外区销售' });
  [asManager, asRep, asHelper, asOutsider] = (await Promise.all([manager, rep, helper, outsider].map(app.as))) as [
    Caller,
    Caller,
    Caller,
    Caller,
  ];
});
afterAll(() => app.stop());

const comparable = (answer: { status: number; body: { requestId?: string } }) => ({
  status: answer.status,
  body: { ...answer.body, requestId: '' },
});

/** A customer of the rep with the helper on its team. */
async function shared(place: Record<string, unknown> = {}) {
  const made = await app.customer({ owner: rep });
  const team = [
    { personId: rep.id, role: 'owner' },
    { personId: helper.id, role: 'technical', ...place },
  ];
  return asRep.call('PUT', `/api/customers/${made.id}/team`, { version: made.version, team });
}

const teamAt = async (caller: Caller, id: string) => (await caller.call('GET', `/api/customers/${id}/team`)).body;

describe('who only reads', () => {
  test('sees everything and changes nothing; plans on their own', async () => {
    const { body: customer } = await shared({ access: 'read' });
    const path = `/api/customers/${customer.id}`;
    const contact = (await asRep.call('POST', `${path}/contacts`, { name: '王总' })).body;
    await asRep.call('POST', `${path}/notes`, { text: '只读的人也看得到' });
    const seen = (await asHelper.call('GET', path)).body;
    expect(seen).toMatchObject({ contacts: [{ name: '王总' }], can: { update: false, changeTeam: false } });
    const timeline = (await asHelper.call('GET', `${path}/timeline`)).body.items;
    expect(JSON.stringify(timeline[0])).toContain('只读的人也看得到');
    const { version } = seen;
    const refused = await Promise.all([
      asHelper.call('PATCH', path, { version, description: 'x' }),
      asHelper.call('POST', `${path}/confirm`, { version }),
      asHelper.call('POST', `${path}/contacts`, { name: 'x' }),
      asHelper.call('PATCH', `/api/contacts/${contact.id}`, { version: contact.version, name: 'x' }),
      asHelper.call('POST', `${path}/notes`, { text: 'x' }),
      asHelper.call('PUT', `${path}/team`, { version, team: [{ personId: helper.id, role: 'owner' }] }),
      asHelper.call('POST', '/api/visits', { customerId: customer.id }),
      asHelper.call('POST', '/api/visits/record', { customerId: customer.id, discussed: 'x' }),
    ]);
    expect(refused.map((answer) => answer.body.code)).toEqual(refused.map(() => 'common.forbidden'));
    expect((await asHelper.call('GET', path)).body).toEqual(seen);
    const planned = await asHelper.call('POST', '/api/plan-items', {
      title: '备样',
      day: today,
      customerId: customer.id,
    });
    expect(planned.status).toBe(200);
  });

  test('writes where somebody below them does', async () => {
    const { body: customer } = await shared();
    const above = await app.person({ name: '技术主管' });
    const below = await app.person({ name: '下属', supervisor: above });
    const team = [
      { personId: rep.id, role: 'owner' },
      { personId: above.id, role: 'sponsor', access: 'read' },
      { personId: below.id, role: 'technical' },
    ];
    await asRep.call('PUT', `/api/customers/${customer.id}/team`, { version: customer.version, team });
    const asAbove = await app.as(above);
    expect((await asAbove.call('POST', `/api/customers/${customer.id}/notes`, { text: 'x' })).status).toBe(200);
  });
});

test('the owner sees what members record, and the other way round', async () => {
  const { body: customer } = await shared();
  const record = (caller: Caller, discussed: string) =>
    caller.call('POST', '/api/visits/record', { customerId: customer.id, discussed });
  const [theirs, own] = [await record(asHelper, '现场调试'), await record(asRep, '谈价格')];
  for (const caller of [asRep, asHelper, asManager]) {
    const visits = (await caller.call('GET', `/api/visits?customerId=${customer.id}`)).body.items;
    expect(visits.map((one: { discussed: string }) => one.discussed).sort()).toEqual(['现场调试', '谈价格'].sort());
    const { items } = (await caller.call('GET', `/api/customers/${customer.id}/timeline`)).body;
    const recorded = items.filter((one: { type: string }) => one.type === 'visit.recorded');
    expect(recorded.map((one: { subjectId: string }) => one.subjectId).sort()).toEqual(
      [own, theirs].map((one) => one.body.id).sort(),
    );
  }
});

describe('periods', () => {
  test('end and begin by themselves with the company’s day, and stay as history', async () => {
    clock = new Date('2026-03-10T04:00:00Z');
    const made = await app.customer({ owner: rep });
    const team = [
      { personId: rep.id, role: 'owner' },
      { personId: helper.id, role: 'technical', untilOn: '2026-03-12' },
      { personId: outsider.id, role: 'service', access: 'read', fromOn: '2026-03-13', untilOn: '2026-03-20' },
    ];
    const set = await asRep.call('PUT', `/api/customers/${made.id}/team`, { version: made.version, team });
    expect(set.body.team).toHaveLength(2);
    const path = `/api/customers/${made.id}`;
    expect((await asOutsider.call('GET', path)).status).toBe(404);
    expect(await teamAt(asHelper, made.id)).toMatchObject({
      held: [
        { role: 'owner', untilOn: null },
        { role: 'technical', fromOn: today, untilOn: '2026-03-12' },
      ],
      planned: [{ person: { id: outsider.id }, access: 'read', fromOn: '2026-03-13', untilOn: '2026-03-20' }],
      past: [],
      requests: [],
      can: { change: false, ask: false },
    });
    // The last minute of the 12th in Shanghai, then the first of the 13th.
    clock = new Date('2026-03-12T15:59:30Z');
    await turnTeams(app.runtime);
    expect((await asHelper.call('GET', path)).status).toBe(200);
    clock = new Date('2026-03-12T16:00:30Z');
    await turnTeams(app.runtime);
    await turnTeams(app.runtime);
    expect((await asHelper.call('GET', path)).status).toBe(404);
    expect((await asOutsider.call('GET', path)).body).toMatchObject({ can: { update: false } });
    expect(await teamAt(asRep, made.id)).toMatchObject({
      held: [{ role: 'owner' }, { person: { id: outsider.id }, untilOn: '2026-03-20' }],
      planned: [],
      past: [{ person: { id: helper.id }, role: 'technical', fromOn: today, untilOn: '2026-03-12' }],
    });
    const [turned] = (await asRep.call('GET', `${path}/timeline`)).body.items;
    expect(turned).toMatchObject({ type: 'customer.teamTurned', actor: null });
    expect(turned.data).toMatchObject({
      added: [{ person: { id: outsider.id } }],
      removed: [{ person: { id: helper.id } }],
    });
    clock = new Date('2026-03-10T04:00:00Z');
  });

  test('what is not said of a place stays; removed by hand it is history as well', async () => {
    const { body: customer } = await shared({ access: 'read', untilOn: '2026-04-01' });
    const path = `/api/customers/${customer.id}/team`;
    const kept = await asRep.call('PUT', path, {
      version: customer.version,
      team: [
        { personId: rep.id, role: 'owner' },
        { personId: helper.id, role: 'service' },
      ],
    });
    expect(kept.body.team[1]).toMatchObject({ role: 'service', access: 'read', untilOn: '2026-04-01' });
    const gone = await asRep.call('PUT', path, {
      version: kept.body.version,
      team: [{ personId: rep.id, role: 'owner' }],
    });
    expect(gone.body.team).toHaveLength(1);
    expect((await teamAt(asRep, customer.id)).past).toMatchObject([{ role: 'service', untilOn: today }]);
  });

  test('a reader who becomes the owner writes, without an end', async () => {
    const colleague = await app.person({ supervisor: rep });
    const made = await app.customer({ owner: rep });
    const put = (version: number, team: object[]) =>
      asRep.call('PUT', `/api/customers/${made.id}/team`, { version, team });
    const set = await put(made.version, [
      { personId: rep.id, role: 'owner' },
      { personId: colleague.id, role: 'sales', access: 'read', untilOn: '2026-04-01' },
    ]);
    const given = await put(set.body.version, [{ personId: colleague.id, role: 'owner' }]);
    expect(given.body.team).toMatchObject([{ role: 'owner', access: 'write', untilOn: null }]);
  });

  test('invalid periods are refused at their field', async () => {
    const { body: customer } = await shared();
    for (const [place, path] of [
      [{ untilOn: '2026-03-09' }, 'team.1.untilOn'],
      [{ fromOn: '2026-04-01' }, 'team.1.fromOn'],
      [{ untilOn: 'x' }, 'team.1.untilOn'],
      [{ access: 'all' }, 'team.1.access'],
    ] as const) {
      const team = [
        { personId: rep.id, role: 'owner' },
        { personId: helper.id, role: 'technical', ...place },
      ];
      const refused = await asRep.call('PUT', `/api/customers/${customer.id}/team`, {
        version: customer.version,
        team,
      });
      expect(refused.status).toBe(422);
      expect(refused.body.fields[0].path).toBe(path);
    }
  });
});

describe('requests to join', () => {
  const ask = (caller: Caller, body: object) => caller.call('POST', '/api/team-requests', body);
  const list = async (caller: Caller, box: string) =>
    (await caller.call('GET', `/api/team-requests/${box}`)).body.items;

  test('from a duplicate check to the team; the asker sees the customer then', async () => {
    const theirs = await app.customer({ owner: rep, name: '东莞问询材料有限公司' });
    const [found] = (await asOutsider.call('POST', '/api/customers/duplicates', { name: theirs.name })).body.items;
    expect(found).toEqual({
      reason: 'name',
      customer: null,
      owner: { id: rep.id, name: '销售甲', post: null, department: null },
    });
    const match = { reason: 'name', value: theirs.name, ownerId: found.owner.id };
    expect(await ask(asOutsider, { match, note: '我在跟同一个项目' })).toMatchObject({ status: 200 });
    expect((await ask(asOutsider, { match, note: '再问一次' })).status).toBe(200);
    expect(await list(asOutsider, 'asked')).toMatchObject([
      { askedFor: theirs.name, owner: { name: '销售甲' }, customer: null, state: 'pending', answer: null },
    ]);
    expect((await asRep.call('GET', '/api/team-requests/count')).body).toEqual({ count: 1 });
    const [waiting] = await list(asManager, 'waiting');
    expect(waiting).toMatchObject({
      customer: { id: theirs.id },
      asker: { id: outsider.id },
      note: '我在跟同一个项目',
    });
    expect((await teamAt(asRep, theirs.id)).requests).toHaveLength(1);
    for (const caller of [asOutsider, asHelper]) {
      const refused = await caller.call('POST', `/api/team-requests/${waiting.id}/answer`, {
        version: 1,
        accept: true,
      });
      expect(refused.body.code).toBe('common.notFound');
    }
    const answer = {
      version: 1,
      accept: true,
      role: 'technical',
      access: 'read',
      untilOn: '2026-05-01',
      answer: '欢迎',
    };
    const bad = await asRep.call('POST', `/api/team-requests/${waiting.id}/answer`, {
      ...answer,
      untilOn: '2020-01-01',
    });
    expect(bad.body.fields).toEqual([{ path: 'untilOn', code: 'order' }]);
    expect((await asRep.call('POST', `/api/team-requests/${waiting.id}/answer`, answer)).status).toBe(200);
    const again = await asManager.call('POST', `/api/team-requests/${waiting.id}/answer`, answer);
    expect(again.body.code).toBe('common.stale');
    expect((await asOutsider.call('GET', `/api/customers/${theirs.id}`)).body).toMatchObject({
      can: { update: false },
    });
    expect((await list(asOutsider, 'asked'))[0]).toMatchObject({
      customer: { id: theirs.id },
      state: 'accepted',
      answer: '欢迎',
    });
    expect(await list(asRep, 'waiting')).toEqual([]);
  });

  test('by a link the answer is the same whether there is such a customer or not', async () => {
    const theirs = await app.customer({ owner: rep });
    const [real, none] = [
      await ask(asHelper, { customerId: theirs.id }),
      await ask(asHelper, { customerId: unknownId }),
    ];
    expect(comparable(real)).toEqual(comparable(none));
    const rows = (await list(asHelper, 'asked')).slice(0, 2);
    const plain = (row: object) => ({ ...row, id: '', createdAt: '' });
    expect(plain(rows[0])).toEqual(plain(rows[1]));
    const [waiting] = await list(asRep, 'waiting');
    await asRep.call('POST', `/api/team-requests/${waiting.id}/answer`, {
      version: 1,
      accept: false,
      answer: '暂不需要',
    });
    const declined = (await list(asHelper, 'asked')).find((row: { id: string }) => row.id === waiting.id);
    expect(declined).toMatchObject({ state: 'declined', answer: '暂不需要', customer: null });
    expect((await asHelper.call('GET', `/api/customers/${theirs.id}`)).status).toBe(404);
  });

  test('taken back by the asker alone; refused: nothing or both named, a member, a wrong owner, a stranger', async () => {
    const theirs = await app.customer({ owner: rep });
    await ask(asHelper, { customerId: theirs.id });
    const [mine] = await list(asHelper, 'asked');
    const path = `/api/team-requests/${mine.id}/withdraw`;
    expect((await asRep.call('POST', path, { version: 1 })).body.code).toBe('common.notFound');
    expect((await asHelper.call('POST', path, { version: 7 })).body.code).toBe('common.stale');
    expect((await asHelper.call('POST', path, { version: 1 })).status).toBe(200);
    expect((await list(asHelper, 'asked'))[0].state).toBe('withdrawn');
    expect((await app.anonymous.call('POST', path, { version: 1 })).status).toBe(401);
    const match = { reason: 'name', value: theirs.name, ownerId: outsider.id };
    for (const [body, field] of [
      [{}, 'customerId'],
      [{ match }, 'match'],
      [{ customerId: theirs.id, match }, 'match'],
    ] as const) {
      expect((await ask(asHelper, body)).body.fields[0].path).toBe(field);
    }
    expect((await ask(asRep, { customerId: theirs.id })).body.fields).toEqual([{ path: 'customerId', code: 'taken' }]);
  });
});

test('a hundred writers on one customer lose nothing', async () => {
  const { body: customer } = await shared();
  const callers = [asRep, asHelper, asManager];
  const path = `/api/customers/${customer.id}`;
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) => {
      const caller = callers[index % 3] as Caller;
      return index % 2
        ? caller.call('POST', `${path}/notes`, { text: `第 ${index} 条` })
        : caller.call('POST', `${path}/contacts`, { name: `联系人${index}` });
    }),
  );
  expect(answers.filter((answer) => answer.status !== 200)).toEqual([]);
  expect((await asRep.call('GET', path)).body.contacts).toHaveLength(50);
  const { items } = (await asRep.call('GET', `${path}/timeline?limit=200`)).body;
  expect(items.filter((one: { type: string }) => one.type === 'customer.noted')).toHaveLength(50);
});

test('names that wait are normalised anew; two that have become the same both stay', async () => {
  const made = await app.customer({ owner: rep, name: '嘉兴旧名材料有限公司' });
  const other = await app.customer({ owner: rep, name: '嘉兴另一材料有限公司' });
  await app.runtime.pool.query(
    `update customers set normalized_name = 'old' || id, name = case id when $1 then '嘉興舊名材料有限公司' else '嘉兴旧名材料有限公司' end
     where id = any($2)`,
    [made.id, [made.id, other.id]],
  );
  await app.runtime.pool.query('insert into customers_to_derive select unnest($1::uuid[])', [[made.id, other.id]]);
  await deriveNames(app.runtime);
  const { rows } = await app.runtime.pool.query(
    'select normalized_name as name from customers where id = any($1) order by 1',
    [[made.id, other.id]],
  );
  expect(rows.map((row) => row.name).filter((name: string) => name === '嘉兴旧名材料有限公司')).toHaveLength(1);
  const { rows: left } = await app.runtime.pool.query('select 1 from customers_to_derive');
  expect(left).toEqual([]);
});
