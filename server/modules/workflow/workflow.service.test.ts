import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { WorkflowNode } from '../../../contract/workflows.definition.ts';
import type { Ctx } from '../../platform/context.ts';
import { createCtx, write } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { actorOf } from '../org/index.ts';
import { lockInstance } from './workflow.instances.store.ts';
import { carryOutIn, fireTimer, instanceFor, startIn } from './workflow.service.ts';
import type { Command } from './workflow.step.rules.ts';
import { stateOf } from './workflow.store.ts';
import { approval, choice, define, parallel } from './workflow.world.testing.ts';

let app: TestApp;
let boss: TestPerson;
let manager: TestPerson;
let rep: TestPerson;
let colleague: TestPerson;
let stranger: TestPerson;
let clock = Date.parse('2026-03-02T01:00:00Z');

beforeAll(async () => {
  app = await createTestApp({ worker: true, now: () => new Date(clock) });
  boss = await app.person({ name: '总' });
  manager = await app.person({ name: '经理', supervisor: boss });
  rep = await app.person({ name: '代表', supervisor: manager });
  colleague = await app.person({ name: '同事', supervisor: manager });
  stranger = await app.person();
});
afterAll(() => app.stop());

async function as(person: TestPerson, key?: string): Promise<Ctx> {
  const actor = await actorOf(app.runtime.kysely, person.id);
  if (!actor) throw new Error('has left');
  const idempotency = key ? { key, requestHash: 'x' } : null;
  return createCtx({ kysely: app.runtime.kysely, actor, now: app.runtime.now, idempotency });
}

async function publish(nodes: WorkflowNode[], owner = boss): Promise<string> {
  const [id, versionId] = [newId(), newId()];
  await app.runtime.kysely.transaction().execute(async (tx) => {
    const at = new Date(clock).toISOString();
    const content = JSON.stringify({ definition: define(nodes), form: { fields: [] }, description: '' });
    await tx
      .insertInto('workflow_definitions')
      .values({
        id,
        code: id,
        name: '特价',
        family: 'marketing',
        owner_id: owner.id,
        state: 'published',
        current_number: 1,
        draft: content,
        created_at: at,
      })
      .execute();
    await tx
      .insertInto('workflow_versions')
      .values({ id: versionId, definition_id: id, number: 1, content, published_by: owner.id, published_at: at })
      .execute();
  });
  return id;
}

const carryOut = (ctx: Ctx, id: string, command: Command): Promise<void> =>
  write(ctx, async (tx) => carryOutIn(tx, ctx, ctx.now(), await instanceFor(tx, ctx, id), command));

type Start = Omit<Parameters<typeof startIn>[3], 'starterId' | 'parentVisitId'>;
const startWorkflow = (ctx: Ctx, input: Start) =>
  write(ctx, (tx) => startIn(tx, ctx, ctx.now(), { ...input, starterId: ctx.actor.id, parentVisitId: null }));

async function start(nodes: WorkflowNode[], variables = {}): Promise<string> {
  const input = { definitionId: await publish(nodes), title: '永晟特价', variables, chosen: {}, customerId: null };
  return (await startWorkflow(await as(rep), input)).id;
}

const load = (id: string) =>
  app.runtime.kysely.transaction().execute(async (tx) => {
    const instance = await lockInstance(tx, id);
    if (!instance) throw new Error('gone');
    return stateOf(tx, instance);
  });

async function open(id: string) {
  return (await load(id)).tasks.filter((task) => task.state === 'open');
}

async function act(person: TestPerson, id: string, type: 'approve' | 'reject'): Promise<void> {
  const task = (await open(id)).find((one) => one.personId === person.id);
  await carryOut(await as(person), id, { type, taskId: task?.id ?? newId(), actorId: person.id });
}

const refused = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'carried out';
};

