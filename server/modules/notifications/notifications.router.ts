import { api } from '../../platform/api.ts';
import { listMessages } from './notifications.reads.ts';
import { readAllMessages, readMessage } from './notifications.service.ts';

export const notificationsRouter = {
  list: api.notifications.list.handler(({ input, context: { ctx } }) => listMessages(ctx, input)),
  read: api.notifications.read.handler(async ({ input, context: { ctx } }) => {
    await readMessage(ctx, input.id);
    return { ok: true as const };
  }),
  readAll: api.notifications.readAll.handler(async ({ context: { ctx } }) => {
    await readAllMessages(ctx);
    return { ok: true as const };
  }),
};
