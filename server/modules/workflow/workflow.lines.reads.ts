import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { PersonRef } from '../../../contract/base.ts';
import type { InstanceLine, InstanceStatus } from '../../../contract/workflows.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { customerSeenRow, workflowSeenRow } from '../../platform/scope.ts';
import { searchQuery } from '../../platform/text.ts';
import { contentOf } from './workflow.definitions.store.ts';

export type ListQuery = {
  q?: string | undefined;
  workflowId?: string | undefined;
  status?: InstanceStatus | undefined;
  cursor?: string | undefined;
  limit: number;
};

type OpenTask = { person: PersonRef; nodeId: string; since: string };
export type LineRow = Omit<InstanceLine, 'current'> & { versionId: string; open: OpenTask[] };

const person = (alias: string) =>
  sql`json_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)}, 'post', ${sql.ref(`${alias}.post`)})`;

/** What a line of a list needs of `workflow_instances i`, with the joins that bring it. */
export const lineColumns = sql`
  i.id, i.number, i.title, i.status, i.started_at as "startedAt", i.ended_at as "endedAt", i.version_id as "versionId",
  json_build_object('id', d.id, 'name', d.name) as workflow, ${person('s')} as starter,
  (select coalesce(json_agg(json_build_object('person', ${person('p')}, 'nodeId', v.node_id,
      'since', to_char(t.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by t.opened_at, t.id), '[]')
    from workflow_tasks t join workflow_visits v on v.id = t.visit_id join users p on p.id = t.person_id
    where t.instance_id = i.id and t.state = 'open' and i.status = 'running') as open`;
export const lineJoins = sql`
  join workflow_definitions d on d.id = i.definition_id join users s on s.id = i.starter_id`;

type Narrowing = Pick<ListQuery, 'q' | 'workflowId' | 'status'>;

/**
 * Narrows `workflow_instances i`; null when nothing typed can be searched for. A number finds its instance. For lists
 * that are short without it, a reader finds by the name of the starter and of a customer that the reader sees as well.
 */
export function narrowed({ q, workflowId, status }: Narrowing, reader?: Actor): RawBuilder<unknown> | null {
  const conditions = [sql`true`];
  if (workflowId) conditions.push(sql`i.definition_id = ${workflowId}`);
  if (status) conditions.push(sql`i.status = ${status}`);
  if (q) {
    const query = searchQuery(q, 'all');
    if (query === null) return null;
    const ways = [sql`i.search @@ ${query}::tsquery`, sql`i.number = ${q}`, ...(reader ? aboutWhom(q, reader) : [])];
    conditions.push(sql`(${sql.join(ways, sql` or `)})`);
  }
  return sql.join(conditions, sql` and `);
}

function aboutWhom(q: string, reader: Actor): RawBuilder<unknown>[] {
  return [
    sql`exists (select from users f where f.id = i.starter_id and strpos(f.name, ${q}) > 0)`,
    sql`exists (select from customers f where f.id = i.customer_id
      and f.search @@ ${searchQuery(q, 'open')}::tsquery and ${customerSeenRow(reader, 'f.id')})`,
  ];
}

/** With the names of nodes, which the version knows. */
export async function toLines(db: Db, rows: readonly LineRow[]): Promise<InstanceLine[]> {
  return Promise.all(
    rows.map(async ({ versionId, open, ...line }) => {
      if (open.length === 0) return { ...line, current: [] };
      const { graph } = await contentOf(db, versionId);
      const current = [...new Set(open.map((task) => task.nodeId))].map((nodeId) => {
        const here = open.filter((task) => task.nodeId === nodeId);
        const people = new Map(here.map((task) => [task.person.id, task.person]));
        const node = graph.nodes.get(nodeId)?.step.name ?? nodeId;
        return { node, people: [...people.values()].slice(0, 5), since: here[0]?.since ?? line.startedAt };
      });
      return { ...line, current };
    }),
  );
}

async function pageOf(ctx: Ctx, query: ListQuery, whose: RawBuilder<unknown>, reader?: Actor) {
  const before = decodeCursor(query.cursor, z.uuid());
  const conditions = narrowed(query, reader);
  if (conditions === null) return { items: [], nextCursor: null };
  const { rows } = await sql<LineRow>`
    select ${lineColumns} from workflow_instances i ${lineJoins}
    where ${whose} and ${conditions} and ${before ? sql`i.id < ${before}` : sql`true`}
    order by i.id desc limit ${query.limit + 1}`.execute(ctx.db);
  const page = toPage(rows, query.limit, (row) => row.id);
  return { ...page, items: await toLines(ctx.db, page.items) };
}

/** Instances that the reader started, or of the workflows that the reader owns. */
export function listInstances(ctx: Ctx, query: ListQuery & { box: 'started' | 'owned' }) {
  const { id } = ctx.actor;
  const owned = sql`i.definition_id in (select o.id from workflow_definitions o where o.owner_id = ${id})`;
  return query.box === 'started' ? pageOf(ctx, query, sql`i.starter_id = ${id}`, ctx.actor) : pageOf(ctx, query, owned);
}

/** Those about a customer that the reader may see. */
export async function listOfCustomer(ctx: Ctx, query: ListQuery & { id: string }) {
  const { rows } = await sql`
    select from customers c where c.id = ${query.id} and ${customerSeenRow(ctx.actor, 'c.id')}`.execute(ctx.db);
  ensure(rows.length > 0, 'common.notFound');
  return pageOf(ctx, query, sql`i.customer_id = ${query.id} and ${workflowSeenRow(ctx.actor)}`);
}
