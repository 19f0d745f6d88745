import { z } from 'zod';
import { can, done, id, instant, line, page, pageQuery, personRef, route, text, version } from './base.ts';
import { chartNode } from './workflows.chart.ts';
import { form, formValues } from './workflows.forms.ts';
import { family, instanceStatus as status } from './workflows.words.ts';

export type { ChartNode } from './workflows.chart.ts';
export * from './workflows.words.ts';

const tag = 'workflows';

const nodeId = z.string().max(40);
const right = z.enum(['hidden', 'read', 'edit']);

export const workflow = z.object({ id, name: z.string(), family, description: z.string() });

/** Who would get a node, as far as the values tell now. */
export const forecastNode = z.object({
  nodeId,
  name: z.string(),
  type: z.enum(['approval', 'handling', 'copy', 'wait', 'child']),
  mode: z.enum(['all', 'any', 'inOrder']).nullable(),
  people: z.array(personRef),
});
export type ForecastNode = z.infer<typeof forecastNode>;

export const chosen = z.record(nodeId, z.array(id).max(50)).default({});
const subject = z.object({ type: z.enum(['customer']), id });

export const instanceLine = z.object({
  id,
  number: z.string(),
  title: z.string(),
  workflow: z.object({ id, name: z.string() }),
  starter: personRef,
  status,
  startedAt: instant,
  endedAt: instant.nullable(),
  /** The nodes where it waits for people, those that have waited longest first: who has it, and since when. */
  current: z.array(z.object({ node: z.string(), people: z.array(personRef), since: instant })),
});
export type InstanceLine = z.infer<typeof instanceLine>;

export const taskLine = z.object({
  id,
  instance: instanceLine,
  node: z.string(),
  kind: z.enum(['normal', 'peer', 'before', 'after', 'delegate', 'copy']),
  /** Whom it belongs to; the reader, or somebody for whom the reader acts. */
  holder: personRef,
  decision: z.enum(['approve', 'reject']).nullable(),
  /** Null while it is open, and when a rule decided. */
  decidedBy: personRef.nullable(),
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
  readAt: instant.nullable(),
  dueAt: instant.nullable(),
  /** May be approved in a batch: nothing has to be filled in at its node. */
  batch: z.boolean(),
});
export type TaskLine = z.infer<typeof taskLine>;

export const actions = [
  'approve',
  'reject',
  'sendBack',
  'recall',
  'withdraw',
  'transfer',
  'delegate',
  'addSign',
  'removeSign',
  'copy',
  'urge',
  'terminate',
] as const;
export type WorkflowAction = (typeof actions)[number];

const file = z.object({ id, name: z.string(), size: z.number().int() });

const historyLine = z.object({
  id,
  at: instant,
  type: z.string(),
  actor: personRef.nullable(),
  node: z.string().nullable(),
  person: personRef.nullable(),
  comment: z.string().nullable(),
  /** Files that came with it. */
  files: z.array(file),
  /** Fields that were written in, of those that the reader may know. */
  changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
});
export type HistoryLine = z.infer<typeof historyLine>;

const detail = instanceLine.extend({
  version,
  /** Without the fields that the reader may not know. */
  form,
  values: formValues,
  /** What the reader may do with each field now. */
  rights: z.record(z.string(), right),
  /** People and customers that values name, by id; those that may not be seen are missing. */
  names: z.record(z.string(), z.string()),
  files: z.array(file),
  subject: z.object({ type: z.string(), id, name: z.string() }).nullable(),
  chart: z.array(chartNode),
  forecast: z.array(forecastNode),
  history: z.array(historyLine),
  /** The reader's own open tasks with what each allows, and own decisions that can be taken back. */
  tasks: z.array(
    z.object({
      id,
      node: z.string(),
      kind: z.enum(['normal', 'peer', 'before', 'after', 'delegate']),
      holder: personRef,
      actions: z.array(z.enum(actions)),
      addKinds: z.array(z.enum(['before', 'after', 'peer'])),
      sendBackTo: z.array(z.object({ nodeId, name: z.string(), direct: z.boolean(), replay: z.boolean() })),
      removable: z.array(z.object({ taskId: id, person: personRef })),
    }),
  ),
  recallable: z.array(z.object({ taskId: id, node: z.string() })),
  can: can('withdraw', 'urge', 'terminate', 'reroute', 'comment'),
});
export type InstanceDetail = z.infer<typeof detail>;

