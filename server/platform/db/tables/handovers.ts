import type { ColumnType, Generated } from 'kysely';
import type { Instant } from './types.ts';

export type HandoversTable = {
  id: string;
  person_id: string;
  actor_id: string;
  departed: boolean;
  created_at: Instant;
  state: Generated<'waiting' | 'done' | 'failed'>;
  command: ColumnType<unknown, string | null, string | null>;
  total: Generated<number>;
  done: Generated<number>;
  code: string | null;
};

export type HandoverItemsTable = { handover_id: string; kind: string; item_id: string; receiver_id: string };

export type HandoverBriefingsTable = { handover_id: string; customer_id: string; content: unknown };
