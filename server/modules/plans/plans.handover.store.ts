import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/db.ts';
import type { Held, Move } from '../../platform/holdings.ts';

/** Open items; those of a month that is closed are history by now and stay. */
export async function openItems(db: Db, personId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select i.id, i.title, i.version, i.customer_id as "customerId", null as "segmentId", null as "regionId"
    from plan_items i
    where i.owner_id = ${personId} and i.state = 'open'
      and not exists (select 1 from closed_months m where m.month = date_trunc('month', i.day)::date)
    order by i.id
  `.execute(db);
  return rows;
}

export async function moveOpenItems(tx: Tx, moves: readonly Move[]): Promise<void> {
  await sql`
    update plan_items i set owner_id = m."to", version = i.version + 1
    from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m (id uuid, "to" uuid) where i.id = m.id
  `.execute(tx);
}
