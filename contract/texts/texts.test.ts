import { expect, test } from 'vitest';
import { locales } from '../auth.ts';
import { loadTexts } from './index.ts';

type Tree = { readonly [key: string]: string | Tree };

const isPlural = (value: Tree) => Object.keys(value).join() === 'one,other';
const placeholders = (text: string) => [...new Set(text.match(/\{\{.*?\}\}/g) ?? [])].sort().join();

/** Every text with its key; of a plural the general form, which has all its placeholders. */
function leaves(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    const path = `${prefix}${key}`;
    if (typeof value === 'string') return [[path, value]];
    if (isPlural(value)) return [[path, String(value.other)]];
    return leaves(value, `${path}.`);
  });
}

const chinese = new Map(leaves((await loadTexts['zh-CN']()) as Tree));

test.each(locales)('%s says every text with the placeholders of the Chinese one', async (locale) => {
  const texts = leaves((await loadTexts[locale]()) as Tree);
  const wrong = texts.filter(
    ([key, text]) => text.trim() === '' || placeholders(text) !== placeholders(chinese.get(key) ?? ''),
  );
  expect(wrong).toEqual([]);
});
