import { expect, test } from 'vitest';
import { nearestLocale } from './choices.ts';

test.each([
  [['zh-TW', 'en'], 'zh-TW'],
  [['zh-HK'], 'zh-TW'],
  [['zh-Hant-HK'], 'zh-TW'],
  [['zh-MO'], 'zh-TW'],
  [['zh'], 'zh-CN'],
  [['zh-Hans-CN'], 'zh-CN'],
  [['zh-SG', 'zh-TW'], 'zh-CN'],
  [['de-DE', 'zh-TW', 'en'], 'zh-TW'],
  [['en-GB', 'zh-CN'], 'en'],
  [['fr', 'de'], 'en'],
  [[], 'en'],
])('a browser that asks for %j gets %s', (languages, locale) => {
  expect(nearestLocale(languages)).toBe(locale);
});
