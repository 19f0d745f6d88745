import { sql } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';
import { newId } from '../../platform/ids.ts';

/**
 * Closes a month once everyone who is writing in it has finished; who comes later sees it closed. The id of the
 * closing, or null when it was closed before.
 */
export async function insertClosedMonth(tx: Tx, month: string, by: string, at: string): Promise<string | null> {
  await sql`select take_month(${month}::date)`.execute(tx);
  const row = await tx
    .insertInto('closed_months')
    .values({ month, id: newId(), closed_by: by, closed_at: at })
    .onConflict((conflict) => conflict.column('month').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}
