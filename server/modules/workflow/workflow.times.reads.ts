import { sql } from 'kysely';
import type { PersonRef } from '../../../contract/base.ts';
import { startNode } from '../../../contract/workflows.definition.ts';
import type { WorkflowTimes } from '../../../contract/workflows.desk.ts';
import type { Db } from '../../platform/db/db.ts';
import { addDays, nextMonth } from '../../platform/time.ts';
import { companyOf } from '../org/index.ts';
import { contentOf } from './workflow.definitions.store.ts';
import { growth, quantile } from './workflow.times.rules.ts';

/** What took its time and was ended by people: not what was passed over, cancelled or taken back. */
export const measuredVisits = sql`v.state in ('done', 'rejected', 'returned')
  and not (v.node_id = ${sql.lit(startNode)} and v.cause_id is null)`;
export const measuredTasks = sql`t.decided_by is not null and v.node_id <> ${sql.lit(startNode)}`;
export const bucketOf = (table: 'v' | 't') => sql`floor(ln(greatest(
  extract(epoch from ${sql.ref(`${table}.closed_at`)} - ${sql.ref(`${table}.opened_at`)}), 1)) / ln(${sql.lit(growth)}::numeric))::smallint`;

type Row = { key: string; bucket: number; count: number; returned: number };

/** How long nodes and people took in these months: what is summed up by month already, and the days since then. */
export async function timesOf(db: Db, id: string, from: string, until: string): Promise<WorkflowTimes> {
  const { timeZone } = await companyOf(db);
  const last = await db
    .selectFrom('workflow_measured_days')
    .select((eb) => eb.fn.max('day').as('day'))
    .executeTakeFirst();
  const open = last?.day ? addDays(last.day, 1) : from;
  const since = open > from ? open : from;
  const midnight = (day: string) => sql`${day}::date::timestamp at time zone ${timeZone}`;
  const inTime = (column: string) =>
    sql`${sql.ref(column)} >= ${midnight(since)} and ${sql.ref(column)} < ${midnight(nextMonth(until))}`;
  const [nodes, people] = await Promise.all([
    sql<Row>`
      select key, bucket, sum(count)::int as count, sum(returned)::int as returned from (
        select node_id as key, bucket, stays as count, returned from workflow_node_times
        where definition_id = ${id} and month between ${from} and ${until}
        union all
        select v.node_id, ${bucketOf('v')}, 1, (v.state = 'returned')::int
        from workflow_visits v join workflow_instances i on i.id = v.instance_id
        where i.definition_id = ${id} and ${inTime('v.closed_at')} and ${measuredVisits}
      ) all_of_them group by key, bucket`.execute(db),
    sql<Row>`
      select key, bucket, sum(count)::int as count, sum(returned)::int as returned from (
        select person_id as key, bucket, decisions as count, returned from workflow_person_times
        where definition_id = ${id} and month between ${from} and ${until}
        union all
        select t.decided_by, ${bucketOf('t')}, 1, (t.decision is null)::int
        from workflow_tasks t join workflow_visits v on v.id = t.visit_id
        join workflow_instances i on i.id = t.instance_id
        where i.definition_id = ${id} and ${inTime('t.closed_at')} and ${measuredTasks}
      ) all_of_them group by key, bucket`.execute(db),
  ]);
  return {
    nodes: await namedNodes(db, id, figuresOf(nodes.rows)),
    people: await namedPeople(db, figuresOf(people.rows)),
  };
}

type Figures = { key: string; count: number; returned: number; median: number | null; p90: number | null };

/** Of each key, slowest first. */
function figuresOf(rows: readonly Row[]): Figures[] {
  const keys = [...new Set(rows.map(({ key }) => key))];
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  return keys
    .map((key) => {
      const own = rows.filter((row) => row.key === key);
      return {
        key,
        count: sum(own.map(({ count }) => count)),
        returned: sum(own.map(({ returned }) => returned)),
        median: quantile(own, 0.5),
        p90: quantile(own, 0.9),
      };
    })
    .sort((a, b) => (b.median ?? 0) - (a.median ?? 0) || (a.key < b.key ? -1 : 1));
}

/** Versions in which a node is looked for, newest first. */
const mostVersions = 20;

async function namedNodes(db: Db, definitionId: string, figures: readonly Figures[]): Promise<WorkflowTimes['nodes']> {
  const versions = await db
    .selectFrom('workflow_versions')
    .select('id')
    .where('definition_id', '=', definitionId)
    .where('number', 'is not', null)
    .orderBy('number', 'desc')
    .limit(mostVersions)
    .execute();
  const names = new Map<string, string>();
  for (const { id } of versions) {
    if (figures.every(({ key }) => names.has(key))) break;
    const { graph } = await contentOf(db, id);
    for (const [nodeId, { step }] of graph.nodes) if (!names.has(nodeId)) names.set(nodeId, step.name);
  }
  return figures.map(({ key, count, ...rest }) => ({
    nodeId: key,
    name: names.get(key) ?? key,
    stays: count,
    ...rest,
  }));
}

async function namedPeople(db: Db, figures: readonly Figures[]): Promise<WorkflowTimes['people']> {
  if (figures.length === 0) return [];
  const rows: PersonRef[] = await db
    .selectFrom('users')
    .select(['id', 'name', 'post'])
    .where(
      'id',
      'in',
      figures.map(({ key }) => key),
    )
    .execute();
  const known = new Map(rows.map((row) => [row.id, row]));
  return figures.flatMap(({ key, count, ...rest }) => {
    const person = known.get(key);
    return person ? [{ person, decisions: count, ...rest }] : [];
  });
}
