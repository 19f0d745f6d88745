import { sql } from 'kysely';
import { z } from 'zod';
import { follow } from '../../platform/jobs.ts';
import type { Runtime } from '../../platform/runtime.ts';

const changed = z.object({ changes: z.array(z.object({ field: z.string() })) });
const atOnce = 5_000;

/** When the cycle of a segment changes, the days of its archives are told anew; those that are put off stay so. */
const retell = follow('customers.retellDue', ['segment.updated'], async (runtime, event) => {
  const { changes } = changed.parse(event.data);
  if (!changes.some((change) => change.field === 'cycleDays')) return;
  for (let after: string | null = null; ; ) {
    const last: string | null = await retellBatch(runtime, event.subject.id, after);
    if (last === null) return;
    after = last;
  }
});

/** Answers the last id that was looked at; null at the end. */
async function retellBatch({ kysely }: Runtime, segmentId: string, after: string | null): Promise<string | null> {
  const { rows } = await sql<{ last: string | null }>`
    with looked as (
      select id from customers where ${after === null ? sql`true` : sql`id > ${after}::uuid`} order by id limit ${atOnce}
    ), due as (
      select c.id, greatest(
        archive_due(c.archive_updated_at, c.segment_id),
        (select s.until::timestamp at time zone company.time_zone from archive_snoozes s, company
          where s.customer_id = c.id and s.kept_at = c.archive_updated_at)
      ) as at
      from looked join customers c using (id) where c.segment_id = ${segmentId}
    ), told as (
      update customers c set stale_at = due.at from due where c.id = due.id and c.stale_at <> due.at
    )
    select id as last from looked order by id desc limit 1
  `.execute(kysely);
  return rows[0]?.last ?? null;
}

export const upkeepJobs = [retell];
