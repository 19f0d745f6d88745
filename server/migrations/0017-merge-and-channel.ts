import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
-- One customer that was made part of another. The row of the one that went, as it was, waits here to be restored.
create table customer_merges (
  id uuid primary key,
  -- No reference: the customer is gone, and its id leads here.
  loser_id uuid not null,
  -- No reference either: a survivor may be merged in its turn, and what leads to it leads on.
  survivor_id uuid not null,
  loser_name text not null,
  loser jsonb not null,
  -- Of the survivor: what the merge has changed, before and after.
  before jsonb not null,
  after jsonb not null,
  -- What the restored rows need beside those of customer_merge_rows: places given, people joined.
  extra jsonb not null,
  merged_by uuid not null references users,
  merged_at timestamptz(3) not null,
  undone_by uuid references users,
  undone_at timestamptz(3),
  check (loser_id <> survivor_id),
  check ((undone_at is null) = (undone_by is null))
);
create unique index customer_merges_loser on customer_merges (loser_id) where undone_at is null;
create index customer_merges_survivor on customer_merges (survivor_id, id desc);
create index customer_merges_by on customer_merges (merged_by);
create index customer_merges_undone_by on customer_merges (undone_by) where undone_by is not null;
create index customer_merges_at on customer_merges (merged_at);

-- Rows that a merge led from one customer to the other (their keys), or took out (as they were).
create table customer_merge_rows (
  merge_id uuid not null references customer_merges on delete cascade,
  place integer not null,
  table_name text not null,
  column_name text not null,
  taken_out boolean not null,
  rows jsonb not null,
  primary key (merge_id, place)
);

-- Names that a customer was known by before a merge: it is still found by them.
create table customer_former_names (
  merge_id uuid primary key references customer_merges on delete cascade,
  customer_id uuid not null references customers on delete cascade,
  name text not null,
  normalized_name text collate "C" not null
);
create index customer_former_names_customer on customer_former_names (customer_id);
create index customer_former_names_name on customer_former_names (normalized_name);

-- What a merge or its undoing moves is no change of the team: it leaves no history.
create or replace function team_keeps_history() returns trigger language plpgsql as $$
begin
  if current_setting('licheng.moving', true) = 'on' then
    return null;
  end if;
  insert into team_places (customer_id, user_id, role, access, from_on, until_on, planned)
  select old.customer_id, old.user_id, old.role, old.access, old.from_on,
    greatest(old.from_on, least(old.until_on, company_today())), false
  from customers where id = old.customer_id;
  return null;
end $$;

insert into role_permissions (role_id, permission)
select id, 'customers.merge' from roles where code in ('operations', 'administrator')
on conflict do nothing;

-- Which distributor serves which end customer, when, where and with what.
create table channel_links (
  id uuid primary key,
  distributor_id uuid not null references customers on delete cascade,
  customer_id uuid not null references customers on delete cascade,
  -- null: everywhere
  region_id uuid references list_entries,
  product text,
  from_on date not null,
  -- The last day; null for as long as nobody ends it.
  until_on date,
  version integer not null default 1,
  created_at timestamptz not null,
  check (distributor_id <> customer_id),
  check (until_on >= from_on)
);
create index channel_links_distributor on channel_links (distributor_id, from_on desc, id desc);
create index channel_links_customer on channel_links (customer_id, from_on desc, id desc);
create index channel_links_region on channel_links (region_id) where region_id is not null;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
