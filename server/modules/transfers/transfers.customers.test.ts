import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { settled, step, upload } from '../../testing/imports.ts';
import { runCustomers } from './transfers.customers.service.ts';
import { importById } from './transfers.store.ts';
import { turnsOf } from './transfers.turns.service.ts';

let app: TestApp;
let manager: TestPerson;
let rep: TestPerson;
let outsider: TestPerson;
let asManager: Caller;
let asRep: Caller;
let asOutsider: Caller;

beforeAll(async () => {
  app = await createTestApp({ worker: true });
  manager = await app.person({ name: '经理', login: 'boss', roles: ['manager', 'operations'] });
  rep = await app.person({
    name: '销售甲',
    login: 'rep.one',
    supervisor: manager,
    roles: ['salesperson', 'operations'],
  });
  outsider = await app.person({ name: '外人' });
  [asManager, asRep, asOutsider] = [await app.as(manager), await app.as(rep), await app.as(outsider)];
});
afterAll(() => app.stop());

async function rowsOf(caller: Caller, id: string, query = '') {
  return (await caller.call('GET', `/api/imports/${id}/rows?limit=200${query}`)).body.items;
}

async function nameOf(caller: Caller, id: string) {
  return (await caller.call('GET', `/api/customers/${id}`)).body.name;
}

test('a file goes in: columns recognised, checked without a change, imported, found, told', async () => {
  const file = [
    '客户名称,客户类型,行业,区域,负责人,上级公司,电话,统一社会信用代码,成立年份,员工人数,年营业额,地址,联系人,职务,手机,别的',
    '导入一厂,直销工厂,化工,华东,rep.one,导入集团,0512-88880001,91320500MA1AAAAA0M,1998年,"1,200",1.5亿,苏州市,王总,总经理,13900000001,x',
    '导入集团,直销工厂,化工,华东,销售甲,,,,,,,,,,,',
    '导入二厂,经销商,化工,华南,,导入集团,,,,,,,,,,',
  ].join('\r\n');
  const uploaded = await upload(app, asManager, 'customers', file, '客户.csv');
  expect(uploaded).toMatchObject({
    status: 200,
    body: { kind: 'customers', state: 'uploaded', fileName: '客户.csv', encoding: 'utf-8', total: 3, failure: null },
  });
  expect(Object.keys(uploaded.body.mapping)).toHaveLength(15);
  expect(uploaded.body.columns).toHaveLength(16);
  expect(uploaded.body.sample[1][0]).toBe('导入集团');

  const checked = await step(asManager, uploaded.body, 'check', { mapping: uploaded.body.mapping });
  expect(checked).toMatchObject({
    state: 'checked',
    done: 3,
    counts: { create: 3, update: 0, skip: 0, error: 0 },
    additions: { segment: ['直销工厂', '经销商'], region: ['华东', '华南'], industry: ['化工'] },
  });
  expect((await asManager.call('GET', '/api/customers')).body.items).toEqual([]);
  expect((await asManager.call('GET', '/api/lists')).body.items).toEqual([]);

  const finished = await step(asManager, checked, 'run');
  expect(finished).toMatchObject({ state: 'finished', done: 3, counts: { create: 3, error: 0 } });
  expect(finished.finishedAt).not.toBeNull();
  const rows = await rowsOf(asManager, finished.id);
  expect(rows).toMatchObject([{ row: 2, outcome: 'create' }, { row: 3 }, { row: 4 }]);
  const first = (await asRep.call('GET', `/api/customers/${rows[0].recordId}`)).body;
  expect(first).toMatchObject({
    name: '导入一厂',
    owner: { id: rep.id },
    parent: { id: rows[1].recordId, name: '导入集团' },
    phone: '0512-88880001',
    creditCode: '91320500MA1AAAAA0M',
    foundedYear: 1998,
    employees: 1200,
    annualRevenue: '150000000.00',
    addresses: [{ kind: 'office', text: '苏州市' }],
    contacts: [{ name: '王总', title: '总经理', phone: '13900000001' }],
    team: [{ person: { id: rep.id }, role: 'owner' }],
    version: 1,
  });
  expect(first.segmentId).not.toBeNull();
  expect((await asManager.call('GET', `/api/customers/${rows[2].recordId}`)).body.owner.id).toBe(manager.id);
  expect((await asManager.call('GET', `/api/customers?q=${encodeURIComponent('导入')}`)).body.items).toHaveLength(3);
  const timeline = (await asRep.call('GET', `/api/customers/${rows[0].recordId}/timeline`)).body.items;
  expect(timeline).toMatchObject([{ type: 'customer.created', actor: { id: manager.id } }]);
  const messages = (await asManager.call('GET', '/api/messages')).body.items;
  expect(messages).toMatchObject([
    { kind: 'import.finished', params: { file: '客户.csv' }, subjectType: 'import', subjectId: finished.id },
  ]);

  const again = await upload(app, asManager, 'customers', file);
  const repeated = await step(asManager, again.body, 'check', { mapping: again.body.mapping });
  expect(repeated.counts).toMatchObject({ create: 0, skip: 3, error: 0 });
});

