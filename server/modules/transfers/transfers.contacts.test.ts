import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { exportedFile, step, upload } from '../../testing/imports.ts';

let app: TestApp;
let boss: TestPerson;
let rep: TestPerson;
let asRep: Caller;
let number = 0;
let name: string;
let customer: { id: string };

beforeAll(async () => {
  app = await createTestApp({ worker: true });
  boss = await app.person({ name: '陈立', roles: ['manager'] });
  rep = await app.person({ name: '林岚', supervisor: boss, roles: ['salesperson', 'manager'] });
  asRep = await app.as(rep);
});
afterAll(() => app.stop());
beforeEach(async () => {
  number += 1;
  name = ['永晟塑业', '嘉禾工程', '云枫涂装', '启明机电', '远航五金', '丰泽轴承'][number - 1] ?? '';
  customer = await app.customer({ owner: rep, name });
});

const rowsOf = async (id: string) => (await asRep.call('GET', `/api/imports/${id}/rows?limit=200`)).body.items;
const contacts = async () => (await asRep.call('GET', `/api/customers/${customer.id}`)).body.contacts;
const add = async (body: object) => {
  const made = await asRep.call('POST', `/api/customers/${customer.id}/contacts`, body);
  expect(made).toMatchObject({ status: 200 });
  return made.body;
};

async function checkedWith(file: string, options: object = {}) {
  const { body } = await upload(app, asRep, 'contacts', file);
  return step(asRep, body, 'check', { mapping: body.mapping, ...options });
}

test('contacts go in with what the file says of them, are found and told, and are taken back', async () => {
  const file = [
    '客户,姓名,职务,决策角色,电话,邮箱,备注,最近见面,离开日期',
    `${name},陈静,采购经理,决策者,13787654321,chen@example.com,重点,2026/3/9,`,
    `${name},王强,,Coach,,,,,2026-01-31`,
  ].join('\n');
  const checked = await checkedWith(file);
  expect(checked.counts).toMatchObject({ create: 2, update: 0, skip: 0, error: 0 });
  expect(await contacts()).toEqual([]);
  const finished = await step(asRep, checked, 'run');
  expect(finished).toMatchObject({ state: 'finished', counts: { create: 2 } });
  expect(await contacts()).toMatchObject([
    {
      name: '陈静',
      title: '采购经理',
      decisionRole: 'decisionMaker',
      phone: '13787654321',
      email: 'chen@example.com',
      note: '重点',
      lastMetOn: '2026-03-09',
      leftOn: null,
    },
    { name: '王强', decisionRole: 'coach', leftOn: '2026-01-31' },
  ]);
  const found = (await asRep.call('GET', '/api/customers?q=13787654321')).body.items;
  expect(found).toMatchObject([{ id: customer.id }]);
  const timeline = (await asRep.call('GET', `/api/customers/${customer.id}/timeline`)).body.items;
  expect(timeline.filter((one: { type: string }) => one.type === 'contact.created')).toHaveLength(2);
  const [first] = await contacts();
  const changed = await asRep.call('PATCH', `/api/contacts/${first.id}`, { version: 1, title: '总监' });
  expect(changed).toMatchObject({ status: 200 });
  expect((await step(asRep, finished, 'undo')).state).toBe('undone');
  expect((await rowsOf(finished.id)).map((row: { outcome: string }) => row.outcome)).toEqual(['kept', 'undone']);
  expect(await contacts()).toMatchObject([{ name: '陈静', title: '总监' }]);
});

test('an export goes in again: unchanged rows are left alone, changed ones change and are put back', async () => {
  await add({ name: '周敏', title: '厂长', phone: '13700000001', decisionRole: 'user', note: '一行\n两行' });
  await add({ name: '吴昊', email: 'wu@example.com' });
  const file = await exportedFile(app, asRep, 'contacts');
  const same = await checkedWith(file, { updateExisting: true });
  expect(same.counts).toMatchObject({ create: 0, update: 0, error: 0 });
  const edited = file.replace('厂长', '副总').replace('13700000001', '13700000002').replace('使用者', '影响者');
  expect((await checkedWith(edited)).counts).toMatchObject({ create: 0, update: 0, error: 0 });
  const checked = await checkedWith(edited, { updateExisting: true });
  expect(checked.counts).toMatchObject({ create: 0, update: 1, error: 0 });
  const row = (await rowsOf(checked.id)).find((one: { outcome: string }) => one.outcome === 'update');
  expect(row.changes).toEqual([
    { field: 'title', from: '厂长' },
    { field: 'decisionRole', from: '使用者' },
    { field: 'phone', from: '13700000001' },
  ]);
  const finished = await step(asRep, checked, 'run');
  const changed = { title: '副总', phone: '13700000002', decisionRole: 'influencer', note: '一行\n两行' };
  expect(await contacts()).toMatchObject([changed, { name: '吴昊' }]);
  await step(asRep, finished, 'undo');
  const former = { title: '厂长', phone: '13700000001', decisionRole: 'user' };
  expect(await contacts()).toMatchObject([former, { name: '吴昊' }]);
});

