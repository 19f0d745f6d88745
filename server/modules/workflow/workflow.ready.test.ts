import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definition } from '../../../contract/workflows.definition.ts';
import type { FormValues } from '../../../contract/workflows.forms.ts';
import { checkValues } from '../../../contract/workflows.values.ts';
import { newId } from '../../platform/ids.ts';
import type { Answer, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { ensureReadyWorkflows } from './index.ts';
import { readyWorkflows } from './ready/index.rules.ts';
import { faultsOf } from './workflow.design.rules.ts';
import { compile } from './workflow.graph.rules.ts';
import { contentOfReady } from './workflow.ready.service.ts';
import { rightsAt } from './workflow.rights.rules.ts';
import { fireTimer } from './workflow.service.ts';

let app: TestApp;
let rep: TestPerson;
let manager: TestPerson;
let colleague: TestPerson;
let people: Map<string, TestPerson>;
let workflows: Map<string, string>;
let usual: string;
let top: string;
let file: string;

const install = () =>
  app.runtime.kysely.transaction().execute((tx) => ensureReadyWorkflows(tx, new Date('2026-03-02T01:00:00Z')));

beforeAll(async () => {
  app = await createTestApp();
  const executive = await app.person({ name: '总', roles: ['executive'] });
  const second = await app.person({ name: '副总', roles: ['executive'] });
  const director = await app.person({ name: '总监', supervisor: executive, roles: ['manager'] });
  manager = await app.person({ name: '经理', supervisor: director, roles: ['manager'] });
  rep = await app.person({ name: '代表', supervisor: manager });
  colleague = await app.person({ name: '同事', supervisor: manager });
  const finance = await app.person({ name: '财务', supervisor: executive, roles: ['finance'] });
  const administrator = await app.person({ name: '管理员', roles: ['administrator'] });
  const operations = await app.person({ name: '管理部', supervisor: executive, roles: ['operations'] });
  const all = [executive, second, director, manager, rep, colleague, finance, administrator, operations];
  people = new Map(all.map((person) => [person.id, person]));
  await install();
  const { rows } = await app.runtime.pool.query<{ id: string; code: string }>(
    'select id, code from workflow_definitions',
  );
  workflows = new Map(rows.map(({ id, code }) => [code, id]));
  await inDepartments([
    ['东区', [manager, rep, colleague]],
    ['销售中心', [director]],
    ['总部', [executive, second]],
  ]);
  usual = (await app.customer({ owner: rep, name: '永晟' })).id;
  top = (await app.customer({ owner: rep, name: '重点' })).id;
  const level = await (await app.as(operations)).call('POST', '/api/lists', { list: 'level', name: 'A 重点' });
  await app.runtime.pool.query('update customers set level_id = $1 where id = $2', [level.body.id, top]);
  file = newId();
  await app.runtime.kysely
    .insertInto('files')
    .values({
      ...{ id: file, owner_id: rep.id, name: '依据.pdf', type: 'application/pdf', size: 5, sha256: 'a'.repeat(64) },
      created_at: new Date().toISOString(),
    })
    .execute();
});
afterAll(() => app.stop());

async function inDepartments(departments: [string, TestPerson[]][]): Promise<void> {
  for (const [name, members] of departments) {
    const id = newId();
    await app.runtime.pool.query('insert into departments (id, name) values ($1, $2)', [id, name]);
    const ids = members.map((member) => member.id);
    await app.runtime.pool.query('update users set department_id = $1 where id = any($2::uuid[])', [id, ids]);
  }
}

type Path = {
  values: FormValues;
  /** What is filled in at nodes; of several for the same node the first the first time. */
  fills?: Record<string, FormValues | FormValues[]>;
  chosen?: Record<string, string[]>;
  rejects?: string;
  status?: string;
};

const ok = ({ status, body }: Answer) => {
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
};

/** Goes along one path to its end, everybody doing what comes to them; answers the nodes in the order of coming there. */
async function walk(code: string, { values, fills = {}, chosen = {}, rejects, status = 'approved' }: Path) {
  const starter = await app.as(rep);
  const input = { workflowId: workflows.get(code), values, chosen };
  const { id } = ok(await starter.call('POST', '/api/workflow-instances', input, { key: newId() }));
  const times = new Map<string, number>();
  for (let turn = 0; turn < 40; turn += 1) {
    const { rows: tasks } = await app.runtime.pool.query<{ id: string; person: string; node: string }>(
      `select t.id, t.person_id as person, v.node_id as node from workflow_tasks t join workflow_visits v on v.id = t.visit_id
       where t.instance_id = $1 and t.state = 'open' order by t.id limit 1`,
      [id],
    );
    const [task] = tasks;
    if (task) await decide(id, task);
    else if (!(await waited(id))) break;
  }
  async function decide(instanceId: string, task: { id: string; person: string; node: string }) {
    const person = people.get(task.person);
    if (!person) throw new Error('nobody');
    const time = times.get(task.node) ?? 0;
    times.set(task.node, time + 1);
    const own = fills[task.node] ?? {};
    const action =
      task.node === rejects
        ? { type: 'reject', taskId: task.id, comment: '不合适' }
        : { type: 'approve', taskId: task.id, values: Array.isArray(own) ? own[time] : own };
    ok(
      await (await app.as(person)).call(
        'POST',
        `/api/workflow-instances/${instanceId}/actions`,
        { action },
        { key: newId() },
      ),
    );
  }
  const { rows } = await app.runtime.pool.query<{ node: string }>(
    'select node_id as node from workflow_visits where instance_id = $1 order by id',
    [id],
  );
  const drawn = JSON.stringify(contentOf(code).definition);
  const blocks = new Set(
    [...drawn.matchAll(/"type":"(?:condition|inclusive|parallel)","id":"(\w+)"/g)].map(([, one]) => one),
  );
  expect(ok(await starter.call('GET', `/api/workflow-instances/${id}`)).status).toBe(status);
  return rows
    .map(({ node }) => node)
    .filter((node) => node !== 'start' && !blocks.has(node))
    .join(' ');
}

async function waited(instanceId: string): Promise<boolean> {
  const { rows } = await app.runtime.pool.query<{ id: string }>(
    'select id from workflow_timers where instance_id = $1 and "limit" is null limit 1',
    [instanceId],
  );
  const [timer] = rows;
  if (timer) await fireTimer(app.runtime, { id: timer.id, instanceId });
  return timer !== undefined;
}

const roleId = newId();

function contentOf(code: string) {
  const ready = readyWorkflows.find((one) => one.code === code);
  if (!ready) throw new Error(code);
  return contentOfReady(ready, () => ({ by: 'role', roleId }));
}

const period = ['2026-03-10', '2026-03-12'];
const goods = (over: FormValues = {}) => [{ product: 'DOTP 一级品', quantity: 10, unit: 't', ...over }];

test('there are fifteen, without faults, and templates fit their forms', () => {
  expect(readyWorkflows).toHaveLength(15);
  expect(new Set(readyWorkflows.map(({ code }) => code)).size).toBe(15);
  for (const { code } of readyWorkflows) {
    const content = contentOf(code);
    expect(definition.parse(content.definition)).toEqual(content.definition);
    const known = { active: new Set<string>(), holders: new Map([[roleId, 1]]), children: new Map() };
    expect(faultsOf(content, known)).toEqual([]);
    const rights = rightsAt(compile(content.definition), content.form, ['start']);
    const wrong = content.form.templates.flatMap(({ values }) =>
      checkValues(content.form, rights, {}, values).problems.filter((problem) => problem.code !== 'required'),
    );
    expect(wrong).toEqual([]);
  }
});

test('are there once, and keep what has become of them; the owner is of the operations', async () => {
  const { pool } = app.runtime;
  const sample = workflows.get('sample');
  await pool.query(`update workflow_definitions set name = '送样' where id = $1`, [sample]);
  await Promise.all([install(), install()]);
  const { rows } = await pool.query(
    'select d.code, d.name, u.name as owner from workflow_definitions d join users u on u.id = d.owner_id',
  );
  expect(rows).toHaveLength(15);
  expect(rows).toContainEqual({ code: 'sample', name: '送样', owner: '管理部' });
  await pool.query(`update workflow_definitions set name = '样品申请' where id = $1`, [sample]);
});

test('what is later filled in is neither asked of the starter nor known before its time', async () => {
  const caller = await app.as(rep);
  const { rights } = ok(await caller.call('GET', `/api/workflows/${workflows.get('special-price')}`));
  expect(rights.customer).toBe('edit');
  expect(rights.margin).toBeUndefined();
});

describe('sample request', () => {
  const values = (price: string) => ({
    ...{ customer: usual, purpose: 'first', items: goods({ price }), neededOn: '2026-03-20' },
    ...{ receiver: '王工 13800000000', address: '常州市新北区' },
  });
  const fills = { ship: { lot: 'L1', shippedOn: '2026-03-11' }, conclude: { result: 'pass', feedback: '可用' } };
  test('runs', async () => {
    expect(await walk('sample', { values: values('20'), fills })).toBe('manager ship trial conclude told');
    expect(await walk('sample', { values: values('200.01'), fills })).toBe('manager director ship trial conclude told');
    expect(await walk('sample', { values: values('20'), rejects: 'manager', status: 'rejected' })).toBe('manager');
  });
});

describe('quotation', () => {
  const values = (price: string, terms: string) => ({
    ...{ customer: usual, items: goods({ list: '10000', price }), terms, freight: 'ours', validUntil: '2026-04-01' },
  });
  const fills = { finance: { financeOpinion: '同意' } };
  test('runs', async () => {
    expect(await walk('quotation', { values: values('9500', 'net30') })).toBe('manager told');
    expect(await walk('quotation', { values: values('8900', 'net90'), fills })).toBe('manager pricing finance told');
    const large = { ...values('9500', 'net30'), items: goods({ list: '50000', price: '50000' }) };
    expect(await walk('quotation', { values: large })).toBe('manager executive told');
    expect(
      await walk('quotation', { values: values('8900', 'net90'), fills, rejects: 'finance', status: 'rejected' }),
    ).toBe('manager pricing finance');
  });
});

describe('special price', () => {
  const values = (price: string, customer = usual) => ({
    ...{ customer, reason: 'volume', items: goods({ list: '10000', price }), period, explanation: '年度招标' },
  });
  const margin = (of: number) => ({ margin: { margin: of } });
  test('runs', async () => {
    expect(await walk('special-price', { values: values('9900'), fills: margin(8) })).toBe(
      'manager margin told result',
    );
    expect(await walk('special-price', { values: values('5000'), fills: margin(8) })).toBe(
      'manager margin director told result',
    );
    expect(await walk('special-price', { values: values('9900', top), fills: margin(4.5) })).toBe(
      'manager margin executives review result',
    );
  });
});

describe('contract review', () => {
  const values = (amount: string) => ({
    ...{ customer: usual, name: '2026 年度购销合同', kind: 'sale', paper: 'ours', amount, period, files: [file] },
    instalments: [{ when: '预付款', due: '100' }],
  });
  const fills = (creditRisk: string) => ({
    legal: { legalRisk: 'low', legalOpinion: '同意' },
    finance: { creditRisk, financeOpinion: '同意' },
    seal: { number: 'HT-1', signedOn: '2026-03-12' },
  });
  test('runs', async () => {
    expect(await walk('contract', { values: values('90000'), fills: fills('low') })).toBe(
      'manager legal finance seal told',
    );
    expect(await walk('contract', { values: values('200000'), fills: fills('low') })).toBe(
      'manager legal finance director seal told',
    );
    expect(await walk('contract', { values: values('90000'), fills: fills('high') })).toBe(
      'manager legal finance executives seal told',
    );
    expect(
      await walk('contract', { values: values('90000'), fills: fills('low'), rejects: 'legal', status: 'rejected' }),
    ).toBe('manager legal finance');
  });
});

describe('delivery', () => {
  const values = () => ({
    ...{ customer: usual, order: 'SO-1', items: goods({ price: '9000' }), shipOn: '2026-03-12', transport: 'truck' },
    ...{ address: '常州', receiver: '王工', payment: 'term' },
  });
  const fills = (overdue: string) => ({
    credit: { receivable: '500000', overdue },
    ship: { lot: 'L1', shippedOn: '2026-03-12' },
    receive: { receivedOn: '2026-03-14' },
  });
  test('runs', async () => {
    expect(await walk('delivery', { values: values(), fills: fills('0') })).toBe('credit ship receive');
    expect(await walk('delivery', { values: values(), fills: fills('1') })).toBe('credit superior ship receive');
    expect(await walk('delivery', { values: values(), fills: fills('100000') })).toBe(
      'credit manager executive ship receive',
    );
  });
});

describe('credit limit', () => {
  const values = () => ({
    ...{ customer: usual, kind: 'raise', present: '100000', wanted: '1000000', term: 'd60', reason: '用量增加' },
  });
  const fills = (approved: string, grade = 'a') => ({ finance: { grade, approved, creditOpinion: '同意' } });
  test('runs', async () => {
    expect(await walk('credit', { values: values(), fills: fills('200000') })).toBe('manager finance told');
    expect(await walk('credit', { values: values(), fills: fills('300000') })).toBe('manager finance head told');
    expect(await walk('credit', { values: values(), fills: fills('200000', 'd') })).toBe(
      'manager finance executives told',
    );
  });
});

describe('support for a key account', () => {
  const values = (cost: string, customer = usual) => ({
    ...{ customer, resources: ['technical'], goal: '进入二供', situation: '单一供应商', period, leader: colleague.id },
    ...{ steps: [{ what: '调研', by: '2026-03-20', cost }], sales: '3000000' },
  });
  const fills = { support: { outcome: 'met', summary: '已试产' } };
  const chosen = () => ({ partners: [colleague.id, manager.id] });
  test('runs', async () => {
    const small = { values: values('1000'), chosen: chosen(), fills };
    expect(await walk('key-account', small)).toBe('manager partners support told');
    expect(await walk('key-account', { ...small, values: values('1000', top) })).toBe(
      'manager partners executive support told',
    );
    expect(await walk('key-account', { ...small, values: values('50000') })).toBe(
      'manager partners executive support told',
    );
  });
});

describe('complaint', () => {
  const values = (severity: string) => ({
    ...{ customer: usual, contact: '王工', kind: 'quality', severity, happenedOn: '2026-03-01', items: goods() },
    ...{ story: '析出', demand: '换货' },
  });
  const fills = (compensation: string, ...satisfied: string[]) => ({
    examine: { cause: '批次波动', blame: ['works'], remedy: '换货', compensation },
    answer: satisfied.map((one) => ({ satisfied: one, reply: '知道了' })),
  });
  test('runs', async () => {
    expect(await walk('complaint', { values: values('usual'), fills: fills('0', 'yes') })).toBe('examine answer told');
    expect(await walk('complaint', { values: values('grave'), fills: fills('50000', 'yes') })).toBe(
      'alarmed examine finance executives answer told',
    );
    expect(await walk('complaint', { values: values('usual'), fills: fills('100', 'no', 'yes') })).toBe(
      'examine manager answer reopen examine manager answer told',
    );
  });
});

describe('handover of customers', () => {
  const values = (receivable: string) => ({
    ...{ reason: 'territory', to: colleague.id, on: '2026-04-01', people: '王工' },
    customers: [{ customer: usual, state: '月用 30 吨', receivable }],
  });
  const fills = { accept: { visit: '2026-03-25' }, finance: { financeOpinion: '已核对' } };
  test('runs', async () => {
    expect(await walk('customer-handover', { values: values('0'), fills })).toBe('manager accept execute told');
    expect(await walk('customer-handover', { values: values('10'), fills })).toBe(
      'manager accept finance execute told',
    );
    expect(await walk('customer-handover', { values: values('10'), rejects: 'accept', status: 'rejected' })).toBe(
      'manager accept',
    );
  });
});

describe('goods outside their region', () => {
  const values = () => ({
    ...{
      customer: usual,
      place: '东莞',
      foundOn: '2026-03-01',
      items: goods({ lot: 'L9' }),
      story: '低价',
      files: [file],
    },
  });
  const fills = (finding: string, fine: string) => ({
    examine: { finding, facts: '批号对应华东', penalties: ['deposit'], fine },
    deduct: { deductedOn: '2026-03-20' },
  });
  test('runs', async () => {
    expect(await walk('diversion', { values: values(), fills: fills('false', '0') })).toBe(
      'manager examine closed told',
    );
    expect(await walk('diversion', { values: values(), fills: fills('true', '0') })).toBe(
      'manager examine executives told',
    );
    expect(await walk('diversion', { values: values(), fills: fills('true', '20000') })).toBe(
      'manager examine executives deduct told',
    );
  });
});

describe('campaign', () => {
  const values = (amount: string) => ({
    ...{ name: '华东塑化展', kind: 'fair', period, place: '上海', target: '电缆料厂', leader: colleague.id, leads: 40 },
    budget: [{ item: 'space', amount }],
  });
  const fills = { finance: { budgetCode: 'M-1' }, report: { gained: 35, spent: '9800', summary: '有效' } };
  test('runs', async () => {
    expect(await walk('campaign', { values: values('9999.99'), fills })).toBe('manager leader report told');
    expect(await walk('campaign', { values: values('10000'), fills })).toBe('manager finance leader report told');
    expect(await walk('campaign', { values: values('30000'), fills })).toBe(
      'manager finance executive leader report told',
    );
  });
});

describe('market plan', () => {
  const values = () => ({
    ...{
      name: '二季度',
      span: 'quarter',
      period,
      region: '华东',
      situation: '份额两成',
      strategy: '二供',
      control: '周检',
    },
    goals: [{ what: 'DOTP', sales: '5000000', before: '4000000' }],
    actions: [{ what: '拜访二十家', who: rep.id, by: '2026-06-30', cost: '20000' }],
  });
  const fills = { review: { review: '同意' }, finance: { financeOpinion: '同意' } };
  test('runs', async () => {
    expect(await walk('market-plan', { values: values(), fills })).toBe('line review finance executives told result');
    expect(await walk('market-plan', { values: values(), fills, rejects: 'executives', status: 'rejected' })).toBe(
      'line review finance executives',
    );
  });
});

describe('expenses', () => {
  const values = (amount: string) => ({
    ...{ purpose: '出差', files: [file], items: [{ on: '2026-03-01', kind: 'transport', what: '火车', amount }] },
  });
  const fills = { finance: { approved: '100' }, pay: { paidOn: '2026-03-12' } };
  test('runs', async () => {
    expect(await walk('expense', { values: values('5000'), fills })).toBe('manager finance pay');
    expect(await walk('expense', { values: values('5000.01'), fills })).toBe('manager director finance pay');
    expect(await walk('expense', { values: values('20000.01'), fills })).toBe('manager executive finance pay');
  });
});

describe('leave', () => {
  const values = (days: number) => ({ kind: 'annual', period, days, reason: '休假', substitute: colleague.id });
  test('runs', async () => {
    expect(await walk('leave', { values: values(3) })).toBe('manager substitute told');
    expect(await walk('leave', { values: values(3.5) })).toBe('manager director substitute told');
    expect(await walk('leave', { values: values(11) })).toBe('manager executive substitute told');
  });
});

describe('business trip', () => {
  const values = (over: FormValues = {}) => ({
    ...{ purpose: '拜访', period, transport: 'rail', budget: [{ kind: 'transport', amount: '800' }] },
    ...{ route: [{ on: '2026-03-10', city: '常州', customer: usual, aim: '确认试样' }], ...over },
  });
  const fills = { pay: { paidOn: '2026-03-09' }, report: { summary: '已确认' } };
  test('runs', async () => {
    expect(await walk('trip', { values: values(), fills })).toBe('manager report told');
    expect(await walk('trip', { values: values({ loan: '500' }), fills })).toBe('manager pay report told');
    expect(await walk('trip', { values: values({ period: ['2026-03-10', '2026-03-15'] }), fills })).toBe(
      'manager director report told',
    );
  });
});
