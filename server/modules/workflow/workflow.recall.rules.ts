import { startNode } from '../../../contract/workflows.definition.ts';
import { ensure } from '../../platform/errors.ts';
import { isPeopleNode } from './workflow.graph.rules.ts';
import type { Run } from './workflow.run.rules.ts';
import { nodeOf, tokenOf, visitOf } from './workflow.run.rules.ts';
import type { Task, Undo, Visit } from './workflow.state.rules.ts';
import { isMember, isPending } from './workflow.state.rules.ts';
import { refresh, tasksOf } from './workflow.tasks.rules.ts';
import { cancelVisit } from './workflow.walk.rules.ts';

/** Takes back one's own step, as long as nobody has acted on what came of it. */
export function recall(run: Run, taskId: string, actorId: string): void {
  const { state } = run;
  const task = state.tasks.find((one) => one.id === taskId);
  ensure(task, 'common.notFound');
  ensure(task.decidedBy === actorId, 'workflow.notYours');
  const visit = visitOf(state, task.visitId);
  const { step: node } = nodeOf(run, visit.nodeId);
  ensure(isMember(task) && isPeopleNode(node) && node.allow.includes('recall'), 'workflow.notAllowed');
  if (visit.state === 'open') {
    ensure(!actedAfter(run, visit, task, node.mode === 'inOrder'), 'workflow.alreadyActed');
  } else {
    ensure(visit.state === 'done' && visit.undo !== null, 'workflow.alreadyActed');
    ensure(isAsLeft(run, visit.undo), 'workflow.alreadyActed');
    const caused = causedBy(run, visit);
    ensure(
      caused.every((one) => untouched(run, one)),
      'workflow.alreadyActed',
    );
    takeBack(run, visit, visit.undo, caused, task);
  }
  Object.assign(task, { state: 'queued', decision: null, decidedBy: null });
  refresh(run, visit, node);
  if (node.id === startNode) run.effects.push({ type: 'subject.restored' });
}

/** Whether anybody has decided whose turn came by this decision. */
function actedAfter(run: Run, visit: Visit, task: Task, inOrder: boolean): boolean {
  return tasksOf(run.state, visit).some(
    (one) =>
      one.decision !== null &&
      ((one.kind === 'after' && one.parentId === task.id) || (inOrder && isMember(one) && one.order > task.order)),
  );
}

/** Whether the tokens stand as the ending left them: not cancelled, and in blocks that no other branch has closed. */
function isAsLeft({ state }: Run, undo: Undo): boolean {
  return undo.tokens.every(({ id }) => {
    const token = tokenOf(state, id);
    if (token.state !== 'arrived') return token.state !== 'cancelled';
    const ownEnd = undo.forks.some((fork) => fork.id === token.forkId);
    return ownEnd || state.visits.some((visit) => visit.id === token.forkId && visit.state === 'open');
  });
}

/** Every visit that followed from the end of this one. */
function causedBy(run: Run, visit: Visit): Visit[] {
  const next = run.state.visits.filter((one) => one.causeId === visit.id && one.state !== 'recalled');
  return next.flatMap((one) => [one, ...causedBy(run, one)]);
}

function untouched(run: Run, visit: Visit): boolean {
  const { step } = nodeOf(run, visit.nodeId);
  if (visit.state === 'passed') return step.type !== 'back';
  if (visit.state !== 'open' || step.type === 'child') return false;
  return tasksOf(run.state, visit).every(
    (task) => task.kind === 'normal' && task.decidedBy === null && task.fromId === null && task.closedAs === null,
  );
}

function takeBack(run: Run, visit: Visit, undo: Undo, caused: readonly Visit[], own: Task): void {
  const { state } = run;
  for (const one of caused) {
    if (one.state === 'open') cancelVisit(run, one, 'recalled');
    else one.state = 'recalled';
  }
  const gone = new Set(caused.map((one) => one.id));
  for (const token of state.tokens) if (token.forkId !== null && gone.has(token.forkId)) token.state = 'cancelled';
  restore(state.tokens, undo.tokens);
  restore(state.visits, undo.forks);
  // What others decided stays theirs; what was closed for them by the outcome is open again.
  const closed = undo.tasks.filter((was) => isPending(was) && was.id !== own.id);
  restore(
    state.tasks,
    closed.filter((was) => state.tasks.some((task) => task.id === was.id && task.closedAs === 'decidedByOthers')),
  );
  state.timers.push(...undo.timers);
  Object.assign(visit, { state: 'open', closedAt: null, undo: null });
}

/** Puts rows back to what they were. */
function restore<T extends { id: string }>(rows: readonly T[], were: readonly T[]): void {
  const before = new Map(were.map((one) => [one.id, one]));
  for (const row of rows) Object.assign(row, before.get(row.id) ?? {});
}
