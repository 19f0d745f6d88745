import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { publish } from './workflow.publish.testing.ts';
import { measure } from './workflow.times.jobs.ts';
import { approval, define, parallel } from './workflow.world.testing.ts';

let app: TestApp;
let owner: TestPerson;
let operations: TestPerson;
let rep: TestPerson;
let a: TestPerson;
let b: TestPerson;
let stranger: TestPerson;
let clock = Date.parse('2026-03-02T01:00:00Z');
const hour = 3_600_000;

beforeAll(async () => {
  app = await createTestApp({ worker: true, now: () => new Date(clock) });
  owner = await app.person({ name: '负责人' });
  operations = await app.person({ name: '管理部', roles: ['operations'] });
  rep = await app.person({ name: '代表' });
  a = await app.person({ name: '甲' });
  b = await app.person({ name: '乙' });
  stranger = await app.person({ name: '外人' });
});
afterAll(() => app.stop());

// biome-ignore lint/suspicious/noExplicitAny: answers have many shapes; a test looks at what it needs
type Any = any;
const call = async (person: TestPerson, method: string, path: string, body?: unknown) =>
  (await app.as(person)).call(method, `/api${path}`, body, method === 'POST' ? { key: newId() } : {});

const drawn = () =>
  publish(app, {
    owner,
    nodes: [approval('one', [a.id], { limits: [{ hours: 24, action: 'remind' }] }), approval('two', [b.id])],
  });
const start = async (workflowId: string, more = {}): Promise<string> =>
  (await call(rep, 'POST', '/workflow-instances', { workflowId, values: {}, chosen: {}, ...more })).body.id;
const open = async (person: TestPerson, id: string) => (await call(person, 'GET', `/workflow-instances/${id}`)).body;

async function act(person: TestPerson, id: string, action: Record<string, unknown>) {
  const [task] = (await open(person, id)).tasks ?? [];
  return call(person, 'POST', `/workflow-instances/${id}/actions`, { action: { taskId: task?.id, ...action } });
}

