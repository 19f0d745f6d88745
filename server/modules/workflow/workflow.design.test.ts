import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WorkflowNode } from '../../../contract/workflows.definition.ts';
import type { WorkflowContent } from '../../../contract/workflows.design.ts';
import type { Form } from '../../../contract/workflows.forms.ts';
import { newId } from '../../platform/ids.ts';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { approval, choice, define } from './workflow.world.testing.ts';

let app: TestApp;
let drawer: TestPerson;
let rep: TestPerson;
let asDrawer: Caller;
let asRep: Caller;

beforeAll(async () => {
  app = await createTestApp();
  drawer = await app.person({ roles: ['operations'], name: '销管' });
  rep = await app.person({ supervisor: drawer });
  asDrawer = await app.as(drawer);
  asRep = await app.as(rep);
});
afterAll(() => app.stop());

const noForm: Form = { fields: [], templates: [] };
const drawing = (nodes: WorkflowNode[], form = noForm): WorkflowContent => ({
  definition: define(nodes),
  form,
  description: '',
});
const sound = () => drawing([approval('lead', [drawer.id])]);
const path = '/api/workflow-definitions';

async function create(content = sound(), name = '特价审批'): Promise<string> {
  const answer = await asDrawer.call('POST', path, { name, family: 'marketing', content });
  expect(answer.status).toBe(200);
  return answer.body.id;
}
const get = async (id: string) => (await asDrawer.call('GET', `${path}/${id}`)).body;
async function publish(id: string) {
  const { version } = await get(id);
  return asDrawer.call('POST', `${path}/${id}/publish`, { version });
}
const catalogue = async () =>
  (await asRep.call('GET', '/api/workflows')).body.items.map((one: { id: string }) => one.id);
const start = (workflowId: string) => asRep.call('POST', '/api/workflow-instances', { workflowId, values: {} });

test('roles can be chosen by who draws, and by nobody else', async () => {
  const { items } = (await asDrawer.call('GET', '/api/workflow-roles')).body;
  expect(items.map((role: { code: string }) => role.code)).toEqual(expect.arrayContaining(['finance', 'operations']));
  expect(Object.keys(items[0])).toEqual(['id', 'code', 'name']);
  expect((await asRep.call('GET', '/api/workflow-roles')).status).toBe(403);
});

describe('a drawing', () => {
  test('is begun empty, with a content, or as a copy, by its owner', async () => {
    const blank = await asDrawer.call('POST', path, { name: '空白', family: 'plan' });
    expect(await get(blank.body.id)).toMatchObject({
      name: '空白',
      family: 'plan',
      owner: { id: drawer.id, name: '销管' },
      state: 'draft',
      number: null,
      changed: true,
      running: 0,
      versions: [],
      faults: [{ code: 'empty', nodeId: 'start', field: null }],
    });
    const id = await create();
    const copy = await asDrawer.call('POST', path, { name: '副本', family: 'plan', copyOf: id });
    const copied = await get(copy.body.id);
    expect(copied.draft).toEqual((await get(id)).draft);
    expect(copied.names).toEqual({ [drawer.id]: '销管' });
    const nothing = { name: 'x', family: 'plan', copyOf: newId() };
    expect((await asDrawer.call('POST', path, nothing)).body.code).toBe('common.notFound');
  });

  test('is kept though it is faulty, and says what is wrong', async () => {
    const id = await create();
    const content = drawing([{ ...approval('lead', [newId()]), name: '主管' }]);
    const kept = await asDrawer.call('PATCH', `${path}/${id}`, { version: 1, name: '改名', content });
    expect(kept.body).toEqual({ version: 2, faults: [{ code: 'personLeft', nodeId: 'lead', field: null }] });
    expect(await get(id)).toMatchObject({ name: '改名', draft: content, faults: kept.body.faults });
    const stale = await asDrawer.call('PATCH', `${path}/${id}`, { version: 1, name: 'x' });
    expect(stale.body.code).toBe('common.stale');
    expect((await publish(id)).body).toMatchObject({
      code: 'workflow.faultyNode',
      params: { fault: 'personLeft', node: '主管' },
    });
    expect((await asDrawer.call('POST', `${path}/check`, { content })).body).toEqual({
      faults: kept.body.faults,
      names: {},
    });
  });

  test('belongs to somebody who works here', async () => {
    const id = await create();
    const wanted = (ownerId: string, version: number) => asDrawer.call('PATCH', `${path}/${id}`, { version, ownerId });
    expect((await wanted(rep.id, 1)).body.version).toBe(2);
    expect((await get(id)).owner.id).toBe(rep.id);
    expect((await wanted(newId(), 2)).body).toMatchObject({
      code: 'common.invalid',
      fields: [{ path: 'ownerId', code: 'notFound' }],
    });
  });

  test('is listed by name, page by page, by part of a name, family and state', async () => {
    for (const name of ['丙乙寻', '甲乙寻', '乙乙寻']) await create(sound(), name);
    const list = (query: string) => asDrawer.call('GET', `${path}?q=${encodeURIComponent('乙寻')}&${query}`);
    const first = (await list('limit=2')).body;
    const second = (await list(`limit=2&cursor=${first.nextCursor}`)).body;
    const names = [...first.items, ...second.items].map((one: { name: string }) => one.name);
    expect(names).toEqual(['丙乙寻', '甲乙寻', '乙乙寻']);
    expect(second.nextCursor).toBeNull();
    expect((await list('family=plan')).body.items).toEqual([]);
    expect((await list('state=draft')).body.items).toHaveLength(3);
    expect((await list('state=published')).body.items).toEqual([]);
    expect((await list('cursor=abc')).body.fields).toEqual([{ path: 'cursor', code: 'format' }]);
  });
});

