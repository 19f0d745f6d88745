import { EventEmitter } from 'node:events';
import { Engine } from 'bpmn-engine';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WorkflowNode } from '../../../contract/workflows.definition.ts';
import { compile } from './workflow.graph.rules.ts';
import { begin, step } from './workflow.step.rules.ts';
import { approval, choice, define, factsOf, parallel } from './workflow.world.testing.ts';

/*
 * The same random definitions, run by this engine and by bpmn-engine: both complete the same nodes, and each of them
 * every node after those that come before it in its sequence. Decisions do not stand in parallel branches: there the
 * join of bpmn-engine 25 goes on without the branch, and its process never ends.
 */

type Shape = 'task' | { type: 'condition' | 'parallel'; branches: Shape[][] };

const blockOf = (type: 'condition' | 'parallel', branch: fc.Arbitrary<Shape[]>): fc.Arbitrary<Shape> =>
  fc.record({ type: fc.constant(type), branches: fc.array(branch, { minLength: 2, maxLength: 3 }) });
const plain = fc.constant<Shape>('task');
const limited = { maxDepth: 2, depthIdentifier: 'depth' } as const;
const some = { minLength: 1, maxLength: 3 } as const;
const shapes = fc.letrec<{ sequence: Shape[]; shape: Shape; together: Shape[]; one: Shape }>((tie) => ({
  sequence: fc.array(tie('shape'), some),
  shape: fc.oneof(limited, plain, blockOf('condition', tie('sequence')), blockOf('parallel', tie('together'))),
  together: fc.array(tie('one'), some),
  one: fc.oneof(limited, plain, blockOf('parallel', tie('together'))),
}));

function drawn(sequence: readonly Shape[]): WorkflowNode[] {
  let count = 0;
  const nodesOf = (list: readonly Shape[]): WorkflowNode[] =>
    list.map((shape) => {
      count += 1;
      const id = `n${count}`;
      if (shape === 'task') return approval(id, ['p1']);
      const branches = shape.branches.map(nodesOf);
      if (shape.type === 'parallel') return parallel(id, ...branches);
      const cases = branches.slice(0, -1).map((nodes, index) => ({
        when: { field: `f${index}`, is: 'equal' as const, value: true },
        nodes,
      }));
      return choice(shape.type, id, cases, branches.at(-1));
    });
  return nodesOf(sequence);
}

const gateways = { condition: 'exclusiveGateway', parallel: 'parallelGateway' } as const;

