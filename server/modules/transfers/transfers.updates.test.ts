import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { exportedFile, step, upload } from '../../testing/imports.ts';

let app: TestApp;
let boss: TestPerson;
let rep: TestPerson;
let asBoss: Caller;
let asRep: Caller;
let field: string;

beforeAll(async () => {
  app = await createTestApp({ worker: true });
  boss = await app.person({ name: '陈立', login: 'chen.li', roles: ['manager', 'operations'] });
  rep = await app.person({ name: '林岚', login: 'lin.lan', supervisor: boss, roles: ['salesperson', 'manager'] });
  [asBoss, asRep] = [await app.as(boss), await app.as(rep)];
  field = (await asBoss.call('POST', '/api/customer-fields', { label: '主要原料', type: 'text' })).body.id;
});
afterAll(() => app.stop());

const rowsOf = async (caller: Caller, id: string, query = '') =>
  (await caller.call('GET', `/api/imports/${id}/rows?limit=200${query}`)).body.items;
const customer = async (id: string) => (await asRep.call('GET', `/api/customers/${id}`)).body;
const change = async (id: string, body: object) => {
  const { version } = await customer(id);
  expect(await asRep.call('PATCH', `/api/customers/${id}`, { version, ...body })).toMatchObject({ status: 200 });
};

async function checkedWith(caller: Caller, file: string | Buffer) {
  const { body } = await upload(app, caller, 'customers', file);
  return step(caller, body, 'check', { mapping: body.mapping, updateExisting: true });
}

test('an export that was changed goes in again: what changed is shown, written and taken back', async () => {
  const [one, other] = [
    await app.customer({ owner: rep, name: '苏州永晟塑业有限公司' }),
    await app.customer({ owner: rep, name: '昆山嘉禾工程塑料有限公司' }),
  ];
  await change(one.id, {
    phone: '13812345678',
    own: { [field]: 'PA66' },
    addresses: [
      { kind: 'factory', text: '苏州市 工业园区' },
      { kind: 'office', text: '上海' },
    ],
    description: '第一行\n第二行',
  });
  const file = await exportedFile(app, asRep, 'customers');
  const same = await checkedWith(asRep, file);
  expect(same).toMatchObject({ counts: { create: 0, update: 0, skip: 2, error: 0 }, updateExisting: true });
  const changed = file.replace('PA66', 'PBT').replace('工业园区', '相城区');
  const checked = await checkedWith(asRep, `${changed}新来的公司\r\n`);
  expect(checked.counts).toMatchObject({ create: 1, update: 1, skip: 1, error: 0 });
  const [row] = await rowsOf(asRep, checked.id, '&outcome=update');
  expect(row).toMatchObject({
    recordId: one.id,
    changes: [
      { field: 'address', from: '苏州市 工业园区' },
      { field: `own.${field}`, from: 'PA66' },
    ],
  });
  expect((await customer(one.id)).own).toEqual({ [field]: 'PA66' });
  const finished = await step(asRep, checked, 'run');
  expect(finished).toMatchObject({ state: 'finished', done: 3, counts: { create: 1, update: 1, skip: 1, error: 0 } });
  expect(await customer(one.id)).toMatchObject({
    own: { [field]: 'PBT' },
    addresses: [
      { kind: 'factory', text: '苏州市 相城区' },
      { kind: 'office', text: '上海' },
    ],
    phone: '13812345678',
    description: '第一行\n第二行',
  });
  const [told] = (await asRep.call('GET', `/api/customers/${one.id}/timeline`)).body.items;
  expect(told).toMatchObject({ type: 'customer.updated', actor: { id: rep.id } });
  const undone = await step(asRep, finished, 'undo');
  expect(undone.state).toBe('undone');
  expect(await customer(one.id)).toMatchObject({
    own: { [field]: 'PA66' },
    addresses: [{ text: '苏州市 工业园区' }, { text: '上海' }],
  });
  expect((await asRep.call('GET', `/api/customers?q=${encodeURIComponent('新来的公司')}`)).body.items).toEqual([]);
  expect((await customer(other.id)).version).toBe(1);
});