test('wrong rows stay out with field, reason and value; the rest goes in; the failed rows can be mended', async () => {
  const theirs = await app.customer({ owner: outsider, name: '别人的客户' });
  const file = [
    'name,owner,phone,founded,revenue,parent,industry',
    '好客户,,13811110001,,,,医药',
    ',,,,,,',
    '无名氏,外人,,,,,',
    '同一总机的,,13811110001,,,,',
    '别人的客户,,,,,,',
    '=坏公式,不存在的人,,20x0,多,无此公司,',
    '子公司,,,,,别人的客户,',
    '好 客户,,,,,,',
    '靠好客户的,,,,,好客户,',
  ].join('\n');
  const uploaded = await upload(app, asRep, 'customers', file);
  const checked = await step(asRep, uploaded.body, 'check', { mapping: uploaded.body.mapping });
  expect(checked.counts).toMatchObject({ create: 3, error: 5 });
  const errors = await rowsOf(asRep, checked.id, '&outcome=error');
  expect(errors.map((row: { row: number; errors: unknown }) => [row.row, row.errors])).toEqual([
    [4, [{ field: 'owner', code: 'outOfScope', value: '外人' }]],
    [6, [{ field: 'name', code: 'taken', value: '外人' }]],
    [
      7,
      [
        { field: 'foundedYear', code: 'format', value: '20x0' },
        { field: 'annualRevenue', code: 'format', value: '多' },
        { field: 'owner', code: 'outOfScope', value: '不存在的人' },
      ],
    ],
    [8, [{ field: 'parent', code: 'notFound', value: '别人的客户' }]],
    [9, [{ field: 'name', code: 'duplicate', value: '好 客户' }]],
  ]);
  const finished = await step(asRep, checked, 'run');
  expect(finished.counts).toMatchObject({ create: 3, error: 5 });
  const made = await rowsOf(asRep, finished.id, '&outcome=create');
  expect(await nameOf(asRep, made[0].recordId)).toBe('好客户');
  expect((await asOutsider.call('GET', `/api/customers/${theirs.id}`)).body.parent).toBeNull();

  const failed = await asRep.call('GET', `/api/imports/${finished.id}/failed.csv`);
  expect(failed.headers['content-disposition']).toBe('attachment; filename="failed.csv"');
  expect(failed.body.startsWith('\ufeffname,owner,phone,founded,revenue,parent,industry,原因\r\n')).toBe(true);
  expect(failed.body).toContain("'=坏公式,不存在的人,,20x0,多,无此公司,,");
  expect(failed.body).toContain('客户名称：已由 外人 负责');
  expect(failed.body.trimEnd().split('\r\n')).toHaveLength(6);
  const again = await upload(app, asRep, 'customers', failed.body);
  expect(again.body).toMatchObject({ total: 5, mapping: uploaded.body.mapping });
  expect(again.body.sample.flat()).toContain('=坏公式');
});

test('the default owner stands on the own line, as by hand', async () => {
  const uploaded = (await upload(app, asManager, 'customers', '客户名称\n默认甲\n')).body;
  const check = (fields: object) =>
    asManager.call('POST', `/api/imports/${uploaded.id}/check`, {
      version: uploaded.version,
      mapping: uploaded.mapping,
      ...fields,
    });
  for (const defaultOwnerId of [outsider.id, '01900000-0000-7000-8000-000000000000']) {
    expect((await check({ defaultOwnerId })).body.code).toBe('customers.ownerOutOfScope');
  }
  expect((await check({ defaultOwnerId: rep.id })).status).toBe(200);
  const checked = await settled(asManager, uploaded.id);
  const finished = await step(asManager, checked, 'run');
  const [row] = await rowsOf(asManager, finished.id);
  expect((await asManager.call('GET', `/api/customers/${row.recordId}`)).body.owner.id).toBe(rep.id);
});

