import type { Generated } from 'kysely';
import type { Instant } from './types.ts';

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
