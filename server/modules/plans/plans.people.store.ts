import type { Db, Tx } from '../../platform/db/db.ts';

export async function personName(db: Db, id: string): Promise<string> {
  const row = await db.selectFrom('users').select('name').where('id', '=', id).executeTakeFirst();
  return row?.name ?? '';
}

/** Those of the people who are active; none of them leaves until the transaction ends. */
export async function activePeople(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('users')
    .select('id')
    .where('id', 'in', ids)
    .where('active', '=', true)
    .forKeyShare()
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** Whether the person is active and stands above the other, directly or not. */
export async function isAboveNow(db: Db, personId: string, otherId: string): Promise<boolean> {
  const row = await db
    .selectFrom('reporting_line as l')
    .innerJoin('users as u', 'u.id', 'l.ancestor_id')
    .select('l.depth')
    .where('l.ancestor_id', '=', personId)
    .where('l.descendant_id', '=', otherId)
    .where('l.depth', '>', 0)
    .where('u.active', '=', true)
    .executeTakeFirst();
  return row !== undefined;
}
