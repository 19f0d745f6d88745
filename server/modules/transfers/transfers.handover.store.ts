import { sql } from 'kysely';
import type { Db } from '../../platform/db/db.ts';
import type { Held } from '../../platform/holdings.ts';

/** Imports of customers and what belongs to them that were begun and have written nothing yet. */
export async function unfinishedImports(db: Db, personId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select id, file_name as title, version, null as "customerId", null as "segmentId", null as "regionId"
    from imports where owner_id = ${personId} and kind <> 'people' and state in ('uploaded', 'checked') order by id
  `.execute(db);
  return rows;
}
