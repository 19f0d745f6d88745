import type { Generated, JSONColumnType } from 'kysely';
import type { Day, Instant } from './types.ts';

export type CustomerMergesTable = {
  id: string;
  loser_id: string;
  survivor_id: string;
  loser_name: string;
  loser: JSONColumnType<Record<string, unknown>>;
  before: JSONColumnType<Record<string, unknown>>;
  after: JSONColumnType<Record<string, unknown>>;
  extra: JSONColumnType<Record<string, unknown>>;
  merged_by: string;
  merged_at: Instant;
  undone_by: string | null;
  undone_at: Instant | null;
};

export type CustomerMergeRowsTable = {
  merge_id: string;
  place: number;
  table_name: string;
  column_name: string;
  taken_out: boolean;
  rows: JSONColumnType<Record<string, unknown>[]>;
};

export type CustomerFormerNamesTable = {
  merge_id: string;
  customer_id: string;
  name: string;
  normalized_name: string;
};

export type ChannelLinksTable = {
  id: string;
  distributor_id: string;
  customer_id: string;
  region_id: string | null;
  product: string | null;
  from_on: Day;
  until_on: Day | null;
  version: Generated<number>;
  created_at: Instant;
};
