import type { Ctx } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { AppError, isDisconnected } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { isStopping } from '../../platform/jobs.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { notify } from '../notifications/index.ts';
import { steps } from './transfers.kinds.service.ts';
import { holdingLock } from './transfers.lock.service.ts';
import type { ImportChanges, ImportRecord } from './transfers.store.ts';
import { countOutcomes, countUndone, importById, lockImport, updateImport } from './transfers.store.ts';
import type { Turns } from './transfers.turns.service.ts';
import { HandedBack, turnsOf } from './transfers.turns.service.ts';

const underWay = new Set<string>();
const waiting = new Set<string>();
/** More of them in one process would leave the other jobs waiting. */
const atOnce = 2;

/**
 * Does what was asked of an import, where it stands: what is done is done, whoever did it. Only one process at a time
 * works on an import; a lock of the database's session says who, so that it falls with a process that dies.
 */
export async function workOnImport(runtime: Runtime, id: string): Promise<void> {
  if (underWay.has(id)) return;
  if (underWay.size >= atOnce) {
    waiting.add(id);
    return;
  }
  try {
    // The next step may be asked for while this one ends: who asks finds it taken and leaves, so it is looked for here.
    for (let more = true; more; ) {
      more = (await workWithLock(runtime, id)) && !isStopping(runtime) && (await isAsked(runtime, id));
    }
  } finally {
    const [next] = waiting;
    if (next) {
      waiting.delete(next);
      await workOnImport(runtime, next);
    }
  }
}

async function isAsked(runtime: Runtime, id: string): Promise<boolean> {
  const record = await importById(runtime.kysely, id);
  return record !== undefined && isUnderWay(record);
}

/** False when another process has the import. */
async function workWithLock(runtime: Runtime, id: string): Promise<boolean> {
  underWay.add(id);
  try {
    return await holdingLock(runtime, `licheng.import.${id}`, () => workOn(runtime, id));
  } finally {
    underWay.delete(id);
  }
}

async function workOn(runtime: Runtime, id: string): Promise<void> {
  const record = await importById(runtime.kysely, id);
  if (!record || !isUnderWay(record)) return;
  try {
    await doStep(runtime, turnsOf(runtime, record), record);
  } catch (error) {
    if (error instanceof HandedBack) return;
    // Without the database nothing is decided: the work goes on where it was when it is back.
    if (isDisconnected(error)) throw error;
    await fail(runtime, record, error);
    if (!(error instanceof AppError)) throw error;
  }
}

const isUnderWay = ({ state }: ImportRecord) => state === 'checking' || state === 'running' || state === 'undoing';

async function doStep(runtime: Runtime, turns: Turns, record: ImportRecord): Promise<void> {
  if (record.state === 'checking') {
    const additions = await steps[record.kind].check(turns, record);
    await settle(runtime, record, async (tx) => ({
      state: 'checked',
      done: record.total,
      counts: await countOutcomes(tx, record.id, false),
      additions,
    }));
  } else if (record.state === 'running') {
    await steps[record.kind].run(turns, record);
    await settle(runtime, record, async (tx) => {
      const counts = await countOutcomes(tx, record.id, true);
      await tellFinished(tx, await turns(), record, counts);
      return { state: 'finished', done: record.total, counts, finishedAt: runtime.now() };
    });
  } else {
    await steps[record.kind].undo(turns, record);
    await settle(runtime, record, async (tx) => ({
      state: 'undone',
      done: record.total,
      counts: { ...record.counts, ...(await countUndone(tx, record.id)) },
    }));
  }
}

/** The end of a step, once. */
async function settle(
  runtime: Runtime,
  record: ImportRecord,
  changes: (tx: Tx) => Promise<ImportChanges>,
): Promise<void> {
  await runtime.kysely.transaction().execute(async (tx) => {
    const locked = await lockImport(tx, record.id);
    if (locked?.state !== record.state) return;
    await updateImport(tx, locked, await changes(tx));
  });
}

async function tellFinished(tx: Tx, ctx: Ctx, record: ImportRecord, counts: ImportRecord['counts']): Promise<void> {
  const subject = { type: 'import', id: record.id, audience: 'audit' as const, ownerId: record.owner_id };
  const event = await recordEvent(tx, ctx, 'import.finished', subject, { kind: record.kind, ...counts });
  await notify(tx, {
    userIds: [record.owner_id],
    eventId: event.id,
    kind: 'import.finished',
    params: { file: record.file_name },
    subjectType: 'import',
    subjectId: record.id,
  });
}

async function fail(runtime: Runtime, record: ImportRecord, error: unknown): Promise<void> {
  const failure = error instanceof AppError ? error.code : 'common.internal';
  await settle(runtime, record, async (tx) => {
    const counts = await countOutcomes(tx, record.id, true);
    return {
      state: 'failed',
      failure,
      counts: record.state === 'checking' ? { ...counts, create: 0, update: 0 } : counts,
    };
  });
}
