import type { Note } from '../../../contract/notes.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { AppError, authorize, ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { filesOf } from '../files/index.ts';
import { getNote } from './customers.notes.reads.ts';
import { isAuthor, isFresh } from './customers.notes.rules.ts';
import type { NoteRecord } from './customers.notes.store.ts';
import { insertNote, lockNote, mentionsOf, replaceMentions, writeNote } from './customers.notes.store.ts';
import { lockCustomer, touch } from './customers.store.ts';
import { whoSeesCustomer } from './customers.touch.service.ts';

type NewNote = { id: string; text: string; mentions?: string[]; fileIds?: string[] };

/** Writes on the timeline. Whoever is mentioned is told by the job that follows the event. */
export async function addNote(ctx: Ctx, input: NewNote): Promise<{ ok: true; noteId: string }> {
  const noteId = await write(ctx, async (tx) => {
    const customer = await lockCustomer(tx, ctx.actor, input.id);
    ensure(customer, 'common.notFound');
    const mentions = await readersAmong(tx, customer.id, input.mentions);
    const fileIds = [...new Set(input.fileIds)];
    const own = await filesOf(tx, ctx.actor.id, fileIds);
    const unknown = (input.fileIds ?? []).findIndex((fileId) => !own.has(fileId));
    if (unknown >= 0) throw invalid(`fileIds.${unknown}`, 'notFound');
    await touch(tx, ctx.actor.id, customer.id, ctx.now());
    const made = await insertNote(tx, {
      customerId: customer.id,
      authorId: ctx.actor.id,
      text: input.text,
      mentions,
      fileIds,
      at: ctx.now(),
    });
    const subject = { type: 'note', id: made, customerId: customer.id, ownerId: customer.owner_id };
    const data = { mentions: mentions.map((personId) => ({ personId })) };
    await recordEvent(tx, ctx, 'customer.noted', { ...subject, audience: 'customer' }, data);
    return made;
  });
  return { ok: true, noteId };
}

/** The people to be mentioned, each once; the first who does not see the customer is refused by name. */
async function readersAmong(tx: Tx, customerId: string, ids: readonly string[] = []): Promise<string[]> {
  const readers = await whoSeesCustomer(tx, customerId, ids);
  const stranger = ids.find((id) => !readers.has(id));
  if (stranger === undefined) return [...new Set(ids)];
  const person = await tx
    .selectFrom('users')
    .select('name')
    .where('id', '=', stranger)
    .where('active', '=', true)
    .executeTakeFirst();
  const path = `mentions.${ids.indexOf(stranger)}`;
  if (!person) throw invalid(path, 'notFound');
  throw new AppError('customers.mentionUnseen', { name: person.name }, [{ path, code: 'choice' }]);
}

/** An own note that may still be changed. */
async function takeNote(tx: Tx, ctx: Ctx, input: { id: string; version: number }): Promise<NoteRecord> {
  const note = await lockNote(tx, ctx.actor, input.id);
  ensure(note, 'common.notFound');
  authorize(isAuthor(ctx.actor, note));
  ensure(note.version === input.version, 'common.stale');
  ensure(note.removedAt === null && isFresh(note.createdAt, ctx.now()), 'customers.noteClosed');
  return note;
}

const traceOf = (note: NoteRecord) => ({
  type: 'note',
  id: note.id,
  audience: 'audit' as const,
  customerId: note.customerId,
  ownerId: note.authorId,
});

export async function editNote(
  ctx: Ctx,
  input: { id: string; version: number; text: string; mentions?: string[] },
): Promise<Note> {
  await write(ctx, async (tx) => {
    const note = await takeNote(tx, ctx, input);
    const before = new Set(await mentionsOf(tx, note.id));
    const mentions = input.mentions ? await readersAmong(tx, note.customerId, input.mentions) : [...before];
    await writeNote(tx, note, { text: input.text, edited_at: ctx.now().toISOString() });
    await replaceMentions(tx, note.id, mentions);
    const added = mentions.filter((id) => !before.has(id));
    await recordEvent(tx, ctx, 'note.edited', traceOf(note), {
      from: note.text,
      to: input.text,
      mentions: added.map((personId) => ({ personId })),
    });
  });
  return getNote(ctx, input.id);
}

export async function removeNote(ctx: Ctx, input: { id: string; version: number }): Promise<{ ok: true }> {
  await write(ctx, async (tx) => {
    const note = await takeNote(tx, ctx, input);
    await writeNote(tx, note, { text: '', removed_at: ctx.now().toISOString() });
    await recordEvent(tx, ctx, 'note.removed', traceOf(note), { text: note.text });
  });
  return { ok: true };
}
