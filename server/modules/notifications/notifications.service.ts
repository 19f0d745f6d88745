import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { announce } from '../../platform/events.ts';
import type { Message } from './notifications.store.ts';
import { insertMessages, markAllRead, markRead } from './notifications.store.ts';

/** A notification of the database holds 8,000 bytes. */
const announcedAtOnce = 150;

/**
 * Tells people of an event, each once however often this runs, and their open pages at commit. `params` is shown to
 * every receiver for as long as the message is kept: nothing in it may depend on a right that can be lost, so no names
 * of customers. Called by the job that follows the event, within a transaction of the job's own.
 */
export async function notify(tx: Tx, message: Message): Promise<void> {
  const userIds = [...new Set(message.userIds)];
  if (userIds.length === 0) return;
  const told = await insertMessages(tx, { ...message, userIds });
  for (let at = 0; at < told.length; at += announcedAtOnce) {
    await announce(tx, told.slice(at, at + announcedAtOnce), { kind: 'notification', eventId: message.eventId });
  }
}

export async function readMessage(ctx: Ctx, id: string): Promise<void> {
  await write(ctx, async (tx) => {
    ensure(await markRead(tx, ctx.actor.id, id, ctx.now()), 'common.notFound');
    await announceRead(tx, ctx.actor.id);
  });
}

export async function readAllMessages(ctx: Ctx): Promise<void> {
  await write(ctx, async (tx) => {
    await markAllRead(tx, ctx.actor.id, ctx.now());
    await announceRead(tx, ctx.actor.id);
  });
}

/** The person's other pages count anew. */
async function announceRead(tx: Tx, userId: string): Promise<void> {
  await announce(tx, [userId], { kind: 'changed', subjectType: 'notification', subjectId: userId });
}
