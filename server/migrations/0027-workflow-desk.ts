import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
-- Fields of the form that the reader may not know: those hidden at every node where they have had a part.
alter table workflow_readers add column hidden text[] not null default '{}';

-- Files in a field of an instance's form, or with what somebody said.
create table workflow_files (
  file_id uuid not null references files,
  instance_id uuid not null references workflow_instances on delete cascade,
  field text,
  -- The line of the history, which is partitioned by time.
  history_id uuid,
  check ((field is null) <> (history_id is null)),
  unique nulls not distinct (file_id, instance_id, field, history_id)
);
create index workflow_files_instance on workflow_files (instance_id);

-- By when a stay at a node was to end; stays when the limit has passed.
alter table workflow_visits add column due_at timestamptz(3);
create index workflow_visits_due on workflow_visits (due_at) where state = 'open' and due_at is not null;
create index workflow_visits_closed on workflow_visits (closed_at) where closed_at is not null;

create index workflow_tasks_unread on workflow_tasks (person_id) where kind = 'copy' and read_at is null;
-- What others decided in somebody's name.
create index workflow_tasks_in_name on workflow_tasks (person_id, closed_at desc, id desc)
  where decided_by <> person_id;
create index workflow_tasks_acting on workflow_tasks (deputy_id) where state in ('open', 'held', 'queued');
create index workflow_tasks_decided on workflow_tasks (closed_at) where decided_by is not null;

-- How long stays at nodes and decisions of people took, by month and by duration: bucket n holds those of
-- 1.1^n to 1.1^(n+1) seconds. Days that are summed up already are kept beside, so that each counts once.
create table workflow_node_times (
  definition_id uuid not null references workflow_definitions,
  month date not null,
  node_id text not null,
  bucket smallint not null,
  stays integer not null,
  returned integer not null,
  primary key (definition_id, month, node_id, bucket)
);
create table workflow_person_times (
  definition_id uuid not null references workflow_definitions,
  month date not null,
  person_id uuid not null references users,
  bucket smallint not null,
  decisions integer not null,
  returned integer not null,
  primary key (definition_id, month, person_id, bucket)
);
create index workflow_person_times_person on workflow_person_times (person_id);
create table workflow_measured_days (day date primary key);

-- Running instances on their way to another version.
create table workflow_moves (
  id uuid primary key,
  definition_id uuid not null references workflow_definitions,
  version_id uuid not null references workflow_versions,
  mapping jsonb not null,
  requested_by uuid not null references users,
  state text not null check (state in ('running', 'finished')),
  total integer not null,
  done integer not null default 0,
  refused jsonb not null default '[]',
  -- Instances up to this one have had their turn.
  reached_id uuid,
  created_at timestamptz(3) not null,
  finished_at timestamptz(3),
  check ((state = 'finished') = (finished_at is not null))
);
create index workflow_moves_definition on workflow_moves (definition_id, id desc);
create index workflow_moves_version on workflow_moves (version_id);
create index workflow_moves_requester on workflow_moves (requested_by);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
