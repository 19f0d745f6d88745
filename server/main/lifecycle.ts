import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from './config.ts';
import { both, lines } from './console.texts.ts';

/** Errors whose message is written for the operator; all others are faults of the program and show their stack. */
const readable = [
  'ConfigError',
  'DatabaseError',
  'EmbeddedDatabaseError',
  'FolderHeldError',
  'ListenError',
  'UsageError',
];
const patienceMs = 30_000;

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function warn(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Ends with status 1 after the words that fit the error. */
export function fail(error: unknown): never {
  const known = error instanceof Error && readable.includes(error.name);
  warn(known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
}

/**
 * Waits for SIGTERM, SIGINT, SIGHUP or `asked`, then runs the steps in order and ends. Work that is still not done
 * after 30 s is cut off with status 1. A signal that comes twice (from the terminal and from a parent) counts once.
 */
export async function runUntilStopped(
  steps: readonly (() => Promise<void>)[],
  asked: Promise<unknown>,
): Promise<never> {
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
  const heard = Promise.withResolvers<void>();
  for (const signal of signals) process.on(signal, () => heard.resolve());
  // Whoever started us was killed.
  process.once('disconnect', () => heard.resolve());
  await Promise.race([heard.promise, asked]);
  warn(both(lines.stopping()));
  const work = (async () => {
    for (const step of steps) await step();
    return true;
  })();
  const finished = await Promise.race([work, sleep(patienceMs, false, { ref: false })]);
  process.exit(finished ? 0 : 1);
}

/** Throws words for the operator when the address cannot be listened on, before anything else is done for nothing. */
export async function ensureFreePort({ host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, 'listening');
  } catch (error) {
    throw listenError(error, host, port);
  }
  probe.close();
  await once(probe, 'close');
}

function listenError(cause: unknown, host: string, port: number): Error {
  const code = cause instanceof Error && 'code' in cause ? cause.code : '';
  const words =
    code === 'EADDRINUSE'
      ? both(lines.portTaken(host, port))
      : code === 'EACCES'
        ? both(lines.portForbidden(port))
        : both(lines.addressAbsent(host));
  const error = new Error(words, { cause });
  error.name = 'ListenError';
  return error;
}

/** Whether only programs of this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
