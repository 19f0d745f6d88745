import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
-- All pools that are open to somebody, in one order; the index before holds them pool by pool. With the name that is
-- searched, so that words are looked for in the index alone.
create index customers_pooled on customers (pooled_at desc, id desc) include (pool_id, normalized_name)
  where pool_id is not null;
create index customers_pooled_name on customers (name, id) include (pool_id, normalized_name) where pool_id is not null;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
