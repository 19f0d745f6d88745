import type { PeopleNode, WorkflowNode } from '../../../contract/workflows.definition.ts';
import { holds } from './workflow.conditions.rules.ts';
import { isPeopleNode } from './workflow.graph.rules.ts';
import type { Run } from './workflow.run.rules.ts';
import { nodeOf, pathOf, tokenOf, visitOf } from './workflow.run.rules.ts';
import type { State, Token, Visit } from './workflow.state.rules.ts';
import { addTask, closeTasks, giveTasks, membersOf, outcomeOf, present, refresh } from './workflow.tasks.rules.ts';

type Arrival = {
  token: Token;
  /** Null: the end of the branch, or of all. */
  nodeId: string | null;
  causeId: string | null;
  returned?: Visit['returned'];
  /** These people are asked, whatever the node says. */
  persons?: readonly string[];
};

/** Brings a token to a node, and on through all nodes where nobody has to act. */
export function enter(run: Run, arrival: Arrival): void {
  if (arrival.nodeId === null) {
    arrive(run, arrival.token, arrival.causeId);
    return;
  }
  const { step } = nodeOf(run, arrival.nodeId);
  const visit = openVisit(run, arrival, step.id);
  if (isPeopleNode(step)) {
    const ask = arrival.returned != null || arrival.persons !== undefined;
    giveTasks(run, visit, step, arrival.persons ?? null, ask);
    conclude(run, visit, step);
  } else begin(run, visit, step);
}

function begin(run: Run, visit: Visit, step: Exclude<WorkflowNode, PeopleNode>): void {
  const { next, entries } = nodeOf(run, step.id);
  switch (step.type) {
    case 'copy':
      for (const [order, id] of run.facts.people(step.assignee, run.state, step.id).entries())
        sendCopy(run, visit, id, order);
      pass(run, visit, next);
      break;
    case 'wait': {
      const at = run.facts.after(step.hours).toISOString();
      run.state.timers.push({ id: run.facts.newId(), visitId: visit.id, at, limit: null });
      break;
    }
    case 'child':
      run.effects.push({ type: 'child.started', visitId: visit.id });
      break;
    case 'back':
      close(run, visit, 'passed');
      goBack(run, visit, step.node, false);
      break;
    case 'condition': {
      const [taken] = branchesTaken(run, step);
      visit.branches = taken ? [taken] : [];
      pass(run, visit, taken === undefined ? next : (entries[taken] ?? null));
      break;
    }
    default:
      fork(run, visit, step);
  }
}

/** Who is copied reads; nobody waits for them. People who have left are not told. */
export function sendCopy(run: Run, visit: Visit, personId: string, order: number): void {
  if (!run.facts.active(personId)) return;
  const task = addTask(run, visit, { kind: 'copy', personId, order, parentId: null });
  Object.assign(task, { state: 'done', deputyId: null });
  run.effects.push({ type: 'task.opened', taskId: task.id });
}

function openVisit(run: Run, { token, causeId, returned = null }: Arrival, nodeId: string): Visit {
  const visit: Visit = {
    id: run.facts.newId(),
    nodeId,
    tokenId: token.id,
    causeId,
    state: 'open',
    openedAt: run.facts.now.toISOString(),
    closedAt: null,
    returned,
    undo: null,
    branches: [],
  };
  run.state.visits.push(visit);
  run.effects.push({ type: 'visit.opened', visitId: visit.id });
  return visit;
}

function close(run: Run, visit: Visit, state: Visit['state']): void {
  Object.assign(visit, { state, closedAt: run.facts.now.toISOString() });
  run.effects.push({ type: 'visit.closed', visitId: visit.id });
}

/** Ends a visit that nobody had to decide and goes on. */
export function pass(run: Run, visit: Visit, next: string | null): void {
  close(run, visit, 'passed');
  enter(run, { token: tokenOf(run.state, visit.tokenId), nodeId: next, causeId: visit.id });
}

type Block = Extract<WorkflowNode, { branches: unknown }>;

/** A condition block takes the first branch whose condition holds, an inclusive one all such; the default when none. */
function branchesTaken({ state, facts }: Run, step: Block): string[] {
  if (step.type === 'parallel') return step.branches.map((branch) => branch.id);
  const variables = { ...state.variables, ...facts.known };
  const fitting = step.branches.filter((branch) => branch.when !== null && holds(branch.when, variables));
  const taken = fitting.length > 0 ? fitting : step.branches.filter((branch) => branch.when === null);
  return taken.slice(0, step.type === 'condition' ? 1 : taken.length).map((branch) => branch.id);
}

