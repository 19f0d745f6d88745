import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
-- The company's day; who works for another one, as a job that was late, says so for its transaction.
create function company_today() returns date language sql stable as $$
  select coalesce(nullif(current_setting('licheng.today', true), '')::date, (now() at time zone time_zone)::date)
  from company
$$;

-- Places that are held now: the whole access to a customer. Who only reads sees everything and changes nothing.
alter table customer_team
  add column access text not null default 'write' check (access in ('read', 'write')),
  add column from_on date not null default company_today(),
  -- The last day; null for as long as nobody ends it.
  add column until_on date;
update customer_team set from_on = (created_at at time zone (select time_zone from company))::date;
alter table customer_team add check (until_on >= from_on);
create index customer_team_ending on customer_team (until_on) where until_on is not null;

-- Places that are over, and those that begin on a day to come.
create table team_places (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references customers on delete cascade,
  user_id uuid not null references users,
  role text not null check (role in ('owner', 'sales', 'technical', 'sponsor', 'service')),
  access text not null check (access in ('read', 'write')),
  from_on date not null,
  until_on date,
  planned boolean not null,
  check (until_on >= from_on),
  check (planned or until_on is not null),
  check (not planned or role <> 'owner')
);
create index team_places_customer on team_places (customer_id, until_on desc, id);
create index team_places_user on team_places (user_id);
create unique index team_places_planned on team_places (customer_id, user_id) where planned;
create index team_places_beginning on team_places (from_on) where planned;

-- An owner keeps the archive for as long as they own it, whoever makes them one.
create function team_owner_writes() returns trigger language plpgsql as $$
begin
  new.access := 'write';
  new.until_on := null;
  return new;
end $$;
create trigger customer_team_owner_writes before insert or update on customer_team
  for each row when (new.role = 'owner') execute function team_owner_writes();

-- Whoever ends a place leaves it in the history, except with the customer itself.
create function team_keeps_history() returns trigger language plpgsql as $$
begin
  insert into team_places (customer_id, user_id, role, access, from_on, until_on, planned)
  select old.customer_id, old.user_id, old.role, old.access, old.from_on,
    greatest(old.from_on, least(old.until_on, company_today())), false
  from customers where id = old.customer_id;
  return null;
end $$;
create trigger customer_team_ended after delete on customer_team
  for each row execute function team_keeps_history();

-- Wishes to join a team. What is asked for by a link may not exist: such a request has no customer and waits for ever.
create table team_requests (
  id uuid primary key,
  asker_id uuid not null references users,
  customer_id uuid references customers on delete cascade,
  -- What the asker named: the id behind a link, or the words of a duplicate check and whom it named as the owner.
  asked_id uuid,
  asked_for text,
  told_owner_id uuid references users,
  note text,
  state text not null default 'pending' check (state in ('pending', 'accepted', 'declined', 'withdrawn')),
  answer text,
  answered_by uuid references users,
  answered_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  check ((asked_id is null) = (asked_for is not null)),
  check (asked_for is null or (customer_id is not null and told_owner_id is not null)),
  check ((state in ('accepted', 'declined')) = (answered_by is not null))
);
create unique index team_requests_once on team_requests
  (asker_id, coalesce(asked_id::text, asked_for), customer_id) nulls not distinct where state = 'pending';
create index team_requests_asker on team_requests (asker_id, id desc);
create index team_requests_customer on team_requests (customer_id, id);
create index team_requests_waiting on team_requests (id desc) where state = 'pending' and customer_id is not null;

-- A switchboard is shared by the companies of a group.
drop index customers_phone;
create index customers_phone on customers (phone_digits) where phone_digits is not null;

-- Customers whose normalised names wait to be made anew by a job.
create table customers_to_derive (
  customer_id uuid primary key references customers on delete cascade
);
insert into customers_to_derive select id from customers;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
