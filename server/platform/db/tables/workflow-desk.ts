import type { Generated } from 'kysely';
import type { Day, Instant } from './types.ts';

export type WorkflowFilesTable = {
  file_id: string;
  instance_id: string;
  field: string | null;
  history_id: string | null;
};

export type WorkflowNodeTimesTable = {
  definition_id: string;
  month: Day;
  node_id: string;
  bucket: number;
  stays: number;
  returned: number;
};

export type WorkflowPersonTimesTable = {
  definition_id: string;
  month: Day;
  person_id: string;
  bucket: number;
  decisions: number;
  returned: number;
};

export type WorkflowMeasuredDaysTable = { day: Day };

export type WorkflowMovesTable = {
  id: string;
  definition_id: string;
  version_id: string;
  mapping: unknown;
  requested_by: string;
  state: 'running' | 'finished';
  total: number;
  done: Generated<number>;
  refused: Generated<unknown>;
  reached_id: string | null;
  created_at: Instant;
  finished_at: Instant | null;
};
