import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Answer, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { ensureReadyWorkflows } from '../workflow/index.ts';

const now = new Date('2026-11-18T01:00:00Z');
let app: TestApp;
let manager: TestPerson;
let rep: TestPerson;
let colleague: TestPerson;
let stranger: TestPerson;
let customer: string;
let other: string;
let leave: string;
let credit: string;

beforeAll(async () => {
  app = await createTestApp({ now: () => now });
  manager = await app.person({ name: '经理', roles: ['manager'] });
  rep = await app.person({ name: '代表', supervisor: manager });
  colleague = await app.person({ name: '同事', supervisor: manager });
  stranger = await app.person({ name: '外人', roles: ['operations'] });
  customer = (await app.customer({ owner: rep })).id;
  other = (await app.customer({ owner: rep })).id;
  await app.runtime.kysely.transaction().execute((tx) => ensureReadyWorkflows(tx, now));
  const { items } = await ok(rep, 'GET', '/workflows');
  const idOf = (name: string) => items.find((one: { name: string }) => one.name === name).id;
  [leave, credit] = [idOf('请假申请'), idOf('信用额度申请')];
});
afterAll(() => app.stop());

const call = async (who: TestPerson, method: string, path: string, body?: unknown): Promise<Answer> =>
  (await app.as(who)).call(method, `/api${path}`, body, { key: newId() });
async function ok(who: TestPerson, method: string, path: string, body?: unknown) {
  const answer = await call(who, method, path, body);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}
const plan = async (customerId?: string) =>
  (await ok(rep, 'POST', '/plan-items', { title: '推进', day: '2026-11-18', customerId })).items[0];

async function takeLeave(who: TestPerson, title: string): Promise<string> {
  const values = {
    kind: 'annual',
    period: ['2026-12-01', '2026-12-02'],
    days: 2,
    reason: '休假',
    substitute: manager.id,
  };
  return (await ok(who, 'POST', '/workflow-instances', { workflowId: leave, title, values })).id;
}

async function askCredit(customerId: string, title: string): Promise<string> {
  const values = { customer: customerId, kind: 'first', present: '0', wanted: '1', term: 'd30', reason: '新客户' };
  return (await ok(rep, 'POST', '/workflow-instances', { workflowId: credit, title, values })).id;
}

async function decide(who: TestPerson, id: string, type: 'approve' | 'reject'): Promise<void> {
  const { tasks } = await ok(who, 'GET', `/workflow-instances/${id}`);
  await ok(who, 'POST', `/workflow-instances/${id}/actions`, { action: { type, taskId: tasks[0].id, comment: '好' } });
}

test('a workflow that was started or decided proves an item, and stands there as it goes on', async () => {
  const id = await takeLeave(rep, '年假两天');
  const item = await plan();
  const done = await ok(rep, 'POST', `/plan-items/${item.id}/complete`, { version: 1, workflowIds: [id, id] });
  expect(done.proofs).toMatchObject([
    { kind: 'workflow', title: '年假两天', workflow: { id, status: 'running' }, visitId: null },
  ]);
  await decide(manager, id, 'approve');
  const seen = await ok(manager, 'GET', `/plan-items/${item.id}`);
  expect(seen.proofs).toMatchObject([{ title: '年假两天', workflow: { status: 'approved' } }]);
  const { items } = await ok(manager, 'GET', '/plans/inbox');
  expect(items[0].item.proofs).toMatchObject([{ kind: 'workflow', workflow: { id } }]);
});

test('those of others, copies and what does not exist are refused alike', async () => {
  const item = await plan();
  const foreign = await takeLeave(colleague, '同事请假');
  const complete = (id: string) =>
    call(rep, 'POST', `/plan-items/${item.id}/complete`, { version: 1, workflowIds: [id] });
  const fields = [{ path: 'workflowIds.0', code: 'notFound' }];
  const first = await complete(foreign);
  expect(first).toMatchObject({ status: 422, body: { code: 'common.invalid', fields } });
  expect(await complete(newId())).toMatchObject({ status: 422, body: { code: 'common.invalid', fields } });
  expect((await ok(rep, 'GET', `/plan-items/${item.id}`)).state).toBe('open');
});

test('whoever reads the item and not the workflow learns nothing of it', async () => {
  const id = await takeLeave(colleague, '保密的请假');
  await app.runtime.pool.query('insert into workflow_readers (user_id, instance_id) values ($1, $2)', [rep.id, id]);
  const { rows } = await app.runtime.pool.query(
    `update workflow_tasks set decided_by = $1 where instance_id = $2 and state = 'open' returning id`,
    [rep.id, id],
  );
  expect(rows).toHaveLength(1);
  await app.runtime.pool.query(`update workflow_instances set starter_id = $1 where id = $2`, [stranger.id, id]);
  await app.runtime.pool.query(`delete from workflow_readers where instance_id = $1 and user_id <> $2`, [id, rep.id]);
  const item = await plan();
  await ok(rep, 'POST', `/plan-items/${item.id}/complete`, { version: 1, workflowIds: [id] });
  expect((await ok(manager, 'GET', `/plan-items/${item.id}`)).proofs).toMatchObject([
    { kind: 'workflow', title: '', workflow: null },
  ]);
});

test('offers own ones: about the customer first, of these the approved, and finds others by their title', async () => {
  const running = await askCredit(customer, '信用 进行中');
  const ended = await askCredit(customer, '信用 已结束');
  await ok(rep, 'POST', `/workflow-instances/${ended}/actions`, { action: { type: 'withdraw' } });
  await app.runtime.pool.query(`update workflow_instances set status = 'approved' where id = $1`, [ended]);
  const elsewhere = await askCredit(other, '信用 别家');
  const item = await plan(customer);
  const { items } = await ok(rep, 'GET', `/plan-items/${item.id}/workflows`);
  expect(items.slice(0, 2).map((one: { id: string }) => one.id)).toEqual([ended, running]);
  expect(items.map((one: { id: string }) => one.id)).toContain(elsewhere);
  const found = await ok(rep, 'GET', `/plan-items/${item.id}/workflows?q=${encodeURIComponent('别家')}`);
  expect(found.items.map((one: { id: string }) => one.id)).toEqual([elsewhere]);
  expect((await call(stranger, 'GET', `/plan-items/${item.id}/workflows`)).status).toBe(404);
  expect((await app.anonymous.call('GET', `/api/plan-items/${item.id}/workflows`)).status).toBe(401);
});
