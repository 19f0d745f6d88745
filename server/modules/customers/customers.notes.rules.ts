import { noteChangeHours } from '../../../contract/notes.ts';
import type { Actor } from '../../platform/actor.ts';

type Written = { authorId: string; createdAt: string; removedAt: string | null };

export function isAuthor(actor: Pick<Actor, 'id'>, note: { authorId: string }): boolean {
  return note.authorId === actor.id;
}

/** Whoever wrote a note may change it for a day; then it is history. */
export function mayChange(actor: Pick<Actor, 'id'>, note: Written, now: Date): boolean {
  return isAuthor(actor, note) && note.removedAt === null && isFresh(note.createdAt, now);
}

export function isFresh(createdAt: string, now: Date): boolean {
  return now.getTime() - new Date(createdAt).getTime() < noteChangeHours * 3_600_000;
}
