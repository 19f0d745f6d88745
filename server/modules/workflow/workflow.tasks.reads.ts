import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { TaskLine } from '../../../contract/workflows.ts';
import type { Ctx } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { contentOf } from './workflow.definitions.store.ts';
import type { LineRow, ListQuery } from './workflow.lines.reads.ts';
import { lineColumns, lineJoins, narrowed, toLines } from './workflow.lines.reads.ts';
import { rightsAt } from './workflow.rights.rules.ts';

type Box = 'todo' | 'done' | 'copied' | 'inName';
type Query = ListQuery & ({ box: Box } | { box: 'kept'; of: string; within: RawBuilder<boolean> });
type TaskRow = LineRow &
  Pick<TaskLine, 'kind' | 'holder' | 'decision' | 'decidedBy' | 'openedAt' | 'closedAt' | 'readAt' | 'dueAt'> & {
    taskId: string;
    nodeId: string;
  };

const cursorOf = z.tuple([z.string(), z.uuid()]);

/** Whose tasks, the key that orders them, and which way. */
function boxOf(query: Query, me: string) {
  if (query.box === 'kept') {
    const whose = sql`t.state in ('open', 'held', 'queued') and t.kind <> 'copy' and i.status = 'running'
      and t.person_id = ${query.of} and ${query.within}`;
    return { whose, key: sql`i.started_at`, after: sql`>`, order: sql`i.started_at, t.id` };
  }
  if (query.box === 'todo') {
    const mine = sql`t.state = 'open' and t.kind <> 'copy' and i.status = 'running'
      and (t.person_id = ${me} or t.deputy_id = ${me})`;
    return { whose: mine, key: sql`t.opened_at`, after: sql`>`, order: sql`t.opened_at, t.id` };
  }
  const whose = {
    done: sql`t.decided_by = ${me}`,
    copied: sql`t.kind = 'copy' and t.person_id = ${me}`,
    inName: sql`t.person_id = ${me} and t.decided_by <> t.person_id`,
  }[query.box];
  return { whose, key: sql`t.closed_at`, after: sql`<`, order: sql`t.closed_at desc, t.id desc` };
}

/**
 * What waits for the reader, oldest first; what the reader decided, what was decided in their name, or copied to them,
 * newest first.
 */
export async function listTasks(ctx: Ctx, query: Query) {
  const from = decodeCursor(query.cursor, cursorOf);
  const conditions = narrowed(query, ctx.actor);
  if (conditions === null) return { items: [], nextCursor: null };
  const { whose, key, after, order } = boxOf(query, ctx.actor.id);
  const { rows } = await sql<TaskRow & { key: string }>`
    select ${lineColumns}, t.id as "taskId", t.kind, t.decision, t.opened_at as "openedAt", t.closed_at as "closedAt",
      t.read_at as "readAt", v.node_id as "nodeId", ${key} as key,
      v.due_at as "dueAt",
      json_build_object('id', h.id, 'name', h.name, 'post', h.post) as holder,
      case when b.id is null then null else json_build_object('id', b.id, 'name', b.name, 'post', b.post) end
        as "decidedBy"
    from workflow_tasks t join workflow_instances i on i.id = t.instance_id ${lineJoins}
    join workflow_visits v on v.id = t.visit_id join users h on h.id = t.person_id
    left join users b on b.id = t.decided_by
    where ${whose} and ${conditions}
      and ${from ? sql`(${key}, t.id) ${after} (${from[0]}::timestamptz, ${from[1]}::uuid)` : sql`true`}
    order by ${order} limit ${query.limit + 1}`.execute(ctx.db);
  const page = toPage(rows, query.limit, (row) => [row.key, row.taskId]);
  const lines = await toLines(ctx.db, page.items);
  const items = await Promise.all(
    page.items.map(async (row, index): Promise<TaskLine> => {
      const { graph, form } = await contentOf(ctx.db, row.versionId);
      const step = graph.nodes.get(row.nodeId)?.step;
      const edits = Object.values(rightsAt(graph, form, [row.nodeId])).includes('edit');
      const { kind, holder, decision, decidedBy, openedAt, closedAt, readAt, dueAt } = row;
      return {
        ...{ id: row.taskId, kind, holder, decision, decidedBy, openedAt, closedAt, readAt, dueAt },
        instance: withoutRest(lines[index]),
        node: step?.name ?? row.nodeId,
        batch: query.box === 'todo' && !edits,
      };
    }),
  );
  return { items, nextCursor: page.nextCursor };
}

function withoutRest(line: TaskLine['instance'] | undefined): TaskLine['instance'] {
  if (!line) throw new Error('a task without its instance');
  const { id, number, title, workflow, starter, status, startedAt, endedAt, current } = line;
  return { id, number, title, workflow, starter, status, startedAt, endedAt, current };
}

const counted = 1_000;

export async function countTasks(ctx: Ctx): Promise<{ todo: number; copied: number }> {
  const me = ctx.actor.id;
  const { rows } = await sql<{ todo: number; copied: number }>`
    select
      (select count(*) from (
        select from workflow_tasks t where t.state = 'open' and t.kind <> 'copy'
          and (t.person_id = ${me} or t.deputy_id = ${me}) limit ${counted}) one)::int as todo,
      (select count(*) from (
        select from workflow_tasks t where t.kind = 'copy' and t.person_id = ${me} and t.read_at is null
        limit ${counted}) one)::int as copied`.execute(ctx.db);
  return rows[0] ?? { todo: 0, copied: 0 };
}
