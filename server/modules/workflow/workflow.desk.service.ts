import { sql } from 'kysely';
import { locales } from '../../../contract/auth.ts';
import { loadTexts } from '../../../contract/texts/index.ts';
import { startNode } from '../../../contract/workflows.definition.ts';
import type { DeskFilter } from '../../../contract/workflows.desk.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { AppError, ensure, invalid } from '../../platform/errors.ts';
import { byteOrderMark, csvLine } from '../../platform/spreadsheet.write.ts';
import { contentOf, isKept, keptBy } from './workflow.definitions.store.ts';
import { deskInstances, keptWorkflow, loadOf, versionsRunning } from './workflow.desk.reads.ts';
import { activePeople } from './workflow.forms.reads.ts';
import { lockInstance, seenInstance } from './workflow.instances.store.ts';
import { visitedIn } from './workflow.moves.service.ts';
import { lastMove } from './workflow.moves.store.ts';
import { carryOutIn } from './workflow.service.ts';
import { stateOf } from './workflow.store.ts';
import { listTasks } from './workflow.tasks.reads.ts';
import { timesOf } from './workflow.times.reads.ts';

/** Where the instances of a workflow stand. */
export async function getLoad(ctx: Ctx, id: string) {
  const kept = await keptWorkflow(ctx.db, ctx, id);
  const nodes = await loadOf(ctx.db, id, ctx.now());
  return { ...kept, nodes, versions: await versionsRunning(ctx.db, id), move: await lastMove(ctx.db, id) };
}

export async function getTimes(ctx: Ctx, { id, from, until }: { id: string; from: string; until: string }) {
  await keptWorkflow(ctx.db, ctx, id);
  if (from > until) throw invalid('until', 'order');
  return timesOf(ctx.db, id, from, until);
}

/** What waits for somebody in the workflows that the reader keeps. */
export function listTasksOf(
  ctx: Ctx,
  { personId, ...query }: { personId: string; cursor?: string | undefined; limit: number },
) {
  return listTasks(ctx, { ...query, box: 'kept', of: personId, within: keptBy(ctx.actor) });
}

type Reassign = { taskIds: string[]; toId: string; comment?: string | undefined };

/** Gives waiting tasks to somebody else; one that is refused leaves the others alone. */
export async function reassign(ctx: Ctx, { taskIds, toId, comment }: Reassign) {
  const [here] = await activePeople(ctx.db, [toId]);
  if (!here) throw invalid('toId', 'notFound');
  const refused: { taskId: string; code: string }[] = [];
  const wanted = [...new Set(taskIds)];
  for (const taskId of wanted) {
    try {
      await write(ctx, (tx) => reassignOne(tx, ctx, taskId, toId, comment));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push({ taskId, code: error.code });
    }
  }
  return { moved: wanted.length - refused.length, refused };
}

async function reassignOne(tx: Tx, ctx: Ctx, taskId: string, toId: string, comment?: string): Promise<void> {
  const { rows } = await sql<{ instanceId: string }>`
    select t.instance_id as "instanceId" from workflow_tasks t join workflow_instances i on i.id = t.instance_id
    join workflow_definitions d on d.id = i.definition_id
    where t.id = ${taskId} and t.kind <> 'copy' and ${keptBy(ctx.actor)}`.execute(tx);
  const instance = rows[0] && (await lockInstance(tx, rows[0].instanceId));
  ensure(instance, 'common.notFound');
  const { tasks } = await stateOf(tx, instance);
  const task = tasks.find((one) => one.id === taskId);
  ensure(task && ['open', 'held', 'queued'].includes(task.state), 'workflow.taskClosed');
  const asked = tasks.some(
    (one) => one.visitId === task.visitId && one.kind !== 'copy' && one.closedAs !== 'removed' && one.personId === toId,
  );
  ensure(!asked, 'workflow.alreadyOnIt');
  const command = { type: 'reassign', fromId: task.personId, toId, taskId } as const;
  await carryOutIn(tx, ctx, ctx.now(), instance, command, { comment });
}

/** The drawing that one instance runs on. */
export async function getRoute(ctx: Ctx, id: string) {
  const instance = await seenInstance(ctx.db, ctx.actor, id);
  ensure(instance && (await isKept(ctx.db, ctx.actor, instance.definitionId)), 'common.notFound');
  const { graph } = await contentOf(ctx.db, instance.versionId);
  const versions = await ctx.db
    .selectFrom('workflow_versions')
    .select(['id', 'number'])
    .where('definition_id', '=', instance.definitionId)
    .where('number', 'is not', null)
    .orderBy('number', 'desc')
    .limit(50)
    .execute();
  return {
    version: instance.version,
    number: versions.find((one) => one.id === instance.versionId)?.number ?? null,
    definition: graph.definition,
    versions: versions.flatMap(({ number }) => number ?? []),
    visited: visitedIn(await stateOf(ctx.db, instance)),
  };
}

/** The columns in their order. */
const exported = [
  ...(['number', 'title', 'workflow', 'status', 'starter'] as const),
  ...(['customer', 'startedAt', 'endedAt', 'node', 'people'] as const),
];
const wordOf = (text: string | { other: string }): string => (typeof text === 'string' ? text : text.other);

const mostExported = 5_000;
const atOnce = 200;

/** The instances found as a table, in the reader's language. */
export async function exportInstances(ctx: Ctx, filter: DeskFilter) {
  const texts = await loadTexts[locales.find((one) => one === ctx.actor.locale) ?? 'zh-CN']();
  const { workflowDesk: words, workflows } = texts;
  const lines = [csvLine(exported.map((key) => wordOf(words.exported[key])))];
  let cursor: string | undefined;
  do {
    const page = await deskInstances(ctx, { ...filter, cursor, limit: atOnce });
    for (const line of page.items) {
      const at = line.current.map((one) => (one.node === startNode ? wordOf(workflows.startNode) : one.node));
      const who = line.current.flatMap((one) => one.people.map(({ name }) => name));
      lines.push(
        csvLine([
          ...[line.number, line.title, line.workflow.name, wordOf(workflows.statuses[line.status]), line.starter.name],
          ...[line.customer?.name ?? '', line.startedAt, line.endedAt ?? '', at.join(', '), who.join(', ')],
        ]),
      );
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor && lines.length <= mostExported);
  return { csv: byteOrderMark + lines.join(''), rows: lines.length - 1, more: cursor !== undefined };
}
