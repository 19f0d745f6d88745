import { Readable } from 'node:stream';
import type { Import, ImportKind } from '../../../contract/transfers.ts';
import { may } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Settings } from '../../platform/runtime.ts';
import type { SheetRow } from '../../platform/spreadsheet.limits.ts';
import { readSheet } from '../../platform/spreadsheet.ts';
import { storeFile } from '../files/index.ts';
import { headingRow, recognise, withoutHistory } from './transfers.columns.rules.ts';
import { importableOwn } from './transfers.own.reads.ts';
import { getImport } from './transfers.reads.ts';
import { insertImport, insertRows, lockImport, updateImport } from './transfers.store.ts';

type Sheet = Awaited<ReturnType<typeof readSheet>>;

const sampledRows = 5;
const sampledCell = 200;

/** Files that one process reads at the same time: each takes a thread and a connection while it lasts. */
const readAtOnce = 3;
let reading = 0;

/**
 * Begins an import. Throws `common.overloaded` while others are being read, otherwise as `layOut`.
 */
export async function uploadImport(
  ctx: Ctx,
  settings: Pick<Settings, 'dataDir'>,
  kind: ImportKind,
  file: { name: string; content: Buffer },
): Promise<Import> {
  if (reading >= readAtOnce) throw new AppError('common.overloaded', { retryAfter: 10 });
  reading += 1;
  try {
    const sheet = await readSheet(file.content);
    try {
      return await layOut(ctx, settings, kind, file, sheet);
    } finally {
      // Ends the thread that reads, also when the file was refused before its end.
      await sheet.batches.return(undefined);
    }
  } finally {
    reading -= 1;
  }
}

/**
 * Reads the whole file, keeps it, lays out its rows and recognises its columns. Nothing is kept of a
 * file that cannot be read. Throws as `readSheet` and `storeFile` do.
 */
async function layOut(
  ctx: Ctx,
  settings: Pick<Settings, 'dataDir'>,
  kind: ImportKind,
  file: { name: string; content: Buffer },
  sheet: Sheet,
): Promise<Import> {
  const first = await sheet.batches.next();
  ensure(!first.done && first.value.length > 0, 'transfers.unreadable');
  const own = await importableOwn(ctx.db, kind);
  const heading = headingRow(
    kind,
    first.value.map((row) => row.cells),
    own,
  );
  const [head, ...data] = first.value.slice(heading);
  ensure(head, 'transfers.unreadable');
  const columns = columnsOf(head, data);
  const recognised = recognise(kind, columns, own);
  const stored = await storeFile(ctx, settings, { name: file.name, content: Readable.from([file.content]) });
  const id = newId();
  let begun = false;
  await write(ctx, async (tx) => {
    // The rows pass through once; they cannot be read for a second attempt.
    if (begun) throw new AppError('common.overloaded');
    begun = true;
    await insertImport(tx, {
      id,
      kind,
      ownerId: ctx.actor.id,
      fileId: stored.id,
      fileName: stored.name,
      encoding: sheet.encoding,
      columns,
      mapping: may(ctx.actor, 'imports.history') ? recognised : withoutHistory(recognised),
      sample: data.slice(0, sampledRows).map((row) => row.cells.map((cell) => cell.slice(0, sampledCell))),
      at: ctx.now(),
    });
    await insertRows(tx, id, data);
    let total = data.length;
    for await (const rows of sheet.batches) {
      await insertRows(tx, id, rows);
      total += rows.length;
    }
    const record = await lockImport(tx, id);
    ensure(record, 'common.internal');
    await updateImport(tx, record, { total });
    const subject = { type: 'import', id, audience: 'audit' as const, ownerId: ctx.actor.id };
    await recordEvent(tx, ctx, 'import.uploaded', subject, { kind, file: stored.name, rows: total });
  });
  return getImport(ctx, id);
}

/** The headings, with empty ones for columns that only the first rows have. */
function columnsOf(head: SheetRow, data: readonly SheetRow[]): string[] {
  const width = Math.max(head.cells.length, ...data.slice(0, sampledRows).map((row) => row.cells.length));
  return Array.from({ length: width }, (_, index) =>
    (head.cells[index] ?? '').replace(/\s+/g, ' ').slice(0, sampledCell),
  );
}