describe('an instance', () => {
  test('goes from its start over branches and people to its end, and keeps what happened', async () => {
    const big = { field: 'amount', is: 'more' as const, value: '10000' };
    const id = await start(
      [
        { ...approval('lead', []), assignee: { by: 'supervisor', levels: 1 } },
        parallel(
          'both',
          [approval('a', [colleague.id])],
          [choice('condition', 'c', [{ when: big, nodes: [approval('b', [boss.id])] }])],
        ),
      ],
      { amount: '10000.01' },
    );
    expect((await open(id)).map((task) => task.personId)).toEqual([manager.id]);
    await act(manager, id, 'approve');
    expect((await open(id)).map((task) => task.personId).sort()).toEqual([colleague.id, boss.id].sort());
    await act(boss, id, 'approve');
    await act(colleague, id, 'approve');
    expect(await load(id)).toMatchObject({ status: 'approved', timers: [] });
    const { rows } = await app.runtime.pool.query(
      `select type from workflow_history where instance_id = $1 order by id`,
      [id],
    );
    const types = rows.map(({ type }) => type);
    expect(types.filter((type) => type.startsWith('workflow.'))).toEqual([
      'workflow.started',
      ...Array.from({ length: 3 }, () => 'workflow.approve'),
    ]);
    expect(types.at(-1)).toBe('instance.ended');
  });

  test('is there for those who have a part in it and the line above its starter, for others it is not', async () => {
    const id = await start([approval('a', [colleague.id])]);
    const [task] = await open(id);
    const command: Command = { type: 'approve', taskId: task?.id ?? '', actorId: stranger.id };
    expect(await refused(carryOut(await as(stranger), id, command))).toBe('common.notFound');
    expect(await refused(carryOut(await as(stranger), newId(), command))).toBe('common.notFound');
    expect(await refused(carryOut(await as(manager), id, { ...command, actorId: manager.id }))).toBe(
      'workflow.notYours',
    );
    expect(await refused(carryOut(await as(colleague), id, { ...command, actorId: colleague.id }))).toBe('carried out');
  });

  test('is decided once by twenty at once, and started once by a repeated key', async () => {
    const id = await start([approval('a', [colleague.id]), approval('z', [boss.id])]);
    const [task] = await open(id);
    const ctx = await as(colleague);
    const command: Command = { type: 'approve', taskId: task?.id ?? '', actorId: colleague.id };
    const answers = await Promise.all(Array.from({ length: 20 }, () => refused(carryOut(ctx, id, command))));
    expect(answers.filter((answer) => answer === 'carried out')).toHaveLength(1);
    expect(new Set(answers)).toEqual(new Set(['carried out', 'workflow.taskClosed']));
    expect((await load(id)).visits.filter((visit) => visit.nodeId === 'z')).toHaveLength(1);
    const input = {
      definitionId: await publish([approval('a', [boss.id])]),
      title: '一次',
      variables: {},
      chosen: {},
      customerId: null,
    };
    const keyed = await Promise.all(Array.from({ length: 5 }, async () => startWorkflow(await as(rep, 'key'), input)));
    expect(new Set(keyed.map((one) => one.id)).size).toBe(1);
  });

  test('goes back and forth, and comes out of the database as it went in', async () => {
    const id = await start([
      approval('a', [colleague.id]),
      parallel('k', [approval('b', [manager.id])], [approval('c', [boss.id])]),
    ]);
    await act(colleague, id, 'approve');
    const [b] = (await open(id)).filter((task) => task.personId === manager.id);
    const ctx = await as(manager);
    await carryOut(ctx, id, { type: 'sendBack', taskId: b?.id ?? '', actorId: manager.id, nodeId: 'a', direct: false });
    expect((await open(id)).map((task) => task.personId)).toEqual([colleague.id]);
    await act(colleague, id, 'approve');
    const decided = (await load(id)).tasks.filter((task) => task.decidedBy === colleague.id).at(-1);
    await carryOut(await as(colleague), id, { type: 'recall', taskId: decided?.id ?? '', actorId: colleague.id });
    expect((await open(id)).map((task) => task.personId)).toEqual([colleague.id]);
    await act(colleague, id, 'approve');
    await act(boss, id, 'approve');
    await act(manager, id, 'approve');
    expect((await load(id)).status).toBe('approved');
  });
});

