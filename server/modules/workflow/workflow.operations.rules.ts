import type { Operation, PeopleNode } from '../../../contract/workflows.definition.ts';
import { ensure } from '../../platform/errors.ts';
import { isPeopleNode } from './workflow.graph.rules.ts';
import type { Run } from './workflow.run.rules.ts';
import { deputyFor, nodeOf, visitOf } from './workflow.run.rules.ts';
import type { Task, Visit } from './workflow.state.rules.ts';
import { isMember, isPending } from './workflow.state.rules.ts';
import { addTask, membersOf, refresh, tasksOf } from './workflow.tasks.rules.ts';
import { conclude, sendCopy } from './workflow.walk.rules.ts';

const hour = 3_600_000;

function placeOf(run: Run, task: Task): { visit: Visit; node: PeopleNode } {
  const visit = visitOf(run.state, task.visitId);
  const { step: node } = nodeOf(run, visit.nodeId);
  if (!isPeopleNode(node)) throw new Error(`nobody acts at ${visit.nodeId}`);
  return { visit, node };
}

function ensureAllowed(node: PeopleNode, operation: Operation): void {
  ensure(node.allow.includes(operation), 'workflow.notAllowed');
}

/** Somebody who works here and is not asked at this node already. */
function ensureFree(run: Run, visit: Visit, personId: string): void {
  ensure(run.facts.active(personId), 'workflow.personLeft');
  const asked = tasksOf(run.state, visit).some(
    (task) => task.kind !== 'copy' && task.closedAs !== 'removed' && task.personId === personId,
  );
  ensure(!asked, 'workflow.alreadyOnIt');
}

/** Gives a task to somebody else for good. */
export function transfer(run: Run, task: Task, personId: string): void {
  const { visit, node } = placeOf(run, task);
  ensureAllowed(node, 'transfer');
  ensureFree(run, visit, personId);
  passOn(run, task, personId);
}

export function passOn(run: Run, task: Task, personId: string): void {
  const fromId = task.personId;
  Object.assign(task, {
    personId,
    fromId: task.fromId ?? fromId,
    deputyId: deputyFor(run, personId),
    urgedAt: null,
  });
  run.effects.push({ type: 'task.passedOn', taskId: task.id, fromId, toId: personId });
}

/** Asks somebody for an answer; the task waits for it and stays its holder's to decide. */
export function delegate(run: Run, task: Task, personId: string): void {
  const { visit, node } = placeOf(run, task);
  ensureAllowed(node, 'delegate');
  ensureMayAdd(task);
  ensureFree(run, visit, personId);
  addTask(run, visit, { kind: 'delegate', personId, order: 0, parentId: task.id });
  refresh(run, visit, node);
}

/** Whoever was added adds nobody further. */
function ensureMayAdd(task: Task): void {
  ensure(task.kind === 'normal', 'workflow.addedCannotAdd');
}

const adding = { before: 'addBefore', after: 'addAfter', peer: 'addPeer' } as const;

/** `before`: they answer and the task waits; `after`: they sign when it is agreed; `peer`: they join as members. */
export function addSign(run: Run, task: Task, kind: 'before' | 'after' | 'peer', personIds: readonly string[]): void {
  const { visit, node } = placeOf(run, task);
  ensureAllowed(node, adding[kind]);
  ensureMayAdd(task);
  if (kind === 'peer') {
    for (const later of membersOf(run.state, visit)) if (later.order > task.order) later.order += personIds.length;
  }
  for (const [index, personId] of personIds.entries()) {
    ensureFree(run, visit, personId);
    const order = kind === 'peer' ? task.order + index + 1 : index;
    addTask(run, visit, { kind, personId, order, parentId: task.id });
  }
  refresh(run, visit, node);
}

/** Takes somebody off a node before they have decided; never the last member. What is decided is counted anew. */
export function removeSign(run: Run, taskId: string, actorId: string, owner: boolean): void {
  const task = run.state.tasks.find((one) => one.id === taskId);
  ensure(task, 'common.notFound');
  const { visit, node } = placeOf(run, task);
  const own = membersOf(run.state, visit).some(
    (one) => isPending(one) && (one.personId === actorId || one.deputyId === actorId) && one !== task,
  );
  ensure(owner || own, 'workflow.notYours');
  if (!owner) ensureAllowed(node, 'removeSign');
  ensure(isPending(task), 'workflow.taskClosed');
  ensure(!isMember(task) || membersOf(run.state, visit).length > 1, 'workflow.lastMember');
  for (const one of tasksOf(run.state, visit)) {
    if (!isPending(one) || (one !== task && one.parentId !== task.id) || (one !== task && isMember(one))) continue;
    Object.assign(one, { state: 'cancelled', closedAs: 'removed' });
    run.effects.push({ type: 'task.closed', taskId: one.id });
  }
  conclude(run, visit, node);
}

export function copyTo(run: Run, task: Task, personIds: readonly string[]): void {
  const { visit, node } = placeOf(run, task);
  ensureAllowed(node, 'copy');
  const told = new Set(tasksOf(run.state, visit).flatMap((one) => (one.kind === 'copy' ? [one.personId] : [])));
  for (const personId of new Set(personIds)) {
    ensure(run.facts.active(personId), 'workflow.personLeft');
    if (!told.has(personId)) sendCopy(run, visit, personId, 0);
  }
}

/** The starter, or who keeps the workflow, reminds all who hold it, each at most once an hour. */
export function urge(run: Run, actorId: string, owner: boolean): void {
  ensure(owner || actorId === run.state.starterId, 'workflow.notYours');
  const now = run.facts.now.getTime();
  const due = run.state.tasks.filter(
    (task) => task.state === 'open' && (task.urgedAt === null || now - Date.parse(task.urgedAt) >= hour),
  );
  ensure(due.length > 0, 'workflow.urgedRecently');
  for (const task of due) {
    task.urgedAt = run.facts.now.toISOString();
    run.effects.push({ type: 'task.urged', taskId: task.id });
  }
}

/** What waits for one person goes to another: all of it, or one task. */
export function reassign(run: Run, fromId: string, toId: string, taskId?: string): void {
  for (const task of run.state.tasks) {
    if (!isPending(task)) continue;
    if (task.personId === fromId && (taskId === undefined || taskId === task.id)) passOn(run, task, toId);
    if (task.deputyId === fromId) task.deputyId = null;
  }
}

/** Gives what waits to those who act for its holders now, and takes it from those whose time is over. */
export function deputise(run: Run): void {
  for (const task of run.state.tasks) {
    if (!isPending(task)) continue;
    const deputyId = deputyFor(run, task.personId);
    if (deputyId === task.deputyId) continue;
    task.deputyId = deputyId;
    if (deputyId === null) continue;
    run.effects.push({ type: 'task.deputised', taskId: task.id, fromId: task.personId, toId: deputyId });
  }
}
