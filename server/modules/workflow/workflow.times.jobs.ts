import { sql } from 'kysely';
import type { JobDefinition } from '../../platform/jobs.ts';
import { isStopping } from '../../platform/jobs.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { addDays, dayOf, monthOf } from '../../platform/time.ts';
import { companyOf } from '../org/index.ts';
import { bucketOf, measuredTasks, measuredVisits } from './workflow.times.reads.ts';

/** Days that are over are summed up, in their order, each in a transaction of its own and once. */
async function measureDays(runtime: Runtime): Promise<void> {
  const { timeZone } = await companyOf(runtime.kysely);
  const today = dayOf(runtime.now(), timeZone);
  for (let day = await nextDay(runtime, timeZone); day !== null && day < today; day = addDays(day, 1)) {
    if (isStopping(runtime)) break;
    await measureDay(runtime, day, timeZone);
  }
}

/** The day after the last one that is summed up; at first the one on which the first stay ended. */
async function nextDay({ kysely }: Runtime, timeZone: string): Promise<string | null> {
  const { rows } = await sql<{ last: string | null; first: string | null }>`
    select (select max(day) from workflow_measured_days) as last,
      (select min(closed_at) from workflow_visits where closed_at is not null) as first`.execute(kysely);
  const { last = null, first = null } = rows[0] ?? {};
  if (last) return addDays(last, 1);
  return first ? dayOf(first, timeZone) : null;
}

function measureDay({ kysely }: Runtime, day: string, timeZone: string): Promise<void> {
  const midnight = (of: string) => sql`${of}::date::timestamp at time zone ${timeZone}`;
  const within = (column: string) =>
    sql`${sql.ref(column)} >= ${midnight(day)} and ${sql.ref(column)} < ${midnight(addDays(day, 1))}`;
  return kysely.transaction().execute(async (tx) => {
    const { rows } = await sql`
      insert into workflow_measured_days (day) values (${day}) on conflict do nothing returning day`.execute(tx);
    if (rows.length === 0) return;
    await sql`
      insert into workflow_node_times as known (definition_id, month, node_id, bucket, stays, returned)
      select i.definition_id, ${monthOf(day)}::date, v.node_id, ${bucketOf('v')}, count(*),
        count(*) filter (where v.state = 'returned')
      from workflow_visits v join workflow_instances i on i.id = v.instance_id
      where ${within('v.closed_at')} and ${measuredVisits}
      group by 1, 3, 4
      on conflict (definition_id, month, node_id, bucket) do update
        set stays = known.stays + excluded.stays, returned = known.returned + excluded.returned`.execute(tx);
    await sql`
      insert into workflow_person_times as known (definition_id, month, person_id, bucket, decisions, returned)
      select i.definition_id, ${monthOf(day)}::date, t.decided_by, ${bucketOf('t')}, count(*),
        count(*) filter (where t.decision is null)
      from workflow_tasks t join workflow_visits v on v.id = t.visit_id
      join workflow_instances i on i.id = t.instance_id
      where ${within('t.closed_at')} and ${measuredTasks}
      group by 1, 3, 4
      on conflict (definition_id, month, person_id, bucket) do update
        set decisions = known.decisions + excluded.decisions, returned = known.returned + excluded.returned`.execute(
      tx,
    );
  });
}

/** A quarter past each hour: no command of the day before is under way any more. */
export const measure: JobDefinition = { name: 'workflow.measure', cron: '17 * * * *', run: measureDays };
