import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Definition } from '../../../contract/workflows.definition.ts';
import { AppError } from '../../platform/errors.ts';
import type { Graph } from './workflow.graph.rules.ts';
import { compile, isPeopleNode, problemsOf } from './workflow.graph.rules.ts';
import type { State, Task } from './workflow.state.rules.ts';
import { isPending } from './workflow.state.rules.ts';
import type { Command } from './workflow.step.rules.ts';
import { begin, step } from './workflow.step.rules.ts';
import { membersOf } from './workflow.tasks.rules.ts';
import type { World } from './workflow.world.testing.ts';
import { definitions, factsOf, people, worlds } from './workflow.world.testing.ts';

/** Everything that somebody could try at this state, allowed or not. */
function tries(graph: Graph, state: State, pick: number): Command[] {
  const someone = people[pick % people.length] ?? 'p1';
  const another = people[(pick * 7 + 3) % people.length] ?? 'p2';
  const nodes = [...graph.nodes.keys()];
  const nodeId = nodes[pick % nodes.length] ?? 'start';
  const of = (task: Task): Command[] => {
    const act = { taskId: task.id, actorId: task.deputyId && pick % 3 === 0 ? task.deputyId : task.personId };
    const earlier =
      graph.nodes.get(state.visits.find((visit) => visit.id === task.visitId)?.nodeId ?? '')?.earlier ?? [];
    return [
      ...Array.from({ length: 6 }, (): Command => ({ type: 'approve', ...act, variables: valuesOf(pick) })),
      { type: 'reject', ...act },
      { type: 'sendBack', ...act, nodeId, direct: pick % 2 === 0 },
      { type: 'sendBack', ...act, nodeId: earlier[pick % (earlier.length || 1)] ?? 'start', direct: pick % 2 === 0 },
      { type: 'transfer', ...act, personId: someone },
      { type: 'delegate', ...act, personId: someone },
      { type: 'addSign', ...act, kind: 'before', personIds: [someone] },
      { type: 'addSign', ...act, kind: 'after', personIds: [someone, another] },
      { type: 'addSign', ...act, kind: 'peer', personIds: [someone] },
      { type: 'removeSign', ...act, owner: pick % 2 === 0 },
      { type: 'copy', ...act, personIds: [someone] },
    ];
  };
  return [
    ...state.tasks.filter(isPending).flatMap(of),
    ...state.tasks.flatMap((task): Command[] =>
      task.decidedBy ? [{ type: 'recall', taskId: task.id, actorId: task.decidedBy }] : [],
    ),
    ...state.timers.flatMap((timer): Command[] => [
      { type: 'timer', timerId: timer.id },
      { type: 'timer', timerId: timer.id },
    ]),
    ...state.visits
      .filter((visit) => visit.state === 'open' && graph.nodes.get(visit.nodeId)?.step.type === 'child')
      .flatMap((visit): Command[] =>
        [true, true, pick % 4 > 0].map((approved) => ({ type: 'childEnded', visitId: visit.id, approved })),
      ),
    { type: 'urge', actorId: state.starterId },
    ...(pick % 5 === 0 ? [{ type: 'reassign', fromId: someone, toId: another } as const] : []),
    ...(pick % 97 === 0 ? [{ type: 'withdraw', actorId: state.starterId } as const] : []),
    ...(pick % 193 === 0 ? [{ type: 'terminate' } as const] : []),
  ];
}

const valuesOf = (pick: number) => ({ again: pick % 4 === 0, f0: pick % 2 === 0, f1: pick % 3 === 0 });

