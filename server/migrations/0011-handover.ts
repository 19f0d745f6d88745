import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
-- What one person held and to whom it went, in one transaction.
create table handovers (
  id uuid primary key,
  person_id uuid not null references users,
  actor_id uuid not null references users,
  -- Whether the account was closed with it.
  departed boolean not null,
  created_at timestamptz not null
);
create index handovers_person on handovers (person_id, id desc);
create index handovers_actor on handovers (actor_id, id desc);

create table handover_items (
  handover_id uuid not null references handovers on delete cascade,
  kind text not null,
  item_id uuid not null,
  receiver_id uuid not null references users,
  primary key (handover_id, kind, item_id)
);
create index handover_items_receiver on handover_items (receiver_id, handover_id desc);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
