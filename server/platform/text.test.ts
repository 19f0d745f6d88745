import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../testing/database.ts';
import { createTestDatabase } from '../testing/database.ts';
import { coreName, coreNamesWithin, likeness, normalizeName } from './text.names.ts';
import { fold, likePrefix, phoneDigits, phoneTerms, searchQuery, searchVector } from './text.ts';

describe('names of companies', () => {
  test.each([
    ['苏州永晟化工有限公司', '苏州永晟化工有限公司'],
    ['苏州永晟化工（有限公司）', '苏州永晟化工有限公司'],
    [' ＡＣＭＥ  Corp. ', 'acmecorp'],
    ['J-Texon', 'jtexon'],
    ['！！！', ''],
  ])('normalizeName(%s) = %s', (name, expected) => {
    expect(normalizeName(name)).toBe(expected);
  });

  test.each([
    ['苏州永晟化工有限公司', '永晟化工'],
    ['江苏省苏州市永晟化工股份有限公司', '永晟化工'],
    ['江苏省永晟化工有限责任公司', '永晟化工'],
    ['江苏永晟化工有限公司', '永晟化工'],
    ['苏州市吴中区永晟化工集团有限公司', '永晟化工'],
    ['永晟化工（上海）有限公司', '永晟化工'],
    ['永晟化工集团', '永晟化工'],
    ['上海有限公司', '上海'],
    ['上海', '上海'],
    ['中国银行股份有限公司', '中国银行'],
    ['Acme Corporation', 'acme'],
    ['ACME Co., Ltd.', 'acme'],
    ['Gekko & Co', 'gekko'],
    ['The New York Inquirer', 'newyorkinquirer'],
    ['Y-corporation', 'ycorporation'],
    ['Siemens S.A.', 'siemens'],
    ['Group', 'group'],
  ])('coreName(%s) = %s', (name, expected) => {
    expect(coreName(name)).toBe(expected);
  });

  test('core names within another: stretches of characters, stretches of words', () => {
    expect(coreNamesWithin('苏州永晟化工有限公司').sort()).toEqual(['化工', '晟化', '晟化工', '永晟', '永晟化']);
    expect(coreNamesWithin('Genco Pura Olive Oil Company')).toEqual(
      expect.arrayContaining(['genco', 'gencopura', 'oliveoil', 'pura']),
    );
    expect(coreNamesWithin('Genco Pura Olive Oil Company')).not.toContain('enco');
  });

  test('a core name is a part of the normalised name, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(coreName(name).length).toBeLessThanOrEqual(normalizeName(name).length);
        expect(normalizeName(normalizeName(name))).toBe(normalizeName(name));
      }),
    );
  });
});

test.each([
  ['0512-6666 8888', '051266668888'],
  ['+86 138 1234 5678', '13812345678'],
  ['008613812345678', '13812345678'],
  ['8613812345678', '13812345678'],
  ['＋８６ 13812345678', '13812345678'],
  ['+1 212 555 0100', '12125550100'],
  ['110', null],
  ['', null],
  [null, null],
])('phoneDigits(%s) = %s', (phone, expected) => {
  expect(phoneDigits(phone)).toBe(expected);
});

test.each([
  ['0512-6666 8888', ['0512-6666 8888', '051266668888', '66668888', '8888']],
  ['010 6666888', ['010 6666888', '0106666888', '6666888', '6888']],
  ['+86 13812345678', ['+86 13812345678', '13812345678', '5678']],
  ['110', ['110']],
  [null, []],
])('phoneTerms(%s)', (phone, expected) => {
  expect(phoneTerms(phone)).toEqual(expected);
});

test('likePrefix takes wildcards literally', () => {
  expect(likePrefix('50%_a\\')).toBe('50\\%\\_a\\\\%');
});

