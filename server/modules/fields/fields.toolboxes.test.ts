import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Answer, Caller, TestApp } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { ensureReadyWorkflows } from '../workflow/index.ts';

let app: TestApp;
let operations: Caller;
let rep: Caller;
let stranger: Caller;
let segment: string;
let customer: string;
let ids: Map<string, string>;

beforeAll(async () => {
  app = await createTestApp();
  operations = await app.as(await app.person({ roles: ['operations'] }));
  const owner = await app.person();
  [rep, stranger] = [await app.as(owner), await app.as(await app.person())];
  await app.runtime.kysely.transaction().execute((tx) => ensureReadyWorkflows(tx, new Date()));
  segment = (await operations.call('POST', '/api/lists', { list: 'segment', name: '直销工厂' })).body.id;
  customer = (await app.customer({ owner })).id;
  const { items } = (await rep.call('GET', '/api/workflows')).body;
  ids = new Map(items.map((one: { id: string; name: string }) => [one.name, one.id]));
});
afterAll(() => app.stop());

const path = () => `/api/segments/${segment}/toolbox`;
const set = (version: number, names: string[]): Promise<Answer> =>
  operations.call('PUT', path(), { version, workflowIds: names.map((name) => ids.get(name) ?? name) });
const namesOf = ({ body }: Answer) => body.items.map((one: { name: string }) => one.name);

test('a segment keeps its workflows in order; a stale one, strange ones and others’ hands are refused', async () => {
  expect((await operations.call('GET', path())).body).toEqual({ version: 1, items: [] });
  const made = await set(1, ['样品申请', '报价审批', '样品申请']);
  expect([namesOf(made), made.body.version]).toEqual([['样品申请', '报价审批'], 2]);
  expect(await set(1, ['报价审批'])).toMatchObject({ status: 409, body: { code: 'common.stale' } });
  const strange = await set(2, ['报价审批', newId()]);
  expect(strange).toMatchObject({ status: 422, body: { fields: [{ path: 'workflowIds.1', code: 'notFound' }] } });
  expect(namesOf(await set(2, ['报价审批', '样品申请']))).toEqual(['报价审批', '样品申请']);
  expect((await rep.call('GET', path())).status).toBe(403);
  expect((await rep.call('PUT', path(), { version: 3, workflowIds: [] })).status).toBe(403);
  expect((await app.anonymous.call('GET', path())).status).toBe(401);
  expect((await operations.call('GET', `/api/segments/${newId()}/toolbox`)).status).toBe(404);
});

test('a customer offers what its segment has and can be started, to who sees the customer', async () => {
  const of = () => rep.call('GET', `/api/customers/${customer}/toolbox`);
  expect((await of()).body).toEqual({ items: [] });
  await app.runtime.pool.query('update customers set segment_id = $1 where id = $2', [segment, customer]);
  expect(namesOf(await of())).toEqual(['报价审批', '样品申请']);
  await app.runtime.pool.query(`update workflow_definitions set state = 'retired' where name = '报价审批'`);
  expect(namesOf(await of())).toEqual(['样品申请']);
  expect((await operations.call('GET', path())).body.items[0]).toMatchObject({ name: '报价审批', state: 'retired' });
  const hidden = await stranger.call('GET', `/api/customers/${customer}/toolbox`);
  const none = await stranger.call('GET', `/api/customers/${newId()}/toolbox`);
  expect([hidden.status, hidden.body.code]).toEqual([none.status, none.body.code]);
  expect(hidden.status).toBe(404);
});
