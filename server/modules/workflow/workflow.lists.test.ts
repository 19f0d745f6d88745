import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { publish } from './workflow.publish.testing.ts';
import { approval, parallel } from './workflow.world.testing.ts';

let app: TestApp;
let manager: TestPerson;
let rep: TestPerson;
let finance: TestPerson;
let started: { id: string; number: string };

beforeAll(async () => {
  app = await createTestApp();
  manager = await app.person({ name: '陈经理' });
  rep = await app.person({ name: '林代表', supervisor: manager });
  finance = await app.person({ name: '孙财务' });
  const both = parallel('both', [approval('m', [manager.id])], [approval('f', [finance.id])]);
  const workflowId = await publish(app, { owner: manager, nodes: [both] });
  const given = { name: '永晟化工有限公司', phone: '13800138000' };
  const customer = (await (await app.as(rep)).call('POST', '/api/customers', given)).body;
  const input = { workflowId, title: '特价', values: {}, chosen: {}, subject: { type: 'customer', id: customer.id } };
  const answer = await (await app.as(rep)).call('POST', '/api/workflow-instances', input, { key: newId() });
  started = answer.body;
});
afterAll(() => app.stop());

async function found(person: TestPerson, path: string, q: string): Promise<number> {
  const { body } = await (await app.as(person)).call('GET', `/api/${path}&q=${encodeURIComponent(q)}`);
  return body.items.length;
}

test.each([
  { whom: 'who started it', who: () => rep, path: 'workflow-instances?box=started' },
  { whom: 'who decides', who: () => manager, path: 'workflow-tasks?box=todo' },
])('is found by $whom by title, number, starter and customer', async ({ who, path }) => {
  for (const q of ['特价', started.number, '林代表', '代表', '永晟', '化工有限公司']) {
    expect([q, await found(who(), path, q)]).toEqual([q, 1]);
  }
  for (const q of ['特惠', '孙财务', '恒信', '2020-000001']) expect([q, await found(who(), path, q)]).toEqual([q, 0]);
});

test('is not found by a customer that the reader does not see, nor by a telephone', async () => {
  const todo = 'workflow-tasks?box=todo';
  expect(await found(finance, todo, '特价')).toBe(1);
  expect(await found(finance, todo, '林代表')).toBe(1);
  expect(await found(finance, todo, '永晟')).toBe(0);
  expect(await found(manager, todo, '13800138000')).toBe(0);
});
