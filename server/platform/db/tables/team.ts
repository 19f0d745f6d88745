import type { Generated } from 'kysely';
import type { Day, Instant } from './types.ts';

export type TeamPlacesTable = {
  id: Generated<string>;
  customer_id: string;
  user_id: string;
  role: string;
  access: 'read' | 'write';
  from_on: Day;
  until_on: Day | null;
  planned: boolean;
};

export type TeamRequestsTable = {
  id: string;
  asker_id: string;
  customer_id: string | null;
  asked_id: string | null;
  asked_for: string | null;
  told_owner_id: string | null;
  note: string | null;
  state: Generated<'pending' | 'accepted' | 'declined' | 'withdrawn'>;
  answer: string | null;
  answered_by: string | null;
  answered_at: Instant | null;
  version: Generated<number>;
  created_at: Instant;
};

export type CustomersToDeriveTable = { customer_id: string };
