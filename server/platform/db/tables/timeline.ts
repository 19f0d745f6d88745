import type { Generated } from 'kysely';
import type { Day, Instant } from './types.ts';

export type NotesTable = {
  id: string;
  customer_id: string;
  author_id: string;
  text: string;
  created_at: Instant;
  edited_at: Instant | null;
  removed_at: Instant | null;
  version: Generated<number>;
};

export type NoteMentionsTable = { note_id: string; user_id: string };
export type NoteFilesTable = { note_id: string; file_id: string };

export type ArchiveSnoozesTable = {
  customer_id: string;
  person_id: string;
  until: Day;
  reason: string;
  times: number;
  kept_at: Instant;
  created_at: Instant;
};

export type ArchiveConfirmationsTable = { customer_id: string; point: string; confirmed_at: Instant };
