import { Readable } from 'node:stream';
import type { CellValue } from 'exceljs';
import exceljs from 'exceljs';
import type { SheetRow } from './spreadsheet.limits.ts';
import { cleanCell, refusal, sheetLimits, trimmedRow } from './spreadsheet.limits.ts';

const entrySignature = 0x02014b50;
const endSignature = 0x06054b50;

/**
 * What the directory of a zip file says it unpacks to, in bytes; null when there is no such directory. A file that
 * lies here meets the memory and the time of the thread that reads it.
 */
export function unpackedSize(content: Buffer): number | null {
  const end = content.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end === -1 || end + 22 > content.length || content.readUInt32LE(end) !== endSignature) return null;
  let at = content.readUInt32LE(end + 16);
  let total = 0;
  for (let left = content.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > content.length || content.readUInt32LE(at) !== entrySignature) return null;
    total += content.readUInt32LE(at + 24);
    at += 46 + content.readUInt16LE(at + 28) + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
  }
  return total;
}

function dayOrInstant(value: Date): string {
  if (Number.isNaN(value.getTime())) return '';
  const text = value.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
}

/** A cell as a person reads it; a formula is what it last came to, an error is nothing. */
function textOf(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dayOrInstant(value);
  if (typeof value !== 'object') return String(value);
  if ('error' in value) return '';
  if ('richText' in value) return value.richText.map((part) => part.text).join('');
  if ('formula' in value || 'sharedFormula' in value) return textOf(value.result);
  if ('hyperlink' in value) return textOf(value.text);
  return '';
}

/** Rows of the first sheet that has any. */
export async function* xlsxRows(content: Buffer): AsyncGenerator<SheetRow> {
  const size = unpackedSize(content);
  if (size === null) throw refusal('unreadable');
  if (size > sheetLimits.unpacked) throw refusal('tooLarge');
  const reader = new exceljs.stream.xlsx.WorkbookReader(Readable.from([content]), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'emit',
  });
  for await (const sheet of reader) {
    let found = false;
    for await (const row of sheet) {
      const values = Array.isArray(row.values) ? row.values : [];
      // Cells are counted from 1; missing ones are holes.
      const cells = trimmedRow(
        Array.from({ length: Math.max(values.length - 1, 0) }, (_, index) => cleanCell(textOf(values[index + 1]))),
      );
      if (!cells) continue;
      found = true;
      yield { row: row.number, cells };
    }
    if (found) return;
  }
}