describe('the desk', () => {
  test('shows who keeps a workflow where its instances stand, and others nothing', async () => {
    const id = await drawn();
    const [old, fresh] = [await start(id), await start(id)];
    clock += 4 * 24 * hour;
    await start(id);
    await act(a, fresh, { type: 'approve' });
    expect((await app.anonymous.call('GET', '/api/workflow-desk')).status).toBe(401);
    const mine = (await call(owner, 'GET', '/workflow-desk')).body.items;
    expect(mine.find((one: Any) => one.id === id)).toMatchObject({ running: 3, overdue: 1, number: 1 });
    expect((await call(operations, 'GET', '/workflow-desk')).body.items.map((one: Any) => one.id)).toContain(id);
    expect((await call(stranger, 'GET', '/workflow-desk')).body.items).toEqual([]);
    const { nodes } = (await call(owner, 'GET', `/workflow-desk/${id}`)).body;
    expect(nodes).toEqual([
      { nodeId: 'one', name: 'one', days: { under1: 1, under3: 0, under7: 1, more: 0 }, overdue: 1 },
      { nodeId: 'two', name: 'two', days: { under1: 1, under3: 0, under7: 0, more: 0 }, overdue: 0 },
    ]);
    for (const path of [`/workflow-desk/${id}`, `/workflow-desk/${id}/times?from=2026-03-01&until=2026-03-01`]) {
      expect((await call(stranger, 'GET', path)).body.code).toBe('common.notFound');
      expect((await call(stranger, 'GET', path.replace(id, newId()))).body.code).toBe('common.notFound');
    }
    const found = async (person: TestPerson, query: string) =>
      (await call(person, 'GET', `/workflow-desk/instances?workflowId=${id}&${query}`)).body.items.map(
        (one: Any) => one.id,
      );
    expect(await found(owner, 'nodeId=one&waitingDays=3')).toEqual([old]);
    expect(await found(owner, 'overdue=true')).toEqual([old]);
    expect(await found(owner, `approverId=${b.id}`)).toEqual([fresh]);
    expect(await found(owner, `starterId=${a.id}`)).toEqual([]);
    expect(await found(owner, 'untilOn=2026-03-05')).toEqual([fresh, old]);
    expect(await found(stranger, '')).toEqual([]);
    const { csv, rows } = (await call(owner, 'GET', `/workflow-desk/instances/export?workflowId=${id}`)).body;
    expect([rows, csv.includes('编号'), csv.includes('代表')]).toEqual([3, true, true]);
  });

  test('names customers to who sees them, and is not searched by others', async () => {
    const customer = await app.customer({ owner: rep, name: '永晟' });
    const id = await drawn();
    await start(id, { subject: { type: 'customer', id: customer.id } });
    const list = async (person: TestPerson, query = '') =>
      (await call(person, 'GET', `/workflow-desk/instances?workflowId=${id}${query}`)).body.items;
    expect((await list(owner)).map((one: Any) => one.customer)).toEqual([null]);
    expect(await list(owner, `&customerId=${customer.id}`)).toEqual([]);
  });

  test('counts times of nodes and people, the same before and after they are summed up', async () => {
    clock = Date.parse('2026-03-10T01:00:00Z');
    const id = await drawn();
    for (const hours of [1, 1, 10]) {
      const one = await start(id);
      clock += hours * hour;
      await act(a, one, { type: 'approve' });
      await act(b, one, { type: 'sendBack', nodeId: 'one', direct: false, comment: '再看' });
    }
    const times = async () =>
      (await call(owner, 'GET', `/workflow-desk/${id}/times?from=2026-03-01&until=2026-03-01`)).body;
    const before = await times();
    const [one] = before.nodes.filter((node: Any) => node.nodeId === 'one');
    const [two] = before.nodes.filter((node: Any) => node.nodeId === 'two');
    expect(one).toMatchObject({ name: 'one', stays: 3, returned: 0 });
    expect(Math.abs(one.median / 3600 - 1)).toBeLessThan(0.05);
    expect(Math.abs(one.p90 / 36_000 - 1)).toBeLessThan(0.05);
    expect(two).toMatchObject({ stays: 3, returned: 3 });
    expect(before.people.map((line: Any) => [line.person.name, line.decisions, line.returned])).toEqual([
      ['甲', 3, 0],
      ['乙', 3, 3],
    ]);
    clock += 48 * hour;
    await measure.run(app.runtime, {});
    await measure.run(app.runtime, {});
    expect(await times()).toEqual(before);
    const wrong = await call(owner, 'GET', `/workflow-desk/${id}/times?from=2026-04-01&until=2026-03-01`);
    expect(wrong.body.fields).toEqual([{ path: 'until', code: 'order' }]);
  });
});

