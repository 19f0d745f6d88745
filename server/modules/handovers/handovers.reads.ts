import { sql } from 'kysely';
import { z } from 'zod';
import type { PersonRef } from '../../../contract/base.ts';
import type { HoldingKind } from '../../../contract/handovers.ts';
import type { Ctx } from '../../platform/context.ts';
import { ensure } from '../../platform/errors.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { customerSeenRow, lineSeesRow } from '../../platform/scope.ts';

type Summary = {
  id: string;
  person: PersonRef;
  actor: PersonRef;
  departed: boolean;
  state: 'waiting' | 'done' | 'failed';
  total: number;
  done: number;
  code: string | null;
  createdAt: string;
  count: number;
};

/** Who made it and who stands above the person see all of it, a receiver what they got. */
const seesAll = (ctx: Ctx) =>
  sql<boolean>`(h.actor_id = ${ctx.actor.id} or (h.person_id <> ${ctx.actor.id} and ${lineSeesRow(ctx.actor, 'h.person_id')}))`;
const seen = (ctx: Ctx) => sql<boolean>`(${seesAll(ctx)} or exists (
  select 1 from handover_items r where r.handover_id = h.id and r.receiver_id = ${ctx.actor.id}))`;

const columns = (ctx: Ctx) => sql`
  h.id, h.departed, h.state, h.total, h.done, h.code, h.created_at as "createdAt",
  json_build_object('id', p.id, 'name', p.name, 'post', p.post) as person,
  json_build_object('id', a.id, 'name', a.name, 'post', a.post) as actor,
  (select count(*) from handover_items i where i.handover_id = h.id
    and (${seesAll(ctx)} or i.receiver_id = ${ctx.actor.id})) as count`;
const tables = sql`handovers h join users p on p.id = h.person_id join users a on a.id = h.actor_id`;

export async function listHandovers(ctx: Ctx, query: { cursor?: string; limit: number }) {
  const before = decodeCursor(query.cursor, z.uuid());
  const { rows } = await sql<Summary>`
    select ${columns(ctx)} from ${tables}
    where ${seen(ctx)} and ${before ? sql`h.id < ${before}::uuid` : sql`true`}
    order by h.id desc limit ${query.limit + 1}
  `.execute(ctx.db);
  return toPage(rows, query.limit, (row) => row.id);
}

type Item = { kind: HoldingKind; id: string; title: string | null; receiver: PersonRef };

/** Names are those of today, and only of what the reader still sees. Throws `common.notFound`. */
export async function getHandover(ctx: Ctx, id: string) {
  const { rows } = await sql<Summary & { whole: boolean }>`
    select ${columns(ctx)}, ${seesAll(ctx)} as whole from ${tables} where h.id = ${id} and ${seen(ctx)}
  `.execute(ctx.db);
  const [found] = rows;
  ensure(found, 'common.notFound');
  const { whole, ...summary } = found;
  const { rows: items } = await sql<Item>`
    select i.kind, i.item_id as id, json_build_object('id', r.id, 'name', r.name, 'post', r.post) as receiver,
      case
        when i.kind in ('customers', 'teamPlaces') then (
          select c.name from customers c where c.id = i.item_id and ${customerSeenRow(ctx.actor, 'c.id')})
        when i.kind in ('items', 'evaluations') then (
          select p.title from plan_items p where p.id = i.item_id and ${lineSeesRow(ctx.actor, 'p.owner_id')})
        when i.kind = 'requests' then (
          select u.name from team_requests r join customers c on c.id = r.customer_id join users u on u.id = r.asker_id
          where r.id = i.item_id and ${lineSeesRow(ctx.actor, 'c.owner_id')})
        when i.kind = 'weeks' then (
          select u.name || ' ' || w.week from plan_weeks w join users u on u.id = w.owner_id
          where w.id = i.item_id and ${lineSeesRow(ctx.actor, 'w.owner_id')})
        when i.kind = 'workflowTasks' then (
          select d.name || ' ' || w.number from workflow_tasks t join workflow_instances w on w.id = t.instance_id
          join workflow_definitions d on d.id = w.definition_id where t.id = i.item_id)
        when i.kind = 'workflows' then (select d.name from workflow_definitions d where d.id = i.item_id)
        when i.kind = 'subordinates' then (select u.name from users u where u.id = i.item_id)
        when i.kind = 'pools' then (select p.name from pools p where p.id = i.item_id)
      end as title
    from handover_items i join users r on r.id = i.receiver_id
    where i.handover_id = ${id} and ${whole ? sql`true` : sql`i.receiver_id = ${ctx.actor.id}`}
    order by i.kind, i.item_id limit 2000
  `.execute(ctx.db);
  // Ids of what may not be seen are nobody's business.
  return { ...summary, items: items.filter((item) => item.title !== null) };
}
