import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

export type Counts = { readonly passed: number; readonly failed: number };
export type Stage = { readonly name: string; readonly run: () => Promise<Counts> };
export type Result = Counts & { readonly name: string; readonly seconds: number };
/** `output` is what came on both streams, in order. */
export type Ended = { readonly code: number; readonly output: string; readonly stdout: string };

export type RunOptions = {
  /** Shown while it runs; otherwise kept, and shown by whoever asked. */
  readonly live?: boolean;
  readonly minutes?: number;
  readonly env?: Record<string, string>;
};

const running = new Set<ChildProcess>();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopAll(signal));
process.once('disconnect', () => stopAll('SIGTERM'));
// Listening on the channel must not keep us alive when all is done.
process.channel?.unref();

/** Told to stop, we stop what we started, wait for its end and go. */
function stopAll(signal: NodeJS.Signals): void {
  const ends = [...running].map((child) => once(child, 'exit'));
  for (const child of running) child.kill(signal);
  Promise.all(ends).then(
    () => process.exit(1),
    () => process.exit(1),
  );
}

/** Runs a program to its end in the root folder; one that takes too long is killed and counts as failed. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { live = false, minutes = 15, env = {} } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    let output = '';
    let stdout = '';
    child.stdout.setEncoding('utf8');
    child.stderr.setEncoding('utf8');
    const keep = (chunk: string): void => {
      output += chunk;
      if (live) process.stdout.write(chunk);
    };
    const late = setTimeout(() => {
      output += `\nstopped after ${minutes} minutes\n`;
      child.kill('SIGKILL');
    }, minutes * 60_000);
    child.stdout.on('data', keep);
    child.stdout.on('data', (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.on('data', keep);
    child.once('error', (error) => {
      clearTimeout(late);
      resolve({ code: 1, output: `${output}\n${error.message}`, stdout });
    });
    child.once('close', (code) => {
      clearTimeout(late);
      resolve({ code: code ?? 1, output, stdout });
    });
  });
}

/** Runs a program of an installed package by this Node. */
export function tool(file: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return run(process.execPath, [join(root, 'node_modules', file), ...args], options);
}

/** Runs a stage, tells how it went and counts a stage that breaks down as one failure. */
async function measure({ name, run: work }: Stage): Promise<Result> {
  const begun = performance.now();
  let counts: Counts;
  try {
    counts = await work();
  } catch (error) {
    console.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    counts = { passed: 0, failed: 1 };
  }
  const seconds = (performance.now() - begun) / 1000;
  console.log(`${counts.failed > 0 ? '✗' : '✓'} ${name} (${seconds.toFixed(1)} s)`);
  return { name, seconds, ...counts };
}

/** Runs the stages in their order, at most `width` at a time; all of them, whatever fails. */
export async function measureAll(stages: readonly Stage[], width: number): Promise<Result[]> {
  const waiting = [...stages];
  const results = new Map<Stage, Result>();
  const worker = async (): Promise<void> => {
    for (let stage = waiting.shift(); stage; stage = waiting.shift()) results.set(stage, await measure(stage));
  };
  await Promise.all(Array.from({ length: width }, worker));
  return stages.flatMap((stage) => results.get(stage) ?? []);
}

/** The table of durations, and the sum as the last line. */
export function summary(results: readonly Result[]): string {
  const width = Math.max(...results.map(({ name }) => name.length));
  const lines = results.map(
    ({ name, seconds, passed, failed }) =>
      `  ${name.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s  ${String(passed).padStart(5)} passed  ${String(failed).padStart(3)} failed`,
  );
  const sum = (key: keyof Counts): number => results.reduce((total, result) => total + result[key], 0);
  return ['', ...lines, '', `${sum('passed')} passed, ${sum('failed')} failed`].join('\n');
}