describe('undo', () => {
  async function imported(names: string[], parents: string[] = []) {
    const lines = names.map((name, index) => `${name},${parents[index] ?? ''}`);
    const uploaded = (await upload(app, asManager, 'customers', ['客户名称,上级公司', ...lines].join('\n'))).body;
    const checked = await step(asManager, uploaded, 'check', { mapping: uploaded.mapping });
    return step(asManager, checked, 'run');
  }

  test('takes back what nobody worked on; changed, noted, contacted, planned and their groups stay', async () => {
    const names = ['撤一', '撤二', '改过', '写过', '有人', '有计划', '集团', '集团下的改过', '空集团', '空集团下'];
    const finished = await imported(names, ['', '', '', '', '', '', '', '集团', '', '空集团']);
    const rows = await rowsOf(asManager, finished.id);
    const id = (name: string) => rows[names.indexOf(name)].recordId;
    await asManager.call('PATCH', `/api/customers/${id('改过')}`, { version: 1, website: 'x' });
    await asManager.call('POST', `/api/customers/${id('写过')}/notes`, { text: 'x' });
    await asManager.call('POST', `/api/customers/${id('有人')}/contacts`, { name: 'x' });
    const item = { title: 'x', day: '2026-12-01', customerId: id('有计划') };
    expect((await asManager.call('POST', '/api/plan-items', item)).status).toBe(200);
    await asManager.call('PATCH', `/api/customers/${id('集团下的改过')}`, { version: 1, website: 'x' });
    const undone = await step(asManager, finished, 'undo');
    expect(undone).toMatchObject({ state: 'undone', done: 10 });
    const rowsWith = async (outcome: string) =>
      (await asManager.call('GET', `/api/imports/${finished.id}/rows?outcome=${outcome}`)).body.items.length;
    expect(undone.counts).toMatchObject({ undone: await rowsWith('undone'), kept: await rowsWith('kept') });
    const after = await rowsOf(asManager, finished.id);
    expect(after.map((row: { outcome: string }) => row.outcome)).toEqual([
      'undone',
      'undone',
      'kept',
      'kept',
      'kept',
      'kept',
      'kept',
      'kept',
      'undone',
      'undone',
    ]);
    expect((await asManager.call('GET', `/api/customers/${id('撤一')}`)).status).toBe(404);
    expect((await asManager.call('GET', `/api/customers/${id('集团')}`)).status).toBe(200);
    const twice = await asManager.call('POST', `/api/imports/${finished.id}/undo`, { version: undone.version });
    expect(twice.body.code).toBe('transfers.wrongState');
    const again = await imported(['撤一']);
    expect(again.counts.create).toBe(1);
  });

  test('with nothing created there is nothing to undo', async () => {
    const finished = await imported(['']);
    expect(finished.counts.create).toBe(0);
    const refused = await asManager.call('POST', `/api/imports/${finished.id}/undo`, { version: finished.version });
    expect(refused.body.code).toBe('transfers.nothingToUndo');
  });
});

