import type { Insert } from './insert.ts';
import type { World } from './world.types.ts';

export async function insertNotes(insert: Insert, world: World, at: Date): Promise<void> {
  await insert(
    'notes',
    world.notes.map((note) => ({
      id: note.id,
      customer_id: note.customerId,
      author_id: note.authorId,
      text: `记录 ${note.mark}`,
      created_at: at.toISOString(),
      version: note.version,
    })),
  );
  await insert(
    'note_mentions',
    world.notes.flatMap((note) => note.mentionIds.map((userId) => ({ note_id: note.id, user_id: userId }))),
  );
  await insert(
    'note_files',
    world.notes.flatMap((note) => note.fileIds.map((fileId) => ({ note_id: note.id, file_id: fileId }))),
  );
}
