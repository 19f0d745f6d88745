import { afterAll, beforeAll, expect, test } from 'vitest';
import { hiddenId } from '../../../contract/filters.ts';
import type { FieldRights, FormValues } from '../../../contract/workflows.forms.ts';
import { form as formShape } from '../../../contract/workflows.forms.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { actorOf } from '../org/index.ts';
import { namesIn } from './workflow.forms.reads.ts';
import { hidingUnseen } from './workflow.forms.rules.ts';
import { checkForm } from './workflow.forms.service.ts';
import { publish } from './workflow.publish.testing.ts';
import { approval } from './workflow.world.testing.ts';

let app: TestApp;
let boss: TestPerson;
let rep: TestPerson;
let stranger: TestPerson;
let left: TestPerson;
let customerId: string;
let foreignId: string;
let fileId: string;
let foreignFile: string;

beforeAll(async () => {
  app = await createTestApp();
  boss = await app.person({ name: '经理' });
  rep = await app.person({ name: '代表', supervisor: boss });
  stranger = await app.person({ name: '外人' });
  left = await app.person({ name: '离职' });
  await app.runtime.kysely
    .updateTable('users')
    .set({ active: false, departed_on: '2026-01-31' })
    .where('id', '=', left.id)
    .execute();
  customerId = (await app.customer({ owner: rep, name: '永晟' })).id;
  foreignId = (await app.customer({ owner: stranger, name: '外人的客户' })).id;
  [fileId, foreignFile] = [await store(rep, '报价.pdf'), await store(stranger, '外人.pdf')];
});
afterAll(() => app.stop());

async function store(owner: TestPerson, name: string): Promise<string> {
  const id = newId();
  await app.runtime.kysely
    .insertInto('files')
    .values({
      id,
      owner_id: owner.id,
      name,
      type: 'application/pdf',
      size: 5,
      sha256: 'a'.repeat(64),
      created_at: new Date().toISOString(),
    })
    .execute();
  return id;
}

const form = formShape.parse({
  fields: [
    { key: 'reason', type: 'text', label: '原因', required: true },
    { key: 'who', type: 'person', label: '经办人' },
    { key: 'unit', type: 'department', label: '部门' },
    { key: 'customer', type: 'customer', label: '客户' },
    { key: 'papers', type: 'attachment', label: '附件' },
    {
      key: 'items',
      type: 'table',
      label: '明细',
      columns: [
        { key: 'customer', type: 'customer', label: '客户' },
        { key: 'amount', type: 'money', label: '金额' },
      ],
    },
    { key: 'total', type: 'formula', label: '合计', formula: '{items.amount}' },
  ],
});
const all: FieldRights = Object.fromEntries(form.fields.map(({ key }) => [key, 'edit']));

async function actor(person: TestPerson) {
  const found = await actorOf(app.runtime.kysely, person.id);
  if (!found) throw new Error('has left');
  return found;
}

async function check(person: TestPerson, given: FormValues, before: FormValues = {}, rights = all) {
  const who = await actor(person);
  return app.runtime.kysely.transaction().execute((tx) => checkForm(tx, who, form, rights, before, given));
}

async function faults(work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError && error.code === 'common.invalid') return error.fields;
    throw error;
  }
  return 'kept';
}

test('keeps what is in order, with what is computed from it', async () => {
  const items = [{ customer: customerId, amount: '0.1' }, { amount: '0.2' }];
  const given = { reason: '特价', who: boss.id, customer: customerId, papers: [fileId], items };
  expect(await check(rep, given)).toEqual({
    ...given,
    items: [{ customer: customerId, amount: '0.10' }, { amount: '0.20' }],
    total: 0.3,
  });
});

test('takes a department that there is, and names it', async () => {
  const [department] = await app.runtime.kysely
    .insertInto('departments')
    .values({ id: newId(), name: '质量部' })
    .returning('id')
    .execute();
  const unit = department?.id ?? '';
  expect(await check(rep, { reason: '特价', unit })).toMatchObject({ unit });
  expect((await namesIn(app.runtime.kysely, await actor(rep), form, { unit })).names).toEqual({ [unit]: '质量部' });
  expect(await faults(check(rep, { reason: '特价', unit: newId() }))).toEqual([
    { path: 'values.unit', code: 'notFound' },
  ]);
  expect(await faults(check(rep, { reason: '特价', unit: '质量部' }))).toEqual([
    { path: 'values.unit', code: 'notFound' },
  ]);
});

test('says all that is wrong at once, each at its field', async () => {
  expect(await faults(check(rep, { who: 'nobody', items: [{ amount: 'much' }], papers: [foreignFile] }))).toEqual([
    { path: 'values.reason', code: 'required' },
    { path: 'values.who', code: 'notFound' },
    { path: 'values.items.0.amount', code: 'format' },
    { path: 'values.papers', code: 'notFound' },
  ]);
});