describe('refused', () => {
  test('not signed in, without the permission, a foreign import, a stale version, a wrong step', async () => {
    const finance = await app.as(await app.person({ roles: ['finance'] }));
    expect((await upload(app, { ...asRep, cookie: '' }, 'customers', 'name\nx')).status).toBe(401);
    expect((await upload(app, finance, 'customers', 'name\nx')).status).toBe(403);
    expect((await upload(app, asOutsider, 'people', 'name\nx')).status).toBe(403);
    expect((await upload(app, asManager, 'orders', 'name\nx')).status).toBe(422);
    const { body } = await upload(app, asRep, 'customers', 'name\nx');
    const nowhere = await asManager.call('GET', '/api/imports/01900000-0000-7000-8000-000000000000');
    for (const path of ['', '/rows', '/failed.csv']) {
      const hidden = await asManager.call('GET', `/api/imports/${body.id}${path}`);
      expect({ ...hidden.body, requestId: '' }).toEqual({ ...nowhere.body, requestId: '' });
      expect((await app.anonymous.call('GET', `/api/imports/${body.id}${path}`)).status).toBe(401);
    }
    for (const name of ['check', 'run', 'undo']) {
      const path = `/api/imports/${body.id}/${name}`;
      const fields = { version: body.version, mapping: body.mapping };
      expect((await asManager.call('POST', path, fields)).status).toBe(404);
      expect((await app.anonymous.call('POST', path, fields)).status).toBe(401);
      expect((await asRep.call('POST', path, { ...fields, version: 99 })).body.code).toBe('common.stale');
      if (name !== 'check') expect((await asRep.call('POST', path, fields)).body.code).toBe('transfers.wrongState');
    }
    expect((await asOutsider.call('GET', '/api/imports')).body.items).toEqual([]);
    expect((await asRep.call('GET', '/api/imports?limit=1')).body.items).toMatchObject([{ id: body.id }]);
    expect((await asRep.call('GET', '/api/imports?cursor=x')).status).toBe(422);
    expect((await asRep.call('GET', `/api/imports/${body.id}/rows?cursor=x`)).status).toBe(422);
  });

  test('a mapping without name, of unknown fields or columns', async () => {
    const { body } = await upload(app, asRep, 'customers', '甲,乙\nx,y');
    const check = (mapping: object) =>
      asRep.call('POST', `/api/imports/${body.id}/check`, { version: body.version, mapping });
    expect((await check({})).body).toMatchObject({ code: 'transfers.mappingIncomplete' });
    expect((await check({ name: 0, salary: 1 })).body.fields).toEqual([{ path: 'mapping.salary', code: 'choice' }]);
    expect((await check({ name: 5 })).body.fields).toEqual([{ path: 'mapping.name', code: 'choice' }]);
    expect((await check({ name: -1 })).status).toBe(422);
  });

  test('files that are no tables, empty ones, ones without a file; nothing of them is kept', async () => {
    const count = async () => (await app.runtime.pool.query('select count(*)::int as n from files')).rows[0].n;
    const before = await count();
    expect((await upload(app, asRep, 'customers', '')).body.code).toBe('files.empty');
    expect((await upload(app, asRep, 'customers', Buffer.from([0, 1, 2, 0]))).body.code).toBe('transfers.unreadable');
    expect((await upload(app, asRep, 'customers', '\n \n')).body.code).toBe('transfers.unreadable');
    expect((await upload(app, asRep, 'customers', 'name\n"open')).body.code).toBe('transfers.unreadable');
    expect((await upload(app, asRep, 'customers', Buffer.alloc(26 * 1024 * 1024, 65))).status).toBe(413);
    expect((await asRep.call('POST', '/api/imports/upload?kind=customers', {})).status).toBeGreaterThanOrEqual(400);
    expect(await count()).toBe(before);
  });

  test('more new entries of a list than a list has', async () => {
    const lines = Array.from({ length: 503 }, (_, index) => `列表客户${index},类型${index}`);
    const { body } = await upload(app, asRep, 'customers', ['name,segment', ...lines].join('\n'));
    const checked = await step(asRep, body, 'check', { mapping: body.mapping });
    expect(checked.counts).toMatchObject({ create: 500, error: 3 });
    const [row] = await rowsOf(asRep, checked.id, '&outcome=error');
    expect(row.errors).toEqual([{ field: 'segment', code: 'tooMany', value: '类型500' }]);
  });
});

test('an import of somebody who has lost the permission meanwhile fails and says so', async () => {
  const person = await app.person();
  const caller = await app.as(person);
  const { body } = await upload(app, caller, 'customers', 'name\n权限没了');
  const checked = await step(caller, body, 'check', { mapping: body.mapping });
  // Asked for while the right was there, worked on when it is gone.
  await app.runtime.pool.query(`delete from user_roles where user_id = '${person.id}'`);
  await app.runtime.pool.query(
    `update imports set state = 'running', version = version + 1 where id = '${checked.id}'`,
  );
  const { workOnImport } = await import('./transfers.work.service.ts');
  await workOnImport(app.runtime, checked.id);
  const { rows } = await app.runtime.pool.query(`select state, failure from imports where id = '${checked.id}'`);
  expect(rows).toEqual([{ state: 'failed', failure: 'common.forbidden' }]);
});

