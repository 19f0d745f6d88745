import { describe, expect, test } from 'vitest';
import type { Condition, WorkflowNode } from '../../../contract/workflows.definition.ts';
import { definition } from '../../../contract/workflows.definition.ts';
import { holds } from './workflow.conditions.rules.ts';
import { compile, problemsOf } from './workflow.graph.rules.ts';
import { migrate } from './workflow.migrate.rules.ts';
import { begin, step } from './workflow.step.rules.ts';
import { approval, choice, define, factsOf, parallel } from './workflow.world.testing.ts';

describe('conditions', () => {
  const values = { amount: '100.10', count: 9, level: 'A', tags: ['x', 'y'], on: '2026-03-01', nothing: '', yes: true };
  const is = (condition: Condition) => holds(condition, values);

  test('compare money and numbers digit by digit, whatever their spelling', () => {
    expect(is({ field: 'amount', is: 'equal', value: 100.1 })).toBe(true);
    expect(is({ field: 'amount', is: 'more', value: '100.09' })).toBe(true);
    expect(is({ field: 'amount', is: 'more', value: '99999999999999.99' })).toBe(false);
    expect(is({ field: 'count', is: 'less', value: '10' })).toBe(true);
    expect(holds({ field: 'a', is: 'less', value: '-1' }, { a: '-1.5' })).toBe(true);
    expect(is({ field: 'amount', is: 'atLeast', value: '100.10' })).toBe(true);
    expect(is({ field: 'on', is: 'atMost', value: '2026-03-01' })).toBe(true);
  });

  test('know empty, one of several, and what is not there', () => {
    expect(is({ field: 'nothing', is: 'empty' })).toBe(true);
    expect(is({ field: 'missing', is: 'filled' })).toBe(false);
    expect(is({ field: 'missing', is: 'less', value: 5 })).toBe(false);
    expect(is({ field: 'missing', is: 'notEqual', value: 5 })).toBe(true);
    expect(is({ field: 'level', is: 'oneOf', value: ['B', 'A'] })).toBe(true);
    expect(is({ field: 'tags', is: 'contains', value: 'y' })).toBe(true);
    expect(is({ field: 'tags', is: 'noneOf', value: ['x'] })).toBe(false);
    expect(is({ field: 'yes', is: 'equal', value: true })).toBe(true);
    expect(is({ field: 'level', is: 'more', value: 3 })).toBe(false);
  });

  test('join', () => {
    const a: Condition = { field: 'level', is: 'equal', value: 'A' };
    const big: Condition = { field: 'count', is: 'more', value: 10 };
    expect(is({ all: [a, big] })).toBe(false);
    expect(is({ any: [a, big] })).toBe(true);
    expect(is({ not: big })).toBe(true);
  });
});

describe('definitions', () => {
  const when: Condition = { field: 'x', is: 'filled' };
  const back = (node: string): WorkflowNode => ({ type: 'back', id: 'b', name: 'b', node });
  const codes = (...nodes: WorkflowNode[]) => problemsOf(define(nodes)).map(({ code, nodeId }) => `${code} ${nodeId}`);
  const [a, c] = [approval('a', ['p1']), approval('c', ['p2'])];

  test('say what has to be mended', () => {
    expect(codes()).toEqual(['empty start']);
    expect(codes(a, a)).toEqual(['idTwice a']);
    expect(codes(back('start'), a)).toEqual(['unreachable a']);
    expect(codes(a, choice('condition', 'k', [{ when, nodes: [back('c')] }]), c)).toEqual(['notEarlier b']);
    expect(codes(parallel('k', [a], [back('a')]))).toEqual(['notEarlier b']);
    expect(codes(parallel('k', [a]))).toEqual(['fewBranches k']);
    expect(codes(approval('r', ['p1'], { onReject: { node: 'r' } }))).toEqual(['notEarlier r']);
    const all = choice(
      'condition',
      'k',
      [{ when, nodes: [back('start')] }],
      [{ ...back('start'), id: 'b2' } as WorkflowNode],
    );
    expect(codes(all, a)).toEqual(['unreachable a']);
  });

  test('need exactly one default where conditions decide', () => {
    const block = choice('inclusive', 'k', [{ when, nodes: [a] }], [c]);
    if (block.type !== 'inclusive') throw new Error('not a block');
    const set = (whens: (Condition | null)[]) => ({
      ...block,
      branches: block.branches.map((branch, index) => ({ ...branch, when: whens[index] ?? null })),
    });
    expect(codes(set([when, null]))).toEqual([]);
    expect(codes(set([when, when]))).toEqual(['noDefault k']);
    expect(codes(set([null, null]))).toEqual(['twoDefaults k']);
  });

  test('are what the contract takes, and nothing else', () => {
    const given = define([
      { ...a, assignee: { by: 'starter' } },
      parallel('k', [], [{ ...c, assignee: { by: 'starter' } }]),
    ]);
    expect(definition.parse(given)).toEqual(given);
    expect(definition.safeParse({ ...given, nodes: [{ type: 'script', id: 'x' }] }).success).toBe(false);
    expect(definition.safeParse({ ...given, more: 1 }).success).toBe(false);
  });

  test('know where a node may be sent back to', () => {
    const { nodes } = compile(
      define([a, parallel('k', [c, approval('d', ['p3'])], [approval('e', ['p4'])]), approval('f', ['p5'])]),
    );
    expect(nodes.get('d')?.earlier).toEqual(['start', 'a', 'c']);
    expect(nodes.get('e')?.earlier).toEqual(['start', 'a']);
    expect(nodes.get('f')?.earlier).toEqual(['start', 'a']);
  });
});

describe('another version', () => {
  const facts = factsOf();
  const [a, x, y] = [approval('a', ['p1']), approval('x', ['p2']), approval('y', ['p3'])];
  const started = (...nodes: WorkflowNode[]) =>
    begin(compile(define(nodes)), { starterId: 'p8', variables: {}, chosen: {} }, facts).state;
  const next = (...nodes: WorkflowNode[]) => compile(define(nodes));

  test('takes an instance over, at the node of the same name or at the one that is named', () => {
    const graph = next(approval('b', ['p1'], { limits: [{ hours: 1, action: 'remind' }] }), approval('n', ['p4']));
    const moved = migrate(graph, started(a), { a: 'b' }, facts);
    expect(moved.timers).toHaveLength(1);
    const [task] = moved.tasks.filter((one) => one.state === 'open');
    const after = step(graph, moved, { type: 'approve', taskId: task?.id ?? '', actorId: 'p1' }, facts).state;
    expect(after.tasks.filter((one) => one.state === 'open').map((one) => one.personId)).toEqual(['p4']);
  });

  test('refuses, with the node named, what it has no place for', () => {
    const refusal = (to: ReturnType<typeof next>, ...from: WorkflowNode[]) => {
      try {
        migrate(to, started(...from), {}, facts);
      } catch (error) {
        return error;
      }
      return null;
    };
    const named = (node: string) => expect.objectContaining({ code: 'workflow.notMappable', params: { node } });
    expect(refusal(next(x), a)).toEqual(named('a'));
    expect(refusal(next(parallel('k', [a], [x])), a)).toEqual(named('a'));
    expect(refusal(next(parallel('k', [x], [y], [a])), parallel('k', [x], [y]))).toEqual(named('k'));
    expect(refusal(next(parallel('k', [x], [y]), a), parallel('k', [x], [y]))).toBeNull();
    expect(refusal(next({ type: 'wait', id: 'a', name: 'a', hours: 1 }), a)).toEqual(named('a'));
  });
});