describe('publishing', () => {
  test('makes a version for new instances; those under way stay on theirs', async () => {
    const id = await create();
    expect(await catalogue()).not.toContain(id);
    expect((await start(id)).body.code).toBe('common.notFound');
    expect((await publish(id)).body).toEqual({ number: 1 });
    expect(await catalogue()).toContain(id);
    expect((await start(id)).status).toBe(200);
    const next = drawing([approval('other', [drawer.id])]);
    await asDrawer.call('PATCH', `${path}/${id}`, { version: 2, content: next });
    expect(await get(id)).toMatchObject({ changed: true, number: 1 });
    expect((await publish(id)).body).toEqual({ number: 2 });
    const found = await get(id);
    expect(found).toMatchObject({ state: 'published', number: 2, changed: false, running: 1 });
    expect(found.versions).toMatchObject([
      { number: 2, running: 0, publishedBy: { id: drawer.id } },
      { number: 1, running: 1 },
    ]);
    expect((await asDrawer.call('GET', `${path}/${id}/versions/1`)).body).toEqual(sound());
    expect((await asDrawer.call('GET', `${path}/${id}/versions/2`)).body).toEqual(next);
    expect((await asDrawer.call('GET', `${path}/${id}/versions/3`)).status).toBe(404);
  });

  test('twice with one key makes one version; what has not changed is refused', async () => {
    const id = await create();
    const send = (key: string) => asDrawer.call('POST', `${path}/${id}/publish`, { version: 1 }, { key });
    expect((await send(`publish-${id}`)).body).toEqual({ number: 1 });
    expect((await send(`publish-${id}`)).body).toEqual({ number: 1 });
    expect((await send(`another-${id}`)).body.code).toBe('common.stale');
    expect((await publish(id)).body).toMatchObject({ code: 'workflow.nothingNew', params: { number: 1 } });
    expect((await get(id)).versions).toHaveLength(1);
  });

  test('at once by several makes one version', async () => {
    const id = await create();
    const all = await Promise.all(
      [1, 2, 3, 4].map(() => asDrawer.call('POST', `${path}/${id}/publish`, { version: 1 })),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect((await get(id)).versions).toHaveLength(1);
  });

  test('names what has to be mended', async () => {
    const nothing = await create(drawing([]));
    expect((await publish(nothing)).body.code).toBe('workflow.nothingDrawn');
    const form: Form = {
      fields: [{ type: 'choice', key: 'kind', label: '种类', required: false }],
      templates: [],
    };
    const faulty = await create(drawing([approval('lead', [drawer.id])], form));
    expect((await publish(faulty)).body).toMatchObject({
      code: 'workflow.faultyForm',
      params: { fault: 'noChoices', field: '种类' },
    });
  });

  test('is told in the audit trail', async () => {
    const id = await create();
    await publish(id);
    const { rows } = await app.runtime.pool.query(
      `select type, audience, data from events where subject_id = $1 order by id`,
      [id],
    );
    expect(rows).toEqual([
      { type: 'workflowDefinition.created', audience: 'audit', data: { name: '特价审批', family: 'marketing' } },
      { type: 'workflowDefinition.published', audience: 'audit', data: { name: '特价审批', number: 1 } },
    ]);
  });
});

describe('retiring', () => {
  test('takes it from who starts workflows, and back', async () => {
    const id = await create();
    await publish(id);
    const { body: begun } = await start(id);
    const send = async (what: 'retire' | 'restore') =>
      asDrawer.call('POST', `${path}/${id}/${what}`, { version: (await get(id)).version });
    expect((await send('restore')).body.code).toBe('common.conflict');
    expect((await send('retire')).body).toEqual({ ok: true });
    expect(await catalogue()).not.toContain(id);
    expect((await start(id)).body.code).toBe('common.notFound');
    expect((await send('retire')).body.code).toBe('workflow.retired');
    expect((await publish(id)).body.code).toBe('workflow.retired');
    const task = (await asDrawer.call('GET', `/api/workflow-instances/${begun.id}`)).body.tasks[0];
    const action = { type: 'approve', taskId: task.id };
    expect((await asDrawer.call('POST', `/api/workflow-instances/${begun.id}/actions`, { action })).status).toBe(200);
    expect((await asRep.call('GET', `/api/workflow-instances/${begun.id}`)).body.status).toBe('approved');
    expect((await send('restore')).body).toEqual({ ok: true });
    expect(await catalogue()).toContain(id);
    expect((await get(id)).state).toBe('published');
  });

  test('puts a draft away that nobody wants', async () => {
    const id = await create();
    await asDrawer.call('POST', `${path}/${id}/retire`, { version: 1 });
    expect(await get(id)).toMatchObject({ state: 'retired', number: null });
    await asDrawer.call('POST', `${path}/${id}/restore`, { version: 2 });
    expect(await get(id)).toMatchObject({ state: 'draft', number: null });
  });
});

describe('sub-processes', () => {
  const child = (definitionId: string): WorkflowNode => ({
    type: 'child',
    id: 'sub',
    name: '子流程',
    definitionId,
    onReject: 'reject',
  });
  const faultsOf = async (id: string) => (await get(id)).faults.map((one: { code: string }) => one.code);

  test('must be published, and must not lead back', async () => {
    const inner = await create();
    const outer = await create(drawing([child(inner)]));
    expect(await faultsOf(outer)).toEqual(['unknownChild']);
    await publish(inner);
    expect(await faultsOf(outer)).toEqual([]);
    expect((await get(outer)).names).toEqual({ [inner]: '特价审批' });
    expect((await publish(outer)).body).toEqual({ number: 1 });
    const { version } = await get(inner);
    const circle = await asDrawer.call('PATCH', `${path}/${inner}`, { version, content: drawing([child(outer)]) });
    expect(circle.body.faults).toEqual([{ code: 'childInCircle', nodeId: 'sub', field: null }]);
    const itself = await asDrawer.call('POST', `${path}/check`, { id: inner, content: drawing([child(inner)]) });
    expect(itself.body.faults).toEqual([{ code: 'childInCircle', nodeId: 'sub', field: null }]);
  });
});

test('what can be started says what is filled in, as JSON Schema', async () => {
  const form: Form = {
    fields: [
      { type: 'text', key: 'why', label: '事由', required: true },
      { type: 'text', key: 'secret', label: '内部', required: true },
    ],
    templates: [],
  };
  const content = drawing([approval('lead', [drawer.id])], form);
  content.definition.fields = { secret: 'hidden' };
  const id = await create(content);
  await publish(id);
  const { schema } = (await asRep.call('GET', `/api/workflows/${id}`)).body;
  expect(schema).toMatchObject({ required: ['why'], additionalProperties: false });
  expect(Object.keys(schema.properties)).toEqual(['why']);
});

describe('trying out', () => {
  const form: Form = {
    fields: [
      { type: 'number', key: 'count', label: '数量', required: false },
      { type: 'money', key: 'price', label: '单价', required: false },
      { type: 'formula', key: 'total', label: '合计', required: false, formula: '{count} * {price}' },
      { type: 'person', key: 'expert', label: '专家', required: false },
    ],
    templates: [],
  };
  const big = { field: 'total', is: 'more' as const, value: '1000' };
  const expert: WorkflowNode = { ...approval('expert', []), assignee: { by: 'field', field: 'expert' } };
  const supervisor: WorkflowNode = { ...approval('lead', []), assignee: { by: 'supervisor', levels: 1 } };
  const content = drawing([supervisor, choice('condition', 'c', [{ when: big, nodes: [expert] }])], form);
  const tryOut = (values: object, over: object = {}) =>
    asDrawer.call('POST', `${path}/try`, { content, family: 'marketing', starterId: rep.id, values, ...over });

  test('says who would get what, with what is computed, and keeps nothing', async () => {
    const counts = 'select (select count(*) from events) as events, (select count(*) from workflow_instances) as all';
    const before = await app.runtime.pool.query(counts);
    const answer = await tryOut({ count: 3, price: '500', expert: rep.id });
    expect(answer.body.nodes).toMatchObject([
      { nodeId: 'lead', name: 'lead', type: 'approval', mode: 'all', people: [{ id: drawer.id, name: '销管' }] },
      { nodeId: 'expert', people: [{ id: rep.id }] },
    ]);
    expect((await tryOut({ count: 1, price: '500' })).body.nodes).toHaveLength(1);
    expect((await app.runtime.pool.query(counts)).rows).toEqual(before.rows);
  });

  test('what nobody would get goes to the owner', async () => {
    const owner = await app.person({ name: '主人' });
    const id = await create();
    await asDrawer.call('PATCH', `${path}/${id}`, { version: 1, ownerId: owner.id });
    const values = { count: 3, price: '500', expert: 'nobody' };
    expect((await tryOut(values, { id })).body.nodes[1].people).toMatchObject([{ id: owner.id }]);
    expect((await tryOut(values)).body.nodes[1].people).toMatchObject([{ id: drawer.id }]);
  });

  test('what cannot be walked is refused with the fault', async () => {
    expect((await tryOut({}, { content: drawing([]) })).body.code).toBe('workflow.nothingDrawn');
    const back: WorkflowNode = { type: 'back', id: 'again', name: '再来', node: 'start' };
    expect((await tryOut({}, { content: drawing([back]) })).body).toMatchObject({
      code: 'workflow.faultyNode',
      params: { fault: 'backWithoutCondition', node: '再来' },
    });
    expect((await tryOut({}, { starterId: newId() })).body.fields).toEqual([{ path: 'starterId', code: 'notFound' }]);
  });
});

describe('BPMN', () => {
  const readFile = (xml: string) => asDrawer.call('POST', `${path}/bpmn`, { xml });

  test('a drawing goes out as a file and comes back as it was', async () => {
    const content = drawing([
      { ...approval('lead', [drawer.id]), name: '主管 <审批>', limits: [{ hours: 8, action: 'remind' }] },
      choice('condition', 'c', [
        { when: { field: 'total', is: 'more', value: '1000.00' }, nodes: [approval('boss', [drawer.id])] },
        { when: { field: 'total', is: 'empty' }, nodes: [{ type: 'back', id: 'again', name: '补填', node: 'start' }] },
      ]),
    ]);
    const id = await create(content, '特价 & 折扣');
    const { body } = await asDrawer.call('GET', `${path}/${id}/bpmn`);
    expect(body.name).toBe('特价 & 折扣');
    expect(body.xml).toContain('name="主管 &#60;审批&#62;"');
    const back = await readFile(body.xml);
    expect(back.body).toEqual({ name: '特价 & 折扣', content, leftOut: [] });
    const before = await app.runtime.pool.query('select count(*) from workflow_definitions');
    await readFile(body.xml);
    expect((await app.runtime.pool.query('select count(*) from workflow_definitions')).rows).toEqual(before.rows);
  });

  test('what cannot be walked cannot be written; what is no file cannot be read', async () => {
    const twice = await create(drawing([approval('a', [drawer.id]), approval('a', [drawer.id])]));
    const refused = await asDrawer.call('GET', `${path}/${twice}/bpmn`);
    expect(refused.body).toMatchObject({ code: 'workflow.faultyNode', params: { fault: 'idTwice' } });
    const blank = await create(drawing([]));
    expect((await asDrawer.call('GET', `${path}/${blank}/bpmn`)).status).toBe(200);
    expect((await readFile('no file')).body.code).toBe('workflow.bpmnUnreadable');
    expect((await readFile('')).body.fields).toEqual([{ path: 'xml', code: 'required', params: { min: 1 } }]);
    expect((await readFile('x'.repeat(2_000_001))).status).toBe(422);
    expect((await readFile('x'.repeat(2_200_000))).status).toBe(413);
  });
});

describe('who may', () => {
  const routes = (id: string): [string, string, unknown?][] => [
    ['GET', path],
    ['GET', `${path}/${id}`],
    ['POST', path, { name: 'x', family: 'plan' }],
    ['PATCH', `${path}/${id}`, { version: 1, name: 'x' }],
    ['POST', `${path}/check`, { content: drawing([]) }],
    ['POST', `${path}/try`, { content: sound(), family: 'plan', starterId: rep.id, values: {} }],
    ['POST', `${path}/${id}/publish`, { version: 1 }],
    ['POST', `${path}/${id}/retire`, { version: 1 }],
    ['POST', `${path}/${id}/restore`, { version: 1 }],
    ['GET', `${path}/${id}/versions/1`],
    ['GET', `${path}/${id}/bpmn`],
    ['POST', `${path}/bpmn`, { xml: '<x/>' }],
  ];

  test('nobody without a session or the permission; what is not there is not found', async () => {
    const id = await create();
    for (const [method, at, body] of routes(id)) {
      expect((await app.anonymous.call(method, at, body)).status).toBe(401);
      expect((await asRep.call(method, at, body)).status).toBe(403);
    }
    for (const [method, at, body] of routes(newId())) {
      if (at === path || /check|try|definitions.bpmn/.test(at)) continue;
      expect((await asDrawer.call(method, at, body)).status).toBe(404);
    }
    expect(await get(id)).toMatchObject({ version: 1 });
  });

  test('nonsense is refused', async () => {
    const id = await create();
    const patch = (body: object) => asDrawer.call('PATCH', `${path}/${id}`, { version: 1, ...body });
    expect((await patch({ family: 'other' })).status).toBe(422);
    expect((await patch({ name: '' })).status).toBe(422);
    const when = { field: 'a', is: 'equal', value: 1 } as const;
    const wild = { ...choice('condition', 'c', [{ when, nodes: [] }]), surprise: true } as unknown as WorkflowNode;
    expect((await patch({ content: drawing([wild]) })).status).toBe(422);
    expect((await asDrawer.call('GET', `${path}/${id}/versions/x`)).status).toBe(422);
  });

  test('a drawing without bottom is refused', async () => {
    const text = JSON.stringify({ field: 'a', is: 'filled' });
    const deep = `${'{"not":'.repeat(50_000)}${text}${'}'.repeat(50_000)}`;
    const content = JSON.stringify({
      content: drawing([choice('condition', 'c', [{ when: { field: 'deep', is: 'filled' }, nodes: [] }])]),
    }).replace('{"field":"deep","is":"filled"}', deep);
    const answer = await app.http.inject({
      method: 'POST',
      url: `${path}/check`,
      headers: { cookie: asDrawer.cookie, 'content-type': 'application/json' },
      payload: content,
    });
    expect(answer.json()).toMatchObject({ code: 'common.malformed' });
  });
});
