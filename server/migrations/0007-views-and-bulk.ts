import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
-- Each serves its order both ways, and what is empty behind it.
create index customers_archive on customers (archive_updated_at, id);
create index customers_last_visit on customers (last_visit_on, id);
create index customers_next_step on customers (next_step_on, id);
create index customers_founded on customers (founded_year, id);
create index customers_employees on customers (employees, id);
create index customers_revenue on customers (annual_revenue, id);

create table customer_views (
  id uuid primary key,
  owner_id uuid not null references users,
  -- Everyone in it and below it sees the view; null for the owner's alone.
  department_id uuid references departments on delete set null,
  name text not null check (name <> ''),
  settings jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index customer_views_owner on customer_views (owner_id, id);
create index customer_views_department on customer_views (department_id, id) where department_id is not null;

create table customer_view_defaults (
  user_id uuid primary key references users on delete cascade,
  view_id uuid not null references customer_views on delete cascade
);
create index customer_view_defaults_view on customer_view_defaults (view_id);

create table bulk_edits (
  id uuid primary key,
  owner_id uuid not null references users,
  state text not null check (state in ('running', 'finished', 'undoing', 'undone')),
  changes jsonb not null,
  total integer not null,
  done integer not null default 0,
  counts jsonb not null default '{"changed":0,"unchanged":0,"failed":0,"undone":0,"kept":0}',
  version integer not null default 1,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index bulk_edits_owner on bulk_edits (owner_id, id desc);
create index bulk_edits_underway on bulk_edits (id) where state in ('running', 'undoing');

create table bulk_edit_rows (
  bulk_id uuid not null references bulk_edits on delete cascade,
  row integer not null,
  customer_id uuid not null references customers on delete cascade,
  state text not null check (state in ('waiting', 'changed', 'unchanged', 'failed', 'undoing', 'undone', 'kept')),
  -- Why it failed or was kept.
  code text,
  fields jsonb not null default '[]',
  -- What the changed fields held before.
  before jsonb,
  -- The customer's version as this edit left it; undo takes back only what still has it.
  customer_version integer,
  primary key (bulk_id, row)
);
create index bulk_edit_rows_open on bulk_edit_rows (bulk_id, row) where state in ('waiting', 'undoing');
create index bulk_edit_rows_state on bulk_edit_rows (bulk_id, state, row);
create index bulk_edit_rows_customer on bulk_edit_rows (customer_id);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
