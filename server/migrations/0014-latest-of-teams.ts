import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** The latest customers of a long line are found along the teams of everyone, from the index alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index customer_team_latest on customer_team (updated_at, customer_id) include (user_id)`.execute(db);
}
