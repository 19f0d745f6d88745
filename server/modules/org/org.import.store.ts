import { sql } from 'kysely';
import type { StandardRole } from '../../../contract/permissions.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import { referencesTo, unreferenced } from '../../platform/db/references.ts';
import type { Doer } from '../../platform/events.ts';
import { recordEvent, recordEvents } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';

/** Everyone by login and name with their department, the departed included. */
export function everyone(db: Db) {
  return db
    .selectFrom('users as u')
    .leftJoin('departments as d', 'd.id', 'u.department_id')
    .select(['u.id', 'u.login', 'u.name', 'u.active', 'd.name as department'])
    .execute();
}

export function allDepartments(db: Db) {
  return db.selectFrom('departments').select(['id', 'name']).execute();
}

/** Adds a department at the top of the tree. */
export async function insertDepartment(tx: Tx, by: Doer, name: string): Promise<string> {
  const id = newId();
  await tx.insertInto('departments').values({ id, name, parent_id: null }).execute();
  await recordEvent(tx, by, 'department.created', { type: 'department', id, audience: 'audit' }, { name });
  return id;
}

export type NewPerson = {
  id: string;
  login: string;
  name: string;
  post: string | null;
  email: string | null;
  phone: string | null;
  departmentId: string | null;
  supervisorId: string | null;
  role: StandardRole;
};

/**
 * Adds many people with role and place in the line, without a password. The organisation must be locked; a supervisor
 * is there already or comes earlier in the list. What the role grants must have been checked. A taken login breaks the
 * unique index `users_login`.
 */
export async function insertPeople(tx: Tx, by: Doer, importId: string, people: readonly NewPerson[]): Promise<void> {
  if (people.length === 0) return;
  await sql`
    insert into users (id, login, name, post, email, phone, department_id, supervisor_id)
    select id, login, name, post, email, phone, "departmentId", "supervisorId"
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as r(
      id uuid, login text, name text, post text, email text, phone text, "departmentId" uuid, "supervisorId" uuid
    )
  `.execute(tx);
  const ids = people.map((person) => person.id);
  await sql`
    with recursive above as (
      select id as descendant_id, id as ancestor_id, 0 as depth from users where id = any(${ids}::uuid[])
      union all
      select above.descendant_id, u.supervisor_id, above.depth + 1
      from above join users u on u.id = above.ancestor_id where u.supervisor_id is not null
    )
    insert into reporting_line (ancestor_id, descendant_id, depth) select ancestor_id, descendant_id, depth from above
  `.execute(tx);
  await sql`
    insert into user_roles (user_id, role_id)
    select p.id, r.id
    from unnest(${ids}::uuid[], ${people.map((person) => person.role)}::text[]) as p (id, code)
    join roles r on r.code = p.code
  `.execute(tx);
  await recordEvents(
    tx,
    by,
    'user.created',
    people.map(({ id, login, name }) => ({
      subject: { type: 'user', id, audience: 'audit' },
      data: { login, name, importId },
    })),
  );
}

/**
 * Removes people who were added and have done nothing yet: same version, never signed in, no password, nothing that
 * refers to them. The organisation must be locked. Answers who was removed and who only waits for a subordinate to go
 * first; all others stay.
 */
export async function removePeople(
  tx: Tx,
  by: Doer,
  given: readonly { id: string; version: number }[],
): Promise<{ removed: ReadonlySet<string>; waiting: ReadonlySet<string> }> {
  const ids = given.map(({ id }) => id);
  // Locked first: what others are just adding is then there to be seen.
  await sql`select 1 from users where id = any(${ids}::uuid[]) order by id for update`.execute(tx);
  const references = await referencesTo(tx, 'users', ['users']);
  const { rows } = await sql<{ id: string; login: string; waiting: boolean }>`
    select u.id, u.login, exists (select 1 from users s where s.supervisor_id = u.id) as waiting
    from unnest(${ids}::uuid[], ${given.map(({ version }) => version)}::int[]) as g (id, version)
    join users u on u.id = g.id and u.version = g.version and u.active
    where not exists (select 1 from auth_sessions s where s.user_id = u.id)
      and not exists (select 1 from auth_accounts a where a.user_id = u.id)
      and ${unreferenced(references, 'u.id')}
  `.execute(tx);
  const going = rows.filter((row) => !row.waiting);
  await sql`delete from users where id = any(${going.map((row) => row.id)}::uuid[])`.execute(tx);
  await recordEvents(
    tx,
    by,
    'user.removed',
    going.map(({ id, login }) => ({ subject: { type: 'user', id, audience: 'audit' }, data: { login } })),
  );
  return {
    removed: new Set(going.map((row) => row.id)),
    waiting: new Set(rows.filter((row) => row.waiting).map((row) => row.id)),
  };
}
