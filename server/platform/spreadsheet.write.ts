/** What makes Excel and others take a file for UTF-8. */
export const byteOrderMark = '\ufeff';

/**
 * One line of a CSV file with its line end. A cell that a spreadsheet would take for a formula gets an apostrophe in
 * front, which reading takes away again.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A text that a spreadsheet does not take for a formula, as a cell and as a heading. */
export function guardCell(text: string): string {
  return /^[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/.test(text) ? `'${text}` : text;
}

function csvCell(text: string): string {
  const guarded = guardCell(text);
  return /[",\r\n;\t]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
