import { describe, expect, test } from 'vitest';
import type { WorkflowNode } from '../../../contract/workflows.definition.ts';
import { a, contexts, Instance, m, z } from './workflow.matrix.testing.ts';
import { isPending } from './workflow.state.rules.ts';
import type { Command } from './workflow.step.rules.ts';
import { approval, everyoneHere, parallel } from './workflow.world.testing.ts';

describe.each(contexts)('in $name', ({ members, at, after, make, parallel: inBranch }) => {
  const [first = '', ...others] = members;

  test('approve goes on when all that are needed agree', () => {
    const instance = make();
    expect(instance.open).toEqual(at);
    expect(instance.approve('x', ...members).open).toEqual(after);
  });

  test('reject ends the instance and closes what is open', () => {
    const instance = make();
    instance.do({ type: 'reject', ...instance.by('x', first) });
    expect(instance.state.status).toBe('rejected');
    expect(instance.state.tasks.filter(isPending)).toEqual([]);
    expect(instance.effects).toContainEqual({ type: 'subject.restored' });
  });

  test('send back, through all nodes again', () => {
    const instance = make();
    instance.do({ type: 'sendBack', ...instance.by('x', first), nodeId: 'a', direct: false });
    expect(instance.open).toEqual(['a:p1']);
    expect(instance.approve('a', 'p1').open).toEqual(['m:p4']);
    expect(instance.approve('m', 'p4').open).toEqual(at);
    expect(instance.approve('x', ...members).open).toEqual(after);
  });

  test('send back and straight here again', () => {
    const instance = make();
    const command: Command = { type: 'sendBack', ...instance.by('x', first), nodeId: 'a', direct: true };
    if (inBranch) {
      expect(instance.refuses(command)).toBe('workflow.directOtherBranch');
      return;
    }
    expect(instance.do(command).open).toEqual(['a:p1']);
    expect(instance.approve('a', 'p1').open).toEqual(at);
    expect(instance.approve('x', ...members).open).toEqual(after);
  });

  test('send back to where not every way has passed is refused', () => {
    const instance = make();
    const to = (nodeId: string) =>
      instance.refuses({ type: 'sendBack', ...instance.by('x', first), nodeId, direct: false });
    expect(to('z')).toBe('workflow.notEarlier');
    expect(to('nowhere')).toBe('workflow.notEarlier');
    if (inBranch) expect(to('w')).toBe('workflow.otherBranch');
  });

  test('recall takes the own step back until somebody has acted', () => {
    const instance = make().approve('x', ...members);
    const last = members[members.length - 1] ?? '';
    const command: Command = { type: 'recall', ...instance.by('x', last) };
    instance.do(command);
    expect(instance.open).toContain(`x:${last}`);
    expect(instance.open).not.toContain('z:p5');
    expect(instance.approve('x', last).open).toEqual(after);
    instance.approve(inBranch ? 'y' : 'z', inBranch ? 'p6' : 'p5');
    expect(['workflow.alreadyActed', 'workflow.ended']).toContain(instance.refuses(command));
  });

  test('transfer gives the task away', () => {
    const instance = make();
    const before = instance.by('x', first);
    instance.do({ type: 'transfer', ...before, personId: 'p3' });
    expect(instance.open).toContain('x:p3');
    expect(instance.refuses({ type: 'approve', ...before })).toBe('workflow.notYours');
    expect(instance.task('x', 'p3').fromId).toBe(first);
    expect(instance.approve('x', 'p3', ...others).open).toEqual(after);
  });

  test('delegate asks and decides then', () => {
    const instance = make();
    instance.do({ type: 'delegate', ...instance.by('x', first), personId: 'p3' });
    expect(instance.open).toContain('x:p3');
    expect(instance.refuses({ type: 'approve', ...instance.by('x', first) })).toBe('workflow.taskHeld');
    instance.do({ type: 'reject', ...instance.by('x', 'p3') });
    expect(instance.state.status).toBe('running');
    expect(instance.approve('x', ...members).open).toEqual(after);
  });

  test('add before: the own task waits for all of them', () => {
    const instance = make();
    instance.do({ type: 'addSign', ...instance.by('x', first), kind: 'before', personIds: ['p3', 'p4'] });
    instance.approve('x', 'p3');
    expect(instance.refuses({ type: 'approve', ...instance.by('x', first) })).toBe('workflow.taskHeld');
    instance.approve('x', 'p4');
    expect(instance.approve('x', ...members).open).toEqual(after);
  });

  test('add after: they sign when it is agreed, and may refuse', () => {
    const instance = make();
    instance.do({ type: 'addSign', ...instance.by('x', first), kind: 'after', personIds: ['p3'] });
    expect(instance.open).not.toContain('x:p3');
    instance.approve('x', first);
    expect(instance.open).toContain('x:p3');
    const refused = make();
    refused.do({ type: 'addSign', ...refused.by('x', first), kind: 'after', personIds: ['p3'] });
    refused.approve('x', first).do({ type: 'reject', ...refused.by('x', 'p3') });
    expect(refused.state.status).toBe('rejected');
    expect(instance.approve('x', 'p3', ...others).open).toEqual(after);
  });

  test('add as a member: they decide as well', () => {
    const instance = make();
    instance.do({ type: 'addSign', ...instance.by('x', first), kind: 'peer', personIds: ['p3'] });
    instance.approve('x', first);
    expect(instance.open).toContain('x:p3');
    const adding: Command = { type: 'addSign', ...instance.by('x', 'p3'), kind: 'peer', personIds: ['p4'] };
    expect(instance.refuses(adding)).toBe('workflow.addedCannotAdd');
    expect(instance.approve('x', 'p3', ...others).open).toEqual(after);
  });

  test('take off: counted anew, never the last one', () => {
    const instance = make();
    const owner = { actorId: 'owner', owner: true };
    instance.do({ type: 'addSign', ...instance.by('x', first), kind: 'peer', personIds: ['p3'] });
    instance.approve('x', ...members.filter((one) => one === first));
    instance.do({ type: 'removeSign', taskId: instance.task('x', 'p3').id, ...owner });
    expect(instance.approve('x', ...others).open).toEqual(after);
    const alone = make();
    for (const one of others) alone.do({ type: 'removeSign', taskId: alone.task('x', one).id, ...owner });
    expect(alone.refuses({ type: 'removeSign', taskId: alone.task('x', first).id, ...owner })).toBe(
      'workflow.lastMember',
    );
  });

  test('copy is read and holds nothing up', () => {
    const instance = make();
    instance.do({ type: 'copy', ...instance.by('x', first), personIds: ['p3'] });
    expect(instance.task('x', 'p3')).toMatchObject({ kind: 'copy', state: 'done' });
    expect(instance.open).toEqual(at);
    expect(instance.refuses({ type: 'approve', ...instance.by('x', 'p3') })).toBe('workflow.notYours');
    expect(instance.approve('x', ...members).open).toEqual(after);
  });

  test('urge reminds once an hour', () => {
    const instance = make();
    instance.do({ type: 'urge', actorId: 'p8' });
    expect(instance.effects.filter(({ type }) => type === 'task.urged')).toHaveLength(at.length);
    expect(instance.refuses({ type: 'urge', actorId: 'p8' })).toBe('workflow.urgedRecently');
    expect(instance.refuses({ type: 'urge', actorId: 'p2' })).toBe('workflow.notYours');
    instance.facts.later(61);
    instance.do({ type: 'urge', actorId: 'p8' });
  });

  test('withdraw and terminate end it', () => {
    for (const [command, status] of [
      [{ type: 'withdraw', actorId: 'p8' }, 'withdrawn'],
      [{ type: 'terminate' }, 'terminated'],
    ] as const) {
      const instance = make().do(command);
      expect(instance.state).toMatchObject({ status, timers: [] });
      expect(instance.open).toEqual([]);
      expect(instance.refuses({ type: 'approve', ...instance.by('x', first) })).toBe('workflow.ended');
    }
    expect(make().refuses({ type: 'withdraw', actorId: 'p2' })).toBe('workflow.notYours');
  });

  test('departure passes everything on', () => {
    const instance = make().do({ type: 'reassign', fromId: first, toId: 'p3' });
    expect(instance.open).toContain('x:p3');
    expect(instance.open).not.toContain(`x:${first}`);
    expect(instance.approve('x', 'p3', ...others).open).toEqual(after);
  });
});

