import type { Graph } from './workflow.graph.rules.ts';
import { isPeopleNode } from './workflow.graph.rules.ts';
import type { State } from './workflow.state.rules.ts';
import { isPending } from './workflow.state.rules.ts';
import { membersOf } from './workflow.tasks.rules.ts';

/** What is wrong with a state; empty when nothing is. */
export function faults(graph: Graph, state: State): string[] {
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
