import { operations } from '../../../contract/workflows.definition.ts';
import { searchVector } from '../../platform/text.ts';
import type { Insert } from './insert.ts';
import type { World } from './world.types.ts';
import type { Instance, Workflow, WorkTask } from './world.workflows.ts';

/** Ids of rows that are no records of their own, made from the id that they belong to. */
const partOf = (id: string, part: string) => `${id.slice(0, 19)}9${part}${id.slice(21)}`;

const field = (key: string, type: string) => ({ key, type, label: key });

function contentOf({ first, second, copied, mark }: Workflow) {
  const node = (id: string, personIds: string[], mode: string, fields: object) => ({
    ...{ type: 'approval', id, name: id, mode, fields },
    assignee: { by: 'people', personIds },
    allow: operations,
    empty: 'owner',
  });
  return {
    description: mark,
    form: {
      fields: [field('plain', 'text'), field('secret', 'text'), field('firm', 'customer'), field('who', 'person')],
      templates: [{ key: 'usual', name: 'usual', values: { secret: 'kept' } }],
    },
    definition: {
      rules: { starterApproves: 'ask', sameTwice: 'ask', withdraw: true },
      nodes: [
        node('first', first, 'all', { plain: 'edit', firm: 'edit', who: 'edit', secret: 'hidden' }),
        node('second', second, 'inOrder', { firm: 'edit' }),
        { type: 'copy', id: 'copies', name: 'copies', assignee: { by: 'people', personIds: copied } },
      ],
    },
  };
}

export async function insertWorkflows(insert: Insert, world: World, at: Date): Promise<void> {
  const instant = at.toISOString();
  await insert(
    'workflow_definitions',
    world.workflows.map((one) => ({
      ...{ id: one.id, code: one.id, name: `流程 ${one.mark}`, family: 'marketing', owner_id: one.ownerId },
      state: one.draft ? 'draft' : 'published',
      current_number: one.draft ? null : 1,
      draft: contentOf(one),
      version: 1,
      created_at: instant,
    })),
  );
  await insert(
    'workflow_versions',
    world.workflows
      .filter(({ draft }) => !draft)
      .map((one) => ({
        ...{ id: one.versionId, definition_id: one.id, number: 1, content: contentOf(one) },
        ...{ published_by: one.ownerId, published_at: instant },
      })),
  );
  await insertInstances(insert, world, world.instances, at);
}

export async function insertInstances(insert: Insert, world: World, list: readonly Instance[], at: Date) {
  const versions = new Map(world.workflows.map((one) => [one.id, one.versionId]));
  await insert(
    'workflow_instances',
    list.map((one) => instanceRow(one, versions.get(one.workflowId) ?? '', at)),
  );
  await insert(
    'workflow_tokens',
    list.map(({ id, status }) => ({
      ...{ id: partOf(id, 'a'), instance_id: id },
      state: status === 'running' ? 'active' : status === 'approved' ? 'ended' : 'cancelled',
    })),
  );
  await insert(
    'workflow_visits',
    list.flatMap((one) => visitRows(one, at)),
  );
  await insert(
    'workflow_tasks',
    list.flatMap((one) => one.tasks.map((task, order) => taskRow(one, task, order, at))),
  );
  await insert(
    'workflow_readers',
    list.flatMap((one) =>
      [...readersOf(one)].map(([userId, hidden]) => ({ user_id: userId, instance_id: one.id, hidden })),
    ),
  );
  await insert(
    'workflow_history',
    list.map(({ id, comment, changes }) => ({
      ...{ id: partOf(id, 'c'), at: at.toISOString(), instance_id: id, event_id: partOf(id, 'e') },
      ...{ actor_id: comment.authorId, type: 'workflow.commented', data: { comment: comment.mark, changes } },
    })),
  );
}

/** Who has a part, each with the fields that they may not know by it. */
function readersOf({ tasks }: Instance): Map<string, string[]> {
  const readers = new Map<string, string[]>();
  for (const task of tasks.filter(({ state }) => state !== 'queued')) {
    const hidden = task.node === 'first' ? ['secret'] : [];
    for (const id of [task.personId, task.deputyId, task.fromId, task.decidedBy]) {
      if (id !== null) readers.set(id, readers.get(id)?.length === 0 ? [] : hidden);
    }
  }
  return readers;
}

function instanceRow(one: Instance, versionId: string, at: Date) {
  return {
    id: one.id,
    number: one.number,
    definition_id: one.workflowId,
    version_id: versionId,
    starter_id: one.starterId,
    title: `申请 ${one.mark}`,
    status: one.status,
    variables: { plain: one.plainMark, secret: one.secretMark, firm: one.firmId },
    chosen: {},
    customer_id: one.customerId,
    version: 1,
    search: searchVector([`申请 ${one.mark}`]),
    started_at: at.toISOString(),
    ended_at: one.status === 'running' ? null : at.toISOString(),
  };
}

const visitId = (instanceId: string, node: WorkTask['node']) =>
  partOf(instanceId, { start: '1', first: '2', second: '3', copies: '4' }[node]);

function visitRows({ id, tasks, status }: Instance, at: Date) {
  const nodes = (['start', 'first', 'second', 'copies'] as const).filter((node) =>
    tasks.some((one) => one.node === node),
  );
  return nodes.map((node, index) => {
    const before = nodes[index - 1];
    const last = node === nodes[nodes.length - 1];
    const ended = { running: 'open', approved: 'passed', rejected: 'rejected', withdrawn: 'cancelled' } as const;
    const state = last ? ended[status] : 'done';
    return {
      ...{ id: visitId(id, node), instance_id: id, node_id: node, token_id: partOf(id, 'a'), state },
      cause_id: before ? visitId(id, before) : null,
      opened_at: at.toISOString(),
      closed_at: state === 'open' ? null : at.toISOString(),
      branches: [],
    };
  });
}

function taskRow({ id: instanceId }: Instance, task: WorkTask, order: number, at: Date) {
  const over = task.state === 'done' || task.state === 'cancelled';
  return {
    ...{ id: task.id, instance_id: instanceId, visit_id: visitId(instanceId, task.node), kind: task.kind, order },
    ...{ state: task.state, person_id: task.personId, from_id: task.fromId, deputy_id: task.deputyId },
    ...{ decision: task.decision, decided_by: task.decidedBy },
    closed_as: task.state === 'cancelled' ? 'cancelled' : null,
    opened_at: task.state === 'queued' ? null : at.toISOString(),
    closed_at: over ? at.toISOString() : null,
  };
}
