import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SearchHit } from '../../../contract/search.ts';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

let app: TestApp;
let manager: TestPerson;
let rep: TestPerson;
let asManager: Caller;
let asRep: Caller;
let asOutsider: Caller;

beforeAll(async () => {
  app = await createTestApp();
  manager = await app.person({ name: '经理', roles: ['manager'] });
  rep = await app.person({ name: '销售', supervisor: manager });
  const outsider = await app.person({ name: '外人' });
  [asManager, asRep, asOutsider] = (await Promise.all([manager, rep, outsider].map(app.as))) as [
    Caller,
    Caller,
    Caller,
  ];
  const customer = await app.customer({ owner: rep, name: '苏州永晟化工有限公司' });
  await app.customer({ owner: rep, name: '永晟贸易' });
  await app.customer({ owner: outsider, name: '新永晟机电' });
  await asRep.call('POST', `/api/customers/${customer.id}/contacts`, {
    name: '陈永晟',
    title: '采购经理',
    phone: '138-1234-5678',
  });
  const item = await asRep.call('POST', '/api/plan-items', {
    title: '拜访永晟',
    day: '2026-03-10',
    customerId: customer.id,
    expectedResult: '确认报价',
  });
  expect(item.status).toBe(200);
  await asOutsider.call('POST', '/api/plan-items', { title: '给永晟打电话', day: '2026-03-11' });
});
afterAll(() => app.stop());

async function found(caller: Caller, q: string, limit = 10): Promise<string[]> {
  const answer = await caller.call('GET', `/api/search?limit=${limit}&q=${encodeURIComponent(q)}`);
  expect(answer.status).toBe(200);
  return answer.body.items.map((hit: SearchHit) => `${hit.type} ${hit.title}`);
}

test('finds in customers, contacts and plan items; what begins with it comes first', async () => {
  expect(await found(asRep, '永晟')).toEqual([
    'customer 永晟贸易',
    'customer 苏州永晟化工有限公司',
    'contact 陈永晟',
    'planItem 拜访永晟',
  ]);
  expect(await found(asRep, '陈永晟')).toEqual(['contact 陈永晟', 'customer 苏州永晟化工有限公司']);
  expect(await found(asRep, '永晟', 1)).toEqual(['customer 永晟贸易']);
  expect(await found(asManager, '永晟')).toEqual(await found(asRep, '永晟'));
  expect(await found(asRep, '陈永')).toEqual(['contact 陈永晟', 'customer 苏州永晟化工有限公司']);
  expect(await found(asRep, '5678')).toEqual(['customer 苏州永晟化工有限公司', 'contact 陈永晟']);
  expect(await found(asRep, '确认报价')).toEqual(['planItem 拜访永晟']);
  expect(await found(asRep, '永晟 采购')).toEqual(['contact 陈永晟']);
});

test('an outsider finds only their own', async () => {
  expect(await found(asOutsider, '永晟')).toEqual(['customer 新永晟机电', 'planItem 给永晟打电话']);
  expect(await found(asOutsider, '苏州')).toEqual([]);
});

test('a plan item names its customer only to who sees it; details say whose and when', async () => {
  const hits = (await asRep.call('GET', `/api/search?q=${encodeURIComponent('拜访永晟')}`)).body.items;
  expect(hits).toEqual([
    { type: 'planItem', id: hits[0].id, title: '拜访永晟', detail: '2026-03-10 销售', customerId: expect.any(String) },
  ]);
  await app.runtime.pool.query(`update customer_team set user_id = (select id from users where name = '外人') where
    customer_id = '${hits[0].customerId}'`);
  const later = (await asRep.call('GET', `/api/search?q=${encodeURIComponent('拜访永晟')}`)).body.items;
  expect(later).toMatchObject([{ title: '拜访永晟', customerId: null }]);
});

test('not signed in, nothing typed, nothing to search for, signs of a query language', async () => {
  expect((await app.anonymous.call('GET', '/api/search?q=x')).status).toBe(401);
  expect((await asRep.call('GET', '/api/search?q=')).status).toBe(422);
  expect((await asRep.call('GET', '/api/search?q=x&limit=31')).status).toBe(422);
  for (const q of ['（）', "' & !", '%', '_', '\\', 'a:*|b']) expect(await found(asRep, q)).toEqual([]);
});
