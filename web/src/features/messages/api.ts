import type { Notification } from '../../../../contract/notifications.ts';
import { api } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';

const inBell = 15;

/** The newest messages and how many are unread. */
export const newestQuery = api.notifications.list.queryOptions({ input: { limit: inBell }, staleTime: 60_000 });

/** Marks a message as read when it is opened; failing to do so disturbs nobody, it stays unread. */
export function useOpenMessage(): (message: Notification) => void {
  const read = useCommand(api.notifications.read, { onError: () => undefined });
  return (message) => {
    if (message.readAt === null) read.mutate({ id: message.id });
  };
}

export function useReadAll() {
  return useCommand(api.notifications.readAll);
}
