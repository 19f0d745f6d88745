import type { PeopleNode } from '../../../contract/workflows.definition.ts';
import { startNode } from '../../../contract/workflows.definition.ts';
import { ensure } from '../../platform/errors.ts';
import type { Variables } from './workflow.conditions.rules.ts';
import type { Graph } from './workflow.graph.rules.ts';
import { isPeopleNode } from './workflow.graph.rules.ts';
import {
  addSign,
  copyTo,
  delegate,
  deputise,
  reassign,
  removeSign,
  transfer,
  urge,
} from './workflow.operations.rules.ts';
import { recall } from './workflow.recall.rules.ts';
import type { Run } from './workflow.run.rules.ts';
import { nodeOf, taskToActOn, tokenOf, visitOf } from './workflow.run.rules.ts';
import type { Effect, Facts, State, Task, Visit } from './workflow.state.rules.ts';
import { isMember } from './workflow.state.rules.ts';
import { fireTimer } from './workflow.timers.rules.ts';
import { cancelVisit, conclude, enter, finish, goBack } from './workflow.walk.rules.ts';

/** Values are those that the node lets its people write; `personIds` are people whom the actor may name. */
export type Command =
  | { type: 'approve' | 'reject'; taskId: string; actorId: string; variables?: Variables }
  | { type: 'sendBack'; taskId: string; actorId: string; nodeId: string; direct: boolean }
  | { type: 'recall'; taskId: string; actorId: string }
  | { type: 'withdraw'; actorId: string }
  | { type: 'transfer' | 'delegate'; taskId: string; actorId: string; personId: string }
  | {
      type: 'addSign';
      taskId: string;
      actorId: string;
      kind: 'before' | 'after' | 'peer';
      personIds: readonly string[];
    }
  | { type: 'removeSign'; taskId: string; actorId: string; owner: boolean }
  | { type: 'copy'; taskId: string; actorId: string; personIds: readonly string[] }
  | { type: 'urge'; actorId: string; owner?: boolean }
  | { type: 'terminate' }
  /** Everything that waits for one person, or one task of theirs, to another: at departure. */
  | { type: 'reassign'; fromId: string; toId: string; taskId?: string }
  /** What waits comes to those who act for its holders today, and to nobody else. */
  | { type: 'deputise' }
  | { type: 'timer'; timerId: string }
  | { type: 'childEnded'; visitId: string; approved: boolean; variables?: Variables };

type Stepped = { state: State; effects: Effect[] };

/** A new instance: the starter's own step is done, and the first nodes after it are entered. */
export function begin(graph: Graph, given: Pick<State, 'starterId' | 'variables' | 'chosen'>, facts: Facts): Stepped {
  const token = { id: facts.newId(), parentId: null, forkId: null, branchId: null, state: 'active' as const };
  const state: State = { status: 'running', ...given, tokens: [token], visits: [], tasks: [], timers: [] };
  const run: Run = { graph, state, facts, effects: [] };
  enter(run, { token, nodeId: startNode, causeId: null });
  const [own] = state.tasks;
  if (own) decide(run, own, given.starterId, 'approve');
  return { state, effects: run.effects };
}

/**
 * What a command makes of a state; the state given is not touched. Throws the AppError that says why a command is
 * refused. Everything is decided here by the state, the graph and the facts: the same ones lead to the same end.
 */
export function step(graph: Graph, before: State, command: Command, facts: Facts): Stepped {
  const state = structuredClone(before);
  const run: Run = { graph, state, facts, effects: [] };
  ensure(state.status === 'running', 'workflow.ended');
  carryOut(run, command);
  for (const visit of state.visits) rememberEnd(visit, before, state);
  return { state, effects: run.effects };
}

function carryOut(run: Run, command: Command): void {
  switch (command.type) {
    case 'approve':
    case 'reject': {
      const task = taskToActOn(run, command.taskId, command.actorId);
      if (command.type === 'reject') ensureMayReject(run, task);
      run.state.variables = { ...run.state.variables, ...command.variables };
      decide(run, task, command.actorId, command.type);
      break;
    }
    case 'sendBack':
      sendBack(run, command);
      break;
    case 'recall':
      recall(run, command.taskId, command.actorId);
      break;
    case 'withdraw':
      ensure(run.graph.definition.rules.withdraw, 'workflow.notAllowed');
      ensure(command.actorId === run.state.starterId, 'workflow.notYours');
      finish(run, 'withdrawn');
      break;
    case 'terminate':
      finish(run, 'terminated');
      break;
    case 'timer':
      fireTimer(run, command.timerId);
      break;
    case 'childEnded':
      endChild(run, command);
      break;
    case 'deputise':
      deputise(run);
      break;
    default:
      operate(run, command);
  }
}

type Operation = Extract<
  Command,
  { type: 'transfer' | 'delegate' | 'addSign' | 'removeSign' | 'copy' | 'urge' | 'reassign' }
>;