test('a credit code tells the company whatever its name; what was changed since stays', async () => {
  const renamed = await app.customer({ owner: rep, name: '无锡旧名有限公司' });
  const kept = await app.customer({ owner: rep, name: '无锡留下有限公司' });
  await change(renamed.id, { creditCode: '91320500MA1AAAAA0M' });
  const file = ['客户名称,统一社会信用代码,员工人数', '无锡新名有限公司,91320500MA1AAAAA0M,20', '无锡留下有限公司,,30'];
  const checked = await checkedWith(asRep, file.join('\n'));
  expect(checked.counts).toMatchObject({ update: 2, error: 0 });
  const finished = await step(asRep, checked, 'run');
  expect(await customer(renamed.id)).toMatchObject({ name: '无锡新名有限公司', employees: 20 });
  await change(kept.id, { employees: 31 });
  const undone = await step(asRep, finished, 'undo');
  const rows = await rowsOf(asRep, undone.id);
  expect(rows.map((row: { outcome: string }) => row.outcome)).toEqual(['undone', 'kept']);
  expect(await customer(renamed.id)).toMatchObject({ name: '无锡旧名有限公司', employees: null });
  expect((await customer(kept.id)).employees).toBe(31);
});

test('what may not be written, another owner and values that do not fit are refused with their reason', async () => {
  const mine = await app.customer({ owner: rep, name: '常州我的有限公司' });
  await app.customer({ owner: boss, name: '常州看不见有限公司' });
  const readable = await app.customer({ owner: boss, name: '常州只读有限公司' });
  const { version } = (await asBoss.call('GET', `/api/customers/${readable.id}`)).body;
  const team = [
    { personId: boss.id, role: 'owner' },
    { personId: rep.id, role: 'service', access: 'read' },
  ];
  expect(await asBoss.call('PUT', `/api/customers/${readable.id}/team`, { version, team })).toMatchObject({
    status: 200,
  });
  const file = [
    '客户名称,负责人,员工人数,上级公司,客户类型',
    '常州只读有限公司,,10,,',
    '常州看不见有限公司,,10,,',
    '常州我的有限公司,陈立,多,常州看不见有限公司,没有的类型',
  ];
  const checked = await checkedWith(asRep, file.join('\n'));
  expect(checked.counts).toMatchObject({ create: 0, update: 0, error: 3 });
  const rows = await rowsOf(asRep, checked.id);
  expect(rows.map((row: { errors: unknown }) => row.errors)).toEqual([
    [{ field: 'name', code: 'readOnly', value: '常州只读有限公司' }],
    [{ field: 'name', code: 'taken', value: '陈立' }],
    [
      { field: 'employees', code: 'format', value: '多' },
      { field: 'owner', code: 'ownerKept', value: '林岚' },
      { field: 'parent', code: 'notFound', value: '常州看不见有限公司' },
      { field: 'segment', code: 'unknownEntry', value: '没有的类型' },
    ],
  ]);
  expect((await customer(mine.id)).version).toBe(1);
});

test('a number that the importer reads as a mask stays; rights lost before the run end the row', async () => {
  const one = await app.customer({ owner: rep, name: '湖州掩码有限公司' });
  await change(one.id, { phone: '13911112222' });
  const checked = await checkedWith(asBoss, '客户名称,电话,员工人数\n湖州掩码有限公司,139****2222,5');
  expect(checked.counts).toMatchObject({ update: 1, error: 0 });
  const [row] = await rowsOf(asBoss, checked.id);
  expect(row.changes).toEqual([{ field: 'employees', from: '' }]);
  await app.runtime.pool.query('update customers set owner_id = $2 where id = $1', [one.id, (await app.person()).id]);
  await app.runtime.pool.query('delete from customer_team where customer_id = $1', [one.id]);
  const finished = await step(asBoss, checked, 'run');
  expect(finished.counts).toMatchObject({ update: 0, error: 1 });
  const [failed] = await rowsOf(asBoss, finished.id);
  expect(failed.errors).toEqual([{ field: 'name', code: 'common.notFound', value: '湖州掩码有限公司' }]);
});
