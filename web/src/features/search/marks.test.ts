import { expect, test } from 'vitest';
import { marksIn } from './marks.ts';

const marked = (text: string, typed: string) =>
  marksIn(text, typed)
    .map(({ part, marked: on }) => (on ? `[${part}]` : part))
    .join('');

test('words that were typed stand out, wherever and however often they are', () => {
  expect(marked('苏州永晟化工有限公司', '永晟')).toBe('苏州[永晟]化工有限公司');
  expect(marked('Alpha alpha', 'ALP')).toBe('[Alp]ha [alp]ha');
  expect(marked('永晟永晟', '晟永')).toBe('永[晟永]晟');
  expect(marked('苏州永晟', '永晟 苏州')).toBe('[苏州永晟]');
  expect(marked('苏州', '')).toBe('苏州');
  expect(marked('苏州', '上海')).toBe('苏州');
});
