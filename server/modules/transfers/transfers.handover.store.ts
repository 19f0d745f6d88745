import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/db.ts';
import type { Held, Move } from '../../platform/holdings.ts';

/** Imports of customers and what belongs to them that were begun and have written nothing yet. */
export async function unfinishedImports(db: Db, personId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select id, file_name as title, version, null as "customerId", null as "segmentId", null as "regionId"
    from imports where owner_id = ${personId} and kind <> 'people' and state in ('uploaded', 'checked') order by id
  `.execute(db);
  return rows;
}

export async function moveUnfinished(tx: Tx, moves: readonly Move[]): Promise<void> {
  await sql`
    update imports i set owner_id = m."to", version = i.version + 1
    from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m (id uuid, "to" uuid) where i.id = m.id
  `.execute(tx);
}
