import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import { day } from '../../../contract/base.ts';
import type { ItemState, PlanItem, PlanWeek } from '../../../contract/plans.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { customerSeenRow, lineSeesRow } from '../../platform/scope.ts';
import { addDays } from '../../platform/time.ts';
import { personJson, readItems } from './plans.item.reads.ts';
import type { WeekFacts } from './plans.policy.ts';
import { weekCan } from './plans.policy.ts';

const dayKey = z.tuple([day, z.uuid()]);
export const itemKey = (item: PlanItem) => [item.day, item.id];

export type ItemsQuery = {
  cursor?: string;
  limit: number;
  ownerId?: string;
  customerId?: string;
  state?: ItemState;
  from?: string;
  to?: string;
};

/** Conditions over plan_items that every list of items shares. */
export function afterKey(cursor: string | undefined): RawBuilder<unknown> {
  const after = decodeCursor(cursor, dayKey);
  return after ? sql`(day, id) > (${after[0]}::date, ${after[1]}::uuid)` : sql`true`;
}

/** Up to this many people are read one by one from the index of the owner; more are filtered along the index of days. */
const fewPeople = 300;

export async function listItems(db: Db, actor: Actor, query: ItemsQuery) {
  const conditions = [afterKey(query.cursor)];
  if (query.state) conditions.push(sql`state = ${query.state}`);
  if (query.from) conditions.push(sql`day >= ${query.from}::date`);
  if (query.to) conditions.push(sql`day <= ${query.to}::date`);
  if (query.customerId) {
    // A customer that may not be seen has no items, just as an unknown one.
    conditions.push(sql`customer_id = ${query.customerId} and ${customerSeenRow(actor, 'plan_items.customer_id')}`);
  }
  const where = sql.join(conditions, sql` and `);
  const limit = query.limit + 1;
  const items = await readItems(db, actor, pickFor(actor, query, where, limit));
  return toPage(items, query.limit, itemKey);
}

function pickFor(actor: Actor, query: ItemsQuery, where: RawBuilder<unknown>, limit: number): RawBuilder<unknown> {
  const page = sql`order by day, id limit ${limit}`;
  const seen = lineSeesRow(actor, 'plan_items.owner_id');
  if (query.ownerId)
    return sql`select * from plan_items where owner_id = ${query.ownerId} and ${seen} and ${where} ${page}`;
  if (query.customerId || actor.everyone || actor.line.size > fewPeople) {
    return sql`select * from plan_items where ${seen} and ${where} ${page}`;
  }
  return sql`
    select own.* from unnest(${[...actor.line]}::uuid[]) as person(id)
    cross join lateral (select * from plan_items where owner_id = person.id and ${where} ${page}) own ${page}`;
}

type WeekRow = Omit<PlanWeek, 'items' | 'can'> & Pick<WeekFacts, 'hasSupervisor'>;

/** The week of a person on the actor's line; a week that nobody touched yet is a draft of version 0. */
export async function readWeek(db: Db, actor: Actor, personId: string, monday: string): Promise<PlanWeek> {
  const { rows } = await sql<WeekRow>`
    select ${personJson('u')} as owner, ${monday}::date as week, coalesce(w.state, 'draft') as state,
      w.submitted_at as "submittedAt", w.decided_at as "decidedAt",
      case when d.id is null then null else ${personJson('d')} end as "decidedBy",
      w.advice, coalesce(w.version, 0) as version, ${hasSupervisor('u.id')} as "hasSupervisor"
    from users u
    left join plan_weeks w on w.owner_id = u.id and w.week = ${monday}::date
    left join users d on d.id = w.decided_by
    where u.id = ${personId} and ${lineSeesRow(actor, 'u.id')}
  `.execute(db);
  const row = rows[0];
  ensure(row, 'common.notFound');
  const picked = sql`
    select * from plan_items
    where owner_id = ${personId} and day between ${monday}::date and ${addDays(monday, 6)}::date and state <> 'cancelled'`;
  const items = await readItems(db, actor, picked, sql`i.day, i.start_time nulls last, i.id`);
  const { hasSupervisor: supervised, ...week } = row;
  const open = items.filter((item) => item.state === 'open').length;
  const can = weekCan(actor, { ownerId: personId, state: week.state, open, hasSupervisor: supervised });
  return { ...week, items, can };
}

/** Whether somebody active stands above the person. */
const hasSupervisor = (personId: string) => sql<boolean>`exists (
  select 1 from reporting_line l join users s on s.id = l.ancestor_id
  where l.descendant_id = ${sql.ref(personId)} and l.depth > 0 and s.active)`;
