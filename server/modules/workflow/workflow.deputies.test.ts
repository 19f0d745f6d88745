import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { deputiesJobs } from './workflow.deputies.jobs.ts';
import { publish } from './workflow.publish.testing.ts';
import { approval } from './workflow.world.testing.ts';

let app: TestApp;
let admin: TestPerson;
let boss: TestPerson;
let rep: TestPerson;
let away: TestPerson;
let deputy: TestPerson;
let other: TestPerson;
let clock = Date.parse('2026-03-02T01:00:00Z');
const day = 24 * 3_600_000;

beforeAll(async () => {
  app = await createTestApp({ worker: true, now: () => new Date(clock) });
  admin = await app.person({ name: '管理员', roles: ['administrator'] });
  boss = await app.person({ name: '总' });
  rep = await app.person({ name: '代表', supervisor: boss });
  away = await app.person({ name: '休假' });
  deputy = await app.person({ name: '代理' });
  other = await app.person({ name: '外人' });
});
afterAll(() => app.stop());

const call = async (person: TestPerson, method: string, path: string, body?: unknown) =>
  (await app.as(person)).call(method, `/api${path}`, body, method === 'POST' ? { key: newId() } : {});

const name = (person: TestPerson, body: Record<string, unknown>) =>
  call(person, 'POST', '/workflow-deputies', {
    deputyId: deputy.id,
    fromOn: '2026-03-02',
    untilOn: '2026-03-03',
    ...body,
  });

async function start(family?: 'plan', starter = rep): Promise<string> {
  const nodes = [approval('a', [away.id]), approval('z', [boss.id])];
  const workflowId = await publish(app, { owner: boss, nodes, ...(family && { family }) });
  return (await call(starter, 'POST', '/workflow-instances', { workflowId, values: {}, chosen: {} })).body.id;
}

const todo = async (person: TestPerson) =>
  (await call(person, 'GET', '/workflow-tasks')).body.items.map((one: { instance: { id: string } }) => one.instance.id);
const byTheClock = () => deputiesJobs[0]?.run(app.runtime, {});
const reached = (person: TestPerson, id: string, isThere = true) =>
  vi.waitFor(async () => expect((await todo(person)).includes(id)).toBe(isThere), { timeout: 10_000 });

async function approve(person: TestPerson, id: string) {
  const [task] = (await call(person, 'GET', `/workflow-instances/${id}`)).body.tasks ?? [];
  const action = { type: 'approve', taskId: task?.id ?? newId() };
  return call(person, 'POST', `/workflow-instances/${id}/actions`, { action });
}

