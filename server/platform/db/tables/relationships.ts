import type { Generated, GeneratedAlways } from 'kysely';
import type { Day, Instant } from './types.ts';

export type ContactDeparturesTable = {
  contact_id: string;
  reason: string | null;
  note: string | null;
  to_customer_id: string | null;
  place: string | null;
  succession: Generated<'open' | 'named' | 'none'>;
  successor_id: string | null;
  succession_note: string | null;
  recorded_by: string;
  recorded_at: Instant;
};

export type ContactRemarksTable = {
  contact_id: string;
  author_id: string;
  text: string;
  version: Generated<number>;
  updated_at: Instant;
};

export type RelationshipsTable = {
  id: string;
  contact_id: string;
  user_id: string;
  strength: number;
  set_on: Day;
  last_touch_on: Day | null;
  note: string | null;
  version: Generated<number>;
  created_at: Instant;
};

export type RelationshipRulesTable = {
  id: Generated<boolean>;
  decay_days: Generated<number>;
  version: Generated<number>;
};

export type SegmentCoveragesTable = { segment_id: string; decision_role: string; team_role: string };

export type UserBackgroundsTable = {
  user_id: string;
  school: string | null;
  school_key: GeneratedAlways<string | null>;
  employers: Generated<string[]>;
  employer_keys: Generated<string[]>;
  version: Generated<number>;
};

export type IntroductionsTable = {
  id: string;
  asker_id: string;
  asked_id: string;
  about_contact_id: string | null;
  about_name: string | null;
  about_company: string | null;
  about_key: string;
  known_contact_id: string | null;
  department_id: string | null;
  circle: string;
  words: string | null;
  state: Generated<'open' | 'accepted' | 'declined'>;
  answer: string | null;
  created_at: Instant;
  answered_at: Instant | null;
};
