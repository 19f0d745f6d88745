import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
create table workflow_definitions (
  id uuid primary key,
  -- How ready ones and imported files are recognised again.
  code text not null unique,
  name text collate "zh-x-icu" not null check (name <> ''),
  family text not null check (family in ('plan', 'marketing', 'administration')),
  -- Who is asked when nobody else is found, and who mends what is stuck.
  owner_id uuid not null references users,
  state text not null check (state in ('draft', 'published', 'retired')),
  current_number integer,
  -- What is being drawn; published it becomes a version.
  draft jsonb not null,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  -- A draft that nobody wants is retired as well.
  check (case state when 'draft' then current_number is null when 'published' then current_number is not null else true end)
);
create index workflow_definitions_owner on workflow_definitions (owner_id);
create index workflow_definitions_name on workflow_definitions (name, id);

-- Never changed: an instance runs on the version that it began with, or was moved to.
create table workflow_versions (
  id uuid primary key,
  definition_id uuid not null references workflow_definitions,
  -- Null: made for one instance alone.
  number integer,
  content jsonb not null,
  published_by uuid not null references users,
  published_at timestamptz(3) not null
);
create unique index workflow_versions_number on workflow_versions (definition_id, number);
create index workflow_versions_publisher on workflow_versions (published_by);
alter table workflow_definitions add foreign key (id, current_number) references workflow_versions (definition_id, number)
  deferrable initially deferred;

create sequence workflow_numbers;
create table workflow_instances (
  id uuid primary key,
  -- What people call it by: year and running number.
  number text not null unique,
  definition_id uuid not null references workflow_definitions,
  version_id uuid not null references workflow_versions,
  starter_id uuid not null references users,
  title text not null check (title <> ''),
  status text not null check (status in ('running', 'approved', 'rejected', 'withdrawn', 'terminated')),
  variables jsonb not null,
  chosen jsonb not null,
  -- What it is about.
  customer_id uuid references customers,
  -- The sub-process belongs to a visit of another instance.
  parent_visit_id uuid unique,
  version integer not null default 1,
  search tsvector not null,
  started_at timestamptz(3) not null,
  ended_at timestamptz(3),
  check ((status = 'running') = (ended_at is null))
);
create index workflow_instances_starter on workflow_instances (starter_id, id desc);
create index workflow_instances_running on workflow_instances (definition_id, id desc) where status = 'running';
create index workflow_instances_definition on workflow_instances (definition_id, id desc);
create index workflow_instances_version on workflow_instances (version_id);
create index workflow_instances_running_version on workflow_instances (version_id) where status = 'running';
create index workflow_instances_customer on workflow_instances (customer_id, id desc) where customer_id is not null;
create index workflow_instances_search on workflow_instances using gin (search);

-- Who reads an instance besides the line above its starter: whoever has had a part in it.
create table workflow_readers (
  user_id uuid not null references users,
  instance_id uuid not null references workflow_instances on delete cascade,
  primary key (user_id, instance_id)
);
create index workflow_readers_instance on workflow_readers (instance_id);

create table workflow_tokens (
  id uuid primary key,
  instance_id uuid not null references workflow_instances on delete cascade,
  parent_id uuid references workflow_tokens on delete cascade,
  fork_id uuid,
  branch_id text,
  state text not null check (state in ('active', 'forked', 'arrived', 'cancelled', 'ended')),
  check ((parent_id is null) = (fork_id is null) and (parent_id is null) = (branch_id is null))
);
create index workflow_tokens_instance on workflow_tokens (instance_id);
create index workflow_tokens_parent on workflow_tokens (parent_id);

create table workflow_visits (
  id uuid primary key,
  instance_id uuid not null references workflow_instances on delete cascade,
  node_id text not null,
  token_id uuid not null references workflow_tokens on delete cascade,
  cause_id uuid references workflow_visits on delete cascade deferrable initially deferred,
  state text not null check (state in ('open', 'done', 'passed', 'rejected', 'returned', 'cancelled', 'recalled')),
  opened_at timestamptz(3) not null,
  closed_at timestamptz(3),
  returned jsonb,
  undo jsonb,
  branches text[] not null,
  check ((state = 'open') = (closed_at is null))
);
create index workflow_visits_instance on workflow_visits (instance_id);
create index workflow_visits_token on workflow_visits (token_id);
create index workflow_visits_cause on workflow_visits (cause_id);
create unique index workflow_visits_one on workflow_visits (token_id) where state = 'open';
alter table workflow_tokens add foreign key (fork_id) references workflow_visits on delete cascade
  deferrable initially deferred;
