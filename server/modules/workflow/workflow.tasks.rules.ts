import type { PeopleNode } from '../../../contract/workflows.definition.ts';
import { isPeopleNode } from './workflow.graph.rules.ts';
import type { Run } from './workflow.run.rules.ts';
import { deputyFor, limitTimers } from './workflow.run.rules.ts';
import type { State, Task, Visit } from './workflow.state.rules.ts';
import { isMember, isPending } from './workflow.state.rules.ts';

type Member = { personId: string; ruled: Task['ruled'] };

export const tasksOf = (state: State, visit: Visit): Task[] => state.tasks.filter((task) => task.visitId === visit.id);
const childrenOf = (state: State, task: Task, ...kinds: Task['kind'][]): Task[] =>
  state.tasks.filter((one) => one.parentId === task.id && kinds.includes(one.kind) && one.closedAs !== 'removed');
export const membersOf = (state: State, visit: Visit): Task[] =>
  tasksOf(state, visit)
    .filter((task) => isMember(task) && task.closedAs !== 'removed')
    .sort((a, b) => a.order - b.order);

/** Adds a task that waits for its turn; `refresh` opens it. */
export function addTask(run: Run, visit: Visit, task: Pick<Task, 'kind' | 'personId' | 'order' | 'parentId'>): Task {
  const added: Task = {
    id: run.facts.newId(),
    visitId: visit.id,
    ...task,
    state: 'queued',
    fromId: null,
    deputyId: deputyFor(run, task.personId),
    decision: null,
    decidedBy: null,
    ruled: null,
    closedAs: null,
    urgedAt: null,
  };
  run.state.tasks.push(added);
  return added;
}

/** Gives a visit its tasks: to these people, or to those whom the node names. `ask` keeps rules from passing them. */
export function giveTasks(run: Run, visit: Visit, node: PeopleNode, persons: readonly string[] | null, ask: boolean) {
  const members = persons ? persons.map((personId) => ({ personId, ruled: null })) : whoGets(run, visit, node);
  for (const [order, { personId, ruled }] of members.entries()) {
    const task = addTask(run, visit, { kind: 'normal', personId, order, parentId: null });
    if (ruled && !ask) Object.assign(task, { state: 'done', decision: 'approve', ruled });
  }
  run.state.timers.push(...limitTimers(run.facts, visit, node));
  refresh(run, visit, node);
}

function whoGets(run: Run, visit: Visit, node: PeopleNode): Member[] {
  const { facts, state, graph } = run;
  const { starterApproves, sameTwice } = graph.definition.rules;
  const named = facts.people(node.assignee, state, node.id).map((id) => present(run, id));
  const before = sameTwice === 'pass' ? approversBefore(run, visit) : [];
  const members = new Map<string, Member>();
  for (const id of named) {
    if (id === null) continue;
    const own = node.type === 'approval' && id === state.starterId;
    const superior = own && starterApproves === 'supervisor' ? nearest(run, facts.supervisorOf(id)) : null;
    const personId = superior ?? id;
    if (members.has(personId)) continue;
    const same = node.type === 'approval' && before.includes(personId);
    members.set(personId, { personId, ruled: own && starterApproves === 'pass' ? 'starter' : same ? 'same' : null });
  }
  return members.size > 0 ? [...members.values()] : [{ personId: inPlace(run, node), ruled: null }];
}

/** The person, or the nearest superior of one who has left. */
export function present(run: Run, personId: string): string | null {
  return run.facts.active(personId) ? personId : nearest(run, run.facts.supervisorOf(personId));
}

/** The first up the line who is here. A line of more than a hundred is taken for a circle. */
function nearest(run: Run, from: string | null): string | null {
  let person = from;
  for (let level = 0; person !== null && level < 100; level += 1) {
    if (run.facts.active(person)) return person;
    person = run.facts.supervisorOf(person);
  }
  return null;
}

/** Who gets a node that nobody was found for. */
function inPlace(run: Run, { empty }: PeopleNode): string {
  const { facts, state } = run;
  if (empty === 'owner') return facts.ownerId;
  const found =
    empty === 'supervisor' ? nearest(run, facts.supervisorOf(state.starterId)) : present(run, empty.personId);
  return found ?? facts.ownerId;
}

/** Who approved at the node before, looking past those where nobody acts. */
function approversBefore({ state, graph }: Run, visit: Visit): string[] {
  let cause = state.visits.find((one) => one.id === visit.causeId);
  while (cause) {
    const node = graph.nodes.get(cause.nodeId)?.step;
    if (node && isPeopleNode(node)) {
      if (node.type !== 'approval' || (cause.state !== 'done' && cause.state !== 'passed')) return [];
      return membersOf(state, cause)
        .filter((task) => task.decision === 'approve')
        .map((task) => task.decidedBy ?? task.personId);
    }
    const { causeId } = cause;
    cause = state.visits.find((one) => one.id === causeId);
  }
  return [];
}

/** A member agrees when those asked to sign after agree as well. */
function verdict(state: State, member: Task): 'yes' | 'no' | null {
  if (member.decision === 'reject') return 'no';
  if (member.decision === null) return null;
  const after = childrenOf(state, member, 'after');
  if (after.some((task) => task.decision === 'reject')) return 'no';
  return after.every((task) => task.decision === 'approve') ? 'yes' : null;
}

/**
 * What the members of a visit have decided. `all`: agreed when at least ceil(percent × members / 100) agree, refused as
 * soon as that many cannot any more; `any`: the first decision; `inOrder`: refused by the first who refuses.
 */
export function outcomeOf(state: State, visit: Visit, node: PeopleNode): 'approve' | 'reject' | null {
  const verdicts = membersOf(state, visit).map((member) => verdict(state, member));
  const count = (wanted: 'yes' | 'no' | null) => verdicts.filter((one) => one === wanted).length;
  if (node.mode === 'any') return count('yes') > 0 ? 'approve' : count('no') > 0 ? 'reject' : null;
  const needed = node.mode === 'all' ? Math.ceil((node.percent * verdicts.length) / 100) : verdicts.length;
  if (count('yes') >= needed) return 'approve';
  return count('yes') + count(null) < needed ? 'reject' : null;
}

/** Opens what has its turn, and holds what waits for somebody asked before. */
export function refresh(run: Run, visit: Visit, node: PeopleNode): void {
  const { state } = run;
  const turn = node.mode === 'inOrder' ? membersOf(state, visit).find((task) => verdict(state, task) !== 'yes') : null;
  for (const task of tasksOf(state, visit)) {
    if (!isPending(task)) continue;
    const asked = childrenOf(state, task, 'before', 'delegate').some(isPending);
    const mine = isMember(task) ? !turn || turn === task : task.kind !== 'after' || agreed(state, task.parentId);
    const next = asked ? 'held' : mine ? 'open' : 'queued';
    if (next === 'open' && task.state !== 'open') run.effects.push({ type: 'task.opened', taskId: task.id });
    task.state = next;
  }
}

const agreed = (state: State, taskId: string | null): boolean =>
  state.tasks.some((task) => task.id === taskId && task.decision === 'approve');

/** Closes what is still pending at a visit that has ended, with its timers. */
export function closeTasks(run: Run, visit: Visit, closedAs: NonNullable<Task['closedAs']>): void {
  for (const task of tasksOf(run.state, visit)) {
    if (!isPending(task)) continue;
    Object.assign(task, { state: 'cancelled', closedAs });
    run.effects.push({ type: 'task.closed', taskId: task.id });
  }
  run.state.timers = run.state.timers.filter((timer) => timer.visitId !== visit.id);
}
