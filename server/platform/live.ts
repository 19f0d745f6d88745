import pg from 'pg';

export type LiveMessage = { userIds: string[]; message: Record<string, unknown> };

type Handler = (payload: string) => void;

export type Live = {
  /** Follows a channel of LISTEN/NOTIFY; returns how to stop. */
  on: (channel: string, handler: Handler) => () => void;
  /** Called after the connection was lost and made anew: whatever was missed has to be read again. */
  onReconnect: (handler: () => void) => () => void;
  /** False while the connection is away; caches that notifications keep right must then not be used. */
  connected: () => boolean;
  close: () => Promise<void>;
};

/** One connection of its own that listens for the whole process; it comes back by itself after a failure. */
export async function createLive(databaseUrl: string, channels: readonly string[]): Promise<Live> {
  const handlers = new Map<string, Set<Handler>>();
  const reconnected = new Set<() => void>();
  let client: pg.Client | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | null = null;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
    next.on('notification', ({ channel, payload }) => {
      for (const handler of handlers.get(channel) ?? []) handler(payload ?? '');
    });
    next.on('error', () => lost(next));
    next.on('end', () => lost(next));
    await next.connect();
    for (const channel of channels) await next.query(`listen ${channel}`);
    client = next;
  }

  function lost(which: pg.Client): void {
    if (client !== which) return;
    client = null;
    retry();
  }

  function retry(): void {
    if (closed || timer) return;
    timer = setTimeout(() => {
      timer = null;
      connect().then(
        () => {
          for (const handler of reconnected) handler();
        },
        () => retry(),
      );
    }, 500);
  }

  await connect();
  return {
    on(channel, handler) {
      const set = handlers.get(channel) ?? new Set();
      handlers.set(channel, set.add(handler));
      return () => set.delete(handler);
    },
    onReconnect(handler) {
      reconnected.add(handler);
      return () => reconnected.delete(handler);
    },
    connected: () => client !== null,
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      const last = client;
      client = null;
      await last?.end();
    },
  };
}
