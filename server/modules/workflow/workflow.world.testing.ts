import * as fc from 'fast-check';
import type { Assignee, Condition, Definition, WorkflowNode } from '../../../contract/workflows.definition.ts';
import { operations } from '../../../contract/workflows.definition.ts';
import type { Facts, State } from './workflow.state.rules.ts';

/** A company of eight, each below the one before. */
export const people = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'] as const;
const minute = 60_000;

export type World = { left: ReadonlySet<string>; deputies: ReadonlyMap<string, string> };
export const everyoneHere: World = { left: new Set(), deputies: new Map() };

/** Facts of that company. Ids count up, the clock goes on by a minute with each look. */
export function factsOf({ left, deputies }: World = everyoneHere): Facts & { later: (minutes: number) => void } {
  let [ids, now] = [0, Date.parse('2026-03-02T01:00:00Z')];
  const supervisorOf = (id: string) => people[people.indexOf(id as (typeof people)[number]) - 1] ?? null;
  const named = (assignee: Assignee, state: State): string[] => {
    switch (assignee.by) {
      case 'people':
        return assignee.personIds;
      case 'starter':
        return [state.starterId];
      case 'supervisor': {
        let person: string | null = state.starterId;
        for (let level = 0; level < assignee.levels && person; level += 1) person = supervisorOf(person);
        return person ? [person] : [];
      }
      default:
        return [];
    }
  };
  return {
    get now() {
      now += minute;
      return new Date(now);
    },
    later: (minutes) => {
      now += minutes * minute;
    },
    known: {},
    newId: () => {
      ids += 1;
      return `i${String(ids).padStart(5, '0')}`;
    },
    people: named,
    active: (id) => !left.has(id),
    supervisorOf,
    deputyOf: (id) => deputies.get(id) ?? null,
    ownerId: 'owner',
    after: (hours) => new Date(now + hours * 60 * minute),
  };
}

const rules: Definition['rules'] = { starterApproves: 'ask', sameTwice: 'ask', withdraw: true };

/** A definition of these nodes, with rules that pass nobody unless told. */
export const define = (nodes: WorkflowNode[], over: Partial<Definition['rules']> = {}): Definition => ({
  nodes,
  rules: { ...rules, ...over },
  fields: {},
});

type Approval = Extract<WorkflowNode, { type: 'approval' }>;

/** An approval by these people that allows everything. */
export const approval = (id: string, personIds: string[], over: Partial<Approval> = {}): Approval => ({
  type: 'approval',
  id,
  name: id,
  assignee: { by: 'people', personIds },
  mode: 'all',
  percent: 100,
  allow: [...operations],
  empty: 'owner',
  limits: [],
  fields: {},
  onReject: 'end',
  afterReturn: 'choice',
  ...over,
});

export const parallel = (id: string, ...branches: WorkflowNode[][]): WorkflowNode => ({
  type: 'parallel',
  id,
  name: id,
  branches: branches.map((nodes, index) => ({ id: `b${index + 1}`, name: `b${index + 1}`, nodes })),
});

/** A block whose first branches are taken by a condition and whose last is the default. */
export const choice = (
  type: 'condition' | 'inclusive',
  id: string,
  cases: readonly { when: Condition; nodes: WorkflowNode[] }[],
  otherwise: WorkflowNode[] = [],
): WorkflowNode => ({
  type,
  id,
  name: id,
  branches: [...cases, { when: null, nodes: otherwise }].map((branch, index) => ({
    id: `b${index + 1}`,
    name: `b${index + 1}`,
    ...branch,
  })),
});

type Shape =
  | { type: 'approval' | 'handling'; who: string[]; mode: Approval['mode']; percent: number; up: number; limit: number }
  | { type: 'back' | 'copy' | 'wait' | 'child'; pick: number }
  | { type: 'condition' | 'inclusive' | 'parallel'; flags: boolean[]; branches: Shape[][] };

