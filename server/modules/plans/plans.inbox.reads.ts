import { sql } from 'kysely';
import { z } from 'zod';
import { instant } from '../../../contract/base.ts';
import type { InboxEntry, PlanItemDetail } from '../../../contract/plans.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/db.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import type { WorkCalendar } from '../../platform/time.ts';
import { dayOf, workingDaysBetween } from '../../platform/time.ts';
import { companyOf, workCalendar } from '../org/index.ts';
import { inClosedMonth, personJson, readItemDetails } from './plans.item.reads.ts';
import { reportsOf } from './plans.reports.reads.ts';

const waitingKey = z.tuple([instant, z.uuid()]);

type WaitingRow = { id: string; kind: InboxEntry['kind']; since: string; week: InboxEntry['week'] };

export type InboxQuery = { cursor?: string; limit: number; now: Date };

/**
 * What waits for the caller: completed items and submitted weeks of those whom they have to answer, longest first.
 * An item of a closed month cannot be evaluated any more and waits no longer.
 */
export async function readInbox(db: Db, actor: Actor, query: InboxQuery) {
  const rows = await waitingRows(db, actor, query);
  const oldest = rows[0]?.since ?? query.now.toISOString();
  const { timeZone } = await companyOf(db);
  const today = dayOf(query.now, timeZone);
  const [calendar, items] = await Promise.all([
    workCalendar(db, dayOf(oldest, timeZone), today),
    waitingItems(db, actor, rows),
  ]);
  const { items: page, nextCursor } = toPage(rows, query.limit, (row) => [row.since, row.id]);
  const waited = (since: string) => workingDays(since, today, timeZone, calendar);
  return { items: page.map((row) => toEntry(row, items, waited(row.since))), nextCursor };
}

async function waitingRows(db: Db, actor: Actor, query: InboxQuery): Promise<WaitingRow[]> {
  const after = decodeCursor(query.cursor, waitingKey);
  const start = after ? sql`where (since, id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``;
  const { rows } = await sql<WaitingRow>`
    with recursive ${reportsOf(sql`select ${actor.id}::uuid`)},
    waiting (id, kind, since, week) as (
      select i.id, 'evaluate', i.completed_at, null::json
      from plan_items i
      where i.state = 'completed' and i.owner_id in (select id from reports) and not ${inClosedMonth('i.day')}
      union all
      select w.id, 'approveWeek', w.submitted_at, json_build_object('owner', ${personJson('o')}, 'week', w.week,
        'version', w.version, 'items', (select count(*) from plan_items i
          where i.owner_id = w.owner_id and i.day between w.week and w.week + 6 and i.state <> 'cancelled'))
      from plan_weeks w join users o on o.id = w.owner_id
      where w.state = 'submitted' and w.owner_id in (select id from reports)
    )
    select * from waiting ${start} order by since, id limit ${query.limit + 1}
  `.execute(db);
  return rows;
}

async function waitingItems(db: Db, actor: Actor, rows: readonly WaitingRow[]): Promise<Map<string, PlanItemDetail>> {
  const ids = rows.filter((row) => row.kind === 'evaluate').map((row) => row.id);
  if (ids.length === 0) return new Map();
  const items = await readItemDetails(db, actor, sql`select * from plan_items where id = any(${ids}::uuid[])`);
  return new Map(items.map((item) => [item.id, item]));
}

function toEntry(row: WaitingRow, items: Map<string, PlanItemDetail>, workingDays: number): InboxEntry {
  const { kind, since, week } = row;
  return { kind, since, workingDays, item: items.get(row.id) ?? null, week };
}

function workingDays(since: string, today: string, timeZone: string, calendar: WorkCalendar): number {
  return workingDaysBetween(dayOf(since, timeZone), today, calendar);
}
