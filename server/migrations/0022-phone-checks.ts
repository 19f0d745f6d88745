import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
-- Numbers that somebody who reads telephones masked has tried in the check for duplicates; kept as long as they count.
create table phone_checks (
  user_id uuid not null references users on delete cascade,
  digits text not null,
  at timestamptz not null,
  primary key (user_id, digits)
);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