/** What is wrong with a state; empty when nothing is. */
function faults(graph: Graph, state: State): string[] {
  const found: string[] = [];
  const fault = (wrong: boolean, what: string) => {
    if (wrong) found.push(what);
  };
  const open = state.visits.filter((visit) => visit.state === 'open');
  const pending = state.tasks.filter(isPending);
  const typeOf = (nodeId: string) => graph.nodes.get(nodeId)?.step.type ?? '';
  if (state.status !== 'running') {
    fault(open.length > 0, 'something is open after the end');
    fault(pending.length > 0, 'a task waits after the end');
    fault(state.timers.length > 0, 'a timer is set after the end');
    fault(
      state.tokens.some((token) => token.state === 'active' || token.state === 'forked'),
      'a token goes on',
    );
  } else {
    fault(
      open.every((visit) => ['parallel', 'inclusive'].includes(typeOf(visit.nodeId))),
      'nothing to do, yet running',
    );
  }
  for (const visit of open) {
    const token = state.tokens.find((one) => one.id === visit.tokenId);
    const node = graph.nodes.get(visit.nodeId);
    if (!token || !node) found.push('a visit without token or node');
    else if (isPeopleNode(node.step)) {
      const own = pending.filter((task) => task.visitId === visit.id);
      fault(!own.some((task) => task.state === 'open'), `nobody can act at ${visit.nodeId}`);
      fault(token.state !== 'active', 'a visit of people on a token that is not active');
      const limits = state.timers.filter((timer) => timer.visitId === visit.id).length;
      fault(limits > node.step.limits.length, 'more timers than limits');
    } else if (node.step.type === 'wait') {
      fault(!state.timers.some((timer) => timer.visitId === visit.id), 'waits without a timer');
    } else if (node.step.type === 'child') fault(token.state !== 'active', 'a child of a token that is not active');
    else {
      const branches = state.tokens.filter((one) => one.forkId === visit.id && one.state !== 'cancelled');
      fault(token.state !== 'forked', 'a block open on a token that has not forked');
      fault(branches.length !== visit.branches.length, 'a block that has lost a branch');
      fault(
        branches.every((one) => one.state === 'arrived'),
        'all branches have arrived and the block waits',
      );
    }
  }
  for (const token of state.tokens) {
    const own = open.filter((visit) => visit.tokenId === token.id);
    if (token.state === 'active') fault(own.length !== 1, `an active token at ${own.length} places`);
    if (token.state === 'forked') fault(own.length !== 1, `a forked token at ${own.length} blocks`);
    if (token.state === 'arrived' || token.state === 'cancelled') fault(own.length > 0, 'work on a token that is over');
    const parent = state.tokens.find((one) => one.id === token.parentId);
    if (token.state === 'active')
      fault(parent !== undefined && parent.state !== 'forked', 'a branch without its block');
  }
  for (const task of pending) {
    fault(!open.some((visit) => visit.id === task.visitId), 'a task of a visit that is over');
    if (task.state !== 'held') continue;
    const asked = pending.filter((one) => one.parentId === task.id && ['before', 'delegate'].includes(one.kind));
    fault(asked.length === 0, 'held by nobody');
  }
  fault(
    state.timers.some((timer) => !open.some((visit) => visit.id === timer.visitId)),
    'a timer of a visit that is over',
  );
  return [...found, ...faultsOfEnds(graph, state)];
}

/** Blocks left without all their branches, nodes left against their votes, ends reached past a node. */
function faultsOfEnds(graph: Graph, state: State): string[] {
  const found: string[] = [];
  for (const visit of state.visits) {
    const step = graph.nodes.get(visit.nodeId)?.step;
    if (!step || (visit.state !== 'done' && visit.state !== 'passed')) continue;
    if (step.type === 'parallel' || step.type === 'inclusive') {
      const arrived = state.tokens.filter((token) => token.forkId === visit.id && token.branchId !== null);
      if (arrived.length !== visit.branches.length) found.push(`${visit.nodeId} was left without all its branches`);
    }
    if (isPeopleNode(step)) {
      const members = membersOf(state, visit);
      const approvals = members.filter((task) => task.decision === 'approve').length;
      const needed =
        step.mode === 'any'
          ? 1
          : step.mode === 'all'
            ? Math.ceil((members.length * step.percent) / 100)
            : members.length;
      if (members.length === 0) found.push(`${visit.nodeId} has no members`);
      if (approvals < needed) found.push(`${visit.nodeId} was left with ${approvals} of ${needed}`);
    }
  }
  if (state.status === 'approved') {
    for (const { id } of graph.definition.nodes) {
      const last = state.visits.filter((visit) => visit.nodeId === id).at(-1);
      if (last === undefined || !['done', 'passed', 'rejected'].includes(last.state))
        found.push(`${id} was not passed`);
    }
  }
  return found;
}

type Played = { state: State; done: Command[]; refused: number };

