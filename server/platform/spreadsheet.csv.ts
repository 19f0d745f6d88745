import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { SheetRow } from './spreadsheet.limits.ts';
import { cleanCell, refusal, sheetLimits, trimmedRow } from './spreadsheet.limits.ts';

const startsWith = (content: Uint8Array, ...bytes: number[]) => bytes.every((byte, index) => content[index] === byte);

/** Share of zero bytes at even and at odd places: Latin text in UTF-16 has them on one side. */
function zeroSides(content: Uint8Array): { even: number; odd: number } {
  const looked = Math.min(content.length, 4000);
  const zeros = { even: 0, odd: 0 };
  for (let index = 0; index < looked; index += 1) {
    if (content[index] === 0) zeros[index % 2 === 0 ? 'even' : 'odd'] += 1;
  }
  return zeros;
}

function decode(content: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    return null;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these tell text from other bytes
const control = /[\u0001-\u0008\u000e-\u001f]/g;

/** Whether the beginning reads as text: no zero characters, and hardly any other control characters. */
function isText(text: string): boolean {
  const head = text.slice(0, 20_000);
  return !text.includes('\u0000') && (head.match(control)?.length ?? 0) * 100 <= head.length;
}

/**
 * The text of a file whose encoding nobody states: by its byte order mark, else UTF-8 when it is valid, else GB18030,
 * as Chinese spreadsheets write it, else Western. What holds zero characters is no text and is refused.
 */
export function decodeText(content: Uint8Array): { encoding: string; text: string } {
  const { even, odd } = zeroSides(content);
  const wide = content.length > 1 && (even > 0 || odd > 0);
  const guesses = startsWith(content, 0xff, 0xfe)
    ? ['utf-16le']
    : startsWith(content, 0xfe, 0xff)
      ? ['utf-16be']
      : wide
        ? [odd > even ? 'utf-16le' : 'utf-16be']
        : ['utf-8', 'gb18030', 'windows-1252'];
  for (const encoding of guesses) {
    const text = decode(content, encoding);
    if (text !== null && isText(text)) return { encoding, text };
  }
  throw refusal('unreadable');
}

const delimiters = [',', ';', '\t', '|'];

/** The sign that parts most columns in the first lines, the same number in each; a comma when there is only one. */
export function sniffDelimiter(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 10);
  // The last line may be cut.
  const whole = lines.length > 1 && text.length > 20_000 ? lines.slice(0, -1) : lines;
  const scored = delimiters.map((delimiter) => {
    const counts = whole.map((line) => line.split(delimiter).length - 1);
    const first = counts[0] ?? 0;
    const alike = counts.filter((count) => count === first).length;
    return { delimiter, score: first === 0 ? 0 : alike * 1000 + Math.min(first, 999) };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

function* pieces(text: string): Generator<string> {
  const size = 64 * 1024;
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

export async function* csvRows(text: string): AsyncGenerator<SheetRow> {
  const parser = Readable.from(pieces(text)).pipe(
    parse({
      delimiter: sniffDelimiter(text),
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: sheetLimits.cell * sheetLimits.columns,
    }),
  );
  let number = 0;
  for await (const record of parser as AsyncIterable<string[]>) {
    number += 1;
    const cells = trimmedRow(record.map(cleanCell));
    if (cells) yield { row: number, cells };
  }
}