function fork(run: Run, visit: Visit, step: Block): void {
  visit.branches = branchesTaken(run, step);
  const parent = tokenOf(run.state, visit.tokenId);
  if (visit.branches.length === 0) {
    pass(run, visit, nodeOf(run, step.id).next);
    return;
  }
  parent.state = 'forked';
  const tokens = visit.branches.map((branchId): Token => {
    return { id: run.facts.newId(), parentId: parent.id, forkId: visit.id, branchId, state: 'active' };
  });
  // All are there before the first goes on, so that none is taken for the last one to arrive.
  run.state.tokens.push(...tokens);
  for (const token of tokens) {
    if (token.state !== 'active') continue;
    enter(run, { token, nodeId: nodeOf(run, step.id).entries[token.branchId ?? ''] ?? null, causeId: visit.id });
  }
}

/** A token at the end of its branch waits for the others; the last one lets the block be left. */
function arrive(run: Run, token: Token, causeId: string | null): void {
  const { state } = run;
  if (token.parentId === null || token.forkId === null) {
    token.state = 'ended';
    finish(run, 'approved');
    return;
  }
  token.state = 'arrived';
  const siblings = state.tokens.filter((one) => one.forkId === token.forkId);
  if (siblings.some((one) => one.state !== 'arrived')) return;
  const block = visitOf(state, token.forkId);
  const parent = tokenOf(state, token.parentId);
  close(run, block, 'passed');
  parent.state = 'active';
  enter(run, { token: parent, nodeId: nodeOf(run, block.nodeId).next, causeId });
}

/** Ends the instance; whatever is still under way is cancelled. */
export function finish(run: Run, status: Exclude<State['status'], 'running'>): void {
  const { state } = run;
  state.status = status;
  for (const token of state.tokens) if (token.state !== 'ended') token.state = 'cancelled';
  for (const visit of state.visits) if (visit.state === 'open') cancelVisit(run, visit, 'cancelled');
  if (status !== 'approved') run.effects.push({ type: 'subject.restored' });
  run.effects.push({ type: 'instance.ended', status });
}

/** Cancels an open visit with its tasks, timers and sub-process. */
export function cancelVisit(run: Run, visit: Visit, as: 'cancelled' | 'returned' | 'recalled'): void {
  if (nodeOf(run, visit.nodeId).step.type === 'child') run.effects.push({ type: 'child.cancelled', visitId: visit.id });
  closeTasks(run, visit, as === 'returned' ? 'returned' : 'cancelled');
  close(run, visit, as);
}

/** Looks whether a visit is decided, and goes on if it is. */
export function conclude(run: Run, visit: Visit, node: PeopleNode): void {
  const outcome = outcomeOf(run.state, visit, node);
  if (outcome === null) {
    refresh(run, visit, node);
    return;
  }
  closeTasks(run, visit, 'decidedByOthers');
  if (outcome === 'approve') {
    const acted = membersOf(run.state, visit).some((task) => task.decidedBy !== null || task.ruled === 'clock');
    close(run, visit, acted ? 'done' : 'passed');
    goOn(run, visit);
    return;
  }
  close(run, visit, 'rejected');
  if (node.type !== 'approval' || node.onReject === 'end') finish(run, 'rejected');
  else goBack(run, visit, node.onReject.node, false);
}

/** To the next node, or straight back to who sent it here. */
function goOn(run: Run, visit: Visit): void {
  const token = tokenOf(run.state, visit.tokenId);
  const sender = visit.returned?.direct ? visitOf(run.state, visit.returned.fromId) : null;
  if (!sender || !run.graph.nodes.has(sender.nodeId)) {
    enter(run, { token, nodeId: nodeOf(run, visit.nodeId).next, causeId: visit.id });
    return;
  }
  // Whoever has left since then is followed by their superior.
  const persons = new Set(membersOf(run.state, sender).map((task) => present(run, task.personId) ?? run.facts.ownerId));
  enter(run, {
    token,
    nodeId: sender.nodeId,
    causeId: visit.id,
    returned: sender.returned,
    persons: [...persons],
  });
}

/**
 * Sends back from a visit to an earlier node. The innermost branch that holds both is cleared: its tasks, timers and
 * children are cancelled, other branches outside of it go on; then the node is entered anew and waits for a person.
 */
export function goBack(run: Run, from: Visit, nodeId: string, direct: boolean): void {
  const { state } = run;
  const depth = nodeOf(run, nodeId).path.length;
  let token = tokenOf(state, from.tokenId);
  while (pathOf(state, token).length > depth && token.parentId !== null) token = tokenOf(state, token.parentId);
  clear(run, token);
  token.state = 'active';
  enter(run, { token, nodeId, causeId: from.id, returned: { fromId: from.id, direct } });
}

function clear(run: Run, token: Token): void {
  for (const child of run.state.tokens) {
    if (child.parentId !== token.id || child.state === 'cancelled') continue;
    clear(run, child);
    child.state = 'cancelled';
  }
  for (const visit of run.state.visits) {
    if (visit.tokenId === token.id && visit.state === 'open') cancelVisit(run, visit, 'cancelled');
  }
}