describe('who keeps a workflow', () => {
  test('urges, ends, and gives tasks of one person to another', async () => {
    const id = await drawn();
    const [first, second] = [await start(id), await start(id)];
    expect((await act(owner, first, { type: 'urge' })).status).toBe(200);
    expect((await act(operations, first, { type: 'terminate', comment: '停' })).status).toBe(200);
    const list = (await call(owner, 'GET', `/workflow-desk/tasks?personId=${a.id}`)).body.items;
    const [task] = list.filter((one: Any) => one.instance.id === second);
    expect((await call(stranger, 'GET', `/workflow-desk/tasks?personId=${a.id}`)).body.items).toEqual([]);
    const give = (person: TestPerson, taskIds: string[], toId: string) =>
      call(person, 'POST', '/workflow-desk/tasks/reassign', { taskIds, toId });
    expect((await give(owner, [task.id], newId())).body.fields).toEqual([{ path: 'toId', code: 'notFound' }]);
    expect((await give(stranger, [task.id], b.id)).body).toMatchObject({
      moved: 0,
      refused: [{ code: 'common.notFound' }],
    });
    expect((await give(owner, [task.id], b.id)).body).toEqual({ moved: 1, refused: [] });
    expect((await open(rep, second)).current[0].people[0].name).toBe('乙');
  });

  test('moves running instances to another version, those that can go on with it', async () => {
    const id = await drawn();
    const [stays, goes] = [await start(id), await start(id)];
    await act(a, goes, { type: 'approve' });
    await publish(app, {
      owner,
      of: id,
      nodes: [approval('zero', [a.id]), approval('two', [b.id]), approval('three', [a.id])],
    });
    const body = { number: 2 };
    const path = `/workflow-desk/${id}/moves`;
    expect((await call(stranger, 'POST', path, body)).status).toBe(404);
    expect((await call(owner, 'POST', path, { number: 7 })).body.fields).toEqual([
      { path: 'number', code: 'notFound' },
    ]);
    const preview = (await call(owner, 'POST', `${path}/preview`, body)).body;
    expect(preview).toMatchObject({
      able: 1,
      more: false,
      refused: [{ id: stays, node: 'one', code: 'workflow.notMappable' }],
    });
    expect((await call(owner, 'POST', path, body)).status).toBe(200);
    await vi.waitFor(
      async () =>
        expect((await call(owner, 'GET', `/workflow-desk/${id}`)).body.move).toMatchObject({
          state: 'finished',
          total: 2,
          done: 2,
        }),
      { timeout: 10_000 },
    );
    expect((await call(owner, 'GET', `/workflow-desk/${id}`)).body.move.refused).toHaveLength(1);
    await act(b, goes, { type: 'approve' });
    expect((await open(rep, goes)).current.map((one: Any) => one.node)).toEqual(['three']);
    expect((await open(rep, stays)).current.map((one: Any) => one.node)).toEqual(['one']);
    // What no node of the same name stands for can be named.
    const mapped = (await call(owner, 'POST', `${path}/preview`, { ...body, mapping: { one: 'zero' } })).body;
    expect(mapped).toMatchObject({ able: 1, refused: [] });
  });

  test('re-routes one instance alone, traced', async () => {
    const id = await publish(app, {
      owner,
      nodes: [approval('one', [a.id]), parallel('k', [approval('two', [b.id])], [approval('three', [a.id])])],
    });
    const [one, other] = [await start(id), await start(id)];
    const way = (await call(owner, 'GET', `/workflow-desk/instances/${one}/route`)).body;
    expect(way).toMatchObject({ number: 1, versions: [1], visited: ['start', 'one'] });
    expect((await call(rep, 'GET', `/workflow-desk/instances/${one}/route`)).status).toBe(404);
    const path = `/workflow-desk/instances/${one}/reroute`;
    const to = { definition: define([approval('one', [a.id]), approval('extra', [owner.id])]) };
    const body = { version: way.version, to, comment: '急单' };
    expect((await call(stranger, 'POST', path, body)).status).toBe(404);
    expect((await call(rep, 'POST', path, body)).body.code).toBe('workflow.notYours');
    expect((await call(owner, 'POST', path, { ...body, version: way.version + 1 })).body.code).toBe('common.stale');
    const lost = { definition: define([approval('extra', [owner.id])]) };
    expect((await call(owner, 'POST', path, { ...body, to: lost })).body.code).toBe('workflow.notMappable');
    const faulty = { definition: define([]) };
    expect((await call(owner, 'POST', path, { ...body, to: faulty })).body.code).toBe('workflow.nothingDrawn');
    expect((await call(owner, 'POST', path, body)).status).toBe(200);
    await act(a, one, { type: 'approve' });
    const moved = await open(rep, one);
    expect(moved.current.map((node: Any) => node.node)).toEqual(['extra']);
    expect(moved.history.find((line: Any) => line.type === 'workflow.rerouted').comment).toBe('急单');
    expect((await call(owner, 'GET', `/workflow-desk/instances/${one}/route`)).body.number).toBeNull();
    await act(a, other, { type: 'approve' });
    expect((await open(rep, other)).current.map((node: Any) => node.node)).toEqual(['two', 'three']);
  });
});
