import { AppError } from '../../platform/errors.ts';
import type { Graph } from './workflow.graph.rules.ts';
import { branchKey, isFork, isPeopleNode } from './workflow.graph.rules.ts';
import { limitTimers, pathOf } from './workflow.run.rules.ts';
import type { Facts, State, Visit } from './workflow.state.rules.ts';

/**
 * Moves a running instance to another version of its definition. `mapping` names the new node of an old one; a node of
 * the same name needs none. Refused with the node named when a node under way has no counterpart of its kind within the
 * same branches, or when a block under way has gained or lost a branch. Steps taken before cannot be taken back after;
 * time limits are those of the new version, from now.
 */
export function migrate(next: Graph, before: State, mapping: Readonly<Record<string, string>>, facts: Facts): State {
  const state = structuredClone(before);
  const renamed = (nodeId: string) => mapping[nodeId] ?? nodeId;
  const moved = (path: readonly string[]) =>
    path.map((branch) => {
      const [block = '', name = ''] = branch.split('/');
      return branchKey(renamed(block), name);
    });
  for (const visit of state.visits) {
    if (visit.state === 'open') {
      const token = state.tokens.find((one) => one.id === visit.tokenId);
      fits(next, state, visit, renamed(visit.nodeId), token ? moved(pathOf(before, token)) : []);
    }
    visit.undo = null;
  }
  for (const visit of state.visits) {
    visit.nodeId = renamed(visit.nodeId);
    const step = visit.state === 'open' ? next.nodes.get(visit.nodeId)?.step : undefined;
    if (!step || !isPeopleNode(step)) continue;
    state.timers = [...state.timers.filter((timer) => timer.visitId !== visit.id), ...limitTimers(facts, visit, step)];
  }
  return state;
}

function fits(next: Graph, state: State, visit: Visit, nodeId: string, path: readonly string[]): void {
  const refused = new AppError('workflow.notMappable', { node: visit.nodeId });
  const node = next.nodes.get(nodeId);
  if (!node || node.path.join() !== path.join()) throw refused;
  const { step } = node;
  if (isFork(step)) {
    const branches = state.tokens.filter((token) => token.forkId === visit.id).map((token) => token.branchId ?? '');
    const known = branches.every((branch) => branch in node.entries);
    const whole = step.type === 'inclusive' || step.branches.length === branches.length;
    if (!known || !whole) throw refused;
    return;
  }
  const acts = state.tasks.some((task) => task.visitId === visit.id && task.kind !== 'copy');
  const waits = state.timers.some((timer) => timer.visitId === visit.id);
  const kinds: readonly string[] = acts ? ['approval', 'handling'] : waits ? ['wait'] : ['child'];
  if (!kinds.includes(step.type)) throw refused;
}