/** The definition as a BPMN file: nodes as tasks, blocks as a pair of gateways. */
function bpmnOf(nodes: readonly WorkflowNode[]): string {
  const parts: string[] = [];
  let flows = 0;
  const flow = (from: string, to: string, id: string, condition = '') =>
    parts.push(`<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${condition}</sequenceFlow>`);
  const next = () => {
    flows += 1;
    return `flow${flows}`;
  };
  const sequence = (list: readonly WorkflowNode[], from: string, first: { id: string; condition: string }): string => {
    let [at, entry] = [from, first];
    for (const node of list) {
      flow(at, node.id, entry.id, entry.condition);
      entry = { id: next(), condition: '' };
      at = node.id;
      if (node.type !== 'condition' && node.type !== 'parallel') {
        parts.push(`<task id="${node.id}" />`);
        continue;
      }
      const tag = gateways[node.type];
      const end = `${node.id}end`;
      let otherwise = '';
      for (const [index, branch] of node.branches.entries()) {
        const id = next();
        const isDefault = node.type !== 'parallel' && index === node.branches.length - 1;
        if (isDefault) otherwise = ` default="${id}"`;
        const condition =
          node.type === 'parallel' || isDefault
            ? ''
            : `<conditionExpression xsi:type="tFormalExpression">\${environment.variables.f${index}}</conditionExpression>`;
        flow(sequence(branch.nodes, node.id, { id, condition }), end, next());
      }
      parts.push(`<${tag} id="${node.id}"${otherwise} />`, `<${tag} id="${end}" />`);
      at = end;
    }
    return at;
  };
  const last = sequence(nodes, 'begin', { id: next(), condition: '' });
  flow(last, 'over', next());
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions id="d" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="http://bpmn.io/schema/bpmn">
<process id="p" isExecutable="true"><startEvent id="begin" />${parts.join('')}<endEvent id="over" /></process></definitions>`;
}

type Flags = { f0: boolean; f1: boolean };

async function theirs(nodes: readonly WorkflowNode[], variables: Flags): Promise<string[]> {
  const done: string[] = [];
  const listener = new EventEmitter();
  listener.on('activity.end', ({ id, type }: { id: string; type: string }) => {
    if (type === 'bpmn:Task') done.push(id);
  });
  const engine = new Engine({ name: 'differential', source: bpmnOf(nodes), variables });
  const ended = engine.waitFor('end');
  await engine.execute({ listener });
  await ended;
  return done;
}

function ours(nodes: WorkflowNode[], variables: Flags): string[] {
  const graph = compile(define(nodes));
  const facts = factsOf();
  const done: string[] = [];
  let { state } = begin(graph, { starterId: 'p8', variables, chosen: {} }, facts);
  while (state.status === 'running') {
    const task = state.tasks.find((one) => one.state === 'open');
    if (!task) throw new Error('nobody can go on');
    done.push(state.visits.find((visit) => visit.id === task.visitId)?.nodeId ?? '');
    state = step(graph, state, { type: 'approve', taskId: task.id, actorId: task.personId }, facts).state;
  }
  expect(state.status).toBe('approved');
  return done;
}

/** Pairs of nodes that have an order: what stands in a sequence before something else, with all that it holds. */
function ordered(nodes: readonly WorkflowNode[]): [string, string][] {
  const inside = (node: WorkflowNode): string[] =>
    'branches' in node ? node.branches.flatMap((one) => one.nodes.flatMap(inside)) : [node.id];
  const pairs: [string, string][] = [];
  for (const [index, node] of nodes.entries()) {
    for (const later of nodes.slice(index + 1))
      for (const a of inside(node)) for (const b of inside(later)) pairs.push([a, b]);
    if ('branches' in node) for (const branch of node.branches) pairs.push(...ordered(branch.nodes));
  }
  return pairs;
}

function outOfOrder(done: readonly string[], pairs: readonly [string, string][]): [string, string][] {
  return pairs.filter(([a, b]) => done.includes(a) && done.includes(b) && done.indexOf(a) > done.indexOf(b));
}

test('bpmn-engine completes the same nodes in an order of the same kind', { timeout: 120_000 }, async () => {
  let compared = 0;
  const flags = fc.record({ f0: fc.boolean(), f1: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(shapes.sequence, flags, async (sequence, variables) => {
      const nodes = drawn(sequence);
      const pairs = ordered(nodes);
      const [own, other] = [ours(nodes, variables), await theirs(nodes, variables)];
      expect([...other].sort()).toEqual([...own].sort());
      expect(outOfOrder(own, pairs)).toEqual([]);
      expect(outOfOrder(other, pairs)).toEqual([]);
      compared += 1;
    }),
    { numRuns: 100, endOnFailure: true },
  );
  console.log(`workflow: ${compared} definitions run by bpmn-engine as well`);
});

test('a decision within a parallel branch is waited for here', () => {
  const decision: Shape = { type: 'condition', branches: [['task', 'task'], ['task']] };
  const nodes = drawn([{ type: 'parallel', branches: [['task'], [decision]] }, 'task']);
  for (const f0 of [true, false]) {
    const done = ours(nodes, { f0, f1: false });
    expect(outOfOrder(done, ordered(nodes))).toEqual([]);
    expect(done).toHaveLength(f0 ? 4 : 3);
  }
});
