import type { PeopleNode, TimeLimit } from '../../../contract/workflows.definition.ts';
import { isPeopleNode } from './workflow.graph.rules.ts';
import { passOn } from './workflow.operations.rules.ts';
import type { Run } from './workflow.run.rules.ts';
import { nodeOf } from './workflow.run.rules.ts';
import type { Task, Visit } from './workflow.state.rules.ts';
import { isMember, isPending } from './workflow.state.rules.ts';
import { present, tasksOf } from './workflow.tasks.rules.ts';
import { conclude, pass } from './workflow.walk.rules.ts';

/** A timer that is due. One whose visit has ended meanwhile does nothing. */
export function fireTimer(run: Run, timerId: string): void {
  const { state } = run;
  const timer = state.timers.find((one) => one.id === timerId);
  state.timers = state.timers.filter((one) => one.id !== timerId);
  const visit = timer && state.visits.find((one) => one.id === timer.visitId && one.state === 'open');
  if (!timer || !visit) return;
  const { step, next } = nodeOf(run, visit.nodeId);
  if (step.type === 'wait') pass(run, visit, next);
  if (!isPeopleNode(step) || timer.limit === null) return;
  const limit = step.limits[timer.limit];
  if (limit) overdue(run, visit, step, limit);
}

function overdue(run: Run, visit: Visit, node: PeopleNode, limit: TimeLimit): void {
  const late = tasksOf(run.state, visit).filter((task) => task.state === 'open');
  if (limit.action === 'approve' || limit.action === 'reject') {
    decideByClock(run, visit, node, limit.action);
    return;
  }
  for (const task of late) {
    if (limit.action === 'remind') run.effects.push({ type: 'task.reminded', taskId: task.id });
    else {
      const superior = run.facts.supervisorOf(task.personId);
      const wanted = limit.action === 'transfer' ? limit.personId : superior;
      const personId = (wanted && present(run, wanted)) ?? run.facts.ownerId;
      if (personId !== task.personId) passOn(run, task, personId);
    }
  }
}

function decideByClock(run: Run, visit: Visit, node: PeopleNode, decision: 'approve' | 'reject'): void {
  const close = (task: Task, change: Partial<Task>) => {
    Object.assign(task, change);
    run.effects.push({ type: 'task.closed', taskId: task.id });
  };
  for (const task of tasksOf(run.state, visit)) {
    if (!isPending(task)) continue;
    if (isMember(task) || task.kind === 'after') close(task, { state: 'done', decision, ruled: 'clock' });
    else close(task, { state: 'cancelled', closedAs: 'cancelled' });
  }
  conclude(run, visit, node);
}
