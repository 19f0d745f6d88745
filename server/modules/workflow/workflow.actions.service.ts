import { sql } from 'kysely';
import { withoutRequired } from '../../../contract/workflows.compute.ts';
import { startNode } from '../../../contract/workflows.definition.ts';
import type { FormValues } from '../../../contract/workflows.forms.ts';
import type { ActionInput } from '../../../contract/workflows.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { AppError, ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { filesOf } from '../files/index.ts';
import { contentOf, isKept, publishedOf } from './workflow.definitions.store.ts';
import { attachFiles } from './workflow.files.store.ts';
import { forecastNew } from './workflow.forecast.reads.ts';
import { activePeople } from './workflow.forms.reads.ts';
import { checkForm } from './workflow.forms.service.ts';
import { insertHistory } from './workflow.history.store.ts';
import type { InstanceRow } from './workflow.instances.store.ts';
import { customerIn, rightsAt } from './workflow.rights.rules.ts';
import { carryOutIn, instanceFor, startIn, subjectOf } from './workflow.service.ts';
import type { State } from './workflow.state.rules.ts';
import { isMember } from './workflow.state.rules.ts';
import type { Command } from './workflow.step.rules.ts';
import { stateOf } from './workflow.store.ts';

type StartInput = {
  workflowId: string;
  title?: string | undefined;
  values: FormValues;
  chosen: Record<string, string[]>;
  subject?: { type: 'customer'; id: string } | undefined;
};

/** Starts a workflow with a form that holds, about a customer that the starter sees. */
export function start(ctx: Ctx, input: StartInput): Promise<{ id: string; number: string }> {
  return write(ctx, async (tx) => {
    const published = await publishedOf(tx, input.workflowId);
    ensure(published, 'common.notFound');
    const { graph, form } = await contentOf(tx, published.versionId);
    const variables = await checkForm(tx, ctx.actor, form, rightsAt(graph, form, [startNode]), {}, input.values);
    await checkChosen(tx, input.chosen);
    if (input.subject) await checkCustomer(tx, ctx, input.subject.id);
    return startIn(tx, ctx, ctx.now(), {
      definitionId: input.workflowId,
      title: input.title ?? published.name,
      variables,
      chosen: input.chosen,
      customerId: customerIn(form, variables) ?? input.subject?.id ?? null,
      starterId: ctx.actor.id,
      parentVisitId: null,
    });
  });
}

async function checkCustomer(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  const { rows } =
    await sql`select from customers c where c.id = ${id} and ${customerSeenRow(ctx.actor, 'c.id')}`.execute(tx);
  if (rows.length === 0) throw invalid('subject.id', 'notFound');
}

async function checkChosen(tx: Tx, chosen: State['chosen']): Promise<void> {
  for (const [nodeId, ids] of Object.entries(chosen)) await checkPeople(tx, ids, `chosen.${nodeId}`);
}

/** People who work here; an id of nobody would otherwise break what it refers to. */
async function checkPeople(tx: Tx, ids: readonly string[], path: string): Promise<void> {
  const here = new Set(await activePeople(tx, ids));
  const missing = ids.findIndex((one) => !here.has(one));
  if (missing >= 0) throw invalid(ids.length > 1 ? `${path}.${missing}` : path, 'notFound');
}

export async function forecast(
  ctx: Ctx,
  { id, values, chosen, subject }: Omit<StartInput, 'workflowId' | 'title'> & { id: string },
) {
  const published = await publishedOf(ctx.db, id);
  ensure(published, 'common.notFound');
  const content = await contentOf(ctx.db, published.versionId);
  return forecastNew(
    ctx,
    { ...content, ...published },
    { values, chosen, starterId: ctx.actor.id, about: subject?.id },
  );
}

/** One of the things that people do with an instance. */
export function act(ctx: Ctx, id: string, { comment, ...action }: ActionInput): Promise<void> {
  return write(ctx, async (tx) => {
    const instance = await instanceFor(tx, ctx, id);
    const fileIds = 'fileIds' in action ? action.fileIds : undefined;
    await checkFiles(tx, ctx, fileIds, 'action.fileIds');
    const command = await commandOf(tx, ctx, instance, action);
    await carryOutIn(tx, ctx, ctx.now(), instance, command, { comment, fileIds });
  });
}

async function checkFiles(tx: Tx, ctx: Ctx, fileIds: readonly string[] = [], path: string): Promise<void> {
  const own = await filesOf(tx, ctx.actor.id, fileIds);
  const unknown = fileIds.findIndex((id) => !own.has(id));
  if (unknown >= 0) throw invalid(`${path}.${unknown}`, 'notFound');
}

type Action = Omit<ActionInput, 'comment'> & ActionInput;

