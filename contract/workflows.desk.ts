import { z } from 'zod';
import { customerRef, day, id, instant, month, page, pageQuery, personRef, route, text, version } from './base.ts';
import { definition } from './workflows.definition.ts';
import { instanceLine, instanceStatuses, taskLine, workflowFamilies } from './workflows.ts';

const tag = 'workflow desk';
/** Owners of workflows see their own, holders of `workflows.manage` all; everybody else an empty desk. */
const permission = 'signedIn';

const nodeId = z.string().max(40);
const count = z.number().int();
const seconds = z.number().int();

const kept = z.object({
  id,
  name: z.string(),
  family: z.enum(workflowFamilies),
  owner: personRef,
  /** The version that new instances begin with. */
  number: count.nullable(),
  /** Instances under way, and those of them that are late; at most 1,000 each. */
  running: count,
  overdue: count,
});
export type KeptWorkflow = z.infer<typeof kept>;

/** What waits at a node, by how many days it has: less than 1, 3, 7, and more. */
const nodeLoad = z.object({
  nodeId,
  name: z.string(),
  days: z.object({ under1: count, under3: count, under7: count, more: count }),
  overdue: count,
});
export type NodeLoad = z.infer<typeof nodeLoad>;

const figures = {
  /** Seconds, of half and of nine tenths of them at most; to 5 %. Null where there is none. */
  median: seconds.nullable(),
  p90: seconds.nullable(),
  /** How many were sent back. */
  returned: count,
};
const nodeTimes = z.object({ nodeId, name: z.string(), stays: count, ...figures });
const personTimes = z.object({ person: personRef, decisions: count, ...figures });
export type WorkflowTimes = { nodes: z.infer<typeof nodeTimes>[]; people: z.infer<typeof personTimes>[] };

const deskFilter = z.object({
  q: z.string().trim().max(80).optional(),
  workflowId: id.optional(),
  status: z.enum(instanceStatuses).optional(),
  customerId: id.optional(),
  starterId: id.optional(),
  /** Who has or had something to decide on. */
  approverId: id.optional(),
  /** First and last day of starting. */
  fromOn: day.optional(),
  untilOn: day.optional(),
  /** Stands at this node now, there for so many days at least. */
  nodeId: nodeId.optional(),
  waitingDays: z.coerce.number<number>().int().min(0).max(1000).optional(),
  overdue: z.stringbool().optional(),
});
export type DeskFilter = z.infer<typeof deskFilter>;

const deskLine = instanceLine.extend({
  /** As long as the reader sees that customer. */
  customer: customerRef.nullable(),
  /** The first time limit of where it stands. */
  dueAt: instant.nullable(),
});
export type DeskLine = z.infer<typeof deskLine>;

const mapping = z.record(nodeId, nodeId).default({});
const refusal = z.object({ id, number: z.string(), title: z.string(), node: z.string(), code: z.string() });

const move = z.object({
  id,
  number: count,
  state: z.enum(['running', 'finished']),
  total: count,
  done: count,
  /** The first hundred that stayed where they were. */
  refused: z.array(refusal),
  createdAt: instant,
  finishedAt: instant.nullable(),
});
export type WorkflowMove = z.infer<typeof move>;

export const workflowDesk = {
  list: route('GET', '/workflow-desk', { tag, permission, summary: 'Workflows that the caller keeps' }).output(
    z.object({ items: z.array(kept) }),
  ),
  load: route('GET', '/workflow-desk/{id}', {
    tag,
    permission,
    summary: 'Where the instances of a workflow stand, by node and age, and on which versions',
  })
    .input(z.object({ id }))
    .output(
      kept.extend({
        nodes: z.array(nodeLoad),
        versions: z.array(z.object({ number: count, running: count })),
        /** The last one that was moved over, or is on its way. */
        move: move.nullable(),
      }),
    ),
  times: route('GET', '/workflow-desk/{id}/times', {
    tag,
    permission,
    summary: 'How long nodes and people took in these months, and how often they sent back',
  })
    .input(z.object({ id, from: month, until: month }))
    .output(z.object({ nodes: z.array(nodeTimes), people: z.array(personTimes) })),
  instances: route('GET', '/workflow-desk/instances', {
    tag,
    permission,
    summary: 'Instances of the workflows that the caller keeps, newest first',
  })
    .input(pageQuery.extend(deskFilter.shape))
    .output(page(deskLine)),
  export: route('GET', '/workflow-desk/instances/export', {
    tag,
    permission,
    summary: 'The same as a CSV table, of at most 5,000 rows',
  })
    .input(deskFilter)
    .output(z.object({ csv: z.string(), rows: count, more: z.boolean() })),
  tasks: route('GET', '/workflow-desk/tasks', {
    tag,
    permission,
    summary: 'What waits for somebody in the workflows that the caller keeps, oldest first',
  })
    .input(pageQuery.extend({ personId: id }))
    .output(page(taskLine)),
  reassign: route('POST', '/workflow-desk/tasks/reassign', {
    tag,
    permission,
    summary: 'Give waiting tasks to somebody else; each stands for itself',
  })
    .input(z.object({ taskIds: z.array(id).min(1).max(100), toId: id, comment: text(2000).optional() }))
    .output(z.object({ moved: count, refused: z.array(z.object({ taskId: id, code: z.string() })) })),
  previewMove: route('POST', '/workflow-desk/{id}/moves/preview', {
    tag,
    permission,
    summary: 'Which instances on other versions could go on with this one, and which could not, and why',
  })
    .input(z.object({ id, number: count.min(1), mapping }))
    .output(z.object({ able: count, refused: z.array(refusal), more: z.boolean() })),
  move: route('POST', '/workflow-desk/{id}/moves', {
    tag,
    permission,
    summary: 'Let all running instances that can go on with this version; a job moves one after the other',
    idempotent: true,
  })
    .input(z.object({ id, number: count.min(1), mapping }))
    .output(z.object({ id })),
  route: route('GET', '/workflow-desk/instances/{id}/route', {
    tag,
    permission,
    summary: 'The drawing that one instance runs on, and the versions that it could go on with',
  })
    .input(z.object({ id }))
    .output(
      z.object({
        version,
        /** Null: a drawing of its own. */
        number: count.nullable(),
        definition,
        versions: z.array(count),
        /** Nodes where it has been or stands: they stay. */
        visited: z.array(nodeId),
      }),
    ),
  reroute: route('POST', '/workflow-desk/instances/{id}/reroute', {
    tag,
    permission,
    summary: 'Let one instance go on with another version, or with a drawing of its own',
    idempotent: true,
  })
    .input(
      z.object({
        id,
        version,
        to: z.union([z.strictObject({ number: count.min(1) }), z.strictObject({ definition })]),
        mapping,
        comment: text(2000).min(1),
      }),
    )
    .output(z.object({ ok: z.literal(true) })),
};
