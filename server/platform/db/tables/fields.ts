import type { Generated, JSONColumnType } from 'kysely';
import type { Day, Instant } from './types.ts';

export type SegmentSettingsTable = {
  segment_id: string;
  cycle_days: number | null;
  principles: string | null;
  creator_role_ids: Generated<string[]>;
  version: Generated<number>;
};

export type OwnLayoutTable = { one: Generated<boolean>; version: Generated<number> };

export type OwnSectionsTable = { id: string; name: string; position: number; version: Generated<number> };

type Choice = { id: string; label: string; retired: boolean };
type VisibleWhen = { field: string; values: string[] | null };

export type OwnFieldsTable = {
  id: string;
  label: string;
  type: string;
  section_id: string | null;
  position: number;
  segment_ids: Generated<string[]>;
  compulsory: Generated<boolean>;
  help: string | null;
  visible_when: JSONColumnType<VisibleWhen | null, string | null, string | null>;
  searchable: Generated<boolean>;
  choices: JSONColumnType<Choice[], string | undefined, string>;
  formula: string | null;
  retired: Generated<boolean>;
  version: Generated<number>;
  created_at: Generated<Instant>;
};

export type OwnRecalculationTable = {
  one: Generated<boolean>;
  underway: Generated<boolean>;
  after_id: string | null;
  done: Generated<number>;
  total: Generated<number>;
};

export type CustomerValuesTable = {
  customer_id: string;
  field_id: string;
  place: number;
  text_value: string | null;
  text_key: string | null;
  number_value: string | null;
  day_value: Day | null;
  choice_id: string | null;
  person_id: string | null;
  other_id: string | null;
  file_id: string | null;
};
