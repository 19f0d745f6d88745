import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Instant } from './types.ts';

type Json<T> = ColumnType<T, string | undefined, string>;

export type ImportsTable = {
  id: string;
  kind: 'customers' | 'people' | 'contacts' | 'relationships' | 'teams';
  owner_id: string;
  file_id: string;
  file_name: string;
  state: 'uploaded' | 'checking' | 'checked' | 'running' | 'finished' | 'failed' | 'undoing' | 'undone';
  encoding: string;
  columns: JSONColumnType<string[]>;
  mapping: Json<Record<string, number>>;
  options: Json<{ defaultOwnerId?: string; acceptSimilar?: boolean; updateExisting?: boolean }>;
  sample: Json<string[][]>;
  total: Generated<number>;
  done: Generated<number>;
  counts: Json<{ create: number; update: number; skip: number; error: number }>;
  additions: Json<Record<string, string[]>>;
  failure: string | null;
  version: Generated<number>;
  created_at: Instant;
  finished_at: Instant | null;
};

export type ImportRowsTable = {
  import_id: string;
  row: number;
  values: JSONColumnType<string[]>;
  outcome: 'create' | 'update' | 'skip' | 'error' | 'undone' | 'kept' | null;
  errors: Json<{ field: string; code: string; value: string }[]>;
  record_id: string | null;
  record_version: number | null;
  before: Json<Record<string, unknown>> | null;
};

export type ImportExtrasTable = { import_id: string; record_id: string; record_version: number };
