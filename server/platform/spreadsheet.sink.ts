import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import exceljs from 'exceljs';
import { byteOrderMark, csvLine, guardCell } from './spreadsheet.write.ts';

/** Where rows go, one after the other, without being held: `write` waits while the disk is behind. */
export type SheetSink = {
  write: (cells: readonly string[]) => Promise<void>;
  end: () => Promise<void>;
  /** Ends without a whole file. */
  abort: () => void;
};

export function csvSink(path: string): SheetSink {
  const file = createWriteStream(path);
  file.write(byteOrderMark);
  return {
    async write(cells) {
      if (!file.write(csvLine(cells))) await once(file, 'drain');
    },
    async end() {
      file.end();
      await finished(file);
    },
    abort: () => void file.destroy(),
  };
}

/** Rows between two looks at whether the file is behind. */
const rowsAtOnce = 200;
const mostBehind = 1024 * 1024;

export function xlsxSink(path: string, sheetName: string): SheetSink {
  const file = createWriteStream(path);
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: file, useStyles: false, useSharedStrings: false });
  const sheet = book.addWorksheet(sheetName);
  let rows = 0;
  return {
    async write(cells) {
      sheet.addRow(cells.map(guardCell)).commit();
      rows += 1;
      // The writer packs by itself, so it is given time, and waited for when the disk is behind.
      if (rows % rowsAtOnce === 0) await new Promise((resolve) => setImmediate(resolve));
      while (file.writableLength > mostBehind) await once(file, 'drain');
    },
    async end() {
      sheet.commit();
      await book.commit();
      await finished(file);
    },
    abort: () => void file.destroy(),
  };
}
