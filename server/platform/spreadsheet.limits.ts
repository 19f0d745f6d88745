/** What a table that is read may hold; beyond it the whole file is refused. */
export const sheetLimits = {
  bytes: 25 * 1024 * 1024,
  rows: 200_000,
  columns: 200,
  /** Characters of one cell. */
  cell: 10_000,
  /** Bytes that a compressed file says it unpacks to. */
  unpacked: 600 * 1024 * 1024,
  /** Memory of the thread that reads, in MB, and its time in milliseconds. */
  memory: 768,
  time: 60_000,
};

/** One row: its number in the file, counted from 1, and its cells as text. */
export type SheetRow = { row: number; cells: string[] };

export type SheetMistake = 'unreadable' | 'tooLarge';

/** Says inside the reading thread why a file is refused; `mistakeOf` reads it back. */
export function refusal(mistake: SheetMistake): Error {
  return Object.assign(new Error(mistake), { mistake });
}

export function mistakeOf(error: unknown): SheetMistake {
  const tooLarge = error instanceof Error && 'mistake' in error && error.mistake === 'tooLarge';
  return tooLarge ? 'tooLarge' : 'unreadable';
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/g;

/** A cell as text without control characters and without spaces around; refuses one that is too long. */
export function cleanCell(text: string): string {
  if (text.length > sheetLimits.cell) throw refusal('tooLarge');
  const clean = text.toWellFormed().replace(control, '').trim();
  // The sign that keeps a spreadsheet from taking a text for a formula is not part of the text.
  return /^'[=+\-@\uff0b\uff0d\uff1d\uff20]/.test(clean) ? clean.slice(1) : clean;
}

/** Cells without the empty ones at the end; null for a row that has none. */
export function trimmedRow(cells: readonly string[]): string[] | null {
  const last = cells.findLastIndex((cell) => cell !== '');
  if (last >= sheetLimits.columns) throw refusal('tooLarge');
  return last === -1 ? null : cells.slice(0, last + 1);
}
