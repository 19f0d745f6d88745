import type { ServerResponse } from 'node:http';
import type { StreamMessage } from '../../../contract/notifications.ts';
import type { LiveMessage } from '../../platform/live.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { messagesOfEvent } from './notifications.reads.ts';

const mostPerPerson = 10;
const tickMillis = 4_000;
const ticksPerHeartbeat = 5;
/** What a connection that does not read may hold in memory before it is cut. */
const mostUnsentBytes = 1_000_000;

type Stream = {
  userId: string;
  response: ServerResponse;
  /** Whether the connection's session still is this person's. */
  stillValid: () => Promise<boolean>;
};

export type Streams = {
  /** Whether one more connection of this person is accepted. */
  accepts: (userId: string) => boolean;
  add: (stream: Stream) => void;
  closeAll: () => void;
};

/**
 * The open live connections of this process. Each ends within five seconds when its session is closed or its person
 * leaves: at once when the database says so, and by a look every four seconds while that line is down.
 */
export function createStreams(runtime: Runtime, onError: (error: unknown) => void): Streams {
  const { live, kysely } = runtime;
  const byPerson = new Map<string, Set<Stream>>();
  let ticks = 0;
  // One after the other, so that a page hears of things in the order in which they happened.
  let passed: Promise<void> = Promise.resolve();

  const all = () => [...byPerson.values()].flatMap((streams) => [...streams]);

  function end(stream: Stream): void {
    const streams = byPerson.get(stream.userId);
    streams?.delete(stream);
    if (streams?.size === 0) byPerson.delete(stream.userId);
    stream.response.end();
  }

  function send(stream: Stream, line: string): void {
    stream.response.write(line);
    if (stream.response.writableLength > mostUnsentBytes) stream.response.destroy();
  }

  async function check(streams: readonly Stream[]): Promise<void> {
    for (let at = 0; at < streams.length; at += 8) {
      await Promise.all(
        streams.slice(at, at + 8).map(async (stream) => {
          const valid = await stream.stillValid().catch(() => false);
          if (!valid) end(stream);
        }),
      );
    }
  }

  async function pass({ userIds, message }: LiveMessage): Promise<void> {
    const here = userIds.filter((id) => byPerson.has(id));
    if (here.length === 0) return;
    const lines =
      message.kind === 'notification'
        ? await messagesOfEvent(kysely, String(message.eventId), here)
        : here.map((userId) => ({ userId, message }));
    for (const { userId, message: told } of lines) {
      for (const stream of byPerson.get(userId) ?? []) send(stream, lineOf(told));
    }
  }

  const timer = setInterval(() => {
    ticks += 1;
    const beat = ticks % ticksPerHeartbeat === 0;
    if (beat) for (const stream of all()) send(stream, ': here\n\n');
    if (beat || !live.connected()) check(all()).catch(onError);
  }, tickMillis);
  timer.unref();
  const stops = [
    live.on('licheng_live', (payload) => {
      passed = passed.then(() => pass(JSON.parse(payload) as LiveMessage)).catch(onError);
    }),
    live.on('licheng_sessions', (who) => {
      check(who === '*' ? all() : [...(byPerson.get(who) ?? [])]).catch(onError);
    }),
    // What was missed meanwhile is read by the page itself when it connects anew.
    live.onReconnect(() => {
      for (const stream of all()) end(stream);
    }),
  ];

  return {
    accepts: (userId) => (byPerson.get(userId)?.size ?? 0) < mostPerPerson,
    add(stream) {
      byPerson.set(stream.userId, (byPerson.get(stream.userId) ?? new Set()).add(stream));
      stream.response.on('close', () => end(stream));
      stream.response.on('error', () => end(stream));
      send(stream, 'retry: 2000\n: here\n\n');
      // A revocation may have come between the sign-in of the request and now.
      check([stream]).catch(onError);
    },
    closeAll() {
      clearInterval(timer);
      for (const stop of stops) stop();
      for (const stream of all()) end(stream);
    },
  };
}

function lineOf(message: StreamMessage | LiveMessage['message']): string {
  return `data: ${JSON.stringify(message)}\n\n`;
}
