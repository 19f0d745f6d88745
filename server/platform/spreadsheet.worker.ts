import { parentPort, workerData } from 'node:worker_threads';
import { csvRows, decodeText } from './spreadsheet.csv.ts';
import type { SheetMistake, SheetRow } from './spreadsheet.limits.ts';
import { mistakeOf, refusal, sheetLimits } from './spreadsheet.limits.ts';

/** From the reading thread: what the file is, rows in batches each answered by a message, then how it ended. */
export type FromSheet =
  | { kind: 'opened'; encoding: string }
  | { kind: 'rows'; rows: SheetRow[] }
  | { kind: 'ended' }
  | { kind: 'refused'; mistake: SheetMistake };

const batch = 1000;

const zipped = (content: Buffer) => content.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]));

async function open(content: Buffer): Promise<{ encoding: string; rows: AsyncGenerator<SheetRow> }> {
  if (zipped(content)) {
    // Loaded for its files only: it is large.
    const { xlsxRows } = await import('./spreadsheet.xlsx.ts');
    return { encoding: 'xlsx', rows: xlsxRows(content) };
  }
  const { encoding, text } = decodeText(content);
  return { encoding, rows: csvRows(text) };
}

async function read(content: Buffer, send: (message: FromSheet) => Promise<void>): Promise<void> {
  const { encoding, rows } = await open(content);
  await send({ kind: 'opened', encoding });
  let waiting: SheetRow[] = [];
  let count = 0;
  for await (const row of rows) {
    count += 1;
    // The heading is a row more.
    if (count > sheetLimits.rows + 1) throw refusal('tooLarge');
    waiting.push(row);
    if (waiting.length < batch) continue;
    await send({ kind: 'rows', rows: waiting });
    waiting = [];
  }
  if (waiting.length > 0) await send({ kind: 'rows', rows: waiting });
}

const port = parentPort;
if (port) {
  const given: unknown = workerData;
  const send = (message: FromSheet) =>
    new Promise<void>((resolve) => {
      port.once('message', () => resolve());
      port.postMessage(message);
    });
  const content = given instanceof Uint8Array ? Buffer.from(given.buffer, given.byteOffset, given.byteLength) : null;
  try {
    if (!content) throw refusal('unreadable');
    await read(content, send);
    port.postMessage({ kind: 'ended' } satisfies FromSheet);
  } catch (error) {
    port.postMessage({ kind: 'refused', mistake: mistakeOf(error) } satisfies FromSheet);
  }
}
