import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const timeline = `
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

const stale = `
-- When an archive has to be brought up to date again: after the cycle of its segment, a calendar month by default.
create function archive_due(kept_at timestamptz, segment uuid) returns timestamptz language sql stable as $$
  select (kept_at at time zone 'UTC' + coalesce(
    (select make_interval(days => cycle_days) from segment_settings where segment_id = segment), interval '1 month'
  )) at time zone 'UTC'
$$;
alter table customers add column stale_at timestamptz(3);
-- Writes the table and its indexes anew, each in one go: at a million rows a fifth of the time of an update.
alter table customers alter column stale_at type timestamptz(3) using archive_due(archive_updated_at, segment_id);
alter table customers alter column stale_at set not null;

create function customers_keep_due() returns trigger language plpgsql as $$
begin
  new.stale_at := archive_due(new.archive_updated_at, new.segment_id);
  return new;
end $$;
create trigger customers_due_added before insert on customers
  for each row execute function customers_keep_due();
create trigger customers_due_changed before update of archive_updated_at, segment_id on customers
  for each row when (new.archive_updated_at <> old.archive_updated_at or new.segment_id is distinct from old.segment_id)
  execute function customers_keep_due();

drop index customers_owner_archive;
create index customers_owner_stale on customers (owner_id, stale_at, id);
-- With the day, so that the list of stale archives is told from the index alone.
drop index customers_updated;
create index customers_updated on customers (updated_at, id) include (stale_at);

-- The last time that somebody put off bringing an archive up to date; it holds until the archive is kept.
create table archive_snoozes (
  customer_id uuid primary key references customers on delete cascade,
  person_id uuid not null references users,
  until date not null,
  reason text not null check (reason <> ''),
  -- How often since the archive was kept, and when that was.
  times integer not null check (times > 0),
  kept_at timestamptz(3) not null,
  created_at timestamptz not null
);
create index archive_snoozes_until on archive_snoozes (until, customer_id);
create index archive_snoozes_person on archive_snoozes (person_id);

-- Points of an archive that somebody has said to be right, beside changes of their fields.
create table archive_confirmations (
  customer_id uuid not null references customers on delete cascade,
  point text not null,
  confirmed_at timestamptz(3) not null,
  primary key (customer_id, point)
);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(timeline).execute(db);
  await sql.raw(stale).execute(db);
}
