import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { User } from '../../../contract/org.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import type { WorkCalendar } from '../../platform/time.ts';
import { addDays, dayOf, isWorkingDay } from '../../platform/time.ts';
import { knownPermissions } from './org.rules.ts';

export type Company = {
  name: string;
  timeZone: string;
  currency: string;
  workDays: number[];
  phoneReveals: number;
  version: number;
};

export async function companyOf(db: Db): Promise<Company> {
  return db
    .selectFrom('company')
    .select([
      'name',
      'time_zone as timeZone',
      'currency',
      'work_days as workDays',
      'phone_reveals as phoneReveals',
      'version',
    ])
    .executeTakeFirstOrThrow();
}

/** The company's local day. */
export async function todayOf(db: Db, now: Date): Promise<string> {
  return dayOf(now, (await companyOf(db)).timeZone);
}

/** Weekday rule and exceptions between two days. */
export async function workCalendar(db: Db, from: string, to: string): Promise<WorkCalendar> {
  const [company, exceptions] = await Promise.all([
    companyOf(db),
    db.selectFrom('calendar_days').select(['day', 'working']).where('day', '>=', from).where('day', '<=', to).execute(),
  ]);
  return { workDays: company.workDays, exceptions: new Map(exceptions.map((row) => [row.day, row.working])) };
}

export async function calendarDays(db: Db, from: string, to: string) {
  const [calendar, named] = await Promise.all([
    workCalendar(db, from, to),
    db.selectFrom('calendar_days').select(['day', 'name']).where('day', '>=', from).where('day', '<=', to).execute(),
  ]);
  const names = new Map(named.map((row) => [row.day, row.name]));
  const days = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    days.push({ day, working: isWorkingDay(day, calendar), name: names.get(day) ?? null });
  }
  return days;
}

/** The first active person above, or null; whom an answer is expected from. */
export async function effectiveSupervisor(db: Db, userId: string): Promise<string | null> {
  const row = await db
    .selectFrom('reporting_line as l')
    .innerJoin('users as u', 'u.id', 'l.ancestor_id')
    .select('u.id')
    .where('l.descendant_id', '=', userId)
    .where('l.depth', '>', 0)
    .where('u.active', '=', true)
    .orderBy('l.depth')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

const userColumns = sql`
  u.id, u.login, u.name, u.post, u.email, u.phone, u.active, u.departed_on as "departedOn", u.version,
  case when d.id is null then null else json_build_object('id', d.id, 'name', d.name) end as department,
  case when s.id is null then null else json_build_object('id', s.id, 'name', s.name, 'post', s.post) end as supervisor,
  coalesce((
    select json_agg(json_build_object('id', r.id, 'code', r.code, 'name', r.name) order by r.code)
    from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = u.id
  ), '[]') as roles`;
const userTables = sql`users u left join departments d on d.id = u.department_id left join users s on s.id = u.supervisor_id`;

export async function getUser(db: Db, id: string): Promise<User> {
  const { rows } = await sql<User>`select ${userColumns} from ${userTables} where u.id = ${id}`.execute(db);
  ensure(rows[0], 'common.notFound');
  return rows[0];
}

const nameKey = z.tuple([z.string(), z.uuid()]);

export type UsersQuery = { q?: string; departmentId?: string; active?: boolean; cursor?: string; limit: number };

export async function listUsers(db: Db, query: UsersQuery) {
  const after = decodeCursor(query.cursor, nameKey);
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (query.q) conditions.push(sql`(u.name ilike ${containing(query.q)} or u.login ilike ${containing(query.q)})`);
  if (query.departmentId) conditions.push(sql`u.department_id = ${query.departmentId}`);
  if (query.active !== undefined) conditions.push(sql`u.active = ${query.active}`);
  if (after) conditions.push(sql`(u.name, u.id) > (${after[0]}, ${after[1]}::uuid)`);
  const { rows } = await sql<User>`
    select ${userColumns} from ${userTables} where ${sql.join(conditions, sql` and `)}
    order by u.name, u.id limit ${query.limit + 1}
  `.execute(db);
  return toPage(rows, query.limit, (row) => [row.name, row.id]);
}

function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

export type ColleaguesQuery = { q?: string; subordinates?: boolean; ids?: string[]; limit: number };

/** The directory is open to everyone in the company: name, post and department, nothing else. */
export async function colleagues(db: Db, actor: Actor, query: ColleaguesQuery) {
  let select = db
    .selectFrom('users as u')
    .leftJoin('departments as d', 'd.id', 'u.department_id')
    .select(['u.id', 'u.name', 'u.post', 'd.name as department']);
  if (query.ids) select = select.where('u.id', 'in', query.ids.length > 0 ? query.ids : [actor.id]);
  else select = select.where('u.active', '=', true);
  if (query.subordinates) {
    select = select
      .where('u.id', '!=', actor.id)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('reporting_line as l')
            .select('l.depth')
            .where('l.ancestor_id', '=', actor.id)
            .whereRef('l.descendant_id', '=', 'u.id'),
        ),
      );
  }
  if (query.q) {
    const pattern = containing(query.q);
    select = select.where(({ or, eb }) => or([eb('u.name', 'ilike', pattern), eb('u.login', 'ilike', pattern)]));
  }
  return select.orderBy('u.name').orderBy('u.id').limit(query.limit).execute();
}

export async function listDepartments(db: Db) {
  return db
    .selectFrom('departments as d')
    .select([
      'd.id',
      'd.name',
      'd.parent_id as parentId',
      'd.version',
      sql<number>`(select count(*) from users u where u.department_id = d.id and u.active)`.as('people'),
    ])
    .orderBy('d.name')
    .orderBy('d.id')
    .execute();
}

export async function listRoles(db: Db) {
  const { rows } = await sql<{
    id: string;
    code: string;
    name: string;
    version: number;
    permissions: string[];
    people: number;
  }>`
    select r.id, r.code, r.name, r.version,
      array(select permission from role_permissions where role_id = r.id order by permission) as permissions,
      (select count(*) from user_roles ur join users u on u.id = ur.user_id and u.active where ur.role_id = r.id) as people
    from roles r order by r.code
  `.execute(db);
  return rows.map((row) => ({ ...row, permissions: knownPermissions(row.permissions) }));
}