describe('a deputy', () => {
  test('is named by oneself, or for somebody by who administers people; overlaps are refused', async () => {
    expect((await app.anonymous.call('POST', '/api/workflow-deputies', {})).status).toBe(401);
    expect((await name(rep, { personId: away.id })).status).toBe(403);
    expect((await name(away, { deputyId: away.id })).body.fields).toEqual([{ path: 'deputyId', code: 'choice' }]);
    expect((await name(away, { deputyId: newId() })).body.fields).toEqual([{ path: 'deputyId', code: 'notFound' }]);
    expect((await name(away, { untilOn: '2026-03-01' })).body.fields).toEqual([{ path: 'untilOn', code: 'order' }]);
    const far = { fromOn: '2026-05-01', untilOn: '2026-05-10' };
    expect((await name(admin, { ...far, personId: away.id, family: 'plan' })).status).toBe(200);
    expect((await name(away, far)).body.code).toBe('workflow.deputyOverlaps');
    expect((await name(away, { ...far, family: 'plan', fromOn: '2026-05-10', untilOn: '2026-05-11' })).body.code).toBe(
      'workflow.deputyOverlaps',
    );
    expect((await name(away, { ...far, family: 'marketing' })).status).toBe(200);
    const racing = { fromOn: '2026-06-01', untilOn: '2026-06-02' };
    const answers = await Promise.all([1, 2, 3].map(() => name(away, racing)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  test('gets what waits already, acts under both names, and is out of it when it ends', async () => {
    const [before, plan] = [await start(), await start('plan')];
    const { body } = await name(away, { family: 'marketing' });
    await reached(deputy, before);
    expect(await todo(deputy)).not.toContain(plan);
    expect((await call(other, 'GET', `/workflow-instances/${before}`)).status).toBe(404);
    const later = await start();
    await reached(deputy, later);
    expect((await approve(deputy, before)).status).toBe(200);
    const mine = (await call(away, 'GET', '/workflow-deputies/decisions')).body.items;
    expect(
      mine.map((one: { instance: { id: string }; decidedBy: { name: string } }) => [
        one.instance.id,
        one.decidedBy.name,
      ]),
    ).toEqual([[before, '代理']]);
    expect((await call(deputy, 'GET', '/workflow-deputies/decisions')).body.items).toEqual([]);
    const { history } = (await call(rep, 'GET', `/workflow-instances/${before}`)).body;
    expect(history.find((line: { type: string }) => line.type === 'task.deputised').person.name).toBe('代理');
    const { chart } = (await call(rep, 'GET', `/workflow-instances/${before}`)).body;
    expect(chart[0].tasks[0]).toMatchObject({ person: { name: '休假' }, decidedBy: { name: '代理' } });
    // The day after: by itself, and before the clock has looked.
    clock += 2 * day;
    expect((await approve(deputy, later)).body.code).toBe('workflow.notYours');
    await byTheClock();
    await reached(deputy, later, false);
    const lines = (await call(away, 'GET', '/workflow-deputies')).body.items;
    expect(lines.find((one: { id: string }) => one.id === body.id)).toMatchObject({
      state: 'over',
      can: { change: false },
    });
  });

  test('never decides on what they have started themselves', async () => {
    await name(away, { fromOn: '2026-03-04', untilOn: '2026-03-06' });
    const [own, foreign] = [await start(undefined, deputy), await start()];
    await byTheClock();
    await reached(deputy, foreign);
    expect(await todo(deputy)).not.toContain(own);
    expect((await approve(deputy, own)).status).not.toBe(200);
  });

  test('is changed and ended by who is away; others do not find it', async () => {
    const [line] = (await call(away, 'GET', '/workflow-deputies')).body.items.filter(
      (one: { state: string }) => one.state === 'now',
    );
    const path = `/workflow-deputies/${line.id}`;
    const change = { version: line.version, untilOn: '2026-03-08' };
    expect((await call(other, 'PATCH', path, change)).status).toBe(404);
    expect((await call(deputy, 'PATCH', path, change)).status).toBe(403);
    expect((await call(away, 'PATCH', path, { ...change, untilOn: '2026-03-03' })).body.fields).toEqual([
      { path: 'untilOn', code: 'order' },
    ]);
    expect((await call(away, 'PATCH', path, { ...change, untilOn: '2026-05-02' })).body.code).toBe(
      'workflow.deputyOverlaps',
    );
    expect((await call(away, 'PATCH', path, change)).status).toBe(200);
    expect((await call(away, 'POST', `${path}/end`, { version: line.version })).body.code).toBe('common.stale');
    expect((await call(other, 'POST', `${path}/end`, { version: line.version + 1 })).status).toBe(404);
    expect((await call(away, 'POST', `${path}/end`, { version: line.version + 1 })).status).toBe(200);
    await vi.waitFor(async () => expect(await todo(deputy)).toEqual([]), { timeout: 10_000 });
  });

  test('is seen by both and by administrators alone', async () => {
    const size = async (person: TestPerson, box: string) => {
      const { status, body } = await call(person, 'GET', `/workflow-deputies?box=${box}`);
      return status === 200 ? body.items.length : status;
    };
    expect([await size(deputy, 'own'), await size(other, 'own'), await size(other, 'acting')]).toEqual([0, 0, 0]);
    expect(await size(other, 'all')).toBe(403);
    expect(await size(deputy, 'acting')).toBe(await size(away, 'own'));
    expect(await size(admin, 'all')).toBe(await size(away, 'own'));
  });
});
