import type { WorkflowNode } from '../../../contract/workflows.definition.ts';
import { AppError } from '../../platform/errors.ts';
import type { Graph } from './workflow.graph.rules.ts';
import { compile } from './workflow.graph.rules.ts';
import type { Effect, State, Task } from './workflow.state.rules.ts';
import type { Command } from './workflow.step.rules.ts';
import { begin, step } from './workflow.step.rules.ts';
import type { World } from './workflow.world.testing.ts';
import { approval, define, everyoneHere, factsOf, parallel } from './workflow.world.testing.ts';

/** An instance that is played command by command. */
export class Instance {
  readonly graph: Graph;
  readonly facts: ReturnType<typeof factsOf>;
  state: State;
  effects: Effect[] = [];

  constructor(nodes: WorkflowNode[], world: World = everyoneHere, rules: Parameters<typeof define>[1] = {}) {
    this.graph = compile(define(nodes, rules));
    this.facts = factsOf(world);
    this.state = begin(this.graph, { starterId: 'p8', variables: {}, chosen: {} }, this.facts).state;
  }

  do(command: Command): this {
    const next = step(this.graph, this.state, command, this.facts);
    this.state = next.state;
    this.effects = next.effects;
    return this;
  }

  refuses(command: Command): string {
    try {
      step(this.graph, this.state, command, this.facts);
    } catch (error) {
      if (error instanceof AppError) return error.code;
      throw error;
    }
    return 'carried out';
  }

  /** The newest task of this person at this node. */
  task(nodeId: string, personId: string): Task {
    const visits = this.state.visits.filter((visit) => visit.nodeId === nodeId).map((visit) => visit.id);
    const task = this.state.tasks.filter((one) => visits.includes(one.visitId) && one.personId === personId).at(-1);
    if (!task) throw new Error(`${personId} has nothing at ${nodeId}`);
    return task;
  }

  by(nodeId: string, personId: string): { taskId: string; actorId: string } {
    return { taskId: this.task(nodeId, personId).id, actorId: personId };
  }

  approve(nodeId: string, ...personIds: string[]): this {
    for (const personId of personIds) this.do({ type: 'approve', ...this.by(nodeId, personId) });
    return this;
  }

  /** Who has something to do now, as `node:person`. */
  get open(): string[] {
    const nodeOf = (task: Task) => this.state.visits.find((visit) => visit.id === task.visitId)?.nodeId;
    return this.state.tasks
      .filter((task) => task.state === 'open')
      .map((task) => `${nodeOf(task)}:${task.personId}`)
      .sort();
  }
}

export type Context = {
  name: string;
  /** Those of node x, the first of whom acts. */
  members: string[];
  /** What is open once x is entered, and once all its members have agreed. */
  at: string[];
  after: string[];
  make: () => Instance;
  parallel?: boolean;
};

export const a = approval('a', ['p1']);
export const m = approval('m', ['p4']);
export const z = approval('z', ['p5']);
const reach = (instance: Instance) => instance.approve('a', 'p1').approve('m', 'p4');

export const contexts: Context[] = [
  {
    name: 'a single approver',
    members: ['p2'],
    at: ['x:p2'],
    after: ['z:p5'],
    make: () => reach(new Instance([a, m, approval('x', ['p2']), z])),
  },
  {
    name: 'a joint node',
    members: ['p2', 'p6', 'p7'],
    at: ['x:p2', 'x:p6', 'x:p7'],
    after: ['z:p5'],
    make: () => reach(new Instance([a, m, approval('x', ['p2', 'p6', 'p7']), z])),
  },
  {
    name: 'a node in order',
    members: ['p2', 'p6', 'p7'],
    at: ['x:p2'],
    after: ['z:p5'],
    make: () => reach(new Instance([a, m, approval('x', ['p2', 'p6', 'p7'], { mode: 'inOrder' }), z])),
  },
  {
    name: 'a parallel branch',
    members: ['p2'],
    at: ['w:p7', 'x:p2'],
    after: ['w:p7', 'y:p6'],
    parallel: true,
    make: () =>
      reach(
        new Instance([
          a,
          m,
          parallel('fork', [approval('x', ['p2']), approval('y', ['p6'])], [approval('w', ['p7'])]),
          z,
        ]),
      ),
  },
  {
    name: 'a node after a return',
    members: ['p2'],
    at: ['x:p2'],
    after: ['z:p5'],
    make: () => {
      const instance = reach(new Instance([a, m, approval('x', ['p2']), z]));
      instance.do({ type: 'sendBack', ...instance.by('x', 'p2'), nodeId: 'a', direct: false });
      return reach(instance);
    },
  },
];