test('rows that do not fit stay out with their reason; who may not see a customer does not learn of it', async () => {
  await add({ name: '周敏', phone: '13700000003' });
  await app.customer({ owner: boss, name: '瑞安化工' });
  const readable = await app.customer({ owner: boss, name: '德胜仪表' });
  await app.runtime.pool.query(
    `insert into customer_team (customer_id, user_id, role, access) values ($1, $2, 'service', 'read')`,
    [readable.id, rep.id],
  );
  const file = [
    '客户,姓名,决策角色,电话,邮箱,最近见面',
    '瑞安化工,甲,,,,',
    '无此企业,甲,,,,',
    '德胜仪表,甲,,,,',
    ',甲,,,,',
    `${name},,,,,`,
    `${name},乙,老板,138****0000,不是邮箱,2199-01-01`,
    `${name},丙,,13700000003,,`,
    `${name},丁,,,,`,
    `${name},丁,,,,`,
  ].join('\n');
  const checked = await checkedWith(file);
  expect(checked.counts).toMatchObject({ create: 1, error: 8 });
  const rows = await rowsOf(checked.id);
  expect(rows.map((row: { errors: unknown }) => row.errors)).toEqual([
    [{ field: 'customer', code: 'notFound', value: '瑞安化工' }],
    [{ field: 'customer', code: 'notFound', value: '无此企业' }],
    [{ field: 'customer', code: 'readOnly', value: '德胜仪表' }],
    [{ field: 'customer', code: 'required', value: '' }],
    [{ field: 'name', code: 'required', value: '' }],
    [
      { field: 'decisionRole', code: 'unknownEntry', value: '老板' },
      { field: 'email', code: 'format', value: '不是邮箱' },
      { field: 'lastMetOn', code: 'future', value: '2199-01-01' },
      { field: 'phone', code: 'format', value: '138****0000' },
    ],
    [{ field: 'phone', code: 'samePhone', value: '周敏' }],
    [],
    [{ field: 'name', code: 'duplicate', value: '丁' }],
  ]);
  const failed = await app.http.inject({
    url: `/api/imports/${checked.id}/failed.csv`,
    headers: { cookie: asRep.cookie },
  });
  expect(failed.body).toContain('决策角色：');
  const accepted = await checkedWith(file, { acceptSimilar: true });
  expect(accepted.counts).toMatchObject({ create: 2, error: 7 });
});

test('two of a name are told apart by the phone, and by nothing else', async () => {
  await add({ name: '张伟', phone: '13700000011' });
  await add({ name: '张伟', phone: '13700000012' });
  const file = `客户,姓名,职务,电话\n${name},张伟,工程师,13700000012\n${name},张伟,主管,`;
  const checked = await checkedWith(file, { updateExisting: true });
  expect(checked.counts).toMatchObject({ update: 1, error: 1 });
  expect((await rowsOf(checked.id))[1].errors).toEqual([{ field: 'name', code: 'ambiguousContact', value: '张伟' }]);
  await step(asRep, checked, 'run');
  expect(await contacts()).toMatchObject([{ title: null }, { title: '工程师' }]);
});

test('a customer that is lost before the run ends its rows, the others go in', async () => {
  const other = await app.customer({ owner: rep, name: '宏图电气' });
  const checked = await checkedWith(`客户,姓名\n宏图电气,甲\n${name},乙`);
  expect(checked.counts).toMatchObject({ create: 2 });
  const stranger = await app.person();
  await app.runtime.pool.query('update customers set owner_id = $2 where id = $1', [other.id, stranger.id]);
  await app.runtime.pool.query('delete from customer_team where customer_id = $1', [other.id]);
  const finished = await step(asRep, checked, 'run');
  expect(finished).toMatchObject({ state: 'finished', counts: { create: 1, error: 1 } });
  expect(await contacts()).toMatchObject([{ name: '乙' }]);
});

test('a mapping without customer or name is refused at its field', async () => {
  const { body } = await upload(app, asRep, 'contacts', '公司,谁\na,b');
  const refused = await asRep.call('POST', `/api/imports/${body.id}/check`, {
    version: body.version,
    mapping: { customer: 0 },
  });
  expect(refused.body).toMatchObject({
    code: 'transfers.mappingIncomplete',
    fields: [{ path: 'mapping.name', code: 'required' }],
  });
});
