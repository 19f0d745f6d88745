import { sql } from 'kysely';
import type { NotificationKind } from '../../../contract/notifications.ts';
import type { Tx } from '../../platform/db/db.ts';
import { newId } from '../../platform/ids.ts';

export type Message = {
  userIds: readonly string[];
  eventId: string;
  kind: NotificationKind;
  params: Record<string, string | number>;
  subjectType: string;
  subjectId: string;
};

/**
 * Adds the message for each of these people who is still here and has not been told of the event; answers who. Its time
 * is that of the event, whenever the job came to it.
 */
export async function insertMessages(tx: Tx, message: Message): Promise<string[]> {
  const event = await tx.selectFrom('events').select('at').where('id', '=', message.eventId).executeTakeFirst();
  const at = event ? new Date(event.at) : new Date();
  const ids = message.userIds.map(() => newId(at));
  const { rows } = await sql<{ userId: string }>`
    insert into notifications (id, user_id, event_id, kind, params, subject_type, subject_id, created_at)
    select given.id, given.user_id, ${message.eventId}, ${message.kind}, ${JSON.stringify(message.params)}::jsonb,
      ${message.subjectType}, ${message.subjectId}, ${at.toISOString()}
    from unnest(${ids}::uuid[], ${[...message.userIds]}::uuid[]) as given (id, user_id)
    join users u on u.id = given.user_id and u.active
    on conflict (user_id, event_id) do nothing
    returning user_id as "userId"
  `.execute(tx);
  return rows.map((row) => row.userId);
}

/** Marks one of the person's messages; false when there is none. */
export async function markRead(tx: Tx, userId: string, id: string, at: Date): Promise<boolean> {
  const row = await tx
    .updateTable('notifications')
    .set((eb) => ({ read_at: eb.fn.coalesce('read_at', sql<string>`${at.toISOString()}::timestamptz`) }))
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function markAllRead(tx: Tx, userId: string, at: Date): Promise<void> {
  await tx
    .updateTable('notifications')
    .set({ read_at: at.toISOString() })
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .execute();
}
