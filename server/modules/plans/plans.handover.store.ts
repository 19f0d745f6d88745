import { sql } from 'kysely';
import type { Db } from '../../platform/db/db.ts';
import type { Held } from '../../platform/holdings.ts';

/** Open items; those of a month that is closed are history by now and stay. */
export async function openItems(db: Db, personId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select i.id, i.title, i.version, i.customer_id as "customerId", null as "segmentId", null as "regionId"
    from plan_items i
    where i.owner_id = ${personId} and i.state = 'open'
      and not exists (select 1 from closed_months m where m.month = date_trunc('month', i.day)::date)
    order by i.id
  `.execute(db);
  return rows;
}

/** Those whose work waits for the person, each by the direct subordinate with whom they pass to somebody else. */
const reportsBy = (personId: string) => sql`
  reports (id, via, active) as (
    select id, id, active from users where supervisor_id = ${personId}
    union all
    select u.id, r.via, u.active from reports r join users u on u.supervisor_id = r.id where not r.active
  )`;

/** Completed items of subordinates that wait for the person's evaluation. */
export async function itemsToEvaluate(db: Db, personId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    with recursive ${reportsBy(personId)}
    select i.id, i.title, i.version, i.customer_id as "customerId", null as "segmentId", null as "regionId",
      r.via as "boundTo"
    from reports r join plan_items i on i.owner_id = r.id
    where i.state = 'completed'
      and not exists (select 1 from closed_months m where m.month = date_trunc('month', i.day)::date)
    order by i.id
  `.execute(db);
  return rows;
}

/** Weeks that subordinates have handed in and that wait for the person's answer. */
export async function weeksToAnswer(db: Db, personId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    with recursive ${reportsBy(personId)}
    select w.id, u.name || ' ' || w.week as title, w.version, null as "customerId", null as "segmentId",
      null as "regionId", r.via as "boundTo"
    from reports r join plan_weeks w on w.owner_id = r.id join users u on u.id = r.id
    where w.state = 'submitted' order by w.id
  `.execute(db);
  return rows;
}

export const passesWithItsOwner = (): Promise<void> => Promise.resolve();

type Counted = 'unanswered' | 'submittedWeeks' | 'adviceToAnswer' | 'assigned';

const counted = {
  unanswered: sql`plan_items where state = 'completed' and owner_id`,
  submittedWeeks: sql`plan_weeks where state = 'submitted' and owner_id`,
  adviceToAnswer: sql`plan_items where advice_since is not null and owner_id`,
  // Of people below: whoever may ask what the person holds sees those as well.
  assigned: sql`plan_items i where i.state = 'open' and exists (
    select from reporting_line l where l.ancestor_id = i.assigned_by and l.descendant_id = i.owner_id
  ) and i.assigned_by`,
} satisfies Record<Counted, unknown>;

/** How many of these the person has. */
export async function countOf(db: Db, kind: Counted, personId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${counted[kind]} = ${personId}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
