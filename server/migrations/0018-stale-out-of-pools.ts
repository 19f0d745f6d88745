import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
-- Nobody has to keep the archive of a customer that lies in a pool, however many of them a keeper holds.
drop index customers_owner_stale;
create index customers_owner_stale on customers (owner_id, stale_at, id) where pool_id is null;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