const person = fc.constantFrom(...people);
const shapes = fc.letrec<{ sequence: Shape[]; shape: Shape }>((tie) => ({
  sequence: fc.array(tie('shape'), { minLength: 1, maxLength: 4, size: 'max', depthIdentifier: 'depth' }),
  shape: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'depth' },
    {
      weight: 6,
      arbitrary: fc.record({
        type: fc.constantFrom('approval' as const, 'approval' as const, 'handling' as const),
        who: fc.array(person, { maxLength: 4, size: 'max' }),
        mode: fc.constantFrom('all' as const, 'any' as const, 'inOrder' as const),
        percent: fc.constantFrom(1, 34, 50, 67, 100),
        up: fc.nat(2),
        limit: fc.nat(9),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constantFrom('back' as const, 'copy' as const, 'wait' as const, 'child' as const),
        pick: fc.nat(20),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constantFrom('condition' as const, 'inclusive' as const, 'parallel' as const),
        flags: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
        branches: fc.array(fc.oneof({ weight: 5, arbitrary: tie('sequence') }, fc.constant<Shape[]>([])), {
          minLength: 2,
          maxLength: 3,
        }),
      }),
    },
  ),
}));

const limits = ['remind', 'approve', 'reject', 'escalate', 'transfer'] as const;

/** Makes a definition of shapes: ids in the order of drawing, targets among the earlier nodes. */
function drawn(sequence: readonly Shape[], over: Partial<Definition['rules']>): Definition {
  let count = 0;
  const nodesOf = (list: readonly Shape[], earlier: readonly string[]): WorkflowNode[] => {
    const passed = [...earlier];
    return list.flatMap((shape): WorkflowNode[] => {
      count += 1;
      const id = `n${count}`;
      const named = { id, name: id };
      switch (shape.type) {
        case 'approval':
        case 'handling': {
          const node = peopleNode(shape, id, passed);
          passed.push(id);
          return [node];
        }
        case 'back': {
          const node = passed[shape.pick % passed.length] ?? 'start';
          const when: Condition = { field: 'again', is: 'equal', value: true };
          return [choice('condition', `${id}c`, [{ when, nodes: [{ type: 'back', ...named, node }] }])];
        }
        case 'copy':
          return [{ type: 'copy', ...named, assignee: { by: 'people', personIds: ['p1', 'p2'] } }];
        case 'wait':
          return [{ type: 'wait', ...named, hours: 1 }];
        case 'child':
          return [{ type: 'child', ...named, definitionId: 'd', onReject: shape.pick % 2 ? 'reject' : 'continue' }];
        case 'parallel':
          return [parallel(id, ...shape.branches.map((branch) => nodesOf(branch, passed)))];
        default: {
          const cases = shape.branches.map((branch, index) => ({
            when: { field: `f${index}`, is: 'equal', value: shape.flags[index] ?? true } as Condition,
            nodes: nodesOf(branch, passed),
          }));
          return [choice(shape.type, id, cases)];
        }
      }
    });
  };
  return define(nodesOf(sequence, ['start']), over);
}

function peopleNode(
  shape: Extract<Shape, { type: 'approval' | 'handling' }>,
  id: string,
  passed: readonly string[],
): WorkflowNode {
  const action = limits[shape.limit];
  const allowed = shape.type === 'approval' ? action : action === 'reject' ? undefined : action;
  const { onReject, afterReturn, ...common } = approval(id, shape.who, {
    mode: shape.mode,
    percent: shape.percent,
    ...(shape.who.length === 0 && { assignee: { by: 'supervisor', levels: shape.up + 1 } }),
    empty: shape.up === 0 ? 'supervisor' : 'owner',
    limits: allowed
      ? [allowed === 'transfer' ? { hours: 2, action: allowed, personId: 'p3' } : { hours: 2, action: allowed }]
      : [],
  });
  if (shape.type === 'handling') return { ...common, type: 'handling' };
  const target = shape.up === 2 ? passed[passed.length - 1] : undefined;
  return { ...common, type: 'approval', afterReturn, onReject: target ? { node: target } : onReject };
}

/** Definitions of all kinds of nodes and blocks, within each other. */
export const definitions: fc.Arbitrary<Definition> = fc
  .tuple(
    shapes.sequence,
    fc.record({
      starterApproves: fc.constantFrom('ask' as const, 'supervisor' as const, 'pass' as const),
      sameTwice: fc.constantFrom('ask' as const, 'pass' as const),
    }),
  )
  .map(([sequence, over]) => drawn(sequence, over));

export const worlds: fc.Arbitrary<World> = fc
  .tuple(fc.subarray([...people], { maxLength: 2 }), fc.array(fc.tuple(person, person), { maxLength: 2 }))
  .map(([left, deputies]) => ({
    left: new Set<string>(left),
    deputies: new Map<string, string>(deputies.filter(([a, b]) => a !== b)),
  }));
