import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/db.ts';
import { knownPermissions } from './org.rules.ts';

/** A person as an actor without a session: for jobs, commands of an operator and the demo company; null when departed. */
export async function actorOf(db: Db, userId: string): Promise<Actor | null> {
  const { rows } = await sql<{
    id: string;
    name: string;
    post: string | null;
    locale: string;
    permissions: string[];
    line: string[];
    everyone: boolean;
  }>`
    select u.id, u.name, u.post, u.locale,
      array(select distinct rp.permission from user_roles ur join role_permissions rp on rp.role_id = ur.role_id
        where ur.user_id = u.id) as permissions,
      array(select descendant_id::text from reporting_line where ancestor_id = u.id) as line,
      (select count(*) from reporting_line where ancestor_id = u.id) = (select count(*) from users) as everyone
    from users u where u.id = ${userId} and u.active
  `.execute(db);
  const [row] = rows;
  if (!row) return null;
  return {
    id: row.id,
    name: row.name,
    post: row.post,
    locale: row.locale,
    permissions: new Set(knownPermissions(row.permissions)),
    line: new Set(row.line),
    everyone: row.everyone,
    sessionId: null,
    mustChangePassword: false,
  };
}
