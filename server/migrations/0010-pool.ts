import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
-- Customers that nobody works on wait in a pool. Its keeper owns them meanwhile.
create table pools (
  id uuid primary key,
  name text not null check (name <> ''),
  -- Null takes customers of any segment, of any region.
  segment_id uuid references list_entries,
  region_id uuid references list_entries,
  keeper_id uuid not null references users,
  -- Null sets no limit.
  max_owned integer check (max_owned > 0),
  max_claims_a_day integer check (max_claims_a_day > 0),
  cooling_days integer not null default 0 check (cooling_days >= 0),
  warn_days integer not null default 7 check (warn_days >= 0),
  retired boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null
);
create unique index pools_place on pools (
  coalesce(segment_id, '00000000-0000-0000-0000-000000000000'),
  coalesce(region_id, '00000000-0000-0000-0000-000000000000')
) where not retired;
create index pools_keeper on pools (keeper_id);

create table pool_departments (
  pool_id uuid not null references pools on delete cascade,
  department_id uuid not null references departments on delete cascade,
  primary key (pool_id, department_id)
);
create index pool_departments_department on pool_departments (department_id);

create table pool_rules (
  pool_id uuid not null references pools on delete cascade,
  position integer not null,
  kind text not null check (kind in ('owned', 'contact')),
  -- Null holds for every level that has no rule of this kind of its own.
  level_id uuid references list_entries,
  days integer not null check (days between 1 and 3650),
  -- Something planned for today or later keeps the customer.
  spare_planned boolean not null,
  primary key (pool_id, position)
);

alter table customers add column pool_id uuid references pools;
alter table customers add column pooled_at timestamptz(3);
alter table customers add check ((pool_id is null) = (pooled_at is null));
create index customers_pool on customers (pool_id, pooled_at desc, id desc) where pool_id is not null;

-- Who owned a customer from when to when. Kept by triggers, so that no way of changing the owner can forget it.
create table customer_owners (
  id bigint generated always as identity primary key,
  customer_id uuid not null references customers on delete cascade,
  owner_id uuid not null references users,
  from_at timestamptz(3) not null,
  until_at timestamptz(3),
  how text not null check (how in ('created', 'handedOver', 'returned', 'claimed', 'assigned', 'merged')),
  -- The pool that the customer lies in, or that it was taken from.
  pool_id uuid references pools,
  -- Why it was returned: by hand for a reason of the list, or by a rule.
  reason_id uuid references list_entries,
  rule text check (rule in ('owned', 'contact')),
  note text
);
create unique index customer_owners_current on customer_owners (customer_id) where until_at is null;
create index customer_owners_customer on customer_owners (customer_id, id desc);
create index customer_owners_owner on customer_owners (owner_id, from_at);
create index customer_owners_pool on customer_owners (pool_id) where pool_id is not null;

insert into customer_owners (customer_id, owner_id, from_at, how)
select c.id, c.owner_id, coalesce(changed.at, c.created_at), case when changed.at is null then 'created' else 'assigned' end
from customers c
left join (
  select e.customer_id, max(e.at) as at from events e
  where e.type = 'customer.teamChanged' and e.data ? 'owner'
  group by e.customer_id
) changed on changed.customer_id = c.id;

create function owners_begin() returns trigger language plpgsql as $$
begin
  insert into customer_owners (customer_id, owner_id, from_at, how)
  select id, owner_id, created_at, 'created' from added;
  return null;
end $$;
create trigger customers_owner_begins after insert on customers
  referencing new table as added for each statement execute function owners_begin();

create function owners_go_on() returns trigger language plpgsql as $$
begin
  update customer_owners set until_at = greatest(from_at, new.updated_at)
  where customer_id = new.id and until_at is null;
  insert into customer_owners (customer_id, owner_id, from_at, how, pool_id)
  values (new.id, new.owner_id, new.updated_at, 'assigned', new.pool_id);
  return null;
end $$;
create trigger customers_owner_changes after update of owner_id, pool_id on customers
  for each row when (new.owner_id <> old.owner_id or new.pool_id is distinct from old.pool_id)
  execute function owners_go_on();

-- A customer that gets another owner than the keeper has left its pool, whoever gave it away.
create function leave_pool() returns trigger language plpgsql as $$
begin
  if new.owner_id <> (select keeper_id from pools where id = new.pool_id) then
    new.pool_id := null;
    new.pooled_at := null;
  end if;
  return new;
end $$;
create trigger customers_leave_pool before update of owner_id on customers
  for each row when (new.pool_id is not null and new.owner_id <> old.owner_id)
  execute function leave_pool();

-- Keeps a customer from being returned by a rule.
create table customer_locks (
  customer_id uuid primary key references customers on delete cascade,
  until date not null,
  reason text not null check (reason <> ''),
  locked_by uuid not null references users,
  locked_at timestamptz not null
);
create index customer_locks_person on customer_locks (locked_by);

-- That the owner was told of a coming return; once for each cause.
create table pool_warnings (
  customer_id uuid not null references customers on delete cascade,
  owner_id uuid not null references users,
  rule text not null check (rule in ('owned', 'contact')),
  -- The day that the rule counts from.
  since date not null,
  warned_on date not null,
  primary key (customer_id, owner_id, rule, since)
);
create index pool_warnings_owner on pool_warnings (owner_id, warned_on desc);

-- Days, in the company's time zone, whose nightly run is done.
create table pool_runs (day date primary key, returned integer not null, warned integer not null, at timestamptz not null);

insert into role_permissions (role_id, permission)
select r.id, granted.permission
from roles r join (values
  ('salesperson', 'pool.use'), ('manager', 'pool.use'), ('operations', 'pool.use'), ('operations', 'pools.manage'),
  ('administrator', 'pool.use'), ('administrator', 'pools.manage')
) as granted (code, permission) on granted.code = r.code
on conflict do nothing;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
