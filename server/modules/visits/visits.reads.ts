import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import { day } from '../../../contract/base.ts';
import type { Visit, VisitRow } from '../../../contract/visits.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/db.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { customerSeenRow, lineSeesRow, visitSeenRow } from '../../platform/scope.ts';
import { visitCan } from './visits.policy.ts';

/** The items around a visit are read by the line of whose they are, by now perhaps somebody else than the visit's maker. */
const itemSeen = (actor: Actor, column: string) =>
  sql`(select i.id from plan_items i where i.id = ${sql.ref(column)} and ${lineSeesRow(actor, 'i.owner_id')})`;

const rowColumns = (actor: Actor) => sql`
  v.id, json_build_object('id', o.id, 'name', o.name, 'post', o.post) as owner,
  case when c.id is null then null else json_build_object('id', c.id, 'name', c.name) end as customer,
  ${itemSeen(actor, 'v.plan_item_id')} as "planItemId", v.state, v.visited_on as "visitedOn",
  v.checked_in_at as "checkedInAt", v.recorded_at as "recordedAt", v.purpose_id as "purposeId", v.discussed, v.version`;

const tables = (actor: Actor) => sql`
  join users o on o.id = v.owner_id
  left join customers c on c.id = v.customer_id and ${customerSeenRow(actor, 'v.customer_id')}`;

/** Contacts belong to the archive: who does not see the customer does not see them here either. */
const recordColumns = (actor: Actor) => sql`
  case when v.latitude is null then null
    else json_build_object('latitude', v.latitude, 'longitude', v.longitude, 'accuracy', v.accuracy) end as place,
  v.checked_out_at as "checkedOutAt", v.needs, v.next_step as "nextStep", v.next_step_on as "nextStepOn",
  ${itemSeen(actor, 'v.next_plan_item_id')} as "nextPlanItemId",
  coalesce((
    select json_agg(json_build_object('id', k.id, 'name', k.name, 'title', k.title, 'decisionRole', k.decision_role)
      order by k.name, k.id)
    from visit_contacts vc join contacts k on k.id = vc.contact_id where vc.visit_id = v.id and c.id is not null
  ), '[]') as contacts,
  coalesce((
    select json_agg(json_build_object('competitorId', e.id, 'name', e.name, 'offer', vp.offer) order by e.name, e.id)
    from visit_competitors vp join list_entries e on e.id = vp.competitor_id where vp.visit_id = v.id
  ), '[]') as competitors,
  coalesce((
    select json_agg(json_build_object('side', m.side, 'text', m.text, 'dueOn', m.due_on,
      'planItemId', ${itemSeen(actor, 'm.plan_item_id')}) order by m.id)
    from visit_commitments m where m.visit_id = v.id
  ), '[]') as commitments,
  coalesce((
    select json_agg(json_build_object('kindId', s.kind_id, 'amount', s.amount::text, 'note', s.note) order by s.id)
    from visit_costs s where s.visit_id = v.id
  ), '[]') as costs,
  exists (select 1 from closed_months m where m.month = date_trunc('month', v.visited_on)::date) as "monthClosed"`;

/** A visit that the actor sees, or null. */
export async function findVisit(db: Db, actor: Actor, id: string): Promise<Visit | null> {
  const { rows } = await sql<Omit<Visit, 'can'> & { monthClosed: boolean }>`
    select ${rowColumns(actor)}, ${recordColumns(actor)} from visits v ${tables(actor)}
    where v.id = ${id} and ${visitSeenRow(actor, 'v.owner_id', 'v.customer_id')}
  `.execute(db);
  const [row] = rows;
  if (!row) return null;
  const { monthClosed, ...visit } = row;
  return { ...visit, can: visitCan(actor, { ownerId: row.owner.id, state: row.state, monthClosed }) };
}

export type VisitsQuery = {
  cursor?: string;
  limit: number;
  ownerId?: string;
  customerId?: string;
  state?: VisitRow['state'];
  from?: string;
  to?: string;
};

/**
 * Up to this many people: their own visits and those of each of their customers are read from two indexes. More people
 * see so much that walking the days and leaving out the rest finds a page sooner.
 */
const fewPeople = 50;

export async function listVisits(db: Db, actor: Actor, query: VisitsQuery) {
  const after = decodeCursor(query.cursor, z.tuple([day, z.uuid()]));
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (after) conditions.push(sql`(visited_on, id) < (${after[0]}::date, ${after[1]}::uuid)`);
  if (query.ownerId) conditions.push(sql`owner_id = ${query.ownerId}`);
  if (query.customerId) {
    // Which customer a visit was at is not learned by asking for one that may not be seen.
    conditions.push(sql`customer_id = ${query.customerId} and ${customerSeenRow(actor, 'visits.customer_id')}`);
  }
  if (query.state) conditions.push(sql`state = ${query.state}`);
  if (query.from) conditions.push(sql`visited_on >= ${query.from}::date`);
  if (query.to) conditions.push(sql`visited_on <= ${query.to}::date`);
  const where = sql.join(conditions, sql` and `);
  const page = sql`order by visited_on desc, id desc limit ${query.limit + 1}`;
  const narrow = !query.ownerId && !query.customerId && !actor.everyone && actor.line.size <= fewPeople;
  const picked = narrow ? pickFew(actor, where, page) : pickAlong(actor, where, page);
  const { rows } = await sql<VisitRow>`
    select ${rowColumns(actor)} from (${picked}) v ${tables(actor)} order by v.visited_on desc, v.id desc
  `.execute(db);
  return toPage(rows, query.limit, (row) => [row.visitedOn, row.id]);
}

const pickAlong = (actor: Actor, where: RawBuilder<unknown>, page: RawBuilder<unknown>) => sql`
  select * from visits where ${visitSeenRow(actor, 'visits.owner_id', 'visits.customer_id')} and ${where} ${page}`;

function pickFew(actor: Actor, where: RawBuilder<unknown>, page: RawBuilder<unknown>): RawBuilder<unknown> {
  const line = sql`${[...actor.line]}::uuid[]`;
  return sql`
    with own as (
      select own.id, own.visited_on from unnest(${line}) as person(id)
      cross join lateral (select id, visited_on from visits where owner_id = person.id and ${where} ${page}) own
    ), theirs as (
      select at.id, at.visited_on
      from (select distinct customer_id from customer_team where user_id = any(${line})) seen
      cross join lateral (
        select id, visited_on from visits where customer_id = seen.customer_id and ${where} ${page}
      ) at
    )
    select * from visits where id in (select id from (select * from own union select * from theirs) both_ways ${page})`;
}
