import { sql } from 'kysely';
import { z } from 'zod';
import type { Notification, StreamMessage } from '../../../contract/notifications.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { customerSeenRow } from '../../platform/scope.ts';

const columns = sql`
  n.id, n.kind, n.params, n.subject_type as "subjectType", n.subject_id as "subjectId", n.created_at as "createdAt",
  n.read_at as "readAt"`;

type Query = { cursor?: string | undefined; limit: number; unread?: boolean | undefined };

/** Own messages, newest first, with the number of unread ones; a customer is named to who sees it now. */
export async function listMessages(ctx: Ctx, { cursor, limit, unread }: Query) {
  const after = decodeCursor(cursor, z.uuid());
  const mine = sql`n.user_id = ${ctx.actor.id}`;
  const [messages, count] = await Promise.all([
    sql<Notification>`
      select ${columns}, c.name as customer
      from notifications n
      left join customers c on n.subject_type = 'customer' and c.id = n.subject_id
        and ${customerSeenRow(ctx.actor, 'c.id')}
      where ${mine} ${unread ? sql`and n.read_at is null` : sql``} ${after ? sql`and n.id < ${after}` : sql``}
      order by n.id desc limit ${limit + 1}`.execute(ctx.db),
    sql<{ unread: number }>`
      select count(*) as unread from notifications n where ${mine} and n.read_at is null`.execute(ctx.db),
  ]);
  return { ...toPage(messages.rows, limit, (row) => row.id), unread: count.rows[0]?.unread ?? 0 };
}

type Told = { userId: string; message: StreamMessage };

/** What an event told these people, each with their own number of unread messages; no customer is named. */
export async function messagesOfEvent(db: Db, eventId: string, userIds: string[]): Promise<Told[]> {
  const { rows } = await sql<Notification & { userId: string; unread: number }>`
    select ${columns}, null as customer, n.user_id as "userId",
      (select count(*) from notifications u where u.user_id = n.user_id and u.read_at is null) as unread
    from notifications n
    where n.user_id = any(${userIds}::uuid[]) and n.event_id = ${eventId}`.execute(db);
  return rows.map(({ userId, unread, ...notification }) => ({
    userId,
    message: { kind: 'notification', notification, unread },
  }));
}
