import { exportDays } from '../../../contract/exports.ts';
import { may } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import { createCtx } from '../../platform/context.ts';
import { AppError, ensure, isDisconnected } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import type { JobDefinition } from '../../platform/jobs.ts';
import { follow, isStopping } from '../../platform/jobs.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { csvSink, xlsxSink } from '../../platform/spreadsheet.sink.ts';
import {
  customerBatch,
  exportedContacts,
  exportedCustomers,
  exportedRelationships,
  exportedTeams,
} from '../customers/index.ts';
import { ownFields } from '../fields/index.ts';
import { notify } from '../notifications/index.ts';
import { actorOf } from '../org/index.ts';
import { cellsOf, chosenColumns, columnsOf } from './transfers.exports.columns.rules.ts';
import { beginFile, fileNameOf, keepFile, removeFile } from './transfers.exports.service.ts';
import type { ExportRecord } from './transfers.exports.store.ts';
import { expiredExports, exportById, exportsUnderWay, updateExport } from './transfers.exports.store.ts';
import { holdingLock } from './transfers.lock.service.ts';
import { wordsOf } from './transfers.words.reads.ts';

const customersAtOnce = 500;

const readers = {
  customers: exportedCustomers,
  contacts: exportedContacts,
  relationships: exportedRelationships,
  teams: exportedTeams,
};

/** Makes the file of an export; from the beginning again when a process died over it. */
export async function workOnExport(runtime: Runtime, id: string): Promise<void> {
  await holdingLock(runtime, `licheng.export.${id}`, async () => {
    const record = await exportById(runtime.kysely, id);
    if (!record || (record.state !== 'waiting' && record.state !== 'running')) return;
    try {
      const rows = await writeFile(runtime, record);
      if (rows === null) return;
      const size = await keepFile(runtime.settings, id);
      await finish(runtime, record, rows, size);
    } catch (error) {
      if (isDisconnected(error)) throw error;
      await removeFile(runtime.settings, id);
      const failure = error instanceof AppError ? error.code : 'common.internal';
      await runtime.kysely.transaction().execute((tx) => updateExport(tx, id, { state: 'failed', failure }));
      if (!(error instanceof AppError)) throw error;
    }
  });
}

/** Who exports, read anew: a right that was taken away ends the export within a batch. */
async function ctxOf(runtime: Runtime, record: ExportRecord): Promise<Ctx> {
  const actor = await actorOf(runtime.kysely, record.owner_id);
  ensure(actor && may(actor, 'exports.customers'), 'common.forbidden');
  return createCtx({ kysely: runtime.kysely, actor, now: runtime.now });
}

/** Answers the number of rows; null when the process is about to stop, and another goes on. */
async function writeFile(runtime: Runtime, record: ExportRecord): Promise<number | null> {
  const { actor } = await ctxOf(runtime, record);
  const words = await wordsOf(actor.locale);
  const columns = chosenColumns(columnsOf(record.kind, words, await ownFields(runtime.kysely)), record.columns);
  // A field that was retired since it was asked for is left out with its column.
  const wanted = typeof columns === 'number' ? columnsOf(record.kind, words, []) : columns;
  const path = await beginFile(runtime.settings, record.id);
  const sink = record.format === 'csv' ? csvSink(path) : xlsxSink(path, record.kind);
  let rows = 0;
  try {
    await sink.write(wanted.map((column) => column.heading));
    for (let cursor: string | null = null; ; ) {
      if (isStopping(runtime)) {
        sink.abort();
        return null;
      }
      const ctx = await ctxOf(runtime, record);
      const batch: Awaited<ReturnType<typeof customerBatch>> = await customerBatch(
        ctx,
        record.filter,
        cursor,
        customersAtOnce,
      );
      for (const one of await readers[record.kind](ctx, batch.ids)) {
        await sink.write(cellsOf(words, wanted, one));
        rows += 1;
      }
      await runtime.kysely.transaction().execute((tx) => updateExport(tx, record.id, { state: 'running', rows }));
      if (batch.cursor === null) break;
      cursor = batch.cursor;
    }
    await sink.end();
    return rows;
  } catch (error) {
    sink.abort();
    throw error;
  }
}

async function finish(runtime: Runtime, record: ExportRecord, rows: number, size: number): Promise<void> {
  const now = runtime.now();
  await runtime.kysely.transaction().execute(async (tx) => {
    await updateExport(tx, record.id, {
      state: 'finished',
      rows,
      size,
      finished_at: now.toISOString(),
      expires_at: new Date(now.getTime() + exportDays * 86_400_000).toISOString(),
    });
    const subject = { type: 'export', id: record.id, audience: 'audit' as const, ownerId: record.owner_id };
    const { kind, format, filter } = record;
    const event = await recordEvent(tx, { id: record.owner_id }, 'export.finished', subject, {
      kind,
      format,
      filter,
      rows,
    });
    await notify(tx, {
      userIds: [record.owner_id],
      eventId: event.id,
      kind: 'export.finished',
      params: { file: fileNameOf(record) },
      subjectType: 'export',
      subjectId: record.id,
    });
  });
}

const work = follow('transfers.export', ['export.asked'], (runtime, event) => workOnExport(runtime, event.subject.id));

const resume: JobDefinition = {
  name: 'transfers.resumeExports',
  cron: '* * * * *',
  run: async (runtime) => {
    for (const id of await exportsUnderWay(runtime.kysely)) await workOnExport(runtime, id);
  },
};

/** Files go a week after they were made. */
const expire: JobDefinition = {
  name: 'transfers.expireExports',
  cron: '23 * * * *',
  run: async (runtime) => {
    for (const id of await expiredExports(runtime.kysely, runtime.now())) {
      await removeFile(runtime.settings, id);
      await runtime.kysely.transaction().execute((tx) => updateExport(tx, id, { state: 'expired' }));
    }
  },
};

export const exportsJobs = [work, resume, expire];
