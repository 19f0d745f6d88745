import type { ColumnType, Generated } from 'kysely';
import type { FieldCode } from '../../../../contract/errors.ts';
import type { ViewSettings } from '../../../../contract/views.ts';
import type { Instant } from './types.ts';

type Json<T> = ColumnType<T, string | undefined, string>;

export type CustomerViewsTable = {
  id: string;
  owner_id: string;
  department_id: string | null;
  name: string;
  settings: ColumnType<ViewSettings, string, string>;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
};

export type CustomerViewDefaultsTable = { user_id: string; view_id: string };

export type BulkEditsTable = {
  id: string;
  owner_id: string;
  state: 'running' | 'finished' | 'undoing' | 'undone';
  changes: ColumnType<Record<string, unknown>, string, string>;
  total: number;
  done: Generated<number>;
  counts: Json<Record<'changed' | 'unchanged' | 'failed' | 'undone' | 'kept', number>>;
  version: Generated<number>;
  created_at: Instant;
  finished_at: Instant | null;
};

export type BulkEditRowsTable = {
  bulk_id: string;
  row: number;
  customer_id: string;
  state: 'waiting' | 'changed' | 'unchanged' | 'failed' | 'undoing' | 'undone' | 'kept';
  code: string | null;
  fields: Json<{ path: string; code: FieldCode }[]>;
  before: ColumnType<Record<string, unknown> | null, string | null, string | null>;
  customer_version: number | null;
};