create index workflow_tokens_fork on workflow_tokens (fork_id);
alter table workflow_instances add foreign key (parent_visit_id) references workflow_visits;

create table workflow_tasks (
  id uuid primary key,
  instance_id uuid not null references workflow_instances on delete cascade,
  visit_id uuid not null references workflow_visits on delete cascade,
  kind text not null check (kind in ('normal', 'peer', 'before', 'after', 'delegate', 'copy')),
  state text not null check (state in ('open', 'held', 'queued', 'done', 'cancelled')),
  person_id uuid not null references users,
  from_id uuid references users,
  deputy_id uuid references users,
  "order" integer not null,
  parent_id uuid references workflow_tasks on delete cascade,
  decision text check (decision in ('approve', 'reject')),
  decided_by uuid references users,
  ruled text check (ruled in ('starter', 'same', 'clock')),
  closed_as text check (closed_as in ('decidedByOthers', 'returned', 'cancelled', 'removed')),
  urged_at timestamptz(3),
  opened_at timestamptz(3),
  closed_at timestamptz(3),
  read_at timestamptz(3)
);
create index workflow_tasks_instance on workflow_tasks (instance_id);
create index workflow_tasks_visit on workflow_tasks (visit_id);
create index workflow_tasks_parent on workflow_tasks (parent_id);
create index workflow_tasks_todo on workflow_tasks (person_id, opened_at, id) where state = 'open';
create index workflow_tasks_deputy on workflow_tasks (deputy_id, opened_at, id) where state = 'open';
create index workflow_tasks_pending on workflow_tasks (person_id) where state in ('open', 'held', 'queued');
create index workflow_tasks_done on workflow_tasks (decided_by, closed_at desc, id desc);
create index workflow_tasks_copies on workflow_tasks (person_id, id desc) where kind = 'copy';
create index workflow_tasks_from on workflow_tasks (from_id) where from_id is not null;

create table workflow_timers (
  id uuid primary key,
  instance_id uuid not null references workflow_instances on delete cascade,
  visit_id uuid not null references workflow_visits on delete cascade,
  at timestamptz(3) not null,
  "limit" integer
);
create index workflow_timers_due on workflow_timers (at);
create index workflow_timers_instance on workflow_timers (instance_id);
create index workflow_timers_visit on workflow_timers (visit_id);

-- What happened, in order; never changed.
create table workflow_history (
  id uuid not null,
  at timestamptz(3) not null,
  instance_id uuid not null,
  event_id uuid not null,
  actor_id uuid,
  type text not null,
  visit_id uuid,
  task_id uuid,
  data jsonb not null,
  primary key (id, at)
) partition by range (at);
create index workflow_history_instance on workflow_history (instance_id, id);
create index workflow_history_event on workflow_history (event_id);
create index workflow_history_actor on workflow_history (actor_id);
create table workflow_history_default partition of workflow_history default;
select ensure_month_partitions('workflow_history', current_date, 13);

-- Who acts for somebody meanwhile; null family: for all.
create table workflow_deputies (
  id uuid primary key,
  user_id uuid not null references users,
  deputy_id uuid not null references users,
  family text check (family in ('plan', 'marketing', 'administration')),
  from_on date not null,
  until_on date not null,
  version integer not null default 1,
  check (user_id <> deputy_id),
  check (from_on <= until_on)
);
create index workflow_deputies_user on workflow_deputies (user_id, until_on);
create index workflow_deputies_deputy on workflow_deputies (deputy_id, until_on);

insert into role_permissions (role_id, permission) select id, 'workflows.use' from roles;
insert into role_permissions (role_id, permission)
select id, 'workflows.manage' from roles where code in ('operations', 'administrator');
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
