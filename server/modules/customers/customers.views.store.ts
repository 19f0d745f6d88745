import { sql } from 'kysely';
import type { Db } from '../../platform/db/db.ts';

/** The department that a person works in, and all below it. */
export async function departmentsBelowOwn(db: Db, personId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    with recursive below as (
      select d.id from users u join departments d on d.id = u.department_id where u.id = ${personId}
      union
      select d.id from below join departments d on d.parent_id = below.id
    )
    select id from below
  `.execute(db);
  return new Set(rows.map((row) => row.id));
}