describe('rules', () => {
  test('a ratio counts approvals and fails as soon as it cannot be reached', () => {
    const make = () => new Instance([approval('x', ['p1', 'p2', 'p3', 'p4'], { percent: 50 }), z]);
    expect(make().approve('x', 'p1', 'p2').open).toEqual(['z:p5']);
    const instance = make();
    for (const one of ['p1', 'p2']) instance.do({ type: 'reject', ...instance.by('x', one) });
    expect(instance.state.status).toBe('running');
    instance.do({ type: 'reject', ...instance.by('x', 'p3') });
    expect(instance.state.status).toBe('rejected');
  });

  test('any one: the others’ tasks close as decided by somebody else', () => {
    const instance = new Instance([approval('x', ['p1', 'p2'], { mode: 'any' }), z]);
    instance.do({ type: 'reject', ...instance.by('x', 'p1') });
    expect(instance.task('x', 'p2')).toMatchObject({ state: 'cancelled', decision: null, closedAs: 'decidedByOthers' });
  });

  test('a rejection may lead back, out of a parallel branch as well', () => {
    const w = approval('w', ['p3'], { onReject: { node: 'a' } });
    const instance = new Instance([a, parallel('fork', [w], [approval('v', ['p4'])]), z]).approve('a', 'p1');
    instance.do({ type: 'reject', ...instance.by('w', 'p3') });
    expect(instance.open).toEqual(['a:p1']);
    expect(instance.approve('a', 'p1').open).toEqual(['v:p4', 'w:p3']);
  });

  test('a branch sent back within itself leaves the other one alone, and the block waits for both', () => {
    const instance = new Instance([parallel('fork', [a, m], [approval('v', ['p2'])]), z]).approve('a', 'p1');
    instance.do({ type: 'sendBack', ...instance.by('m', 'p4'), nodeId: 'a', direct: false });
    expect(instance.open).toEqual(['a:p1', 'v:p2']);
    expect(instance.approve('v', 'p2').open).toEqual(['a:p1']);
    expect(instance.approve('a', 'p1').approve('m', 'p4').open).toEqual(['z:p5']);
  });

  test('nobody found: the superior, a person, or the owner, but never nobody', () => {
    const at = (empty: Parameters<typeof approval>[2]) => new Instance([approval('x', [], empty)]).open;
    expect(at({ empty: 'supervisor' })).toEqual(['x:p7']);
    expect(at({ empty: { personId: 'p2' } })).toEqual(['x:p2']);
    expect(at({ empty: 'owner' })).toEqual(['x:owner']);
    const gone = { left: new Set(['p7', 'p6', 'p2']), deputies: new Map<string, string>() };
    expect(new Instance([approval('x', ['p7'])], gone).open).toEqual(['x:p5']);
  });

  test('the starter as approver, and the same approver twice in a row', () => {
    const own = (starterApproves: 'ask' | 'supervisor' | 'pass') =>
      new Instance([approval('x', ['p8']), z], everyoneHere, { starterApproves }).open;
    expect(own('ask')).toEqual(['x:p8']);
    expect(own('supervisor')).toEqual(['x:p7']);
    expect(own('pass')).toEqual(['z:p5']);
    const twice = (sameTwice: 'ask' | 'pass') =>
      new Instance([a, approval('x', ['p1']), z], everyoneHere, { sameTwice }).approve('a', 'p1').open;
    expect(twice('ask')).toEqual(['x:p1']);
    expect(twice('pass')).toEqual(['z:p5']);
  });

  test('a node that it is sent back to waits, even where a rule would pass it', () => {
    const instance = new Instance([approval('x', ['p8']), z], everyoneHere, { starterApproves: 'pass' });
    instance.do({ type: 'sendBack', ...instance.by('z', 'p5'), nodeId: 'x', direct: false });
    expect(instance.open).toEqual(['x:p8']);
  });

  test('back to the starter, who mends the form and hands it in again', () => {
    const instance = new Instance([a, z]).approve('a', 'p1');
    instance.do({ type: 'sendBack', ...instance.by('z', 'p5'), nodeId: 'start', direct: true });
    expect(instance.open).toEqual(['start:p8']);
    instance.do({ type: 'approve', ...instance.by('start', 'p8'), variables: { amount: '5.00' } });
    expect(instance.open).toEqual(['z:p5']);
    expect(instance.state.variables).toEqual({ amount: '5.00' });
  });

  test('a deputy acts for the holder, and both names stay', () => {
    const world = { left: new Set<string>(), deputies: new Map([['p1', 'p6']]) };
    const instance = new Instance([a, z], world);
    instance.do({ type: 'approve', taskId: instance.task('a', 'p1').id, actorId: 'p6' });
    expect(instance.task('a', 'p1')).toMatchObject({ personId: 'p1', decidedBy: 'p6', decision: 'approve' });
  });

  test('time limits remind, pass on or decide; after a return they run anew', () => {
    const make = (limits: NonNullable<Parameters<typeof approval>[2]>['limits'] = []) =>
      new Instance([a, approval('x', ['p3', 'p4'], { limits }), z]).approve('a', 'p1');
    const fire = (instance: Instance) => instance.do({ type: 'timer', timerId: instance.state.timers[0]?.id ?? '' });
    const reminded = fire(make([{ hours: 1, action: 'remind' }]));
    expect(reminded.effects.map(({ type }) => type)).toEqual(['task.reminded', 'task.reminded']);
    expect(fire(make([{ hours: 1, action: 'approve' }])).open).toEqual(['z:p5']);
    expect(fire(make([{ hours: 1, action: 'reject' }])).state.status).toBe('rejected');
    expect(fire(make([{ hours: 1, action: 'escalate' }])).open).toEqual(['x:p2', 'x:p3']);
    expect(fire(make([{ hours: 1, action: 'transfer', personId: 'p6' }])).open).toEqual(['x:p6', 'x:p6']);
    const returned = make([{ hours: 1, action: 'remind' }]);
    const [timer] = returned.state.timers;
    returned.do({ type: 'sendBack', ...returned.by('x', 'p3'), nodeId: 'a', direct: false });
    expect(returned.state.timers).toEqual([]);
    expect(returned.do({ type: 'timer', timerId: timer?.id ?? '' }).open).toEqual(['a:p1']);
    expect(returned.approve('a', 'p1').state.timers).toHaveLength(1);
  });

  test('nothing is taken back once the next one has passed it on, asked or added somebody', () => {
    const make = () => new Instance([a, z]).approve('a', 'p1');
    const acts: Command[] = [
      { type: 'transfer', ...make().by('z', 'p5'), personId: 'p6' },
      { type: 'delegate', ...make().by('z', 'p5'), personId: 'p6' },
      { type: 'addSign', ...make().by('z', 'p5'), kind: 'peer', personIds: ['p6'] },
    ];
    for (const act of acts) {
      const instance = make().do(act);
      expect(instance.refuses({ type: 'recall', ...instance.by('a', 'p1') })).toBe('workflow.alreadyActed');
    }
    expect(make().refuses({ type: 'recall', ...make().by('a', 'p1') })).toBe('carried out');
  });

  test('a sub-process is waited for, cancelled with its branch, and may reject', () => {
    const child: WorkflowNode = { type: 'child', id: 'c', name: 'c', definitionId: 'd', onReject: 'reject' };
    const make = () => new Instance([a, child, z]).approve('a', 'p1');
    const visit = (instance: Instance) => instance.state.visits.find((one) => one.nodeId === 'c')?.id ?? '';
    const ended = make();
    expect(ended.effects).toContainEqual({ type: 'child.started', visitId: visit(ended) });
    expect(ended.do({ type: 'childEnded', visitId: visit(ended), approved: true }).open).toEqual(['z:p5']);
    const rejected = make();
    expect(rejected.do({ type: 'childEnded', visitId: visit(rejected), approved: false }).state.status).toBe(
      'rejected',
    );
    const cancelled = make().do({ type: 'terminate' });
    expect(cancelled.effects).toContainEqual({ type: 'child.cancelled', visitId: visit(cancelled) });
  });
});
