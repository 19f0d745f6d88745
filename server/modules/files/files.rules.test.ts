import { describe, expect, test } from 'vitest';
import { attachment, cleanName, isRefused, typeOf } from './files.rules.ts';

test('a name loses folders, hidden signs and what systems reserve, and keeps the rest', () => {
  const names = {
    '报价单 2026.pdf': '报价单 2026.pdf',
    '../../etc/passwd': 'passwd',
    'C:\\Users\\me\\合同.docx': '合同.docx',
    '\u202egnp.exe': 'gnp.exe',
    'a\u0000b\r\nc.txt': 'abc.txt',
    'x<y>:"z|?*.csv': 'x_y___z___.csv',
    '...': 'file',
    '  .hidden. ': 'hidden',
    '': 'file',
    'e\u0301t\u00e9.txt': 'été.txt',
    '\ud800.txt': '\ufffd.txt',
  };
  for (const [given, kept] of Object.entries(names)) expect(cleanName(given)).toBe(kept);
  const long = cleanName(`${'长'.repeat(300)}.xlsx`);
  expect([...long]).toHaveLength(180);
  expect(long.endsWith('.xlsx')).toBe(true);
});

test('the type is that of the name', () => {
  expect(typeOf('a.PDF')).toBe('application/pdf');
  expect(typeOf('报价.xlsx')).toContain('spreadsheetml');
  for (const name of ['a', 'a.html', 'a.svg', 'constructor', 'a.constructor', 'a.__proto__']) {
    expect(typeOf(name)).toBe('application/octet-stream');
  }
});

describe('a file is refused when it', () => {
  const png = Buffer.from('89504e470d0a1a0a0000', 'hex');
  const utf16 = (text: string) => Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from(text, 'utf16le')]);
  const refused: Record<string, [string, Buffer]> = {
    'is named like a program': ['setup.EXE', Buffer.from('text')],
    'is a program under another name': ['notes.txt', Buffer.from('4d5a9000', 'hex')],
    'is a script under another name': ['notes', Buffer.from('#!/bin/sh\n')],
    'is named like a page': ['page.html', Buffer.from('text')],
    'is named like a drawing': ['logo.svg', png],
    'is a drawing that calls itself a picture': ['logo.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">')],
    'is a drawing after a declaration': [
      'logo.txt',
      Buffer.from('\ufeff <?xml version="1.0"?><!-- x --><svg onload="x">'),
    ],
    'is a page under another name': ['table.csv', Buffer.from('<!DOCTYPE HTML><p>')],
    'is a page in another encoding': ['table.csv', utf16('<html><script>')],
    'is a page in big-endian UTF-16': [
      'table.csv',
      Buffer.concat([Buffer.from('feff', 'hex'), utf16('<html>').subarray(2).swap16()]),
    ],
    'is text that calls itself a picture': ['photo.jpg', Buffer.from('hello')],
  };
  for (const [why, [name, head]] of Object.entries(refused)) {
    test(why, () => expect(isRefused(name, head)).toBe(true));
  }
});

test('documents, tables and pictures are taken, also under the name of another kind of picture', () => {
  const taken: [string, Buffer][] = [
    ['报价.pdf', Buffer.from('%PDF-1.7')],
    ['客户.csv', Buffer.from('\ufeff名称,行业\n<未填>,x')],
    ['客户.xlsx', Buffer.from('504b0304', 'hex')],
    ['照片.jpg', Buffer.from('ffd8ffe0', 'hex')],
    ['照片.jpg', Buffer.from('RIFF\u0000\u0000\u0000\u0000WEBPVP8 ', 'latin1')],
    ['照片.heic', Buffer.from('\u0000\u0000\u0000\u0018ftypheic', 'latin1')],
    ['notes', Buffer.from('a < b')],
  ];
  for (const [name, head] of taken) expect([name, isRefused(name, head)]).toEqual([name, false]);
});

test('the header names the file for old and new browsers and cannot be broken out of', () => {
  expect(attachment('a.pdf')).toBe(`attachment; filename="a.pdf"; filename*=UTF-8''a.pdf`);
  expect(attachment('报价"单\\(1)\'%.pdf')).toBe(
    `attachment; filename="___ __(1)'_.pdf"; filename*=UTF-8''%E6%8A%A5%E4%BB%B7%22%E5%8D%95%5C%281%29%27%25.pdf`.replace(
      '___ __',
      '_____',
    ),
  );
  expect(attachment('x\r\nset-cookie: a=b')).not.toMatch(/[\r\n]/);
});
