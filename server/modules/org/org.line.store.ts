import { sql } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';

/** All changes of the reporting line and of the tree of departments wait for each other, so that none closes a cycle. */
export async function lockOrganisation(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('licheng.organisation'))`.execute(tx);
}

/** Puts new people, who have nobody below them yet, into the line; supervisors must be in it already or come first. */
export async function addToLine(tx: Tx, userId: string, supervisorId: string | null): Promise<void> {
  await sql`
    insert into reporting_line (ancestor_id, descendant_id, depth)
    select ${userId}::uuid, ${userId}::uuid, 0
    union all
    select ancestor_id, ${userId}::uuid, depth + 1 from reporting_line where descendant_id = ${supervisorId}::uuid
  `.execute(tx);
}

/**
 * Moves a person with everyone below under another supervisor. The organisation must be locked.
 * Throws `org.cycle` when the supervisor stands below the person.
 */
export async function moveInLine(tx: Tx, userId: string, supervisorId: string | null): Promise<void> {
  if (supervisorId) {
    const below = await tx
      .selectFrom('reporting_line')
      .select('depth')
      .where('ancestor_id', '=', userId)
      .where('descendant_id', '=', supervisorId)
      .executeTakeFirst();
    ensure(!below, 'org.cycle');
  }
  await sql`
    delete from reporting_line
    where descendant_id in (select descendant_id from reporting_line where ancestor_id = ${userId})
      and ancestor_id not in (select descendant_id from reporting_line where ancestor_id = ${userId})
  `.execute(tx);
  if (!supervisorId) return;
  await sql`
    insert into reporting_line (ancestor_id, descendant_id, depth)
    select above.ancestor_id, below.descendant_id, above.depth + below.depth + 1
    from reporting_line above cross join reporting_line below
    where above.descendant_id = ${supervisorId} and below.ancestor_id = ${userId}
  `.execute(tx);
}
