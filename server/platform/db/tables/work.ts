import type { Generated } from 'kysely';
import type { Day, Instant } from './types.ts';

export type PlanWeeksTable = {
  id: string;
  owner_id: string;
  week: Day;
  state: Generated<'draft' | 'submitted' | 'approved'>;
  submitted_at: Instant | null;
  decided_at: Instant | null;
  decided_by: string | null;
  advice: string | null;
  version: Generated<number>;
};

export type PlanItemsTable = {
  id: string;
  owner_id: string;
  customer_id: string | null;
  kind: 'routine' | 'adHoc';
  activity: 'visit' | 'call' | 'document' | 'other';
  title: string;
  expected_result: string | null;
  importance: Generated<number>;
  day: Day;
  /** `HH:MM:SS` */
  start_time: string | null;
  end_time: string | null;
  state: Generated<'open' | 'completed' | 'evaluated' | 'cancelled'>;
  assigned_by: string | null;
  from_visit_id: string | null;
  cancel_reason: string | null;
  completed_at: Instant | null;
  on_time: boolean | null;
  result: string | null;
  /** numeric as text */
  score: string | null;
  advice_since: Instant | null;
  search: Generated<string>;
  version: Generated<number>;
  created_at: Instant;
};

export type VisitsTable = {
  id: string;
  owner_id: string;
  customer_id: string;
  plan_item_id: string | null;
  state: 'checkedIn' | 'recorded';
  visited_on: Day;
  checked_in_at: Instant | null;
  checked_out_at: Instant | null;
  latitude: number | null;
  longitude: number | null;
  accuracy: number | null;
  recorded_at: Instant | null;
  purpose_id: string | null;
  discussed: string | null;
  needs: string | null;
  next_step: string | null;
  next_step_on: Day | null;
  next_plan_item_id: string | null;
  version: Generated<number>;
  created_at: Instant;
};

export type VisitContactsTable = { visit_id: string; contact_id: string };
export type VisitCompetitorsTable = { visit_id: string; competitor_id: string; offer: string | null };
export type VisitCommitmentsTable = {
  id: string;
  visit_id: string;
  side: 'ours' | 'theirs';
  text: string;
  due_on: Day | null;
  plan_item_id: string | null;
};
export type VisitCostsTable = {
  id: string;
  visit_id: string;
  kind_id: string | null;
  amount: string;
  note: string | null;
};

export type PlanItemProofsTable = {
  id: string;
  item_id: string;
  kind: 'visit' | 'document' | 'note' | 'workflow';
  visit_id: string | null;
  file_id: string | null;
  instance_id: string | null;
  note: string | null;
  created_at: Instant;
};

export type EvaluationsTable = {
  id: string;
  item_id: string;
  evaluator_id: string;
  /** numeric as text */
  score: string;
  advice: string | null;
  corrects_id: string | null;
  version: Generated<number>;
  created_at: Instant;
};

export type EvaluationRepliesTable = {
  id: string;
  item_id: string;
  author_id: string;
  text: string;
  created_at: Instant;
};

export type ClosedMonthsTable = { month: Day; id: string; closed_by: string; closed_at: Instant };
