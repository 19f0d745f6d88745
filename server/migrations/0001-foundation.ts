import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
create table company (
  id boolean primary key default true check (id),
  name text not null,
  time_zone text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- ISO weekdays that are worked, 1 = Monday
  work_days smallint[] not null,
  version integer not null default 1
);
insert into company (name, time_zone, currency, work_days) values ('', 'Asia/Shanghai', 'CNY', '{1,2,3,4,5}');

create table calendar_days (
  day date primary key,
  working boolean not null,
  name text
);

create table departments (
  id uuid primary key,
  name text not null check (name <> ''),
  parent_id uuid references departments,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check (parent_id <> id)
);
create index departments_parent on departments (parent_id);
create unique index departments_name on departments (coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), name);

create table users (
  id uuid primary key,
  login text not null,
  name text not null check (name <> ''),
  post text,
  email text,
  phone text,
  department_id uuid references departments,
  supervisor_id uuid references users,
  active boolean not null default true,
  departed_on date,
  locale text not null default 'zh-CN' check (locale in ('zh-CN', 'zh-TW', 'en')),
  theme text not null default 'system' check (theme in ('light', 'dark', 'system')),
  must_change_password boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check (supervisor_id <> id),
  check (active = (departed_on is null))
);
create unique index users_login on users (lower(login));
create index users_supervisor on users (supervisor_id);
create index users_department on users (department_id);
create index users_name on users (name, id);

-- Closure of users.supervisor_id, everyone with themselves at depth 0.
create table reporting_line (
  ancestor_id uuid not null references users on delete cascade,
  descendant_id uuid not null references users on delete cascade,
  depth integer not null check (depth >= 0),
  primary key (ancestor_id, descendant_id)
);
create index reporting_line_descendant on reporting_line (descendant_id, depth);

create table roles (
  id uuid primary key,
  code text not null unique,
  name text not null,
  version integer not null default 1
);
create table role_permissions (
  role_id uuid not null references roles on delete cascade,
  permission text not null,
  primary key (role_id, permission)
);
create table user_roles (
  user_id uuid not null references users on delete cascade,
  role_id uuid not null references roles,
  primary key (user_id, role_id)
);
create index user_roles_role on user_roles (role_id);

create table list_entries (
  id uuid primary key,
  list text not null,
  name text not null check (name <> ''),
  position integer not null default 0,
  retired boolean not null default false,
  version integer not null default 1
);
create unique index list_entries_name on list_entries (list, lower(name));

create table files (
  id uuid primary key,
  owner_id uuid not null references users,
  name text not null,
  type text not null,
  size integer not null check (size >= 0),
  sha256 text not null,
  created_at timestamptz not null default now()
);
create index files_owner on files (owner_id);

-- One row is the audit line, the line on a timeline and the outbox of a mutation.
create table events (
  id uuid not null,
  at timestamptz not null,
  type text not null,
  actor_id uuid references users,
  subject_type text not null,
  subject_id uuid not null,
  -- Set when the event belongs on the timeline of a customer.
  customer_id uuid,
  -- Whose record it is: with audience 'line' only this person and the line above see it.
  owner_id uuid,
  audience text not null check (audience in ('customer', 'line', 'audit')),
  data jsonb not null,
  primary key (id, at)
) partition by range (at);
create index events_customer on events (customer_id, id desc) where customer_id is not null;
create index events_subject on events (subject_id, id desc);
create index events_actor on events (actor_id);
create table events_default partition of events default;

create table notifications (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  -- The cause; a person is told once per cause.
  event_id uuid not null,
  kind text not null,
  params jsonb not null,
  subject_type text not null,
  subject_id uuid not null,
  created_at timestamptz not null,
  read_at timestamptz,
  unique (user_id, event_id)
);
create index notifications_user on notifications (user_id, id desc);
create index notifications_unread on notifications (user_id, id desc) where read_at is null;

create table idempotency_keys (
  user_id uuid not null references users on delete cascade,
  key text not null,
  request_hash text not null,
  result jsonb not null,
  created_at timestamptz not null default now(),
  primary key (user_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

-- Makes the partitions of one month and the following ones that are still missing.
create function ensure_month_partitions(parent regclass, first_month date, months integer) returns void
language plpgsql as $$
declare
  start_at date;
  child text;
begin
  for i in 0..months - 1 loop
    start_at := (date_trunc('month', first_month) + make_interval(months => i))::date;
    child := parent::text || '_' || to_char(start_at, 'YYYYMM');
    if to_regclass(child) is null then
      execute format('create table %I partition of %s for values from (%L) to (%L)', child, parent,
        start_at::timestamp at time zone 'UTC', (start_at + interval '1 month')::timestamp at time zone 'UTC');
    end if;
  end loop;
end $$;
select ensure_month_partitions('events', current_date, 13);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