test('what may not be named answers as what does not exist', async () => {
  const refusals = async (id: string, key: string) => faults(check(rep, { reason: 'x', [key]: id }));
  for (const id of [foreignId, newId()])
    expect(await refusals(id, 'customer')).toEqual([{ path: 'values.customer', code: 'notFound' }]);
  for (const id of [left.id, newId()])
    expect(await refusals(id, 'who')).toEqual([{ path: 'values.who', code: 'notFound' }]);
  const files = await faults(check(rep, { reason: 'x', papers: [fileId, foreignFile] }));
  expect(files).toEqual([{ path: 'values.papers', code: 'notFound' }]);
  const rows = [{}, { amount: '1' }, { customer: foreignId }];
  const table = await faults(check(rep, { reason: 'x', items: rows }));
  expect(table).toEqual([{ path: 'values.items.2.customer', code: 'notFound' }]);
  expect(await check(boss, { reason: 'x', customer: customerId })).toMatchObject({ customer: customerId });
});

test('what a field named before may stay, in that field', async () => {
  const before = { reason: 'x', who: left.id, customer: foreignId, papers: [foreignFile] };
  const given = { ...before, customer: hiddenId, reason: 'y', papers: [foreignFile, fileId] };
  expect(await check(rep, given, before)).toMatchObject({
    reason: 'y',
    who: left.id,
    customer: foreignId,
    papers: [foreignFile, fileId],
  });
  expect(await faults(check(rep, { items: [{ customer: foreignId }] }, before))).toEqual([
    { path: 'values.items.0.customer', code: 'notFound' },
  ]);
});

test('a customer that is not seen stays without being told, and is not found out by naming it', async () => {
  const items = [{ customer: foreignId, amount: '1.00' }, { customer: customerId }, { customer: foreignId }];
  const before = { reason: 'x', customer: foreignId, items };
  const { names } = await namesIn(app.runtime.kysely, await actor(rep), form, before);
  const values = hidingUnseen(form, before, names);
  expect(JSON.stringify(values)).not.toContain(foreignId);
  expect(await check(rep, values, before)).toMatchObject(before);
  expect(await faults(check(rep, { customer: foreignId }, before))).toEqual([
    { path: 'values.customer', code: 'notFound' },
  ]);
  expect(await faults(check(rep, { ...values, customer: hiddenId }, { ...before, customer: customerId }))).toEqual([
    { path: 'values.customer', code: 'notFound' },
  ]);
});

test('what is given for a field that may not be edited is not looked at; a hidden one is unknown', async () => {
  const rights: FieldRights = { reason: 'edit', who: 'read', customer: 'hidden' };
  const given = { reason: 'y', who: 'nobody', papers: [foreignFile] };
  expect(await faults(check(rep, { ...given, customer: foreignId }, {}, rights))).toEqual([
    { path: 'values.customer', code: 'unknown' },
  ]);
  expect(await check(rep, given, { who: boss.id }, rights)).toEqual({ reason: 'y', who: boss.id, total: 0 });
});

test('names people, files and the customers that the reader sees', async () => {
  const values = {
    who: left.id,
    customer: customerId,
    papers: [foreignFile, fileId],
    items: [{ customer: foreignId }, { customer: customerId }],
  };
  const named = await namesIn(app.runtime.kysely, await actor(rep), form, values);
  expect(named.names).toEqual({ [left.id]: '离职', [customerId]: '永晟' });
  expect(named.files).toEqual([
    { id: fileId, name: '报价.pdf', size: 5 },
    { id: foreignFile, name: '外人.pdf', size: 5 },
  ]);
  const strange = await namesIn(app.runtime.kysely, await actor(stranger), form, values);
  expect(strange.names).toEqual({ [left.id]: '离职', [foreignId]: '外人的客户' });
  expect(await namesIn(app.runtime.kysely, await actor(rep), form, {})).toEqual({ names: {}, files: [] });
});

test('goes on with what a customer has become part of, in what it named before and in what is written now', async () => {
  const manager = await app.person({ name: '大区经理', roles: ['operations'] });
  const seller = await app.person({ name: '销售', supervisor: manager });
  const [stays, goes] = [
    await app.customer({ owner: seller, name: '恒信塑业有限公司' }),
    await app.customer({ owner: seller, name: '恒信塑料厂' }),
  ];
  const workflowId = await publish(app, {
    owner: boss,
    form,
    fields: all,
    nodes: [approval('manager', [manager.id], { fields: all })],
  });
  const caller = await app.as(seller);
  const startWith = async (customer: string) => {
    const values = { reason: '特价', customer };
    const key = newId();
    const made = await caller.call('POST', '/api/workflow-instances', { workflowId, values, chosen: {} }, { key });
    expect(made.status).toBe(200);
    return (await caller.call('GET', `/api/workflow-instances/${made.body.id}`)).body;
  };
  const before = await startWith(goes.id);
  const merge = { version: stays.version, otherId: goes.id, otherVersion: goes.version };
  expect((await (await app.as(manager)).call('POST', `/api/customers/${stays.id}/merge`, merge)).status).toBe(200);
  const kept = (await caller.call('GET', `/api/workflow-instances/${before.id}`)).body;
  expect([kept.names[goes.id], kept.subject?.id]).toEqual(['恒信塑业有限公司', stays.id]);
  const after = await startWith(goes.id);
  expect([after.values.customer, after.subject?.id]).toEqual([stays.id, stays.id]);
  // Nobody else finds out by trying that it was there.
  expect(await faults(check(stranger, { reason: '特价', customer: goes.id }))).toEqual([
    { path: 'values.customer', code: 'notFound' },
  ]);
});
