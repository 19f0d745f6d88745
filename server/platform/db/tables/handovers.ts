import type { Instant } from './types.ts';

export type HandoversTable = {
  id: string;
  person_id: string;
  actor_id: string;
  departed: boolean;
  created_at: Instant;
};

export type HandoverItemsTable = { handover_id: string; kind: string; item_id: string; receiver_id: string };
