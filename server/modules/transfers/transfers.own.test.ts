import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { step, upload } from '../../testing/imports.ts';

let app: TestApp;
let boss: TestPerson;
let rep: TestPerson;
let asRep: Caller;
let asOperations: Caller;

beforeAll(async () => {
  app = await createTestApp({ worker: true });
  boss = await app.person({ name: '陈立', login: 'chen.li', roles: ['manager'] });
  rep = await app.person({ name: '林岚', supervisor: boss });
  await app.person({ name: '王磊' });
  await app.person({ name: '王磊' });
  asRep = await app.as(rep);
  asOperations = await app.as(await app.person({ roles: ['operations'] }));
});
afterAll(() => app.stop());

async function field(given: object): Promise<{ id: string; choices: { id: string; label: string }[] }> {
  const made = await asOperations.call('POST', '/api/customer-fields', given);
  expect(made).toMatchObject({ status: 200 });
  return made.body;
}

const rowsOf = async (id: string) => (await asRep.call('GET', `/api/imports/${id}/rows?limit=200`)).body.items;

test('own fields come in as columns that their labels tell, each value by its type', async () => {
  const text = await field({ label: '主要原料', type: 'text' });
  const amount = await field({ label: '年采购额', type: 'money' });
  const count = await field({ label: '产线', type: 'number' });
  const day = await field({ label: '投产日期', type: 'date' });
  const one = await field({ label: '合作意向', type: 'choice', choices: [{ label: '高' }, { label: '低' }] });
  const many = await field({ label: '认证', type: 'multiChoice', choices: [{ label: 'ISO' }, { label: 'UL' }] });
  const person = await field({ label: '技术对接', type: 'person' });
  const other = await field({ label: '介绍人', type: 'customer' });
  await field({ label: '每线采购', type: 'formula', formula: `{own.${amount.id}}/{own.${count.id}}` });
  await field({ label: '合同', type: 'attachment' });
  const known = await app.customer({ owner: rep, name: '昆山嘉禾工程塑料有限公司' });
  const hidden = await app.customer({ owner: boss, name: '看不见的公司' });
  const file = [
    '客户名称,主要原料,年采购额,产线,投产日期,合作意向,认证,技术对接,介绍人,每线采购,合同',
    '甲公司,PA66,"1,200.5",4,2026/3/9,高,ISO；UL,chen.li,昆山嘉禾工程塑料有限公司,9,a.pdf',
    '乙公司,,,,,,,陈立,,,',
    '丙公司,,多,四,2026-02-30,极高,ISO；CE,王磊,看不见的公司,,',
    '丁公司,,,,,,,没有此人,没有此公司,,',
  ].join('\n');
  const uploaded = await upload(app, asRep, 'customers', file);
  expect(Object.keys(uploaded.body.mapping)).toHaveLength(9);
  const checked = await step(asRep, uploaded.body, 'check', { mapping: uploaded.body.mapping });
  expect(checked.counts).toMatchObject({ create: 2, error: 2 });
  const [, , third, fourth] = await rowsOf(checked.id);
  expect(third.errors).toEqual([
    { field: `own.${amount.id}`, code: 'format', value: '多' },
    { field: `own.${count.id}`, code: 'format', value: '四' },
    { field: `own.${day.id}`, code: 'format', value: '2026-02-30' },
    { field: `own.${one.id}`, code: 'choice', value: '极高' },
    { field: `own.${many.id}`, code: 'choice', value: 'ISO；CE' },
    { field: `own.${person.id}`, code: 'ambiguous', value: '王磊' },
    { field: `own.${other.id}`, code: 'notFound', value: '看不见的公司' },
  ]);
  expect(hidden.id).toBeTruthy();
  expect(fourth.errors).toEqual([
    { field: `own.${person.id}`, code: 'notFound', value: '没有此人' },
    { field: `own.${other.id}`, code: 'notFound', value: '没有此公司' },
  ]);
  const failed = await app.http.inject({
    url: `/api/imports/${checked.id}/failed.csv`,
    headers: { cookie: asRep.cookie },
  });
  expect(failed.body).toContain('年采购额：');
  await step(asRep, checked, 'run');
  const [first, second] = await rowsOf(checked.id);
  const made = (await asRep.call('GET', `/api/customers/${first.recordId}`)).body;
  expect(made.own).toMatchObject({
    [text.id]: 'PA66',
    [amount.id]: '1200.50',
    [count.id]: 4,
    [day.id]: '2026-03-09',
    [one.id]: one.choices[0]?.id,
    [many.id]: many.choices.map(({ id }) => id),
    [person.id]: boss.id,
    [other.id]: known.id,
  });
  expect(Object.values(made.own)).toContain(300.125);
  expect((await asRep.call('GET', `/api/customers/${second.recordId}`)).body.own).toEqual({ [person.id]: boss.id });
});

test('a field that a segment does not have is refused, a compulsory one that is missing as well', async () => {
  const list = async (name: string) =>
    (await asOperations.call('POST', '/api/lists', { list: 'segment', name })).body.id;
  const [factory] = [await list('直销工厂'), await list('经销商')];
  const needed = await field({ label: '采购周期', type: 'text', segmentIds: [factory], compulsory: true });
  const file = [
    '客户名称,客户类型,采购周期',
    '有周期,直销工厂,按月',
    '没写周期,直销工厂,',
    '不该有,经销商,按月',
    '不需要,经销商,',
  ].join('\n');
  const uploaded = await upload(app, asRep, 'customers', file);
  const checked = await step(asRep, uploaded.body, 'check', { mapping: uploaded.body.mapping });
  const rows = await rowsOf(checked.id);
  expect(rows.map((row: { outcome: string }) => row.outcome)).toEqual(['create', 'error', 'error', 'create']);
  expect(rows[1].errors).toEqual([{ field: `own.${needed.id}`, code: 'required', value: '' }]);
  expect(rows[2].errors).toEqual([{ field: `own.${needed.id}`, code: 'hidden', value: '' }]);
  expect(await step(asRep, checked, 'run')).toMatchObject({ state: 'finished', counts: { create: 2, error: 2 } });
});

test('a field that was retired since the check stays out, and says so', async () => {
  const late = await field({ label: '旧字段', type: 'text' });
  const uploaded = await upload(app, asRep, 'customers', '客户名称,旧字段\n迟到公司,有值\n无值公司,');
  const checked = await step(asRep, uploaded.body, 'check', { mapping: uploaded.body.mapping });
  expect(checked.counts).toMatchObject({ create: 2 });
  const retired = await asOperations.call('PATCH', `/api/customer-fields/${late.id}`, { version: 1, retired: true });
  expect(retired.status).toBe(200);
  expect(await step(asRep, checked, 'run')).toMatchObject({ counts: { create: 1, error: 1 } });
  const [first] = await rowsOf(checked.id);
  expect(first.errors).toEqual([{ field: `own.${late.id}`, code: 'retired', value: '有值' }]);
});
