import { afterAll, beforeAll, expect, test } from 'vitest';
import { hiddenId } from '../../../contract/filters.ts';
import { newId } from '../../platform/ids.ts';
import type { Answer, Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

let app: TestApp;
const departments = { company: newId(), east: newId(), team: newId(), west: newId() };
let head: TestPerson;
let member: TestPerson;
let stranger: TestPerson;
let keeper: TestPerson;
let asHead: Caller;
let asMember: Caller;
let asStranger: Caller;
let asKeeper: Caller;

beforeAll(async () => {
  app = await createTestApp();
  const { pool } = app.runtime;
  const { company, east, team, west } = departments;
  for (const [id, name, parent] of [
    [company, '公司', null],
    [east, '华东', company],
    [team, '华东一组', east],
    [west, '华西', company],
  ]) {
    await pool.query('insert into departments (id, name, parent_id) values ($1, $2, $3)', [id, name, parent]);
  }
  head = await app.person({ roles: ['manager'] });
  member = await app.person({ supervisor: head });
  stranger = await app.person();
  keeper = await app.person({ roles: ['administrator'] });
  for (const [person, department] of [
    [head, east],
    [member, team],
    [stranger, west],
  ] as const) {
    await pool.query('update users set department_id = $1 where id = $2', [department, person.id]);
  }
  [asHead, asMember, asStranger, asKeeper] = (await Promise.all([head, member, stranger, keeper].map(app.as))) as [
    Caller,
    Caller,
    Caller,
    Caller,
  ];
});
afterAll(() => app.stop());

const settings = { columns: ['owner', 'level'], sort: 'lastVisitOn', order: 'asc', group: 'segment', q: '化工' };
const create = (caller: Caller, body: object) =>
  caller.call('POST', '/api/customer-views', { name: '重点', settings, ...body });
const namesOf = async (caller: Caller): Promise<string[]> =>
  (await caller.call('GET', '/api/customer-views')).body.items.map((item: { name: string }) => item.name).sort();

test('an own view is kept, changed, and removed, and seen by nobody else', async () => {
  const made = await create(asMember, { name: '自己的' });
  expect(made.body).toMatchObject({
    name: '自己的',
    mine: true,
    department: null,
    isDefault: false,
    settings,
    version: 1,
  });
  expect(await namesOf(asMember)).toEqual(['自己的']);
  for (const other of [asHead, asStranger, asKeeper]) expect(await namesOf(other)).toEqual([]);
  const path = `/api/customer-views/${made.body.id}`;
  const missing = `/api/customer-views/${newId()}`;
  for (const [method, query, body] of [
    ['PATCH', '', { version: 1, name: 'x' }],
    ['DELETE', '?version=1', undefined],
  ] as const) {
    const [hidden, absent] = [
      await asHead.call(method, path + query, body),
      await asHead.call(method, missing + query, body),
    ];
    expect([hidden.status, hidden.body.code]).toEqual([404, 'common.notFound']);
    expect({ ...hidden.body, requestId: '' }).toEqual({ ...absent.body, requestId: '' });
  }
  expect((await asHead.call('PUT', '/api/customer-view-default', { id: made.body.id })).status).toBe(404);
  const changed = await asMember.call('PATCH', path, { version: 1, name: '改名', settings: { sort: 'name' } });
  expect(changed.body).toMatchObject({ name: '改名', settings: { sort: 'name' }, version: 2 });
  expect((await asMember.call('PATCH', path, { version: 1, name: 'x' })).body.code).toBe('common.stale');
  expect((await asMember.call('DELETE', `${path}?version=1`)).body.code).toBe('common.stale');
  expect((await asMember.call('DELETE', `${path}?version=2`)).status).toBe(200);
  expect(await namesOf(asMember)).toEqual([]);
  expect((await app.anonymous.call('GET', '/api/customer-views')).status).toBe(401);
});

test('a shared view is seen in its department and below it, and changed by its owner alone', async () => {
  const shared = await create(asHead, { name: '华东的', departmentId: departments.east });
  const { id } = shared.body;
  expect(shared.body.department).toEqual({ id: departments.east, name: '华东' });
  expect(await namesOf(asMember)).toEqual(['华东的']);
  expect(await namesOf(asStranger)).toEqual([]);
  expect(await namesOf(asKeeper)).toEqual([]);
  const refused = await asMember.call('PATCH', `/api/customer-views/${id}`, { version: 1, name: 'x' });
  expect([refused.status, refused.body.code]).toEqual([403, 'common.forbidden']);
  expect((await asMember.call('PUT', '/api/customer-view-default', { id })).status).toBe(200);
  const [seen] = (await asMember.call('GET', '/api/customer-views')).body.items;
  expect(seen).toMatchObject({ mine: false, isDefault: true, owner: { id: head.id } });
  await asMember.call('PUT', '/api/customer-view-default', { id: null });
  expect((await asMember.call('GET', '/api/customer-views')).body.items[0].isDefault).toBe(false);
  const own = await asHead.call('PATCH', `/api/customer-views/${id}`, { version: 1, departmentId: null });
  expect(own.body.department).toBeNull();
  expect(await namesOf(asMember)).toEqual([]);
  await asHead.call('DELETE', `/api/customer-views/${id}?version=2`);
});

test('one shares with one’s own department and those below, who keeps the company with any', async () => {
  const { company, team, west } = departments;
  for (const departmentId of [company, west, newId()]) {
    const refused = await create(asHead, { departmentId });
    expect([refused.status, refused.body.fields]).toEqual([422, [{ path: 'departmentId', code: 'notFound' }]]);
  }
  for (const [caller, departmentId] of [
    [asHead, team],
    [asKeeper, west],
  ] as const) {
    const made = await create(caller, { departmentId });
    expect(made.status).toBe(200);
    await caller.call('DELETE', `/api/customer-views/${made.body.id}?version=1`);
  }
});

test('a customer that the reader does not see stands in a shared view as nothing', async () => {
  const group = await app.customer({ owner: head, name: '集团母公司' });
  const child = await app.customer({ owner: member, name: '集团子公司' });
  await asHead.call('PATCH', `/api/customers/${child.id}`, { version: child.version, parentId: group.id });
  const filter = { all: [{ any: [{ field: 'parent', op: 'oneOf', value: [group.id, child.id] }] }] };
  const made = await create(asHead, { departmentId: departments.east, settings: { filter } });
  const filterFor = async (caller: Caller): Promise<Answer['body']> =>
    (await caller.call('GET', '/api/customer-views')).body.items[0].settings.filter;
  expect(await filterFor(asHead)).toEqual(filter);
  const shown = await filterFor(asMember);
  expect(shown.all[0].any[0].value).toEqual([hiddenId, child.id]);
  const found = async (caller: Caller, asked: object) =>
    (await caller.call('GET', `/api/customers?filter=${encodeURIComponent(JSON.stringify(asked))}`)).body.items.length;
  expect(await found(asHead, filter)).toBe(1);
  expect(await found(asMember, shown)).toBe(0);
  expect(await found(asMember, filter)).toBe(0);
  await asHead.call('DELETE', `/api/customer-views/${made.body.id}?version=1`);
});

test('what is no view is refused at its place', async () => {
  const condition = { field: 'name', op: 'within', value: 'thisWeek' };
  for (const [body, path] of [
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(61) }, 'name'],
    [{ settings: { columns: ['secret'] } }, 'settings.columns.0'],
    [{ settings: { sort: 'owner' } }, 'settings.sort'],
    [{ settings: { filter: { all: [] } } }, 'settings.filter.all'],
    [{ settings: { filter: { all: [condition] } } }, 'settings.filter.all.0.op'],
    [{ settings: { other: 1 } }, 'settings.other'],
  ] as const) {
    const refused = await create(asMember, body);
    expect([refused.status, refused.body.fields?.[0]?.path]).toEqual([422, path]);
  }
});

test('the same command twice makes one view', async () => {
  const body = { name: '一次', settings: {} };
  const key = 'views-once-0001';
  const first = await asMember.call('POST', '/api/customer-views', body, { key });
  const second = await asMember.call('POST', '/api/customer-views', body, { key });
  expect(second.body.id).toBe(first.body.id);
  expect(await namesOf(asMember)).toEqual(['一次']);
});