function play(definition: Definition, world: World, picks: readonly number[], check = true): Played {
  const graph = compile(definition);
  const facts = factsOf(world);
  const given = { starterId: 'p5', variables: valuesOf(picks[0] ?? 0), chosen: {} };
  let { state } = begin(graph, given, facts);
  if (check) expect(faults(graph, state)).toEqual([]);
  const done: Command[] = [];
  let refused = 0;
  for (const pick of picks) {
    if (state.status !== 'running') break;
    const options = tries(graph, state, pick);
    const command = options[pick % options.length];
    if (!command) continue;
    facts.later(pick % 200);
    const before = JSON.stringify(state);
    try {
      const next = step(graph, state, command, facts);
      if (check) expect(JSON.stringify(state)).toBe(before);
      state = next.state;
      done.push(command);
    } catch (error) {
      if (!(error instanceof AppError) || !error.code.startsWith('workflow.')) throw error;
      expect(JSON.stringify(state)).toBe(before);
      refused += 1;
    }
    if (check && faults(graph, state).length > 0) {
      throw new Error(`${faults(graph, state).join('; ')} after ${JSON.stringify(command)}`);
    }
  }
  return { state, done, refused };
}

const runs = 6_000;
const picks = fc.array(fc.nat(10_000), { minLength: 5, maxLength: 60, size: 'max' });

test(`${runs} random runs keep what must hold`, () => {
  const seen = { ended: 0, carriedOut: 0, refused: 0 };
  void fc.assert(
    fc.property(definitions, worlds, picks, (definition, world, chosen) => {
      const { state, done, refused } = play(definition, world, chosen);
      if (state.status !== 'running') seen.ended += 1;
      seen.carriedOut += done.length;
      seen.refused += refused;
    }),
    { numRuns: runs },
  );
  console.log(
    `workflow: ${runs} runs, ${seen.carriedOut} commands carried out, ${seen.refused} refused, ${seen.ended} ended`,
  );
  expect(seen.ended).toBeGreaterThan(runs / 20);
}, 300_000);

test('definitions that are drawn at random have no problem but an empty one', () => {
  void fc.assert(
    fc.property(definitions, (definition) => {
      const found = problemsOf(definition).filter(({ code }) => code !== 'empty');
      expect(found).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/** What people see of a state: who has what to do, and which branches are under way. */
const essence = (state: State) => ({
  pending: state.tasks
    .filter(isPending)
    .map(({ kind, personId, state: is, parentId, order }) => [kind, personId, is, parentId, order]),
  open: state.visits.filter((visit) => visit.state === 'open').map(({ nodeId, tokenId }) => [nodeId, tokenId]),
  tokens: state.tokens.filter((token) => token.state !== 'cancelled').map(({ id, state: is }) => [id, is]),
  timers: state.timers.map(({ visitId, at, limit }) => [visitId, at, limit]).sort(),
});

test('taking a step back leads to where it was', { timeout: 60_000 }, () => {
  let taken = 0;
  void fc.assert(
    fc.property(definitions, picks, (definition, chosen) => {
      const graph = compile(definition);
      const { state } = play(definition, { left: new Set(), deputies: new Map() }, chosen.slice(0, -3), false);
      const task = state.tasks.find((one) => one.state === 'open' && ['normal', 'peer'].includes(one.kind));
      if (state.status !== 'running' || !task) return;
      const act = { taskId: task.id, actorId: task.personId };
      const facts = factsOf();
      // Ids of its own, so that none meets one of the state.
      const own = { ...facts, now: facts.now, newId: () => `x${facts.newId()}` };
      const after = step(graph, state, { type: 'approve', ...act }, own).state;
      if (after.status !== 'running') return;
      try {
        const back = step(graph, after, { type: 'recall', ...act }, own).state;
        expect(essence(back)).toEqual(essence(state));
        taken += 1;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
      }
    }),
    { numRuns: 3_000 },
  );
  expect(taken).toBeGreaterThan(500);
});

test('the same commands on the same facts lead to the same state', { timeout: 60_000 }, () => {
  void fc.assert(
    fc.property(definitions, worlds, picks, (definition, world, chosen) => {
      expect(play(definition, world, chosen, false)).toEqual(play(definition, world, chosen, false));
    }),
    { numRuns: 300 },
  );
});
