import type { Actor } from '../../platform/actor.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import { newId } from '../../platform/ids.ts';
import { customerSeenRow } from '../../platform/scope.ts';

export type NewNote = {
  customerId: string;
  authorId: string;
  text: string;
  mentions: readonly string[];
  fileIds: readonly string[];
  at: Date;
};

export async function insertNote(tx: Tx, note: NewNote): Promise<string> {
  const id = newId();
  await tx
    .insertInto('notes')
    .values({
      id,
      customer_id: note.customerId,
      author_id: note.authorId,
      text: note.text,
      created_at: note.at.toISOString(),
      edited_at: null,
      removed_at: null,
    })
    .execute();
  await insertMentions(tx, id, note.mentions);
  if (note.fileIds.length > 0) {
    await tx
      .insertInto('note_files')
      .values(note.fileIds.map((fileId) => ({ note_id: id, file_id: fileId })))
      .execute();
  }
  return id;
}

async function insertMentions(tx: Tx, noteId: string, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  await tx
    .insertInto('note_mentions')
    .values(userIds.map((userId) => ({ note_id: noteId, user_id: userId })))
    .execute();
}

export async function replaceMentions(tx: Tx, noteId: string, userIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('note_mentions').where('note_id', '=', noteId).execute();
  await insertMentions(tx, noteId, userIds);
}

export async function mentionsOf(db: Db, noteId: string): Promise<string[]> {
  const rows = await db.selectFrom('note_mentions').select('user_id as id').where('note_id', '=', noteId).execute();
  return rows.map((row) => row.id);
}

export type NoteRecord = {
  id: string;
  customerId: string;
  authorId: string;
  text: string;
  createdAt: string;
  removedAt: string | null;
  version: number;
};

/** Locks a note at a customer that the actor sees. */
export function lockNote(tx: Tx, actor: Actor, id: string): Promise<NoteRecord | undefined> {
  return tx
    .selectFrom('notes as n')
    .select([
      'n.id',
      'n.customer_id as customerId',
      'n.author_id as authorId',
      'n.text',
      'n.created_at as createdAt',
      'n.removed_at as removedAt',
      'n.version',
    ])
    .where('n.id', '=', id)
    .where(customerSeenRow(actor, 'n.customer_id'))
    .forUpdate('n')
    .executeTakeFirst();
}

export async function writeNote(
  tx: Tx,
  note: NoteRecord,
  changes: { text: string; edited_at?: string; removed_at?: string },
): Promise<void> {
  await tx
    .updateTable('notes')
    .set({ ...changes, version: note.version + 1 })
    .where('id', '=', note.id)
    .execute();
}
