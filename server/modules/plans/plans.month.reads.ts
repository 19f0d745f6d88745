import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { PersonRef } from '../../../contract/base.ts';
import type { MonthFigures, monthNumbers, PlanItem } from '../../../contract/plans.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { lineSeesRow } from '../../platform/scope.ts';
import { nextMonth } from '../../platform/time.ts';
import { personJson, readItems } from './plans.item.reads.ts';
import type { MonthSums } from './plans.month.rules.ts';
import { figuresOf } from './plans.month.rules.ts';
import { afterKey, itemKey } from './plans.reads.ts';
import { reportsOf } from './plans.reports.reads.ts';

type MonthNumber = (typeof monthNumbers)[number];

/** A month as seen on a day, in SQL: its first day, that of the next one, the day, and the instant that it began at. */
export type MonthView = Record<'start' | 'end' | 'today' | 'dawn', RawBuilder<unknown>>;

export function monthView(month: string, today: string, timeZone: string): MonthView {
  return {
    start: sql`${month}::date`,
    end: sql`${nextMonth(month)}::date`,
    today: sql`${today}::date`,
    dawn: sql`(${today}::timestamp at time zone ${timeZone})`,
  };
}

/**
 * What each number counts, over the alias `i` of plan_items, among the items whose day is in the month. The numbers
 * and the rows behind them are made from these same conditions.
 */
function countedAs(number: MonthNumber, view: MonthView): RawBuilder<unknown> {
  switch (number) {
    case 'items':
      return sql`i.state <> 'cancelled'`;
    case 'due':
      return sql`(i.state <> 'cancelled' and i.day <= ${view.today})`;
    case 'completed':
      return sql`(i.state in ('completed', 'evaluated') and i.day <= ${view.today})`;
    case 'onTime':
      return sql`(${countedAs('completed', view)} and i.on_time)`;
    case 'evaluated':
      return sql`i.state = 'evaluated'`;
    case 'unanswered':
      // Of the people whom this person has to answer; what was completed today has not waited yet.
      return sql`(i.state = 'completed' and i.completed_at < ${view.dawn})`;
  }
}

const dayInMonth = (view: MonthView) => sql`i.day >= ${view.start} and i.day < ${view.end}`;

export type FiguresRow = { month: string; person: PersonRef; closed: boolean } & MonthSums;

/** The figures of the people that `people` selects (ids, names, posts), by name. */
export function monthQuery(people: RawBuilder<unknown>, view: MonthView): RawBuilder<FiguresRow> {
  const count = (number: MonthNumber) => sql`count(*) filter (where ${countedAs(number, view)})`;
  return sql<FiguresRow>`
    with recursive people as (${people}),
    sums as (
      select i.owner_id, ${count('items')} as items, ${count('due')} as due, ${count('completed')} as completed,
        ${count('onTime')} as on_time, ${count('evaluated')} as evaluated,
        sum(i.score * i.importance) filter (where ${countedAs('evaluated', view)}) as weighted,
        sum(i.importance) filter (where ${countedAs('evaluated', view)}) as weights
      from plan_items i where i.owner_id in (select id from people) and ${dayInMonth(view)}
      group by i.owner_id
    ),
    ${reportsOf(sql`select id from people`)},
    waiting as (
      select r.boss_id, sum(n.waiting) as unanswered
      from reports r cross join lateral (
        select count(*) as waiting from plan_items i
        where i.owner_id = r.id and ${dayInMonth(view)} and ${countedAs('unanswered', view)}
      ) n
      group by r.boss_id
    )
    select ${view.start} as month, ${personJson('p')} as person,
      exists (select 1 from closed_months where month = ${view.start}) as closed,
      coalesce(s.items, 0) as items, coalesce(s.due, 0) as due, coalesce(s.completed, 0) as completed,
      coalesce(s.on_time, 0) as "onTime", coalesce(s.evaluated, 0) as evaluated,
      coalesce(w.unanswered, 0)::integer as unanswered,
      coalesce(s.weighted, 0)::float8 as "weightedScores", coalesce(s.weights, 0) as weights
    from people p left join sums s on s.owner_id = p.id left join waiting w on w.boss_id = p.id
    order by p.name, p.id`;
}

export function toFigures(row: FiguresRow): MonthFigures {
  const { month, person, closed, ...sums } = row;
  return { month, closed, person, ...figuresOf(sums) };
}

export async function readMonth(db: Db, actor: Actor, personId: string, view: MonthView): Promise<MonthFigures> {
  const people = sql`select id, name, post from users where id = ${personId} and ${lineSeesRow(actor, 'users.id')}`;
  const { rows } = await monthQuery(people, view).execute(db);
  ensure(rows[0], 'common.notFound');
  return toFigures(rows[0]);
}

const nameKey = z.tuple([z.string().max(200), z.uuid()]);

/** The caller and everyone below who was there in the month, by name. */
export async function readMonths(db: Db, actor: Actor, view: MonthView, page: { cursor?: string; limit: number }) {
  const after = decodeCursor(page.cursor, nameKey);
  const start = after ? sql`and (u.name, u.id) > (${after[0]}, ${after[1]}::uuid)` : sql``;
  const people = sql`
    select u.id, u.name, u.post from reporting_line l join users u on u.id = l.descendant_id
    where l.ancestor_id = ${actor.id} and (u.active or u.departed_on >= ${view.start}) ${start}
    order by u.name, u.id limit ${page.limit + 1}`;
  const { rows } = await monthQuery(people, view).execute(db);
  const figures = rows.map(toFigures);
  return toPage(figures, page.limit, ({ person }) => [person.name, person.id]);
}

type RowsQuery = { personId: string; number: MonthNumber; cursor?: string; limit: number };

/** The items behind one number, as many as it says. */
export async function readMonthRows(db: Db, actor: Actor, view: MonthView, query: RowsQuery) {
  const person = sql`select id from users where id = ${query.personId} and ${lineSeesRow(actor, 'users.id')}`;
  const { rows } = await person.execute(db);
  ensure(rows[0], 'common.notFound');
  const owners = query.number === 'unanswered' ? sql`select id from reports` : sql`select ${query.personId}::uuid`;
  const picked = sql`
    with recursive ${reportsOf(sql`select ${query.personId}::uuid`)}
    select i.* from plan_items i
    where i.owner_id in (${owners}) and ${dayInMonth(view)} and ${countedAs(query.number, view)}
      and ${lineSeesRow(actor, 'i.owner_id')} and ${afterKey(query.cursor)}
    order by i.day, i.id limit ${query.limit + 1}`;
  const items: PlanItem[] = await readItems(db, actor, picked);
  return toPage(items, query.limit, itemKey);
}
