import { expect, test } from 'vitest';
import { weeksOf } from './month-grid.ts';

test('a month is cut into weeks from Monday', () => {
  const weeks = weeksOf('2026-11-01');
  expect(weeks).toHaveLength(6);
  expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
  expect(weeks.at(-1)?.[0]).toBe('2026-11-30');
  expect(weeks.flat().filter(Boolean)).toHaveLength(30);
});

test('a February of four weeks has four rows', () => {
  expect(weeksOf('2027-02-01')).toHaveLength(4);
});
