import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
-- What people write on the timeline of a customer; the event that it was written refers to it.
create table notes (
  id uuid primary key,
  customer_id uuid not null references customers,
  author_id uuid not null references users,
  -- Empty once it was taken back.
  text text not null,
  created_at timestamptz not null,
  edited_at timestamptz,
  removed_at timestamptz,
  version integer not null default 1,
  check ((text = '') = (removed_at is not null))
);
create index notes_customer on notes (customer_id);
create index notes_author on notes (author_id);

create table note_mentions (
  note_id uuid not null references notes on delete cascade,
  user_id uuid not null references users,
  primary key (note_id, user_id)
);
create index note_mentions_user on note_mentions (user_id);

create table note_files (
  note_id uuid not null references notes on delete cascade,
  file_id uuid not null references files,
  primary key (note_id, file_id)
);
create index note_files_file on note_files (file_id);

-- Type and person stand in the index, so that a timeline narrowed to few of 20,000 events is walked without the table.
drop index events_customer;
create index events_customer on events (customer_id, id desc, type, actor_id) where customer_id is not null;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
