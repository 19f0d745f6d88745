import { deflateRawSync } from 'node:zlib';
import exceljs from 'exceljs';
import { describe, expect, test } from 'vitest';
import { decodeText, sniffDelimiter } from './spreadsheet.csv.ts';
import type { SheetRow } from './spreadsheet.limits.ts';
import { readSheet } from './spreadsheet.ts';
import { byteOrderMark, csvLine } from './spreadsheet.write.ts';
import { unpackedSize } from './spreadsheet.xlsx.ts';

async function rowsOf(content: Uint8Array): Promise<{ encoding: string; rows: SheetRow[] }> {
  const sheet = await readSheet(content);
  const rows: SheetRow[] = [];
  for await (const batch of sheet.batches) rows.push(...batch);
  return { encoding: sheet.encoding, rows };
}

const bytes = (text: string) => Buffer.from(text);
// 客户名称,行业 / 永晟化工,化工
const gb18030 = Buffer.from('bfcdbba7c3fbb3c62cd0d0d2b50ad3c0eac9bbafb9a42cbbafb9a40a', 'hex');

describe('CSV', () => {
  test.each([
    ['utf-8', bytes('客户名称,行业\n永晟化工,化工\n')],
    ['utf-8', bytes(`${byteOrderMark}客户名称,行业\r\n永晟化工,化工\r\n`)],
    ['utf-16le', Buffer.from(`${byteOrderMark}客户名称\t行业\n永晟化工\t化工`, 'utf16le')],
    ['utf-16be', Buffer.from(`${byteOrderMark}客户名称;行业\n永晟化工;化工`, 'utf16le').swap16()],
    ['gb18030', gb18030],
  ])('in %s', async (encoding, content) => {
    expect(await rowsOf(content)).toEqual({
      encoding,
      rows: [
        { row: 1, cells: ['客户名称', '行业'] },
        { row: 2, cells: ['永晟化工', '化工'] },
      ],
    });
  });

  test('UTF-16 without a mark, Western text, four-byte GB18030', () => {
    expect(decodeText(Buffer.from('name,city\na,b', 'utf16le')).encoding).toBe('utf-16le');
    expect(decodeText(Buffer.from('caf\xe9,\xa0', 'latin1'))).toMatchObject({ encoding: 'windows-1252' });
    expect(decodeText(Buffer.from('9835f336b2e2', 'hex')).text).toMatch(/^\p{Script=Han}测$/u);
  });

  test.each([
    ['a,b\n1,2', ','],
    ['a;b\n"1,5";2\n"2,5,3";3', ';'],
    ['a\tb, c\n1\t2', '\t'],
    ['a|b|c\n1|2|3', '|'],
    ['name\nx', ','],
  ])('%j is parted by %j', (text, delimiter) => {
    expect(sniffDelimiter(text)).toBe(delimiter);
  });

  test('quotes, line breaks in cells, empty rows keep their numbers, ragged rows, stray quotes', async () => {
    const { rows } = await rowsOf(bytes('name,note\n\n"A ""x""","one\ntwo",\n , \nB "b" b\n"\'=1+1",\'+86 1,3,4\n'));
    expect(rows).toEqual([
      { row: 1, cells: ['name', 'note'] },
      { row: 3, cells: ['A "x"', 'one\ntwo'] },
      { row: 5, cells: ['B "b" b'] },
      { row: 6, cells: ['=1+1', '+86 1', '3', '4'] },
    ]);
  });

  test('what is no text, not ended, too long, too wide or too many is refused', async () => {
    const refused = (content: Uint8Array) => rowsOf(content).catch((error: { code: string }) => error.code);
    expect(await refused(Buffer.from([0x89, 0x50, 0, 0, 1, 2, 3]))).toBe('transfers.unreadable');
    expect(await refused(Buffer.from([0, 1, 2, 0]))).toBe('transfers.unreadable');
    expect(await refused(bytes('a,b\n"never closed,1\n2,3\n'))).toBe('transfers.unreadable');
    expect(await refused(bytes(`a\n${'x'.repeat(10_001)}`))).toBe('common.tooLarge');
    expect(await refused(bytes(Array.from({ length: 201 }, () => 'x').join(',')))).toBe('common.tooLarge');
    expect(await refused(bytes('x\n'.repeat(200_002)))).toBe('common.tooLarge');
    expect(await refused(Buffer.alloc(25 * 1024 * 1024 + 1))).toBe('common.tooLarge');
    expect(await refused(Buffer.alloc(0))).toBe('files.empty');
  });

  test('a reader that leaves early ends the thread', async () => {
    const sheet = await readSheet(bytes('a,b\n'.repeat(5000)));
    for await (const batch of sheet.batches) {
      expect(batch).toHaveLength(1000);
      break;
    }
  });
});

describe('XLSX', () => {
  async function workbook(fill: (book: exceljs.Workbook) => void): Promise<Buffer> {
    const book = new exceljs.Workbook();
    fill(book);
    return Buffer.from(await book.xlsx.writeBuffer());
  }

  test('the first filled sheet, as a person reads its cells', async () => {
    const content = await workbook((book) => {
      book.addWorksheet('空');
      const sheet = book.addWorksheet('客户');
      sheet.addRow(['客户名称', '成立', '收入', '日期', '备注', '网址']);
      sheet.addRow([]);
      sheet.addRow([
        { richText: [{ text: '永晟' }, { text: '化工' }] },
        1998,
        { formula: 'B3*2', result: 3996 },
        new Date('2026-03-01T00:00:00Z'),
        { formula: '1/0', result: { error: '#DIV/0!' } },
        { text: 'example', hyperlink: 'https://example.com' },
      ]);
      sheet.addRow([null, true, 1100.04]);
      book.addWorksheet('别的').addRow(['x']);
    });
    expect(await rowsOf(content)).toEqual({
      encoding: 'xlsx',
      rows: [
        { row: 1, cells: ['客户名称', '成立', '收入', '日期', '备注', '网址'] },
        { row: 3, cells: ['永晟化工', '1998', '3996', '2026-03-01', '', 'example'] },
        { row: 4, cells: ['', 'true', '1100.04'] },
      ],
    });
  });

  test('what only seems to be one, or unpacks to too much, is refused', async () => {
    const refused = (content: Uint8Array) => rowsOf(content).catch((error: { code: string }) => error.code);
    const content = await workbook((book) => book.addWorksheet('a').addRow(['x']));
    expect(await refused(content.subarray(0, 400))).toBe('transfers.unreadable');
    const patched = Buffer.from(content);
    const entry = patched.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    patched.writeUInt32LE(700 * 1024 * 1024, entry + 24);
    expect(unpackedSize(patched)).toBeGreaterThan(700 * 1024 * 1024);
    expect(await refused(patched)).toBe('common.tooLarge');
    expect(await refused(Buffer.concat([Buffer.from('PK\x03\x04'), deflateRawSync(Buffer.alloc(5000))]))).toBe(
      'transfers.unreadable',
    );
  });
});

test('a line of CSV is guarded against formulas and comes back as it was', async () => {
  const cells = ['=1+1', '+86 1', '-3', '@x', 'a,b', 'say "x"', 'two\nlines', ' x', '＝1'];
  expect(csvLine(cells)).toBe(`'=1+1,'+86 1,'-3,'@x,"a,b","say ""x""","two\nlines"," x",'＝1\r\n`);
  const { rows } = await rowsOf(bytes(byteOrderMark + csvLine(cells)));
  expect(rows).toEqual([{ row: 1, cells: cells.map((cell) => cell.trim()) }]);
});
