import { sql } from 'kysely';
import type { PersonRef } from '../../../contract/base.ts';
import type { Note } from '../../../contract/notes.ts';
import type { Ctx } from '../../platform/context.ts';
import { ensure } from '../../platform/errors.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { mayChange } from './customers.notes.rules.ts';
import { seenCustomers } from './customers.store.ts';

/** A note as it is answered, without what the caller may do; `n` is the note. */
export const noteJson = sql`
  json_build_object('id', n.id, 'text', n.text, 'editedAt', n.edited_at, 'removedAt', n.removed_at,
    'createdAt', n.created_at, 'authorId', n.author_id, 'version', n.version,
    'mentions', coalesce((
      select json_agg(json_build_object('id', u.id, 'name', u.name, 'post', u.post) order by u.name, u.id)
      from note_mentions m join users u on u.id = m.user_id where m.note_id = n.id), '[]'::json),
    'files', case when n.removed_at is null then coalesce((
      select json_agg(json_build_object('id', f.id, 'name', f.name, 'type', f.type, 'size', f.size) order by f.id)
      from note_files nf join files f on f.id = nf.file_id where nf.note_id = n.id), '[]'::json) else '[]'::json end)`;

type NoteRow = Omit<Note, 'can'> & { authorId: string; createdAt: string };

export function toNote(ctx: Ctx, { authorId, createdAt, ...note }: NoteRow): Note {
  const change = mayChange(ctx.actor, { authorId, createdAt, removedAt: note.removedAt }, ctx.now());
  return { ...note, can: { change } };
}

/** Throws `common.notFound`, also for a note at a customer that the actor does not see. */
export async function getNote(ctx: Ctx, id: string): Promise<Note> {
  const { rows } = await sql<{ note: NoteRow }>`
    select ${noteJson} as note from notes n where n.id = ${id} and ${customerSeenRow(ctx.actor, 'n.customer_id')}
  `.execute(ctx.db);
  ensure(rows[0], 'common.notFound');
  return toNote(ctx, rows[0].note);
}

const suggested = 20;

/** People who see the customer, by name. */
export async function mentionable(ctx: Ctx, query: { id: string; q?: string }): Promise<{ items: PersonRef[] }> {
  const [customer] = await seenCustomers(ctx.db, ctx.actor, [query.id]);
  ensure(customer, 'common.notFound');
  const { rows } = await sql<PersonRef>`
    select u.id, u.name, u.post from users u
    where u.active and u.id <> ${ctx.actor.id}
      and (position(lower(${query.q ?? ''}::text) in lower(u.name)) > 0 or u.login like lower(${query.q ?? ''}::text) || '%')
      and u.id in (
        select l.ancestor_id from customer_team t join reporting_line l on l.descendant_id = t.user_id
        where t.customer_id = ${query.id})
    order by u.name, u.id limit ${suggested}
  `.execute(ctx.db);
  return { items: rows };
}
