import type { Generated } from 'kysely';
import type { Day, Instant } from './types.ts';

type Family = 'plan' | 'marketing' | 'administration';

export type WorkflowDefinitionsTable = {
  id: string;
  code: string;
  name: string;
  family: Family;
  owner_id: string;
  state: 'draft' | 'published' | 'retired';
  current_number: number | null;
  draft: unknown;
  version: Generated<number>;
  created_at: Instant;
};

export type WorkflowVersionsTable = {
  id: string;
  definition_id: string;
  number: number | null;
  content: unknown;
  published_by: string;
  published_at: Instant;
};

export type WorkflowInstancesTable = {
  id: string;
  number: string;
  definition_id: string;
  version_id: string;
  starter_id: string;
  title: string;
  status: 'running' | 'approved' | 'rejected' | 'withdrawn' | 'terminated';
  variables: unknown;
  chosen: unknown;
  customer_id: string | null;
  parent_visit_id: string | null;
  version: Generated<number>;
  search: string;
  started_at: Instant;
  ended_at: Instant | null;
};

export type WorkflowReadersTable = { user_id: string; instance_id: string; hidden: Generated<string[]> };

export type WorkflowTokensTable = {
  id: string;
  instance_id: string;
  parent_id: string | null;
  fork_id: string | null;
  branch_id: string | null;
  state: string;
};

export type WorkflowVisitsTable = {
  id: string;
  instance_id: string;
  node_id: string;
  token_id: string;
  cause_id: string | null;
  state: string;
  opened_at: Instant;
  closed_at: Instant | null;
  returned: unknown;
  undo: unknown;
  branches: string[];
  due_at: Generated<Instant | null>;
};

export type WorkflowTasksTable = {
  id: string;
  instance_id: string;
  visit_id: string;
  kind: string;
  state: string;
  person_id: string;
  from_id: string | null;
  deputy_id: string | null;
  order: number;
  parent_id: string | null;
  decision: string | null;
  decided_by: string | null;
  ruled: string | null;
  closed_as: string | null;
  urged_at: Instant | null;
  opened_at: Instant | null;
  closed_at: Instant | null;
  read_at: Instant | null;
};

export type WorkflowTimersTable = {
  id: string;
  instance_id: string;
  visit_id: string;
  at: Instant;
  limit: number | null;
};

export type WorkflowHistoryTable = {
  id: string;
  at: Instant;
  instance_id: string;
  event_id: string;
  actor_id: string | null;
  type: string;
  visit_id: string | null;
  task_id: string | null;
  data: unknown;
};

export type WorkflowDeputiesTable = {
  id: string;
  user_id: string;
  deputy_id: string;
  family: Family | null;
  from_on: Day;
  until_on: Day;
  version: Generated<number>;
};
