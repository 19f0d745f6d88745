import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Day, Instant } from './types.ts';

type Address = { kind: string; text: string; latitude?: number | null; longitude?: number | null };
type OwnValue = string | number | string[];

export type CustomersTable = {
  id: string;
  name: string;
  normalized_name: string;
  core_name: string;
  segment_id: string | null;
  region_id: string | null;
  industry_id: string | null;
  level_id: string | null;
  parent_id: string | null;
  owner_id: string;
  phone: string | null;
  phone_digits: string | null;
  credit_code: string | null;
  website: string | null;
  founded_year: number | null;
  employees: number | null;
  annual_revenue: string | null;
  description: string | null;
  addresses: JSONColumnType<Address[], string | undefined, string>;
  own: JSONColumnType<Record<string, OwnValue>, string | undefined, string>;
  own_aside: JSONColumnType<Record<string, OwnValue>, string | undefined, string>;
  archive_updated_at: Instant;
  /** Kept by a trigger. */
  stale_at: Generated<Instant>;
  last_visit_on: Day | null;
  next_step: string | null;
  next_step_on: Day | null;
  search: string;
  import_id: string | null;
  pool_id: string | null;
  pooled_at: Instant | null;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
};

export type CustomerTeamTable = {
  customer_id: string;
  user_id: string;
  role: string;
  access: Generated<'read' | 'write'>;
  from_on: Generated<Day>;
  until_on: Generated<Day | null>;
  created_at: Generated<Instant>;
  updated_at: Generated<Instant>;
  /** These, as the time above, are the customer's own, kept by triggers. */
  segment_id: Generated<string | null>;
  region_id: Generated<string | null>;
  industry_id: Generated<string | null>;
  level_id: Generated<string | null>;
};

export type CustomerTouchesTable = { user_id: string; customer_id: string; touched_at: Instant };

export type ContactsTable = {
  id: string;
  customer_id: string;
  name: string;
  title: string | null;
  decision_role: string | null;
  phone: string | null;
  email: string | null;
  note: string | null;
  last_met_on: Day | null;
  left_on: Day | null;
  person_id: string | null;
  attitude: string | null;
  influence: number | null;
  birthday: Day | null;
  school: string | null;
  employers: Generated<string[]>;
  started_on: Day | null;
  name_key: GeneratedAlways<string | null>;
  mobile_key: GeneratedAlways<string | null>;
  search: string;
  version: Generated<number>;
  created_at: Instant;
};
