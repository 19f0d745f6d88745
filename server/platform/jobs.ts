import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger as GraphileLogger, Runner, TaskList, WorkerEvents } from 'graphile-worker';
import { Logger, parseCronItems, run } from 'graphile-worker';
import type pg from 'pg';
import { isDisconnected } from './errors.ts';
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
  const parsedCronItems = parseCronItems(
    jobs.flatMap((job) => (job.cron ? [{ task: job.name, match: job.cron, identifier: job.name }] : [])),
  );
  const state: { runner: Runner | null; ended: boolean } = { runner: null, ended: false };
  const lost = () => void state.runner?.stop('the database was gone').catch(() => undefined);
  const pgPool = patient(runtime.pool, lost, () => state.ended);
  const pools: string[] = [];
  const begin = async (): Promise<Runner> => {
    const events: WorkerEvents = new EventEmitter();
    events.on('pool:create', ({ workerPool }) => pools.push(workerPool.id));
    return run({
      ...{ pgPool, taskList, logger, events, parsedCronItems },
      ...{ concurrency: 4, pollInterval: 2000, noHandleSignals: true },
    });
  };
  state.runner = await begin();
  const kept = keep(runtime, state, pools, begin, log);
  return {
    stop: async () => {
      stopping.add(runtime);
      state.ended = true;
      await state.runner?.stop().catch(() => undefined);
      await kept.finally(() => stopping.delete(runtime));
    },
  };
}

const pause = 500;

/** Begins anew whenever the runner has ended by itself; what it had taken and lost is free at once, not after hours. */
async function keep(
  runtime: Runtime,
  state: { runner: Runner | null; ended: boolean },
  pools: string[],
  begin: () => Promise<Runner>,
  log: WorkerOptions['log'],
): Promise<void> {
  for (;;) {
    await state.runner?.promise.catch((error: unknown) => log('the jobs ended', error));
    state.runner = null;
    while (!state.ended && !state.runner) {
      try {
        const gone = pools.splice(0);
        await runtime.pool.query('select graphile_worker.force_unlock_workers($1::text[])', [gone]);
        state.runner = await begin();
      } catch (error) {
        log('the jobs do not begin', error);
        await sleep(pause);
      }
    }
    if (state.ended) {
      await state.runner?.stop().catch(() => undefined);
      return;
    }
  }
}

/** Statements that take, finish and give back jobs: done twice they do no more than once. */
const ofJobs = /_private_jobs|complete_job|fail_job/;

/**
 * The pool as the runner needs it: nothing but its own statements waits for their end, so that one which fails with a
 * broken connection would end the process. Such a statement is sent again until the database is back; `lost` is told.
 */
function patient(pool: pg.Pool, lost: () => void, ended: () => boolean): pg.Pool {
  const again = async (statement: unknown[], error: unknown): Promise<unknown> => {
    for (let failed = error; ; ) {
      if (!isDisconnected(failed) || ended()) throw failed;
      await sleep(pause);
      try {
        const answer = await (pool.query as (...given: unknown[]) => Promise<unknown>)(...statement);
        lost();
        return answer;
      } catch (next) {
        failed = next;
      }
    }
  };
  const isOfJobs = ([first]: unknown[]) =>
    ofJobs.test(typeof first === 'string' ? first : String((first as { text?: string } | undefined)?.text));
  const wrapped = (client: pg.PoolClient): pg.PoolClient =>
    overriding(client, {
      query: (...statement: unknown[]) => {
        const sent = (client.query as (...given: unknown[]) => unknown).apply(client, statement);
        return isOfJobs(statement) ? (sent as Promise<unknown>).catch((error) => again(statement, error)) : sent;
      },
    });
  const connected = async (): Promise<pg.PoolClient> => {
    for (;;) {
      try {
        return wrapped(await pool.connect());
      } catch (error) {
        if (!isDisconnected(error) || ended()) throw error;
        await sleep(pause);
      }
    }
  };
  // The one that listens asks with a callback, and connects again by itself.
  const connect = (listening?: Parameters<pg.Pool['connect']>[0]) =>
    listening ? pool.connect(listening) : connected();
  return overriding(pool, { connect });
}

/** An object with some of its members replaced. */
function overriding<T extends object>(object: T, members: Record<string, unknown>): T {
  return new Proxy(object, {
    get(target, name) {
      if (typeof name === 'string' && Object.hasOwn(members, name)) return members[name];
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
