import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
-- What the record held in the fields that the import changed: undo puts it back.
alter table import_rows add column before jsonb;
alter table imports drop constraint imports_kind_check;
alter table imports add constraint imports_kind_check
  check (kind in ('customers', 'people', 'contacts', 'relationships', 'teams'));
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
