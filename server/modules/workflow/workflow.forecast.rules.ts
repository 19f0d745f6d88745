import type { Graph } from './workflow.graph.rules.ts';
import type { Facts, State, Visit } from './workflow.state.rules.ts';
import { isMember } from './workflow.state.rules.ts';
import { begin, step } from './workflow.step.rules.ts';

export type Foreseen = { nodeId: string; people: string[] };

/** Steps after which a forecast stops. */
const furthest = 200;

/**
 * What would come if everybody agreed from here on: the visits that do not exist yet, in order, each with those who
 * would get it. The values are as they are now.
 */
export function foresee(graph: Graph, from: State, facts: Facts): Foreseen[] {
  const known = new Set(from.visits.map((visit) => visit.id));
  let state = from;
  for (let count = 0; state.status === 'running' && count < furthest; count += 1) {
    const next = nextOf(graph, state, facts);
    if (!next) break;
    state = next;
  }
  return state.visits.filter((visit) => !known.has(visit.id)).map((visit) => seen(state, visit));
}

/** The same of an instance that does not exist yet. */
export function foreseeNew(graph: Graph, given: Parameters<typeof begin>[1], facts: Facts): Foreseen[] {
  const { state } = begin(graph, given, facts);
  return [...state.visits.slice(1).map((visit) => seen(state, visit)), ...foresee(graph, state, facts)];
}

function seen(state: State, visit: Visit): Foreseen {
  const tasks = state.tasks.filter((task) => task.visitId === visit.id && (isMember(task) || task.kind === 'copy'));
  return { nodeId: visit.nodeId, people: tasks.map((task) => task.personId) };
}

function nextOf(graph: Graph, state: State, facts: Facts): State | null {
  const task = state.tasks.find((one) => one.state === 'open');
  if (task) return step(graph, state, { type: 'approve', taskId: task.id, actorId: task.personId }, facts).state;
  const waiting = state.timers.find((timer) => timer.limit === null);
  if (waiting) return step(graph, state, { type: 'timer', timerId: waiting.id }, facts).state;
  const child = state.visits.find(
    (visit) => visit.state === 'open' && graph.nodes.get(visit.nodeId)?.step.type === 'child',
  );
  return child ? step(graph, state, { type: 'childEnded', visitId: child.id, approved: true }, facts).state : null;
}
