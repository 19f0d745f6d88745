import type { PeopleNode } from '../../../contract/workflows.definition.ts';
import { ensure } from '../../platform/errors.ts';
import type { Graph, GraphNode } from './workflow.graph.rules.ts';
import type { Effect, Facts, State, Task, Timer, Token, Visit } from './workflow.state.rules.ts';

/** One step under way: a draft of the state, changed in place, and what the outside is to do. */
export type Run = { graph: Graph; state: State; facts: Facts; effects: Effect[] };

export function nodeOf(run: Run, nodeId: string): GraphNode {
  const node = run.graph.nodes.get(nodeId);
  if (!node) throw new Error(`no node ${nodeId}`);
  return node;
}

export function tokenOf(state: State, id: string): Token {
  const token = state.tokens.find((one) => one.id === id);
  if (!token) throw new Error(`no token ${id}`);
  return token;
}

export function visitOf(state: State, id: string): Visit {
  const visit = state.visits.find((one) => one.id === id);
  if (!visit) throw new Error(`no visit ${id}`);
  return visit;
}

/** The branches that a token is in, from the outside in. */
export function pathOf(state: State, token: Token): string[] {
  if (token.parentId === null || token.forkId === null) return [];
  const fork = visitOf(state, token.forkId);
  return [...pathOf(state, tokenOf(state, token.parentId)), `${fork.nodeId}/${token.branchId}`];
}

/** Who acts for somebody meanwhile; nobody decides on what they have started themselves in the place of another. */
export function deputyFor({ facts, state }: Run, personId: string): string | null {
  const deputy = facts.deputyOf(personId);
  return deputy === state.starterId ? null : deputy;
}

/** The open task, if it is this person's: the holder's, or the one's who acts for the holder meanwhile. */
export function taskToActOn(run: Run, taskId: string, actorId: string): Task {
  const task = run.state.tasks.find((one) => one.id === taskId);
  ensure(task, 'common.notFound');
  const acts = task.deputyId === actorId && deputyFor(run, task.personId) === actorId;
  ensure(task.kind !== 'copy' && (task.personId === actorId || acts), 'workflow.notYours');
  ensure(task.state !== 'held', 'workflow.taskHeld');
  ensure(task.state === 'open', 'workflow.taskClosed');
  return task;
}

/** The time limits of a stay at a node that begins now. */
export function limitTimers(facts: Facts, visit: Visit, node: PeopleNode): Timer[] {
  return node.limits.map(({ hours }, limit) => {
    return { id: facts.newId(), visitId: visit.id, at: facts.after(hours).toISOString(), limit };
  });
}
