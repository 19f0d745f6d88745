import { sql } from 'kysely';
import type { PersonRef } from '../../../contract/base.ts';
import type { MonthFigures, PlanItem, PlanItemDetail } from '../../../contract/plans.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { inClosedMonth, personJson, readItemDetails } from './plans.item.reads.ts';
import type { FiguresRow, MonthView } from './plans.month.reads.ts';
import { monthQuery, toFigures } from './plans.month.reads.ts';
import type { WeekState } from './plans.policy.ts';
import { reportsOf } from './plans.reports.reads.ts';

/** The company's local day, worked out where it is used, so that nothing has to be asked first. */
const clock = (now: Date) => sql`
  clock (today, time_zone) as materialized (
    select (${now.toISOString()}::timestamptz at time zone time_zone)::date, time_zone from company
  )`;
const today = sql`(select today from clock)`;

const thisMonth: MonthView = {
  start: sql`(select date_trunc('month', today)::date from clock)`,
  end: sql`(select (date_trunc('month', today) + interval '1 month')::date from clock)`,
  today,
  dawn: sql`(select today::timestamp at time zone time_zone from clock)`,
};

const mostItems = 50;
const mostAnswers = 20;
const mostPeople = 20;

type Tasks = { visits: PlanItem[]; due: PlanItem[]; overdue: PlanItem[]; answers: PlanItemDetail[] };

/**
 * The caller's open items of today and before, and the evaluations with advice that they have not answered. What was
 * not done in a month that is closed by now is no task any more.
 */
export async function readTasks(db: Db, actor: Actor, now: Date): Promise<Tasks> {
  const picked = sql`
    with ${clock(now)},
    late as (
      select * from plan_items
      where owner_id = ${actor.id} and state = 'open' and day < ${today} and not ${inClosedMonth('plan_items.day')}
      order by day, id limit ${mostItems}
    ),
    current as (
      select * from plan_items where owner_id = ${actor.id} and state = 'open' and day = ${today} limit ${mostItems * 2}
    ),
    advised as (
      select * from plan_items where owner_id = ${actor.id} and advice_since is not null
      order by advice_since desc limit ${mostAnswers}
    )
    select *, 'overdue' as part, null::timestamptz as newest from late
    union all select *, case activity when 'visit' then 'visits' else 'due' end, null from current
    union all select *, 'answers', advice_since from advised`;
  const by = sql`i.newest desc nulls last, i.day, i.start_time nulls last, i.importance desc, i.id`;
  const rows = await readItemDetails(db, actor, picked, by, [sql<{ part: keyof Tasks }>`i.part`]);
  const detailed = (name: keyof Tasks) => rows.filter((row) => row.part === name).map(({ part, ...item }) => item);
  const plain = (name: keyof Tasks) =>
    detailed(name).map(({ proofs, evaluations, replies, ...item }): PlanItem => item);
  return { visits: plain('visits'), due: plain('due'), overdue: plain('overdue'), answers: detailed('answers') };
}

export type Standing = {
  today: string;
  week: { week: string; state: WeekState; items: number; completed: number };
  month: MonthFigures;
  waiting: { evaluations: number; weeks: number; oldest: string | null } | null;
  team: { person: PersonRef; overdue: number; waiting: number }[];
};

/** Where the caller stands this week and month, and what their people need of them. */
export async function readStanding(db: Db, actor: Actor, now: Date): Promise<Standing> {
  const self = sql`select id, name, post from users where id = ${actor.id}`;
  const { rows } = await sql<Omit<Standing, 'month'> & { month: FiguresRow }>`
    with recursive ${clock(now)}, ${reportsOf(sql`select ${actor.id}::uuid`)}
    select c.today, (select row_to_json(m) from (${monthQuery(self, thisMonth)}) m) as month,
      json_build_object('week', w.monday, 'state', coalesce(w.state, 'draft'), 'items', w.items, 'completed', w.completed) as week,
      ${waitingJson} as waiting, ${teamJson} as team
    from clock c cross join lateral (
      select d.monday, pw.state, count(i.id) as items,
        count(i.id) filter (where i.state in ('completed', 'evaluated')) as completed
      from (select c.today - (extract(isodow from c.today)::integer - 1) as monday) d
      left join plan_weeks pw on pw.owner_id = ${actor.id} and pw.week = d.monday
      left join plan_items i on i.owner_id = ${actor.id} and i.day between d.monday and d.monday + 6
        and i.state <> 'cancelled'
      group by d.monday, pw.state
    ) w
  `.execute(db);
  const [row] = rows;
  ensure(row, 'common.internal');
  return { ...row, month: toFigures(row.month) };
}

/** Null for who has nobody to answer. */
const waitingJson = sql`(
  select json_build_object(
    'evaluations', e.count, 'weeks', k.count,
    'oldest', to_char(least(e.oldest, k.oldest) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  from (
    select count(*) as count, min(i.completed_at) as oldest from plan_items i
    where i.state = 'completed' and i.owner_id in (select id from reports) and not ${inClosedMonth('i.day')}
  ) e cross join (
    select count(*) as count, min(submitted_at) as oldest from plan_weeks
    where state = 'submitted' and owner_id in (select id from reports)
  ) k
  where exists (select 1 from reports)
)`;

const teamJson = sql`(
  select coalesce(json_agg(json_build_object('person', ${personJson('t')}, 'overdue', t.overdue, 'waiting', t.waiting)
    order by t.overdue desc, t.name, t.id), '[]')
  from (
    select u.id, u.name, u.post, n.overdue, n.waiting
    from reports r join users u on u.id = r.id
    cross join lateral (
      select count(*) filter (where i.state = 'open' and i.day < ${today}) as overdue,
        count(*) filter (where i.state = 'completed') as waiting
      from plan_items i
      where i.owner_id = u.id and i.state in ('open', 'completed') and not ${inClosedMonth('i.day')}
    ) n
    where r.active and n.overdue > 0
    order by n.overdue desc, u.name, u.id limit ${mostPeople}
  ) t
)`;
