import { sql } from 'kysely';
import { z } from 'zod';
import type { ChannelLink, GroupNode } from '../../../contract/channel.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import { ensure } from '../../platform/errors.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { customerSeenRow, customerWrittenRow, lineSeesRow } from '../../platform/scope.ts';
import { addDays } from '../../platform/time.ts';
import { todayOf } from '../org/index.ts';
import { seenCustomers } from './customers.store.ts';

const mostNodes = 200;
const mostLevels = 50;
const visitDays = 90;

/**
 * The group around a customer: up to the highest company that is reached without meeting one that the actor does not
 * see, and from there down the same way. What is hidden is absent, with all that is reached only through it. Throws
 * `common.notFound`.
 */
export async function groupOf(ctx: Ctx, id: string) {
  const since = addDays(await todayOf(ctx.db, ctx.now()), -visitDays);
  const { rows } = await sql<GroupNode>`
    with recursive up as (
      select c.id, c.parent_id, 0 as level from customers c where c.id = ${id} and ${customerSeenRow(ctx.actor, 'c.id')}
      union all
      select p.id, p.parent_id, up.level + 1 from up join customers p on p.id = up.parent_id
      where up.level < ${mostLevels} and ${customerSeenRow(ctx.actor, 'p.id')}
    ), down as (
      select head.id, null::uuid as parent_id, 0 as level from (select id from up order by level desc limit 1) head
      union all
      select s.id, s.parent_id, down.level + 1 from down join customers s on s.parent_id = down.id
      where down.level < ${mostLevels} and ${customerSeenRow(ctx.actor, 's.id')}
    )
    select c.id, c.name, n.parent_id as "parentId",
      (select count(*) from contacts k where k.customer_id = c.id and k.left_on is null) as contacts,
      (
        select count(*) from visits v
        where v.customer_id = c.id and v.state = 'recorded' and v.visited_on > ${since}
      ) as visits,
      (
        select count(*) from plan_items i
        where i.customer_id = c.id and i.state = 'open' and ${lineSeesRow(ctx.actor, 'i.owner_id')}
      ) as "planItems"
    from (select * from down order by level, id limit ${mostNodes + 1}) n join customers c on c.id = n.id
    order by n.level, c.name, c.id
  `.execute(ctx.db);
  ensure(rows[0], 'common.notFound');
  const nodes = rows.slice(0, mostNodes);
  const sum = (figure: 'contacts' | 'visits' | 'planItems') => nodes.reduce((total, one) => total + one[figure], 0);
  return {
    nodes,
    totals: { contacts: sum('contacts'), visits: sum('visits'), planItems: sum('planItems') },
    more: rows.length > mostNodes,
  };
}

const bothSeen = (actor: Actor, link: string) =>
  sql`${customerSeenRow(actor, `${link}.distributor_id`)} and ${customerSeenRow(actor, `${link}.customer_id`)}`;

/** A link `l` whose both ends the actor sees, with the others that are in its way. */
const linkColumns = (actor: Actor) => sql`
  l.id, json_build_object('id', d.id, 'name', d.name) as distributor,
  json_build_object('id', c.id, 'name', c.name) as customer,
  case when r.id is not null then json_build_object('id', r.id, 'name', r.name) end as region,
  l.product, l.from_on as "fromOn", l.until_on as "untilOn", l.version,
  coalesce((
    select json_agg(json_build_object('id', o.id, 'distributor', json_build_object('id', od.id, 'name', od.name))
      order by o.from_on desc, o.id)
    from channel_links o join customers od on od.id = o.distributor_id
    where o.customer_id = l.customer_id and o.distributor_id <> l.distributor_id
      and (o.region_id is null or l.region_id is null or o.region_id = l.region_id)
      and daterange(o.from_on, o.until_on, '[]') && daterange(l.from_on, l.until_on, '[]')
      and ${bothSeen(actor, 'o')}
  ), '[]') as overlaps,
  json_build_object('change',
    ${customerWrittenRow(actor, 'l.distributor_id')} or ${customerWrittenRow(actor, 'l.customer_id')}) as can`;

const linkJoins = sql`
  join customers d on d.id = l.distributor_id
  join customers c on c.id = l.customer_id
  left join list_entries r on r.id = l.region_id`;

/** Throws `common.notFound`, also when one of the ends may not be seen. */
export async function getLink(ctx: Ctx, id: string): Promise<ChannelLink> {
  const { rows } = await sql<ChannelLink>`
    select ${linkColumns(ctx.actor)} from channel_links l ${linkJoins}
    where l.id = ${id} and ${bothSeen(ctx.actor, 'l')}
  `.execute(ctx.db);
  ensure(rows[0], 'common.notFound');
  return rows[0];
}

/** Links of a customer on either side whose other end the actor sees as well. */
export async function listLinks(ctx: Ctx, query: { id: string; cursor?: string; limit: number }) {
  const [customer] = await seenCustomers(ctx.db, ctx.actor, [query.id]);
  ensure(customer, 'common.notFound');
  const after = decodeCursor(query.cursor, z.tuple([z.iso.date(), z.uuid()]));
  const beyond = after ? sql`and (l.from_on, l.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql``;
  const side = (column: string, other: string) => sql`(
    select l.id, l.from_on from channel_links l
    where ${sql.ref(`l.${column}`)} = ${query.id} and ${customerSeenRow(ctx.actor, `l.${other}`)} ${beyond}
    order by l.from_on desc, l.id desc limit ${query.limit + 1}
  )`;
  const { rows } = await sql<ChannelLink>`
    select ${linkColumns(ctx.actor)}
    from (
      ${side('distributor_id', 'customer_id')} union all ${side('customer_id', 'distributor_id')}
      order by from_on desc, id desc limit ${query.limit + 1}
    ) page
    join channel_links l on l.id = page.id ${linkJoins}
    order by l.from_on desc, l.id desc
  `.execute(ctx.db);
  return toPage(rows, query.limit, (row) => [row.fromOn, row.id]);
}
