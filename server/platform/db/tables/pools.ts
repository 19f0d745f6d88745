import type { Generated } from 'kysely';
import type { Day, Instant } from './types.ts';

export type PoolsTable = {
  id: string;
  name: string;
  segment_id: string | null;
  region_id: string | null;
  keeper_id: string;
  max_owned: number | null;
  max_claims_a_day: number | null;
  cooling_days: number;
  warn_days: number;
  retired: Generated<boolean>;
  version: Generated<number>;
  created_at: Instant;
};

export type PoolDepartmentsTable = { pool_id: string; department_id: string };

export type PoolRulesTable = {
  pool_id: string;
  position: number;
  kind: 'owned' | 'contact';
  level_id: string | null;
  days: number;
  spare_planned: boolean;
};

export type CustomerOwnersTable = {
  id: Generated<number>;
  customer_id: string;
  owner_id: string;
  from_at: Instant;
  until_at: Instant | null;
  how: 'created' | 'handedOver' | 'returned' | 'claimed' | 'assigned';
  pool_id: string | null;
  reason_id: string | null;
  rule: 'owned' | 'contact' | null;
  note: string | null;
};

export type CustomerLocksTable = {
  customer_id: string;
  until: Day;
  reason: string;
  locked_by: string;
  locked_at: Instant;
};

export type PoolWarningsTable = {
  customer_id: string;
  owner_id: string;
  rule: 'owned' | 'contact';
  since: Day;
  warned_on: Day;
};

export type PoolRunsTable = { day: Day; returned: number; warned: number; at: Instant };
