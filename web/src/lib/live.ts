import type { QueryClient } from '@tanstack/react-query';
import type { StreamMessage } from '../../../contract/notifications.ts';
import { api } from './client.ts';

const channelName = 'licheng.live';
const firstWait = 1000;
const longestWait = 30_000;

/** Which parts of the screen a change of each kind of record touches. */
const touched: Record<string, readonly unknown[][]> = {
  customer: [api.customers.key()],
  contact: [api.customers.key()],
  planItem: [api.plans.key(), api.customers.timeline.key()],
  planWeek: [api.plans.key()],
  visit: [api.visits.key(), api.plans.key(), api.customers.key()],
  workflow: [api.workflows.key()],
  import: [api.transfers.key()],
  bulkEdit: [api.bulk.key(), api.customers.key()],
  export: [api.exports.key()],
  notification: [api.notifications.key()],
  user: [api.auth.me.key(), api.org.key()],
};

function apply(queries: QueryClient, message: StreamMessage): void {
  const refresh = (keys: readonly (readonly unknown[])[]) => {
    for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
  };
  if (message.kind === 'notification') {
    refresh([api.notifications.key(), ...(touched[message.notification.subjectType] ?? [])]);
  } else if (message.kind === 'bulkEdit') {
    refresh([api.bulk.key()]);
  } else if (message.kind === 'import') {
    refresh([api.transfers.key()]);
  } else if (message.kind === 'export') {
    refresh([api.exports.key()]);
  } else {
    refresh(touched[message.subjectType] ?? []);
  }
}

/** Keeps one event stream open; after a loss it comes back, later each time, and everything shown is read again. */
function openStream(onMessage: (message: StreamMessage) => void, onLoss: () => void, onReturn: () => void): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = firstWait;
  let lost = false;
  const connect = () => {
    source = new EventSource('/api/stream');
    source.onopen = () => {
      wait = firstWait;
      if (lost) onReturn();
      lost = false;
    };
    source.onmessage = (event: MessageEvent<string>) => onMessage(JSON.parse(event.data) as StreamMessage);
    source.onerror = () => {
      if (!lost) onLoss();
      lost = true;
      source?.close();
      clearTimeout(timer);
      timer = setTimeout(connect, wait * (0.75 + Math.random() / 2));
      wait = Math.min(wait * 2, longestWait);
    };
  };
  const now = () => {
    if (!lost) return;
    clearTimeout(timer);
    wait = firstWait;
    connect();
  };
  window.addEventListener('online', now);
  connect();
  return () => {
    window.removeEventListener('online', now);
    clearTimeout(timer);
    source?.close();
  };
}

/**
 * Follows the server's live messages. Of all tabs of this browser one holds the connection and passes on what it
 * hears, because a browser keeps only six connections to a server. Answers how to stop.
 */
export function followLive(queries: QueryClient): () => void {
  const stop = new AbortController();
  const channel = new BroadcastChannel(channelName);
  const all = () => void queries.invalidateQueries();
  channel.onmessage = (event: MessageEvent<StreamMessage | 'returned'>) =>
    event.data === 'returned' ? all() : apply(queries, event.data);
  const lead = () =>
    new Promise<void>((resolve) => {
      const close = openStream(
        (message) => {
          apply(queries, message);
          channel.postMessage(message);
        },
        // The session may be what ended: asking who is signed in then leads to the sign-in page.
        () => void queries.invalidateQueries({ queryKey: api.auth.me.key() }),
        () => {
          all();
          channel.postMessage('returned');
        },
      );
      stop.signal.addEventListener('abort', () => {
        close();
        resolve();
      });
    });
  if (!('locks' in navigator)) {
    // Plain HTTP on a company network: browsers offer no locks there, so each tab listens for itself.
    void lead();
    return () => stop.abort();
  }
  navigator.locks.request(channelName, { signal: stop.signal }, lead).catch((error: unknown) => {
    // Leaving before one's turn came is the ordinary end of a tab that never led.
    if (!stop.signal.aborted) throw error;
  });
  return () => {
    stop.abort();
    channel.close();
  };
}