describe('the clock', () => {
  test('fires a timer once, whoever sees it first', async () => {
    const id = await start([
      approval('a', [colleague.id], { limits: [{ hours: 24, action: 'approve' }] }),
      approval('z', [boss.id]),
    ]);
    const { rows } = await app.runtime.pool.query('select id, at from workflow_timers where instance_id = $1', [id]);
    // Monday 9:00 and a working day.
    expect(rows).toEqual([{ id: expect.any(String), at: '2026-03-03T01:00:00.000Z' }]);
    const timer = { id: rows[0].id, instanceId: id };
    await Promise.all(Array.from({ length: 8 }, () => fireTimer(app.runtime, timer)));
    const state = await load(id);
    expect(state.visits.filter((visit) => visit.nodeId === 'z')).toHaveLength(1);
    expect(state.tasks.filter((task) => task.ruled === 'clock')).toHaveLength(1);
    expect(state.timers).toEqual([]);
  });

  test('does not count days that nobody works', async () => {
    clock = Date.parse('2026-03-06T01:00:00Z');
    const id = await start([approval('a', [colleague.id], { limits: [{ hours: 24, action: 'remind' }] })]);
    const { rows } = await app.runtime.pool.query('select at from workflow_timers where instance_id = $1', [id]);
    // Friday 9:00 to Monday 9:00.
    expect(rows).toEqual([{ at: '2026-03-09T01:00:00.000Z' }]);
  });
});

describe('a sub-process', () => {
  test('is started by the instance above, which goes on when it has ended', async () => {
    const inner = await publish([approval('i', [colleague.id])]);
    const child: WorkflowNode = { type: 'child', id: 'c', name: 'c', definitionId: inner, onReject: 'reject' };
    const id = await start([child, approval('z', [boss.id])]);
    const childOf = async () =>
      (
        await app.runtime.pool.query(
          `select i.id from workflow_instances i join workflow_visits v on v.id = i.parent_visit_id where v.instance_id = $1`,
          [id],
        )
      ).rows;
    await vi.waitFor(async () => expect(await childOf()).toHaveLength(1), { timeout: 10_000 });
    const [{ id: childId }] = await childOf();
    await act(colleague, childId, 'approve');
    await vi.waitFor(async () => expect((await open(id)).map((task) => task.personId)).toEqual([boss.id]), {
      timeout: 10_000,
    });
  });

  test('begins though its workflow was retired meanwhile', async () => {
    const inner = await publish([approval('i', [colleague.id])]);
    const child: WorkflowNode = { type: 'child', id: 'c', name: 'c', definitionId: inner, onReject: 'reject' };
    const id = await start([approval('a', [boss.id]), child]);
    await app.runtime.pool.query(`update workflow_definitions set state = 'retired' where id = $1`, [inner]);
    await act(boss, id, 'approve');
    const statusOf = async () =>
      (await app.runtime.pool.query(`select status from workflow_instances where definition_id = $1`, [inner])).rows;
    await vi.waitFor(async () => expect(await statusOf()).toEqual([{ status: 'running' }]), { timeout: 10_000 });
  });

  test('ends with the instance above', async () => {
    const inner = await publish([approval('i', [colleague.id])]);
    const child: WorkflowNode = { type: 'child', id: 'c', name: 'c', definitionId: inner, onReject: 'reject' };
    const id = await start([child]);
    const statusOf = async () =>
      (await app.runtime.pool.query(`select status from workflow_instances where definition_id = $1`, [inner])).rows;
    await vi.waitFor(async () => expect(await statusOf()).toEqual([{ status: 'running' }]), { timeout: 10_000 });
    await carryOut(await as(rep), id, { type: 'withdraw', actorId: rep.id });
    await vi.waitFor(async () => expect(await statusOf()).toEqual([{ status: 'terminated' }]), { timeout: 10_000 });
  });
});