const comment = text(2000).optional();
const reason = text(2000).min(1);
const fileIds = z.array(id).max(10).optional();
const taskId = id;
const personIds = z.array(id).min(1).max(20);
const action = z.discriminatedUnion('type', [
  z.object({ type: z.literal('approve'), taskId, values: formValues.optional(), comment, fileIds }),
  z.object({ type: z.literal('reject'), taskId, values: formValues.optional(), comment: reason, fileIds }),
  z.object({ type: z.literal('sendBack'), taskId, nodeId, direct: z.boolean(), comment: reason, fileIds }),
  z.object({ type: z.literal('recall'), taskId, comment }),
  z.object({ type: z.literal('withdraw'), comment }),
  z.object({ type: z.literal('transfer'), taskId, personId: id, comment }),
  z.object({ type: z.literal('delegate'), taskId, personId: id, comment }),
  z.object({ type: z.literal('addSign'), taskId, kind: z.enum(['before', 'after', 'peer']), personIds, comment }),
  z.object({ type: z.literal('removeSign'), taskId, comment }),
  z.object({ type: z.literal('copy'), taskId, personIds, comment }),
  z.object({ type: z.literal('urge'), comment }),
  z.object({ type: z.literal('terminate'), comment: reason }),
]);
export type ActionInput = z.infer<typeof action>;

const listQuery = pageQuery.extend({
  q: z.string().trim().max(80).optional(),
  workflowId: id.optional(),
  status: status.optional(),
});

export const workflows = {
  list: route('GET', '/workflows', {
    tag,
    permission: 'workflows.use',
    summary: 'Workflows that can be started',
  }).output(z.object({ items: z.array(workflow) })),
  get: route('GET', '/workflows/{id}', { tag, permission: 'workflows.use', summary: 'One of them with its form' })
    .input(z.object({ id }))
    .output(
      workflow.extend({
        form,
        rights: z.record(z.string(), right),
        /** What the starter fills in, as JSON Schema 2020-12. */
        schema: z.record(z.string(), z.unknown()),
        /** Nodes whose people the starter chooses. */
        choose: z.array(z.object({ nodeId, name: z.string(), most: z.number().int() })),
      }),
    ),
  forecast: route('POST', '/workflows/{id}/forecast', {
    tag,
    permission: 'workflows.use',
    summary: 'Who would get what, for these values',
  })
    .input(z.object({ id, values: formValues, chosen, subject: subject.optional() }))
    .output(z.object({ nodes: z.array(forecastNode) })),
  start: route('POST', '/workflow-instances', {
    tag,
    permission: 'workflows.use',
    summary: 'Start a workflow',
    idempotent: true,
  })
    .input(
      z.object({
        workflowId: id,
        title: line(200).optional(),
        values: formValues,
        chosen,
        /** Of no effect when the form has a field for the customer that it is about, and this is filled in. */
        subject: subject.optional(),
      }),
    )
    .output(z.object({ id, number: z.string() })),
  instances: route('GET', '/workflow-instances', {
    tag,
    permission: 'signedIn',
    summary: 'Instances that the caller started, or of workflows that the caller owns, newest first',
  })
    .input(listQuery.extend({ box: z.enum(['started', 'owned']).default('started') }))
    .output(page(instanceLine)),
  ofSubject: route('GET', '/customers/{id}/workflows', {
    tag,
    permission: 'signedIn',
    summary: 'Instances about a customer that the caller may see, newest first',
  })
    .input(pageQuery.extend({ id }))
    .output(page(instanceLine)),
  tasks: route('GET', '/workflow-tasks', {
    tag,
    permission: 'signedIn',
    summary: 'What waits for the caller, was decided by or copied to the caller',
  })
    .input(listQuery.extend({ box: z.enum(['todo', 'done', 'copied']).default('todo') }))
    .output(page(taskLine)),
  counts: route('GET', '/workflow-tasks/counts', {
    tag,
    permission: 'signedIn',
    summary: 'How many wait, and how many copies are unread; at most 1,000 each',
  }).output(z.object({ todo: z.number().int(), copied: z.number().int() })),
  approveMany: route('POST', '/workflow-tasks/approve', {
    tag,
    permission: 'signedIn',
    summary: 'Approve several at once; each stands for itself',
  })
    .input(z.object({ taskIds: z.array(id).min(1).max(100), comment }))
    .output(z.object({ approved: z.number().int(), refused: z.array(z.object({ taskId: id, code: z.string() })) })),
  instance: route('GET', '/workflow-instances/{id}', {
    tag,
    permission: 'signedIn',
    summary: 'An instance with its form, chart, history and what the caller may do',
  })
    .input(z.object({ id }))
    .output(detail),
  act: route('POST', '/workflow-instances/{id}/actions', {
    tag,
    permission: 'signedIn',
    summary: 'Do one of the things that the instance allows',
    idempotent: true,
  })
    .input(z.object({ id, action }))
    .output(done),
  comment: route('POST', '/workflow-instances/{id}/comments', {
    tag,
    permission: 'signedIn',
    summary: 'Say something that all who see the instance read',
    idempotent: true,
  })
    .input(z.object({ id, text: reason, fileIds }))
    .output(done),
  read: route('POST', '/workflow-tasks/{id}/read', { tag, permission: 'signedIn', summary: 'Mark a copy as read' })
    .input(z.object({ id }))
    .output(done),
};
