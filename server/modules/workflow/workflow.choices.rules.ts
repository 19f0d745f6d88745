import type { InstanceDetail } from '../../../contract/workflows.ts';
import { AppError } from '../../platform/errors.ts';
import type { Graph } from './workflow.graph.rules.ts';
import { isPeopleNode } from './workflow.graph.rules.ts';
import type { Facts, State, Task } from './workflow.state.rules.ts';
import { isMember, isPending } from './workflow.state.rules.ts';
import { step } from './workflow.step.rules.ts';

type Own = InstanceDetail['tasks'][number];
export type OwnTask = Omit<Own, 'node' | 'holder' | 'sendBackTo' | 'removable'> & {
  nodeId: string;
  holderId: string;
  sendBackTo: { nodeId: string; direct: boolean; replay: boolean }[];
  removable: { taskId: string; personId: string }[];
};

/** The open tasks of a person, their own and those held for somebody, with what may be done with each. */
export function ownTasks(graph: Graph, state: State, personId: string): OwnTask[] {
  if (state.status !== 'running') return [];
  return state.tasks
    .filter((task) => task.state === 'open' && task.kind !== 'copy')
    .filter((task) => task.personId === personId || task.deputyId === personId)
    .flatMap((task) => choices(graph, state, task));
}

function choices(graph: Graph, state: State, task: Task): OwnTask[] {
  const visit = state.visits.find((one) => one.id === task.visitId);
  const node = visit && graph.nodes.get(visit.nodeId);
  if (!visit || !node || !isPeopleNode(node.step) || task.kind === 'copy') return [];
  const { step: people } = node;
  const { allow } = people;
  const advice = task.kind === 'before' || task.kind === 'delegate';
  const own = task.kind === 'normal';
  const sendBackTo = isMember(task) && allow.includes('sendBack') ? backFrom(graph, visit.nodeId) : [];
  const removable = allow.includes('removeSign') && isMember(task) ? removableFrom(state, task) : [];
  const addKinds = own ? (['before', 'after', 'peer'] as const).filter((kind) => allow.includes(adding[kind])) : [];
  const actions: Own['actions'] = ['approve'];
  if (advice || (people.type === 'approval' && allow.includes('reject'))) actions.push('reject');
  if (sendBackTo.length > 0) actions.push('sendBack');
  if (allow.includes('transfer')) actions.push('transfer');
  if (own && allow.includes('delegate')) actions.push('delegate');
  if (addKinds.length > 0) actions.push('addSign');
  if (removable.length > 0) actions.push('removeSign');
  if (allow.includes('copy')) actions.push('copy');
  const { id, kind } = task;
  return [{ id, kind, nodeId: visit.nodeId, holderId: task.personId, actions, addKinds, sendBackTo, removable }];
}

const adding = { before: 'addBefore', after: 'addAfter', peer: 'addPeer' } as const;

function backFrom(graph: Graph, nodeId: string): OwnTask['sendBackTo'] {
  const here = graph.nodes.get(nodeId);
  if (!here) return [];
  const wanted = here.step.type === 'approval' ? here.step.afterReturn : 'choice';
  return here.earlier
    .map((earlier) => {
      const within = graph.nodes.get(earlier)?.path.length === here.path.length;
      return { nodeId: earlier, direct: within && wanted !== 'replay', replay: wanted !== 'direct' };
    })
    .filter(({ direct, replay }) => direct || replay);
}

function removableFrom(state: State, task: Task): OwnTask['removable'] {
  const others = state.tasks.filter((one) => one.visitId === task.visitId && one !== task && isPending(one));
  return others.map((one) => ({ taskId: one.id, personId: one.personId }));
}

/** Own decisions that can be taken back still. */
export function recallable(
  graph: Graph,
  state: State,
  personId: string,
  facts: Facts,
): { taskId: string; nodeId: string }[] {
  return state.tasks
    .filter((task) => task.decidedBy === personId && isMember(task))
    .filter((task) =>
      isPossible(() => step(graph, state, { type: 'recall', taskId: task.id, actorId: personId }, facts)),
    )
    .map((task) => ({
      taskId: task.id,
      nodeId: state.visits.find((visit) => visit.id === task.visitId)?.nodeId ?? '',
    }));
}

/** Whether a step would be carried out. */
export function isPossible(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