function operate(run: Run, command: Operation): void {
  switch (command.type) {
    case 'transfer':
      transfer(run, taskToActOn(run, command.taskId, command.actorId), command.personId);
      break;
    case 'delegate':
      delegate(run, taskToActOn(run, command.taskId, command.actorId), command.personId);
      break;
    case 'addSign':
      addSign(run, taskToActOn(run, command.taskId, command.actorId), command.kind, command.personIds);
      break;
    case 'removeSign':
      removeSign(run, command.taskId, command.actorId, command.owner);
      break;
    case 'copy':
      copyTo(run, taskToActOn(run, command.taskId, command.actorId), command.personIds);
      break;
    case 'urge':
      urge(run, command.actorId, command.owner ?? false);
      break;
    default:
      reassign(run, command.fromId, command.toId, command.taskId);
  }
}

function peopleNodeOf(run: Run, visit: Visit): PeopleNode {
  const { step: node } = nodeOf(run, visit.nodeId);
  if (!isPeopleNode(node)) throw new Error(`nobody acts at ${visit.nodeId}`);
  return node;
}

/** What somebody asked before says is advice and may always be a no. */
function ensureMayReject(run: Run, task: Task): void {
  if (task.kind === 'before' || task.kind === 'delegate') return;
  const node = peopleNodeOf(run, visitOf(run.state, task.visitId));
  ensure(node.type === 'approval' && node.allow.includes('reject'), 'workflow.notAllowed');
}

function decide(run: Run, task: Task, actorId: string, decision: 'approve' | 'reject'): void {
  Object.assign(task, { state: 'done', decision, decidedBy: actorId });
  run.effects.push({ type: 'task.closed', taskId: task.id });
  const visit = visitOf(run.state, task.visitId);
  conclude(run, visit, peopleNodeOf(run, visit));
}

function sendBack(run: Run, { taskId, actorId, nodeId, direct }: Extract<Command, { type: 'sendBack' }>): void {
  const task = taskToActOn(run, taskId, actorId);
  const visit = visitOf(run.state, task.visitId);
  const node = peopleNodeOf(run, visit);
  ensure(isMember(task) && node.allow.includes('sendBack'), 'workflow.notAllowed');
  const [here, target] = [nodeOf(run, node.id), run.graph.nodes.get(nodeId)];
  ensure(target && isPeopleNode(target.step), 'workflow.notEarlier');
  ensure(
    target.path.every((branch, depth) => here.path[depth] === branch),
    'workflow.otherBranch',
  );
  ensure(here.earlier.includes(nodeId), 'workflow.notEarlier');
  if (direct) ensure(target.path.length === here.path.length, 'workflow.directOtherBranch');
  const wanted = node.type === 'approval' ? node.afterReturn : 'choice';
  ensure(wanted === 'choice' || direct === (wanted === 'direct'), 'workflow.notAllowed');
  Object.assign(task, { state: 'done', decidedBy: actorId });
  run.effects.push({ type: 'task.closed', taskId: task.id });
  cancelVisit(run, visit, 'returned');
  goBack(run, visit, nodeId, direct);
}

function endChild(run: Run, { visitId, approved, variables }: Extract<Command, { type: 'childEnded' }>): void {
  const visit = run.state.visits.find((one) => one.id === visitId);
  // The block that it belonged to may have been cancelled meanwhile.
  if (visit?.state !== 'open') return;
  const { step: node, next } = nodeOf(run, visit.nodeId);
  if (node.type !== 'child') return;
  run.state.variables = { ...run.state.variables, ...variables };
  Object.assign(visit, { state: approved ? 'done' : 'rejected', closedAt: run.facts.now.toISOString() });
  run.effects.push({ type: 'visit.closed', visitId });
  if (!approved && node.onReject === 'reject') finish(run, 'rejected');
  else enter(run, { token: tokenOf(run.state, visit.tokenId), nodeId: next, causeId: visit.id });
}

/** Keeps, with a visit that people have just ended, what the ending changed. */
function rememberEnd(visit: Visit, before: State, after: State): void {
  if (visit.state !== 'done' || after.status !== 'running') return;
  if (before.visits.find((one) => one.id === visit.id)?.state !== 'open') return;
  const changed = <T extends { id: string }>(was: readonly T[], is: readonly T[]): T[] => {
    const now = new Map(is.map((one) => [one.id, JSON.stringify(one)]));
    return was.filter((one) => now.get(one.id) !== JSON.stringify(one));
  };
  const forks = new Set(after.tokens.map((token) => token.forkId));
  visit.undo = {
    // Its own token always: it may be elsewhere by the time the step is taken back.
    tokens: [
      ...before.tokens.filter((token) => token.id === visit.tokenId),
      ...changed(before.tokens, after.tokens).filter((token) => token.id !== visit.tokenId),
    ],
    forks: changed(before.visits, after.visits).filter((one) => forks.has(one.id)),
    tasks: before.tasks.filter((task) => task.visitId === visit.id),
    timers: before.timers.filter((timer) => timer.visitId === visit.id),
  };
}
