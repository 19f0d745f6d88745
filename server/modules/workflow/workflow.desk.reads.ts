import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { DeskFilter, DeskLine, KeptWorkflow, NodeLoad } from '../../../contract/workflows.desk.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { addDays } from '../../platform/time.ts';
import { companyOf } from '../org/index.ts';
import { contentOf, keptBy } from './workflow.definitions.store.ts';
import { isFork } from './workflow.graph.rules.ts';
import type { LineRow } from './workflow.lines.reads.ts';
import { lineColumns, lineJoins, narrowed, toLines } from './workflow.lines.reads.ts';

const counted = 1_000;

const lateWhere = (at: string) => sql`exists (select from workflow_visits v
  where v.instance_id = i.id and v.state = 'open' and v.due_at < ${at})`;

const keptColumns = (now: Date) => sql`
  d.id, d.name, d.family, d.current_number as number,
  json_build_object('id', o.id, 'name', o.name, 'post', o.post) as owner,
  (select count(*) from (select from workflow_instances i
    where i.definition_id = d.id and i.status = 'running' limit ${sql.lit(counted)}) few)::int as running,
  (select count(*) from (select from workflow_instances i
    where i.definition_id = d.id and i.status = 'running' and ${lateWhere(now.toISOString())} limit ${sql.lit(counted)}) few)::int as overdue`;

export async function listKept(ctx: Ctx): Promise<{ items: KeptWorkflow[] }> {
  const { rows } = await sql<KeptWorkflow>`
    select ${keptColumns(ctx.now())} from workflow_definitions d join users o on o.id = d.owner_id
    where d.state <> 'draft' and ${keptBy(ctx.actor)} order by d.family, d.name, d.id limit 500`.execute(ctx.db);
  return { items: rows };
}

/** One that the reader keeps. Throws `common.notFound`. */
export async function keptWorkflow(db: Db, { actor, now }: Ctx, id: string): Promise<KeptWorkflow> {
  const { rows } = await sql<KeptWorkflow>`
    select ${keptColumns(now())} from workflow_definitions d join users o on o.id = d.owner_id
    where d.id = ${id} and d.state <> 'draft' and ${keptBy(actor)}`.execute(db);
  const [row] = rows;
  ensure(row, 'common.notFound');
  return row;
}

type Standing = { versionId: string; nodeId: string; overdue: number } & NodeLoad['days'];

/** Where the running instances of a workflow stand, in the order in which the newest version draws the nodes. */
export async function loadOf(db: Db, definitionId: string, now: Date): Promise<NodeLoad[]> {
  const at = now.toISOString();
  const { rows } = await sql<Standing>`
    select i.version_id as "versionId", v.node_id as "nodeId",
      count(*) filter (where v.opened_at > ${at}::timestamptz - interval '1 day')::int as under1,
      count(*) filter (where v.opened_at between ${at}::timestamptz - interval '3 days'
        and ${at}::timestamptz - interval '1 day')::int as under3,
      count(*) filter (where v.opened_at >= ${at}::timestamptz - interval '7 days'
        and v.opened_at < ${at}::timestamptz - interval '3 days')::int as under7,
      count(*) filter (where v.opened_at < ${at}::timestamptz - interval '7 days')::int as more,
      count(*) filter (where v.due_at < ${at})::int as overdue
    from workflow_instances i join workflow_visits v on v.instance_id = i.id and v.state = 'open'
    join workflow_versions w on w.id = i.version_id
    where i.definition_id = ${definitionId} and i.status = 'running'
    group by i.version_id, w.number, v.node_id order by w.number desc nulls last`.execute(db);
  const loads = new Map<string, NodeLoad>();
  const order = new Map<string, number>();
  for (const { versionId, nodeId, overdue, ...days } of rows) {
    const { graph } = await contentOf(db, versionId);
    const step = graph.nodes.get(nodeId)?.step;
    // A block under way is no place: its branches are.
    if (step && isFork(step)) continue;
    for (const id of graph.nodes.keys()) if (!order.has(id)) order.set(id, order.size);
    const known = loads.get(nodeId);
    const sum = (key: keyof typeof days) => days[key] + (known?.days[key] ?? 0);
    loads.set(nodeId, {
      nodeId,
      name: known?.name ?? step?.name ?? nodeId,
      days: { under1: sum('under1'), under3: sum('under3'), under7: sum('under7'), more: sum('more') },
      overdue: overdue + (known?.overdue ?? 0),
    });
  }
  return [...loads.values()].sort((a, b) => (order.get(a.nodeId) ?? 0) - (order.get(b.nodeId) ?? 0));
}

