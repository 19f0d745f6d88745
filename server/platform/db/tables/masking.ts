import type { ColumnType, Generated } from 'kysely';
import type { ExportFilter, ExportFormat, ExportKind, exportStates } from '../../../../contract/exports.ts';
import type { Day, Instant } from './types.ts';

type Json<T> = ColumnType<T, string, string>;

export type PhoneRevealsTable = { user_id: string; day: Day; subject_id: string };

export type PhoneChecksTable = { user_id: string; digits: string; at: Instant };

export type ExportsTable = {
  id: string;
  owner_id: string;
  kind: ExportKind;
  format: ExportFormat;
  filter: Json<ExportFilter>;
  columns: Json<string[] | null>;
  state: (typeof exportStates)[number];
  rows: Generated<number>;
  size: number | null;
  failure: string | null;
  created_at: Instant;
  finished_at: Instant | null;
  expires_at: Instant | null;
};
