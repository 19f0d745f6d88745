import { sql } from 'kysely';
import { z } from 'zod';
import type { ConditionFact } from '../../../contract/workflows.definition.ts';
import type { Db } from '../../platform/db/db.ts';
import { newId } from '../../platform/ids.ts';
import type { WorkCalendar } from '../../platform/time.ts';
import { addDays, dayOf, isWorkingDay } from '../../platform/time.ts';
import { companyOf, workCalendar } from '../org/index.ts';
import type { Graph } from './workflow.graph.rules.ts';
import { assigneesOf, mentioned, named, othersOf, peopleIn } from './workflow.people.rules.ts';
import type { Facts, State } from './workflow.state.rules.ts';

type Asked = {
  graph: Graph;
  starterId: string;
  variables: State['variables'];
  chosen: State['chosen'];
  /** Everybody else whom the state or the command names. */
  people: readonly string[];
  /** Whom it is about. */
  customerId: string | null;
  ownerId: string;
  family: string;
  now: Date;
};

const isId = (text: string) => z.uuid().safeParse(text).success;

/** Furthest that a time limit looks ahead, in days. */
const horizon = 400;

/** Everything of the company that a step of this instance can ask for. */
export async function factsFor(db: Db, asked: Asked): Promise<Facts> {
  const { graph, starterId, ownerId, now } = asked;
  const steps = [...graph.nodes.values()].map((node) => node.step);
  const rules = mentioned(steps.flatMap(assigneesOf));
  const roles = await membersOf(db, rules.roles);
  const people = [
    starterId,
    ownerId,
    ...asked.people,
    ...rules.people,
    ...rules.fields.flatMap((field) => peopleIn(asked.variables[field])).filter(isId),
    ...Object.values(asked.chosen).flat(),
    ...[...roles.values()].flat(),
    ...steps.flatMap(othersOf),
  ];
  const { timeZone } = await companyOf(db);
  const today = dayOf(now, timeZone);
  const [line, deputies, calendar, known] = await Promise.all([
    lineUp(db, people),
    deputiesOf(db, asked.family, today),
    workCalendar(db, today, addDays(today, horizon)),
    knownOf(db, asked),
  ]);
  const org = {
    roles,
    supervisorOf: new Map(line.map((row) => [row.id, row.supervisorId])),
    departmentOf: new Map(line.map((row) => [row.id, row.departmentId])),
  };
  const here = new Set(line.filter((row) => row.active).map((row) => row.id));
  return {
    now,
    known,
    newId: () => newId(),
    people: (assignee, state, nodeId) =>
      named(assignee, { ...state, variables: { ...state.variables, ...known } }, nodeId, org),
    active: (id) => here.has(id),
    supervisorOf: (id) => org.supervisorOf.get(id) ?? null,
    deputyOf: (id) => deputies.get(id) ?? null,
    ownerId,
    after: (hours) => afterWorking(now, hours, timeZone, calendar),
  };
}

async function knownOf(db: Db, { starterId, customerId }: Asked): Promise<Record<ConditionFact, string | null>> {
  const { rows } = await sql<Record<ConditionFact, string | null>>`
    select l.name as "subject.level", s.name as "subject.segment", d.name as "starter.department"
    from users u left join departments d on d.id = u.department_id
    left join customers c on c.id = ${customerId}
    left join list_entries l on l.id = c.level_id left join list_entries s on s.id = c.segment_id
    where u.id = ${starterId}`.execute(db);
  return rows[0] ?? { 'subject.level': null, 'subject.segment': null, 'starter.department': null };
}

async function membersOf(db: Db, roleIds: readonly string[]): Promise<Map<string, string[]>> {
  const members = new Map<string, string[]>();
  if (roleIds.length === 0) return members;
  const rows = await db
    .selectFrom('user_roles as r')
    .innerJoin('users as u', 'u.id', 'r.user_id')
    .select(['r.role_id as roleId', 'u.id'])
    .where('r.role_id', 'in', [...roleIds])
    .where('u.active', '=', true)
    .orderBy('u.name')
    .orderBy('u.id')
    .execute();
  for (const { roleId, id } of rows) members.set(roleId, [...(members.get(roleId) ?? []), id]);
  return members;
}

type Known = { id: string; supervisorId: string | null; departmentId: string | null; active: boolean };

/** These people and everyone above them. */
async function lineUp(db: Db, ids: readonly string[]): Promise<Known[]> {
  const { rows } = await sql<Known>`
    with recursive line as (
      select id, supervisor_id, department_id, active from users where id = any(${[...new Set(ids)]}::uuid[])
      union
      select u.id, u.supervisor_id, u.department_id, u.active from line join users u on u.id = line.supervisor_id
    )
    select id, supervisor_id as "supervisorId", department_id as "departmentId", active from line`.execute(db);
  return rows;
}

/** Who acts for whom today; of several the one that began last. */
async function deputiesOf(db: Db, family: string, today: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ userId: string; deputyId: string }>`
    select d.user_id as "userId", d.deputy_id as "deputyId"
    from workflow_deputies d join users u on u.id = d.deputy_id and u.active
    where d.from_on <= ${today} and d.until_on >= ${today} and (d.family is null or d.family = ${family})
    order by d.from_on, d.id`.execute(db);
  return new Map(rows.map((row) => [row.userId, row.deputyId]));
}

const hour = 3_600_000;

/** The instant after so many hours of working days: those of other days are not counted. */
function afterWorking(from: Date, hours: number, timeZone: string, calendar: WorkCalendar): Date {
  let [at, left] = [from.getTime(), hours * hour];
  for (let steps = 0; left > 0 && steps < horizon * 24; steps += 1) {
    const part = Math.min(left, hour - (at % hour));
    at += part;
    if (isWorkingDay(dayOf(new Date(at - 1), timeZone), calendar)) left -= part;
  }
  return new Date(at + left);
}
