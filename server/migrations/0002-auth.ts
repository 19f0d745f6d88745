import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = `
-- The sign-in library keeps its accounts on our people; it asks for an address, which is never shown nor mailed to.
alter table users
  add column auth_email text generated always as (id::text || '@users.invalid') stored,
  add column email_verified boolean not null default false,
  add column image text,
  add column two_factor_enabled boolean not null default false,
  add column updated_at timestamptz not null default now();
create unique index users_auth_email on users (auth_email);

create table auth_sessions (
  id uuid primary key,
  token text not null unique,
  user_id uuid not null references users on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  -- When it was last seen in use, to within ten minutes.
  updated_at timestamptz not null
);
create index auth_sessions_user on auth_sessions (user_id);
create index auth_sessions_expiry on auth_sessions (expires_at);

create table auth_accounts (
  id uuid primary key,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references users on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  -- Set for a one-time password, which is worth nothing afterwards.
  password_expires_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index auth_accounts_user on auth_accounts (user_id);

create table auth_verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_verifications_identifier on auth_verifications (identifier);
create index auth_verifications_expiry on auth_verifications (expires_at);

create table auth_two_factors (
  id uuid primary key,
  secret text not null,
  backup_codes text not null,
  user_id uuid not null references users on delete cascade,
  verified boolean,
  failed_verification_count integer default 0,
  locked_until timestamptz
);
create unique index auth_two_factors_user on auth_two_factors (user_id);

-- A one-time code counts once, although it is right for a minute.
create table auth_used_codes (
  user_id uuid not null references users on delete cascade,
  code text not null,
  at timestamptz not null,
  primary key (user_id, code)
);
create index auth_used_codes_age on auth_used_codes (at);

-- Failed guesses of a password or code; counted over the last hour, never a permanent lock.
create table auth_attempts (
  id bigint generated always as identity primary key,
  login text not null,
  at timestamptz not null default now()
);
create index auth_attempts_login on auth_attempts (login, at);
create index auth_attempts_age on auth_attempts (at);

-- A closed session, a departure and a change of rights reach every process at commit: the payload is the id of the
-- person, or '*' when it may concern anyone. A session that only lives longer is no news.
create function notify_session_closed() returns trigger language plpgsql as $$
begin
  perform pg_notify('licheng_sessions', old.user_id::text);
  return null;
end $$;
create trigger auth_sessions_deleted after delete on auth_sessions
  for each row execute function notify_session_closed();
create trigger auth_sessions_shortened after update of expires_at, user_id, token on auth_sessions
  for each row when (new.expires_at < old.expires_at or new.user_id <> old.user_id or new.token <> old.token)
  execute function notify_session_closed();

create function notify_person_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('licheng_sessions', new.id::text);
  return null;
end $$;
create trigger users_changed after update of active, name, post, locale, must_change_password on users
  for each row execute function notify_person_change();

create function notify_rights_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('licheng_sessions', '*');
  return null;
end $$;
create trigger user_roles_changed after insert or update or delete on user_roles
  for each statement execute function notify_rights_change();
create trigger role_permissions_changed after insert or update or delete on role_permissions
  for each statement execute function notify_rights_change();
create trigger reporting_line_changed after insert or update or delete on reporting_line
  for each statement execute function notify_rights_change();

create function close_sessions_of_leaver() returns trigger language plpgsql as $$
begin
  delete from auth_sessions where user_id = new.id;
  return null;
end $$;
create trigger users_departed after update of active on users
  for each row when (old.active and not new.active) execute function close_sessions_of_leaver();
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
