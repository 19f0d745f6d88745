import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
-- No page and no route asked for this right; whoever gave it away gave nothing.
delete from role_permissions where permission = 'audit.read';

-- A merge changes no owner: what was kept for it was never written.
alter table customer_owners drop constraint customer_owners_how_check;
alter table customer_owners add check (how in ('created', 'handedOver', 'returned', 'claimed', 'assigned'));
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
