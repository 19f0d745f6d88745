import type { WorkflowNode } from '../../../contract/workflows.definition.ts';
import type { ChartNode } from '../../../contract/workflows.ts';
import type { Graph } from './workflow.graph.rules.ts';
import { isPeopleNode } from './workflow.graph.rules.ts';
import type { State, Task, Visit } from './workflow.state.rules.ts';

type Drawn = Omit<ChartNode, 'tasks' | 'branches'> & {
  tasks: Task[];
  branches: { id: string; name: string; taken: boolean; nodes: Drawn[] }[];
};

/** The definition as it is drawn, each node with where the instance stands with it. */
export function chartOf(graph: Graph, state: State): Drawn[] {
  return graph.definition.nodes.map((step) => drawn(graph, state, step));
}

function drawn(graph: Graph, state: State, step: WorkflowNode): Drawn {
  const visits = state.visits.filter((visit) => visit.nodeId === step.id && visit.state !== 'recalled');
  const visit = visits.at(-1);
  const valid = visit && !isOvertaken(graph, state, visit) ? visit : undefined;
  const branches = 'branches' in step ? step.branches : [];
  return {
    id: step.id,
    type: step.type,
    name: step.name,
    mode: isPeopleNode(step) ? step.mode : null,
    state: stateOf(state, valid),
    since: valid?.openedAt ?? null,
    until: valid?.closedAt ?? null,
    times: visits.length,
    tasks: valid ? state.tasks.filter((task) => task.visitId === valid.id) : [],
    branches: branches.map((branch) => ({
      id: branch.id,
      name: branch.name,
      taken: valid?.branches.includes(branch.id) ?? false,
      nodes: branch.nodes.map((one) => drawn(graph, state, one)),
    })),
  };
}

function stateOf(state: State, visit: Visit | undefined): ChartNode['state'] {
  const ahead = state.status === 'running' ? 'next' : 'notTaken';
  if (!visit || visit.state === 'cancelled' || visit.state === 'recalled') return ahead;
  return visit.state === 'open' ? 'current' : visit.state;
}

/** Whether it was sent back past this visit since, so that it is to come again. */
function isOvertaken(graph: Graph, state: State, visit: Visit): boolean {
  const earlier = graph.nodes.get(visit.nodeId)?.earlier ?? [];
  const at = state.visits.indexOf(visit);
  return state.visits.some(
    (other, index) => index > at && earlier.includes(other.nodeId) && other.returned !== null && !other.returned.direct,
  );
}
