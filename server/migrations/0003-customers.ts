import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
create table customers (
  id uuid primary key,
  -- Ordered as people look for it: Chinese by pinyin, then Latin letters by alphabet.
  name text collate "zh-x-icu" not null check (name <> ''),
  -- For duplicates and prefixes: width, case, spaces and punctuation folded.
  normalized_name text collate "C" not null check (normalized_name <> ''),
  -- normalized_name without place and legal form.
  core_name text collate "C" not null,
  segment_id uuid references list_entries,
  region_id uuid references list_entries,
  industry_id uuid references list_entries,
  level_id uuid references list_entries,
  parent_id uuid references customers,
  owner_id uuid not null references users,
  phone text,
  phone_digits text,
  credit_code text,
  website text,
  founded_year integer,
  employees integer,
  annual_revenue numeric(15, 2),
  description text,
  addresses jsonb not null default '[]',
  archive_updated_at timestamptz(3) not null,
  last_visit_on date,
  next_step text,
  next_step_on date,
  search tsvector not null,
  import_id uuid,
  version integer not null default 1,
  -- Milliseconds, as a cursor carries them.
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  check (parent_id <> id)
);
create unique index customers_normalized_name on customers (normalized_name);
create unique index customers_credit_code on customers (credit_code) where credit_code is not null;
create index customers_core_name on customers (core_name);
create unique index customers_phone on customers (phone_digits) where phone_digits is not null;
-- With the archive's date, so that the list of stale archives is told from the index alone.
create index customers_updated on customers (updated_at, id) include (archive_updated_at);
create index customers_created on customers (created_at, id);
create index customers_name on customers (name, id);
create index customers_segment on customers (segment_id, updated_at, id);
create index customers_region on customers (region_id, updated_at, id);
create index customers_industry on customers (industry_id, updated_at, id);
create index customers_level on customers (level_id, updated_at, id);
create index customers_owner on customers (owner_id, updated_at, id);
create index customers_owner_archive on customers (owner_id, archive_updated_at);
create index customers_parent on customers (parent_id) where parent_id is not null;
create index customers_import on customers (import_id) where import_id is not null;
create index customers_search on customers using gin (search);

-- One row per customer and person, the owner included: the whole access to a customer.
create table customer_team (
  customer_id uuid not null references customers on delete cascade,
  user_id uuid not null references users,
  role text not null check (role in ('owner', 'sales', 'technical', 'sponsor', 'service')),
  created_at timestamptz not null default now(),
  -- The customer's own, kept by triggers: the newest customers of a person are the end of an index.
  updated_at timestamptz(3) not null,
  primary key (customer_id, user_id)
);
create index customer_team_user on customer_team (user_id, updated_at, customer_id);
create unique index customer_team_owner on customer_team (customer_id) where role = 'owner';

create function team_learns_update() returns trigger language plpgsql as $$
begin
  new.updated_at := coalesce((select updated_at from customers where id = new.customer_id), now());
  return new;
end $$;
create trigger customer_team_added before insert on customer_team
  for each row execute function team_learns_update();
create function team_follows_update() returns trigger language plpgsql as $$
begin
  update customer_team set updated_at = new.updated_at where customer_id = new.id;
  return null;
end $$;
create trigger customers_updated_at after update of updated_at on customers
  for each row when (new.updated_at <> old.updated_at) execute function team_follows_update();

-- When a person last worked on a customer: what pickers offer first.
create table customer_touches (
  user_id uuid not null references users on delete cascade,
  customer_id uuid not null references customers on delete cascade,
  touched_at timestamptz not null,
  primary key (user_id, customer_id)
);
create index customer_touches_recent on customer_touches (user_id, touched_at desc);
create index customer_touches_customer on customer_touches (customer_id);

create table contacts (
  id uuid primary key,
  customer_id uuid not null references customers on delete cascade,
  name text not null check (name <> ''),
  title text,
  decision_role text check (decision_role in ('decisionMaker', 'influencer', 'user', 'buyer', 'gatekeeper', 'coach')),
  phone text,
  email text,
  note text,
  last_met_on date,
  left_on date,
  search tsvector not null,
  version integer not null default 1,
  created_at timestamptz not null
);
create index contacts_customer on contacts (customer_id, id);
create index contacts_search on contacts using gin (search);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
