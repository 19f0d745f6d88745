import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Instant } from './types.ts';

export type FilesTable = {
  id: string;
  owner_id: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  created_at: Generated<Instant>;
};

export type EventsTable = {
  id: string;
  at: Instant;
  type: string;
  actor_id: string | null;
  subject_type: string;
  subject_id: string;
  customer_id: string | null;
  owner_id: string | null;
  audience: 'customer' | 'line' | 'audit';
  data: JSONColumnType<Record<string, unknown>>;
};

export type NotificationsTable = {
  id: string;
  user_id: string;
  event_id: string;
  kind: string;
  params: JSONColumnType<Record<string, string | number>>;
  subject_type: string;
  subject_id: string;
  created_at: Instant;
  read_at: Instant | null;
};

export type IdempotencyKeysTable = {
  user_id: string;
  key: string;
  request_hash: string;
  result: ColumnType<unknown, string, string>;
  created_at: Generated<Instant>;
};

export type AuthSessionsTable = {
  id: string;
  token: string;
  user_id: string;
  expires_at: Instant;
  ip_address: string | null;
  user_agent: string | null;
  created_at: Instant;
  updated_at: Instant;
};

export type AuthAccountsTable = {
  id: string;
  account_id: string;
  provider_id: string;
  user_id: string;
  password: string | null;
  password_expires_at: Instant | null;
  created_at: Instant;
  updated_at: Instant;
};

export type AuthVerificationsTable = {
  id: string;
  identifier: string;
  value: string;
  expires_at: Instant;
  created_at: Instant;
  updated_at: Instant;
};

export type AuthTwoFactorsTable = {
  id: string;
  secret: string;
  backup_codes: string;
  user_id: string;
  verified: boolean | null;
};

export type AuthUsedCodesTable = { user_id: string; code: string; at: Instant };

export type AuthAttemptsTable = { id: Generated<number>; login: string; at: Generated<Instant> };
