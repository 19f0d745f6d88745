import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../../contract/workflows.definition.ts';
import { newId } from '../../platform/ids.ts';
import type { TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { publish, storeFile } from './workflow.publish.testing.ts';
import { approval, parallel } from './workflow.world.testing.ts';

let app: TestApp;
let boss: TestPerson;
let manager: TestPerson;
let rep: TestPerson;
let finance: TestPerson;
let legal: TestPerson;
let stranger: TestPerson;
let workflowId: string;

const form = {
  fields: [
    { key: 'reason', type: 'text', label: '事由', required: true },
    { key: 'papers', type: 'attachment', label: '附件' },
    { key: 'cost', type: 'money', label: '成本' },
    { key: 'sheet', type: 'attachment', label: '成本表' },
  ],
  templates: [{ key: 't', name: '常用', values: { reason: '常用', cost: '1.00' } }],
};
const secret = { cost: 'hidden', sheet: 'hidden' } as const;

beforeAll(async () => {
  app = await createTestApp();
  boss = await app.person({ name: '总' });
  manager = await app.person({ name: '经理', supervisor: boss });
  rep = await app.person({ name: '代表', supervisor: manager });
  finance = await app.person({ name: '财务' });
  legal = await app.person({ name: '法务' });
  stranger = await app.person({ name: '外人' });
  workflowId = await publish(app, {
    owner: boss,
    form,
    fields: secret,
    nodes: [
      approval('cost', [finance.id], { fields: { cost: 'edit', sheet: 'edit', reason: 'edit' } }),
      approval('manager', [manager.id], { fields: secret, allow: [...operations] }),
    ],
  });
});
afterAll(() => app.stop());

const call = async (person: TestPerson, method: string, path: string, body?: unknown) =>
  (await app.as(person)).call(method, `/api${path}`, body, method === 'POST' ? { key: newId() } : {});

const open = async (person: TestPerson, id: string) => (await call(person, 'GET', `/workflow-instances/${id}`)).body;

async function start(values: Record<string, unknown>): Promise<string> {
  const { status, body } = await call(rep, 'POST', '/workflow-instances', { workflowId, values, chosen: {} });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.id;
}

async function act(person: TestPerson, id: string, action: Record<string, unknown>) {
  const [task] = (await open(person, id)).tasks;
  return call(person, 'POST', `/workflow-instances/${id}/actions`, { action: { taskId: task?.id, ...action } });
}

const reads = async (person: TestPerson, fileId: string) => (await call(person, 'GET', `/files/${fileId}`)).status;

describe('files', () => {
  test('of a field are read by who sees the instance and may know the field, and by nobody else', async () => {
    const paper = await storeFile(app, rep, '合同.pdf');
    const id = await start({ reason: '特价', papers: [paper] });
    const sheet = await storeFile(app, finance, '成本.xlsx');
    expect([await reads(rep, sheet), await reads(boss, sheet)]).toEqual([404, 404]);
    expect([await reads(finance, paper), await reads(stranger, paper)]).toEqual([200, 404]);
    const approved = await act(finance, id, { type: 'approve', values: { cost: '8.00', sheet: [sheet] } });
    expect(approved.status).toBe(200);
    // The line above the starter reads everything; starter and manager may not know the field.
    expect(await Promise.all([boss, finance, rep, manager, stranger].map((who) => reads(who, sheet)))).toEqual([
      200, 200, 404, 404, 404,
    ]);
    expect(await Promise.all([boss, manager, stranger].map((who) => reads(who, paper)))).toEqual([200, 200, 404]);
    expect((await (await app.as(manager)).call('GET', `/api/files/${sheet}/content`)).status).toBe(404);
  });

  test('of a hidden field stay hidden from the line above who brought them in', async () => {
    const other = await publish(app, {
      owner: boss,
      form,
      nodes: [approval('manager', [manager.id], { fields: secret })],
    });
    const sheet = await storeFile(app, rep, '工资.xlsx');
    expect(await reads(manager, sheet)).toBe(200);
    const values = { reason: '特价', sheet: [sheet] };
    await call(rep, 'POST', '/workflow-instances', { workflowId: other, values, chosen: {} });
    expect([await reads(manager, sheet), await reads(boss, sheet), await reads(rep, sheet)]).toEqual([404, 200, 200]);
  });

  test('come with comments and decisions, from who has brought them in', async () => {
    const id = await start({ reason: '特价' });
    const [mine, foreign] = [await storeFile(app, finance, '意见.pdf'), await storeFile(app, stranger, '外人.pdf')];
    const path = `/workflow-instances/${id}/comments`;
    const refused = await call(finance, 'POST', path, { text: '见附件', fileIds: [mine, foreign] });
    expect([refused.status, refused.body.fields]).toEqual([422, [{ path: 'fileIds.1', code: 'notFound' }]]);
    expect((await call(finance, 'POST', path, { text: '见附件', fileIds: [mine] })).status).toBe(200);
    const line = (await open(rep, id)).history.find((one: { comment: string }) => one.comment === '见附件');
    expect(line.files).toEqual([{ id: mine, name: '意见.pdf', size: 5 }]);
    expect([await reads(rep, mine), await reads(stranger, mine)]).toEqual([200, 404]);
    const given = await act(finance, id, { type: 'reject', comment: '不行', fileIds: [foreign] });
    expect(given.body.fields).toEqual([{ path: 'action.fileIds.0', code: 'notFound' }]);
    const proof = await storeFile(app, finance, '依据.pdf');
    expect((await act(finance, id, { type: 'approve', fileIds: [proof] })).status).toBe(200);
    expect(await reads(manager, proof)).toBe(200);
  });
});

describe('a hidden field', () => {
  test('is not there: its name, value, template, changes', async () => {
    const catalogue = (await call(rep, 'GET', `/workflows/${workflowId}`)).body;
    expect(catalogue.form.fields.map(({ key }: { key: string }) => key)).toEqual(['reason', 'papers']);
    expect(catalogue.form.templates[0].values).toEqual({ reason: '常用' });
    expect(catalogue.rights).toEqual({ reason: 'edit', papers: 'edit' });
    const id = await start({ reason: '特价' });
    await act(finance, id, { type: 'approve', values: { cost: '12345.00', reason: '特价二' } });
    for (const who of [rep, manager]) {
      const answer = await open(who, id);
      expect(JSON.stringify(answer)).not.toMatch(/12345|成本|"cost":|sheet/);
      expect(answer.history.flatMap((line: { changes: unknown[] }) => line.changes)).toEqual([
        { field: 'reason', from: '特价', to: '特价二' },
      ]);
    }
    const changes = (await open(boss, id)).history.flatMap((line: { changes: unknown[] }) => line.changes);
    expect(changes).toContainEqual({ field: 'cost', from: null, to: '12345.00' });
  });

  test('answers as one that the form does not have when it is written in', async () => {
    const answer = (key: string) =>
      call(rep, 'POST', '/workflow-instances', { workflowId, values: { reason: 'x', [key]: '1' }, chosen: {} });
    const [hidden, unknown] = [await answer('cost'), await answer('none')];
    expect([hidden.status, hidden.body.fields]).toEqual([422, [{ path: 'values.cost', code: 'unknown' }]]);
    expect(unknown.body.fields).toEqual([{ path: 'values.none', code: 'unknown' }]);
  });

  test('stays hidden from who has passed the task on', async () => {
    const id = await start({ reason: '特价' });
    await act(finance, id, { type: 'approve', values: { cost: '777.00' } });
    await act(manager, id, { type: 'transfer', personId: legal.id });
    for (const who of [manager, legal]) expect(JSON.stringify(await open(who, id))).not.toContain('777.00');
  });
});

test('refusing asks for nothing that is compulsory, but for what can be kept', async () => {
  const mended = await publish(app, {
    owner: boss,
    form: { fields: [{ key: 'price', type: 'money', label: '批价', required: true }] },
    fields: { price: 'read' },
    nodes: [approval('a', [finance.id], { fields: { price: 'edit' } })],
  });
  const begin = async () =>
    (await call(rep, 'POST', '/workflow-instances', { workflowId: mended, values: {}, chosen: {} })).body.id;
  const id = await begin();
  expect((await act(finance, id, { type: 'approve' })).body.fields).toEqual([
    { path: 'values.price', code: 'required' },
  ]);
  const wrong = await act(finance, id, { type: 'reject', comment: '不行', values: { price: 'much' } });
  expect(wrong.body.fields).toEqual([{ path: 'values.price', code: 'format' }]);
  expect((await act(finance, id, { type: 'reject', comment: '不行' })).status).toBe(200);
  expect((await open(rep, id)).status).toBe('rejected');
});

test('an instance in two branches names both', async () => {
  const both = await publish(app, {
    owner: boss,
    nodes: [parallel('k', [approval('b', [finance.id])], [approval('c', [legal.id, manager.id])])],
  });
  const { id } = (await call(rep, 'POST', '/workflow-instances', { workflowId: both, values: {}, chosen: {} })).body;
  const names = (current: { node: string; people: { name: string }[] }[]) =>
    current.map(({ node, people }) => [node, ...people.map(({ name }) => name)]);
  const { items } = (await call(rep, 'GET', '/workflow-instances')).body;
  const line = items.find((one: { id: string }) => one.id === id);
  expect(names(line.current)).toEqual([
    ['b', '财务'],
    ['c', '法务', '经理'],
  ]);
  await act(finance, id, { type: 'approve' });
  expect(names((await open(rep, id)).current)).toEqual([['c', '法务', '经理']]);
});
