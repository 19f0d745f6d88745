import { sql } from 'kysely';
import type { Db } from '../../platform/db/db.ts';
import type { Held } from '../../platform/holdings.ts';

/** Visits that were checked in and wait for their record; recorded ones stay whose they are. */
export async function unrecordedVisits(db: Db, personId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select v.id, v.visited_on::text as title, v.version, v.customer_id as "customerId", null as "segmentId",
      null as "regionId"
    from visits v where v.owner_id = ${personId} and v.state = 'checkedIn' order by v.id
  `.execute(db);
  return rows;
}
