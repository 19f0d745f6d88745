import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AppError, ensure } from './errors.ts';
import type { SheetRow } from './spreadsheet.limits.ts';
import { sheetLimits } from './spreadsheet.limits.ts';
import type { FromSheet } from './spreadsheet.worker.ts';

export type Sheet = {
  /** Of the file, e.g. `utf-8`, `gb18030`; `xlsx` for a workbook. */
  encoding: string;
  /** The rows that have a cell, in batches; throws as `readSheet` does. */
  batches: AsyncGenerator<SheetRow[]>;
};

/**
 * Reads a CSV file or the first filled sheet of an XLSX workbook in a thread of its own, with bounded memory and time.
 * Throws `common.tooLarge` beyond the limits and `transfers.unreadable` for what is no table. The batches must be read
 * to their end, or left by return or break, which ends the thread.
 */
export async function readSheet(content: Uint8Array): Promise<Sheet> {
  ensure(content.length <= sheetLimits.bytes, 'common.tooLarge');
  ensure(content.length > 0, 'files.empty');
  const messages = readInThread(content);
  const opened = await messages.next();
  if (opened.done || opened.value.kind !== 'opened') throw new AppError('transfers.unreadable');
  return { encoding: opened.value.encoding, batches: rowsOf(messages) };
}

async function* rowsOf(messages: AsyncGenerator<FromSheet>): AsyncGenerator<SheetRow[]> {
  for await (const message of messages) {
    if (message.kind === 'rows') yield message.rows;
  }
}

async function* readInThread(content: Uint8Array): AsyncGenerator<FromSheet> {
  const thread = new Worker(new URL('./spreadsheet.worker.ts', import.meta.url), {
    workerData: content,
    resourceLimits: { maxOldGenerationSizeMb: sheetLimits.memory },
    env: {},
  });
  const late = AbortSignal.timeout(sheetLimits.time);
  try {
    for await (const [message] of on(thread, 'message', { signal: late, close: ['exit'] })) {
      const said: FromSheet = message;
      if (said.kind === 'refused') {
        throw new AppError(said.mistake === 'tooLarge' ? 'common.tooLarge' : 'transfers.unreadable');
      }
      if (said.kind === 'ended') return;
      yield said;
      thread.postMessage('next');
    }
    throw new AppError('transfers.unreadable');
  } catch (error) {
    // Out of memory, or out of time: what the file holds is more than it seems.
    throw error instanceof AppError ? error : new AppError('transfers.unreadable');
  } finally {
    await thread.terminate();
  }
}
