import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
-- A large handover waits for a job, which does it in one transaction.
alter table handovers
  add column state text not null default 'done' check (state in ('waiting', 'done', 'failed')),
  -- What was asked for, for as long as it waits.
  add column command jsonb,
  add column total integer not null default 0 check (total >= 0),
  add column done integer not null default 0 check (done >= 0),
  -- Why it could not be done.
  add column code text,
  add check ((state = 'waiting') = (command is not null)),
  add check ((state = 'failed') = (code is not null));
create unique index handovers_waiting on handovers (person_id) where state = 'waiting';

-- What a successor has to know of a customer, as it stood at the handover.
create table handover_briefings (
  handover_id uuid not null references handovers on delete cascade,
  customer_id uuid not null references customers on delete cascade,
  content jsonb not null,
  primary key (handover_id, customer_id)
);
create index handover_briefings_customer on handover_briefings (customer_id, handover_id desc);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