export async function versionsRunning(db: Db, definitionId: string): Promise<{ number: number; running: number }[]> {
  const { rows } = await sql<{ number: number; running: number }>`
    select w.number, (select count(*) from (select from workflow_instances i
      where i.version_id = w.id and i.status = 'running' limit ${sql.lit(counted)}) few)::int as running
    from workflow_versions w where w.definition_id = ${definitionId} and w.number is not null
    order by w.number desc limit 50`.execute(db);
  return rows;
}

/** Narrows `workflow_instances i` with `workflow_definitions d`; null when nothing typed can be searched for. */
async function conditionsOf(ctx: Ctx, filter: DeskFilter): Promise<RawBuilder<unknown> | null> {
  const base = narrowed(filter);
  if (base === null) return null;
  const at = ctx.now().toISOString();
  const { timeZone } = await companyOf(ctx.db);
  const midnight = (day: string) => sql`${day}::date::timestamp at time zone ${timeZone}`;
  const { customerId, starterId, approverId, fromOn, untilOn, nodeId, waitingDays, overdue } = filter;
  const conditions: RawBuilder<unknown>[] = [base, keptBy(ctx.actor)];
  const when = (given: unknown, condition: RawBuilder<unknown>) => {
    if (given) conditions.push(condition);
  };
  when(customerId, sql`i.customer_id = ${customerId} and ${customerSeenRow(ctx.actor, 'i.customer_id')}`);
  when(starterId, sql`i.starter_id = ${starterId}`);
  // Whoever has decided or is to decide reads it: the list of readers is what can be looked up by a person.
  when(
    approverId,
    sql`i.id in (select r.instance_id from workflow_readers r where r.user_id = ${approverId} and exists (
      select from workflow_tasks t join workflow_visits v on v.id = t.visit_id
      where t.instance_id = r.instance_id and t.kind <> 'copy' and v.node_id <> 'start'
        and ${approverId} in (t.person_id, t.decided_by)))`,
  );
  when(fromOn, sql`i.started_at >= ${midnight(fromOn ?? '')}`);
  when(untilOn, sql`i.started_at < ${midnight(addDays(untilOn ?? '2000-01-01', 1))}`);
  const standing = [
    sql`v.instance_id = i.id and v.state = 'open'`,
    ...(nodeId ? [sql`v.node_id = ${nodeId}`] : []),
    ...(waitingDays ? [sql`v.opened_at < ${at}::timestamptz - ${waitingDays} * interval '1 day'`] : []),
    ...(overdue ? [sql`v.due_at < ${at}`] : []),
  ];
  when(
    standing.length > 1,
    sql`i.status = 'running' and exists (select from workflow_visits v where ${sql.join(standing, sql` and `)})`,
  );
  return sql.join(conditions, sql` and `);
}

type Row = LineRow & Pick<DeskLine, 'customer' | 'dueAt'>;

/** Instances of the workflows that the reader keeps, newest first. */
export async function deskInstances(ctx: Ctx, query: DeskFilter & { cursor?: string | undefined; limit: number }) {
  const before = decodeCursor(query.cursor, z.uuid());
  const conditions = await conditionsOf(ctx, query);
  if (conditions === null) return { items: [], nextCursor: null };
  const { rows } = await sql<Row>`
    select ${lineColumns},
      (select json_build_object('id', c.id, 'name', c.name) from customers c
        where c.id = i.customer_id and ${customerSeenRow(ctx.actor, 'c.id')}) as customer,
      (select min(v.due_at) from workflow_visits v where v.instance_id = i.id and v.state = 'open') as "dueAt"
    from workflow_instances i ${lineJoins}
    where ${conditions} and ${before ? sql`i.id < ${before}` : sql`true`}
    order by i.id desc limit ${query.limit + 1}`.execute(ctx.db);
  const page = toPage(rows, query.limit, (row) => row.id);
  const lines = await toLines(ctx.db, page.items);
  return { ...page, items: lines as DeskLine[] };
}
