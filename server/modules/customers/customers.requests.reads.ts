import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { TeamPlace } from '../../../contract/customers.ts';
import type { AskedRequest, WaitingRequest } from '../../../contract/team.ts';
import type { Ctx } from '../../platform/context.ts';
import { ensure } from '../../platform/errors.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { isShortLine } from '../../platform/reach.costs.ts';
import { customerSeenRow, customerWrittenRow, lineSees, lineSeesRow } from '../../platform/scope.ts';
import * as policy from './customers.policy.ts';

/** A colleague `person` with the name of their department. */
export const colleagueJson = (person: string): RawBuilder<unknown> => sql`
  json_build_object('id', ${sql.ref(`${person}.id`)}, 'name', ${sql.ref(`${person}.name`)},
    'post', ${sql.ref(`${person}.post`)},
    'department', (select d.name from departments d where d.id = ${sql.ref(`${person}.department_id`)}))`;

const placeJson = sql`
  json_build_object('person', json_build_object('id', u.id, 'name', u.name, 'post', u.post), 'role', t.role,
    'access', t.access, 'fromOn', t.from_on, 'untilOn', t.until_on)`;

const shownPast = 100;
const shownRequests = 100;

type Team = { held: TeamPlace[]; planned: TeamPlace[]; past: TeamPlace[]; ownerId: string; written: boolean };

/** Throws `common.notFound`, also for a customer that the actor may not see. */
export async function teamOf(ctx: Ctx, id: string) {
  const places = (planned: boolean, order: RawBuilder<unknown>, limit: number) => sql`coalesce((
    select json_agg(${placeJson} order by ${order})
    from (
      select * from team_places t where t.customer_id = c.id and t.planned = ${planned}
      order by ${order} limit ${limit}
    ) t
    join users u on u.id = t.user_id
  ), '[]')`;
  const { rows } = await sql<Team>`
    select c.owner_id as "ownerId", ${customerWrittenRow(ctx.actor, 'c.id')} as written,
      (
        select json_agg(${placeJson} order by t.role <> 'owner', t.created_at, u.name)
        from customer_team t join users u on u.id = t.user_id where t.customer_id = c.id
      ) as held,
      ${places(true, sql`t.from_on, t.id`, shownPast)} as planned,
      ${places(false, sql`t.until_on desc, t.id`, shownPast)} as past
    from customers c where c.id = ${id} and ${customerSeenRow(ctx.actor, 'c.id')}
  `.execute(ctx.db);
  const [found] = rows;
  ensure(found, 'common.notFound');
  const { ownerId, written, ...team } = found;
  const change = policy.changeTeam(ctx.actor, { ownerId });
  const requests = change ? await waitingAt(ctx, sql`r.customer_id = ${id}`, null, shownRequests) : [];
  const ask = !written && !team.held.some((place) => place.person.id === ctx.actor.id && place.access === 'write');
  return { ...team, requests, can: { change, ask } };
}

const shortLine = 10_000;

/** Requests at customers whose owner stands on the actor's line, newest first. */
async function waitingAt(
  ctx: Ctx,
  condition: RawBuilder<unknown>,
  before: string | null,
  limit: number,
): Promise<WaitingRequest[]> {
  // Few customers are gone through for their requests; for many, the requests are, asking each.
  const scope = (await isShortLine(ctx.db, ctx.actor, shortLine)) ? lineSees : lineSeesRow;
  const { rows } = await sql<WaitingRequest>`
    select r.id, json_build_object('id', c.id, 'name', c.name) as customer, ${colleagueJson('u')} as asker, r.note,
      r.created_at as "createdAt", r.version
    from team_requests r
    join customers c on c.id = r.customer_id
    join users u on u.id = r.asker_id
    where r.state = 'pending' and ${condition} and ${scope(ctx.actor, 'c.owner_id')}
      and ${before ? sql`r.id < ${before}::uuid` : sql`true`}
    order by r.id desc limit ${limit}
  `.execute(ctx.db);
  return rows;
}

type PageQuery = { cursor?: string; limit: number };

export async function listWaiting(ctx: Ctx, query: PageQuery) {
  const before = decodeCursor(query.cursor, z.uuid());
  const rows = await waitingAt(ctx, sql`r.customer_id is not null`, before, query.limit + 1);
  return toPage(rows, query.limit, (row) => row.id);
}

export async function listAsked(ctx: Ctx, query: PageQuery) {
  const before = decodeCursor(query.cursor, z.uuid());
  const { rows } = await sql<AskedRequest>`
    select r.id, r.asked_for as "askedFor", case when o.id is not null then ${colleagueJson('o')} end as owner,
      case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end as customer,
      r.note, r.state, r.answer, r.created_at as "createdAt", r.answered_at as "answeredAt", r.version
    from team_requests r
    left join users o on o.id = r.told_owner_id
    left join customers c on c.id = r.customer_id and ${customerSeenRow(ctx.actor, 'r.customer_id')}
    where r.asker_id = ${ctx.actor.id} and ${before ? sql`r.id < ${before}::uuid` : sql`true`}
    order by r.id desc limit ${query.limit + 1}
  `.execute(ctx.db);
  return toPage(rows, query.limit, (row) => row.id);
}

const countedUpTo = 100;

/** Requests that wait at the actor's own customers. */
export async function countWaiting(ctx: Ctx): Promise<{ count: number }> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from team_requests r join customers c on c.id = r.customer_id
      where r.state = 'pending' and c.owner_id = ${ctx.actor.id} limit ${countedUpTo}
    ) as counted
  `.execute(ctx.db);
  return { count: rows[0]?.count ?? 0 };
}