test('what a process that died has left is taken up where it was, no row twice', async () => {
  const lines = Array.from({ length: 1200 }, (_, index) => `续传客户第${index}号`);
  const { body } = await upload(app, asRep, 'customers', ['name', ...lines].join('\n'));
  const checked = await step(asRep, body, 'check', { mapping: body.mapping });
  // As after the death of a process: 500 rows are in with their results, the state says that it runs.
  const { runCustomers } = await import('./transfers.customers.service.ts');
  const { importById } = await import('./transfers.store.ts');
  const { createCtx } = await import('../../platform/context.ts');
  const { actorOf } = await import('../org/index.ts');
  const actor = await actorOf(app.runtime.kysely, rep.id);
  const record = await importById(app.runtime.kysely, checked.id);
  if (!actor || !record) throw new Error('missing');
  let batches = 0;
  const ctx = createCtx({ kysely: app.runtime.kysely, actor });
  const dying = {
    ...ctx,
    transact: ((work) => {
      batches += 1;
      if (batches > 1) throw new Error('killed');
      return ctx.transact(work);
    }) as typeof ctx.transact,
  };
  await expect(runCustomers(async () => dying, { ...record, state: 'running' })).rejects.toThrow('killed');
  await app.runtime.pool.query(
    `update imports set state = 'running', version = version + 1 where id = '${checked.id}'`,
  );
  const { workOnImport } = await import('./transfers.work.service.ts');
  await Promise.all([workOnImport(app.runtime, checked.id), workOnImport(app.runtime, checked.id)]);
  const finished = await settled(asRep, checked.id);
  expect(finished).toMatchObject({ state: 'finished', counts: { create: 1200, error: 0 } });
  const { rows } = await app.runtime.pool.query(
    `select count(*)::int as made, count(distinct name)::int as names from customers where import_id = '${checked.id}'`,
  );
  expect(rows).toEqual([{ made: 1200, names: 1200 }]);
});

test('who may not maintain the lists adds nothing to them; what is in them is found in whatever case', async () => {
  const seller = await app.as(await app.person());
  const file = 'name,region,industry\n甲方新材料,华东,量子\n乙方新材料,,华东区\n丙方新材料,HuaBei,\n';
  await asManager.call('POST', '/api/lists', { list: 'region', name: 'huabei' });
  const uploaded = await upload(app, seller, 'customers', file);
  const checked = await step(seller, uploaded.body, 'check', { mapping: { name: 0, region: 1, industry: 2 } });
  expect(checked).toMatchObject({ counts: { create: 1, error: 2, held: 0 }, additions: {} });
  const [first] = await rowsOf(seller, checked.id, '&outcome=error');
  expect(first.errors).toContainEqual({ field: 'industry', code: 'unknownEntry', value: '量子' });
  const before = (await seller.call('GET', '/api/lists')).body.items.length;
  expect(await step(seller, checked, 'run')).toMatchObject({ state: 'finished', counts: { create: 1 } });
  expect((await seller.call('GET', '/api/lists')).body.items).toHaveLength(before);
});

test('a row nearly named like a customer that is there is held back until it is accepted', async () => {
  const owner = await app.person();
  const seller = await app.as(owner);
  await app.customer({ owner, name: '苏州晟达塑业有限公司' });
  const uploaded = await upload(app, seller, 'customers', 'name\n晟达塑业股份有限公司\n');
  const held = await step(seller, uploaded.body, 'check', { mapping: { name: 0 } });
  expect(held.counts).toMatchObject({ create: 0, error: 1, held: 1 });
  const [row] = await rowsOf(seller, held.id);
  expect(row.errors).toEqual([{ field: 'name', code: 'similar', value: '苏州晟达塑业有限公司' }]);
  const accepted = await step(seller, held, 'check', { mapping: { name: 0 }, acceptSimilar: true });
  expect(accepted.counts).toMatchObject({ create: 1, error: 0, held: 0 });
});

test('rights that are taken away while an import runs end it within a batch', async () => {
  const person = await app.person();
  const seller = await app.as(person);
  const names = Array.from({ length: 450 }, (_, index) => `批次客户${index}号`).join('\n');
  const uploaded = await upload(app, seller, 'customers', `name\n${names}\n`);
  const checked = await step(seller, uploaded.body, 'check', { mapping: { name: 0 } });
  const record = await importById(app.runtime.kysely, checked.id);
  if (!record) throw new Error('missing');
  const turns = turnsOf(app.runtime, record);
  let asked = 0;
  const losing = async () => {
    asked += 1;
    if (asked === 2) await app.runtime.kysely.deleteFrom('user_roles').where('user_id', '=', person.id).execute();
    return turns();
  };
  await expect(runCustomers(losing, { ...record, state: 'running' })).rejects.toThrow();
  const { rows } = await app.runtime.pool.query('select count(*)::int as made from customers where import_id = $1', [
    checked.id,
  ]);
  expect(rows).toEqual([{ made: 200 }]);
});