async function commandOf(
  tx: Tx,
  ctx: Ctx,
  instance: InstanceRow,
  action: Omit<ActionInput, 'comment'>,
): Promise<Command> {
  const actorId = ctx.actor.id;
  const given = action as Action;
  switch (given.type) {
    case 'approve':
    case 'reject': {
      const { type, taskId, values = {} } = given;
      const variables = await valuesAt(tx, ctx, instance, taskId, values, type === 'approve');
      return { type, taskId, actorId, variables };
    }
    case 'transfer':
    case 'delegate':
      await checkPeople(tx, [given.personId], 'action.personId');
      return { type: given.type, taskId: given.taskId, personId: given.personId, actorId };
    case 'addSign':
    case 'copy':
      await checkPeople(tx, given.personIds, 'action.personIds');
      return given.type === 'copy'
        ? { type: 'copy', taskId: given.taskId, personIds: given.personIds, actorId }
        : { type: 'addSign', taskId: given.taskId, kind: given.kind, personIds: given.personIds, actorId };
    case 'removeSign':
      return {
        type: 'removeSign',
        taskId: given.taskId,
        actorId,
        owner: await isKept(tx, ctx.actor, instance.definitionId),
      };
    case 'terminate':
      if (!(await isKept(tx, ctx.actor, instance.definitionId))) throw new AppError('workflow.notYours');
      return { type: 'terminate' };
    case 'sendBack':
      return { type: 'sendBack', taskId: given.taskId, nodeId: given.nodeId, direct: given.direct, actorId };
    case 'urge':
      return { type: 'urge', actorId, owner: await isKept(tx, ctx.actor, instance.definitionId) };
    case 'recall':
      return { type: 'recall', taskId: given.taskId, actorId };
    default:
      return { type: given.type, actorId };
  }
}

/**
 * What was filled in at a task, in the rights of its node; who gives advice fills in nothing. Compulsory fields may be
 * left empty by who refuses.
 */
async function valuesAt(
  tx: Tx,
  ctx: Ctx,
  instance: InstanceRow,
  taskId: string,
  values: FormValues,
  isWhole: boolean,
): Promise<FormValues> {
  const [{ graph, form }, state] = await Promise.all([contentOf(tx, instance.versionId), stateOf(tx, instance)]);
  const task = state.tasks.find((one) => one.id === taskId);
  const visit = state.visits.find((one) => one.id === task?.visitId);
  ensure(task && visit, 'common.notFound');
  if (!isMember(task) && task.kind !== 'after') return {};
  const wanted = isWhole ? form : withoutRequired(form);
  return checkForm(tx, ctx.actor, wanted, rightsAt(graph, form, [visit.nodeId]), { ...state.variables }, values);
}

/** Approves several; one that is refused leaves the others alone. */
export async function approveMany(ctx: Ctx, { taskIds, comment }: { taskIds: string[]; comment?: string | undefined }) {
  const refused: { taskId: string; code: string }[] = [];
  for (const taskId of new Set(taskIds)) {
    const row = await ctx.db
      .selectFrom('workflow_tasks')
      .select('instance_id as id')
      .where('id', '=', taskId)
      .executeTakeFirst();
    try {
      ensure(row, 'common.notFound');
      await act(ctx, row.id, { type: 'approve', taskId, comment });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push({ taskId, code: error.code });
    }
  }
  return { approved: new Set(taskIds).size - refused.length, refused };
}

type Comment = { id: string; text: string; fileIds?: string[] | undefined };

export function comment(ctx: Ctx, { id, text, fileIds = [] }: Comment): Promise<void> {
  return write(ctx, async (tx) => {
    const instance = await instanceFor(tx, ctx, id);
    await checkFiles(tx, ctx, fileIds, 'fileIds');
    const { title, number } = instance;
    const event = await recordEvent(tx, ctx, 'workflow.commented', subjectOf(instance), { title, number });
    const lineId = await insertHistory(tx, { event, instanceId: id, tasks: [], effects: [], comment: text });
    await attachFiles(tx, id, lineId, fileIds);
  });
}

/** Marks a copy of one's own as read. */
export function markRead(ctx: Ctx, taskId: string): Promise<void> {
  return write(ctx, async (tx) => {
    const row = await tx
      .updateTable('workflow_tasks')
      .set((eb) => ({ read_at: eb.fn.coalesce('read_at', sql<string>`${ctx.now().toISOString()}::timestamptz`) }))
      .where('id', '=', taskId)
      .where('person_id', '=', ctx.actor.id)
      .where('kind', '=', 'copy')
      .returning('instance_id as id')
      .executeTakeFirst();
    ensure(row, 'common.notFound');
    const subject = { type: 'workflow', id: row.id, audience: 'audit' as const, ownerId: ctx.actor.id };
    await recordEvent(tx, ctx, 'workflow.copyRead', subject);
  });
}
