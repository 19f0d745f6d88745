import { expect, test } from 'vitest';
import { mentionsIn, piecesOf } from './note-text.ts';

const wang = { id: '1', name: '王敏', post: null };
const wangLi = { id: '2', name: '王敏丽', post: null };

test('whoever was picked and is still named is mentioned, once', () => {
  expect(mentionsIn({ text: '请@王敏 看一下 @王敏', people: [wang, wang] })).toEqual(['1']);
  expect(mentionsIn({ text: '请看一下', people: [wang] })).toEqual([]);
});

test('a text is cut at the names, the longer one where two begin alike', () => {
  expect(piecesOf('请@王敏丽 和@王敏 看', [wang, wangLi])).toEqual([
    { text: '请', mention: false },
    { text: '@王敏丽', mention: true },
    { text: ' 和', mention: false },
    { text: '@王敏', mention: true },
    { text: ' 看', mention: false },
  ]);
  expect(piecesOf('', [])).toEqual([]);
});
