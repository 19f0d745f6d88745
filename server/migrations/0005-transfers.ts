import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
create table imports (
  id uuid primary key,
  kind text not null check (kind in ('customers', 'people')),
  owner_id uuid not null references users,
  file_id uuid not null references files,
  file_name text not null,
  state text not null check (state in ('uploaded', 'checking', 'checked', 'running', 'finished', 'failed', 'undoing', 'undone')),
  encoding text not null,
  columns jsonb not null,
  mapping jsonb not null default '{}',
  options jsonb not null default '{}',
  sample jsonb not null default '[]',
  total integer not null default 0,
  done integer not null default 0,
  counts jsonb not null default '{"create":0,"update":0,"skip":0,"error":0}',
  additions jsonb not null default '{}',
  failure text,
  version integer not null default 1,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index imports_owner on imports (owner_id, id desc);
create index imports_underway on imports (id) where state in ('checking', 'running', 'undoing');

create table import_rows (
  import_id uuid not null references imports on delete cascade,
  row integer not null,
  values jsonb not null,
  outcome text check (outcome in ('create', 'update', 'skip', 'error', 'undone', 'kept')),
  errors jsonb not null default '[]',
  record_id uuid,
  -- The record's version as the import left it; undo takes back only what still has it.
  record_version integer,
  primary key (import_id, row)
);
-- People that an import added although no row of the file is theirs: supervisors named by others.
create table import_extras (
  import_id uuid not null references imports on delete cascade,
  record_id uuid not null,
  record_version integer not null,
  primary key (import_id, record_id)
);
create index import_rows_outcome on import_rows (import_id, outcome, row);
alter table customers add foreign key (import_id) references imports on delete set null;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