describe('search', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  async function matches(pairs: [document: string[], typed: string][]): Promise<boolean[]> {
    const { rows } = await database.pool.query<{ hit: boolean }>(
      `select vector::tsvector @@ query::tsquery as hit
       from unnest($1::text[], $2::text[]) with ordinality as t (vector, query, n) order by n`,
      [pairs.map(([parts]) => searchVector(parts)), pairs.map(([, typed]) => searchQuery(typed, 'all') ?? '')],
    );
    return rows.map((row) => row.hit);
  }

  const chinese = fc.string({ unit: fc.constantFrom(...'永晟化工上海東京タカナ𠮷'), minLength: 1, maxLength: 6 });
  const latin = fc.string({ unit: fc.constantFrom(...'abＣd1２'), minLength: 1, maxLength: 4 });
  const document = fc
    .array(fc.oneof(chinese, latin, fc.constantFrom(' ', '·', '（', '-')), { maxLength: 8 })
    .map((pieces) => pieces.join(''));

  test('Chinese: found if and only if the document contains it', async () => {
    const cases = fc.sample(
      fc.tuple(document, fc.string({ unit: fc.constantFrom(...'永晟化工上海𠮷'), minLength: 1, maxLength: 3 })),
      3000,
    );
    const hits = await matches(cases.map(([text, typed]) => [[text], typed]));
    const wrong = cases.filter(([text, typed], index) => fold(text).includes(fold(typed)) !== hits[index]);
    expect(wrong).toEqual([]);
    expect(hits.filter(Boolean).length).toBeGreaterThan(100);
  });

  test('every stretch of a document finds it again, from the beginning of its words', async () => {
    const cases = fc
      .sample(
        fc.tuple(document, fc.nat(20), fc.nat(12)).map(([text, from, length]): [string, string] => {
          const characters = [...fold(text)];
          // A stretch that begins within a word of letters is not asked for.
          let start = from % (characters.length + 1);
          while (
            start > 0 &&
            /[a-z0-9]/.test(characters[start - 1] ?? '') &&
            /[a-z0-9]/.test(characters[start] ?? '')
          ) {
            start -= 1;
          }
          return [text, characters.slice(start, start + 2 + length).join('')];
        }),
        3000,
      )
      // Nor is a single letter or a few digits, which only count as whole words.
      .filter(([, typed]) => searchQuery(typed, 'all') !== null && !/(?:^|[^a-z0-9])(?:[a-z]|\d{1,5})$/.test(typed));
    const hits = await matches(cases.map(([text, typed]) => [['别的', text, 'x'], typed]));
    expect(cases.filter((_, index) => !hits[index])).toEqual([]);
  });

  test('a phrase does not reach from one part into the next', async () => {
    expect(
      await matches([
        [['永', '晟'], '永晟'],
        [['永晟', '化工'], '晟化'],
        [['ab', 'cd'], 'abcd'],
      ]),
    ).toEqual([false, false, false]);
  });

  test('mixed words, several terms, prefixes', async () => {
    const name = ['3M中国有限公司 Suzhou-Park'];
    expect(
      await matches([
        [name, '3m中国'],
        [name, 'm中国'],
        [name, '中国 suz'],
        [name, 'park 3m'],
        [name, 'ark'],
        [name, '有限公司'],
        [name, "'; drop"],
      ]),
    ).toEqual([true, false, true, true, false, true, false]);
  });

  test('a number is found by its beginning once that tells something, else as a whole', async () => {
    const phone = ['13812345678', '5678'];
    const typed = ['138123', '1381234567', '13812345678', '5678', '13812', '138', '567'];
    expect(await matches(typed.map((text) => [phone, text]))).toEqual([true, true, true, true, false, false, false]);
  });

  test('what has nothing to search for has no query; nothing typed breaks the syntax', async () => {
    expect(searchQuery(' ()!&|<-> ', 'all')).toBeNull();
    const typed = fc.sample(fc.string({ unit: 'binary', maxLength: 30 }), 500);
    await expect(matches(typed.map((text) => [[text], text]))).resolves.toHaveLength(500);
  });
});

test('traditional and simplified names are the same; the core knows traditional places and forms', () => {
  expect(normalizeName('蘇州永晟化學有限公司')).toBe(normalizeName('苏州永晟化学有限公司'));
  expect(coreName('臺灣廣達電腦股份有限公司')).toBe('广达电脑');
});

test.each([
  ['江苏永晟化工科技有限公司', '永盛化工科技', true],
  ['Acme Chemicals Ltd', 'Acme Chemical Inc', true],
  ['永晟化工', '华丰化工', false],
  ['客户00012有限公司', '客户00013有限公司', false],
  ['精密机械', '新材料', false],
])('%s and %s: %s', (one, other, similar) => {
  expect(likeness(one, other) >= 0.65).toBe(similar);
  expect(likeness(one, one)).toBe(1);
});
