import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Definition } from '../../../contract/workflows.definition.ts';
import { AppError } from '../../platform/errors.ts';
import { faults } from './workflow.faults.testing.ts';
import type { Graph } from './workflow.graph.rules.ts';
import { compile, problemsOf } from './workflow.graph.rules.ts';
import type { State, Task } from './workflow.state.rules.ts';
import { isPending } from './workflow.state.rules.ts';
import type { Command } from './workflow.step.rules.ts';
import { begin, step } from './workflow.step.rules.ts';
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
