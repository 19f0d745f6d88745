import { expect, test } from 'vitest';
import { dayIn, instantIn } from './time.ts';

test('days as people write them in tables', () => {
  expect(['2026-03-09', '2026/3/9', '2026年3月9日', '2026.03.09'].map(dayIn)).toEqual(Array(4).fill('2026-03-09'));
  expect(['2026-02-30', '9.3.2026', '1899-12-31', ''].map(dayIn)).toEqual([null, null, null, null]);
});

test('instants in the local time of the company, or with their own zone', () => {
  const at = (text: string, zone = 'Asia/Shanghai') => instantIn(text, zone)?.toISOString() ?? null;
  expect(at('2026-03-09')).toBe('2026-03-09T04:00:00.000Z');
  expect(at('2026/3/9 8:05')).toBe('2026-03-09T00:05:00.000Z');
  expect(at('2026年3月9日 23:59:58')).toBe('2026-03-09T15:59:58.000Z');
  expect(at('2026-03-09T08:05:00+01:00')).toBe('2026-03-09T07:05:00.000Z');
  expect(at('2026-03-09T08:05:00.250Z')).toBe('2026-03-09T08:05:00.250Z');
  for (const wrong of ['2026-03-09 24:00', '2026-02-30 10:00', '10:00', '2026-03-09T25:00:00Z', '去年', ''])
    expect(at(wrong)).toBeNull();
  // Clocks go forward on 29 March and back on 25 October.
  expect(at('2026-03-29 12:00', 'Europe/Berlin')).toBe('2026-03-29T10:00:00.000Z');
  expect(at('2026-10-25 12:00', 'Europe/Berlin')).toBe('2026-10-25T11:00:00.000Z');
  expect(at('2026-10-25 02:30', 'Europe/Berlin')).toBe('2026-10-25T01:30:00.000Z');
  expect(at('2026-07-01 00:30', 'America/New_York')).toBe('2026-07-01T04:30:00.000Z');
});
