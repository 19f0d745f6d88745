import type { Logger as GraphileLogger, Runner, TaskList } from 'graphile-worker';
import { Logger, parseCronItems, run } from 'graphile-worker';
import type { RecordedEvent } from './events.ts';
import { subscribe } from './events.ts';
import type { Runtime } from './runtime.ts';

/**
 * One job. It may run more than once for the same cause and must then do nothing new.
 * `events` makes it follow these events; `cron` (five fields, UTC) runs it by the clock with an empty payload.
 */
export type JobDefinition = {
  name: string;
  run: (runtime: Runtime, payload: unknown) => Promise<void>;
  cron?: string;
};

/** A job that follows events; the payload is the event. */
export function follow(
  name: string,
  events: readonly string[],
  work: (runtime: Runtime, event: RecordedEvent) => Promise<void>,
): JobDefinition {
  subscribe(name, events);
  return { name, run: (runtime, payload) => work(runtime, payload as RecordedEvent) };
}

export type WorkerOptions = {
  /** No other process works on this database: what a killed one had begun is free at once, not after hours. */
  alone: boolean;
  /** Gets what fails. */
  log: (message: string, meta: unknown) => void;
};

const stopping = new WeakSet<Runtime>();

/** Whether the jobs of this process are to end: a long one leaves off between two steps, and another process goes on. */
export function isStopping(runtime: Runtime): boolean {
  return stopping.has(runtime);
}

/** Runs jobs in this process until stopped. */
export async function startWorker(
  runtime: Runtime,
  jobs: readonly JobDefinition[],
  { alone, log }: WorkerOptions,
): Promise<{ stop: () => Promise<void> }> {
  const taskList: TaskList = Object.fromEntries(
    jobs.map((job) => [job.name, (payload: unknown) => job.run(runtime, payload)]),
  );
  const logger: GraphileLogger = new Logger(() => (level, message, meta) => {
    if (level === 'error') log(message, meta);
  });
  if (alone) {
    await runtime.pool.query(`
      select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
      from graphile_worker.jobs where locked_by is not null having count(*) > 0`);
  }
  const runner: Runner = await run({
    pgPool: runtime.pool,
    taskList,
    logger,
    concurrency: 4,
    pollInterval: 2000,
    noHandleSignals: true,
    parsedCronItems: parseCronItems(
      jobs.flatMap((job) => (job.cron ? [{ task: job.name, match: job.cron, identifier: job.name }] : [])),
    ),
  });
  return {
    stop: async () => {
      stopping.add(runtime);
      await runner.stop().finally(() => stopping.delete(runtime));
    },
  };
}
