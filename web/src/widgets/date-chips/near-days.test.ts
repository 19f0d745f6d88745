import { expect, test } from 'vitest';
import { nearDays } from './near-days.ts';

test('a Thursday offers tomorrow and next week, no weekend', () => {
  expect(nearDays('2026-11-26')).toEqual(['2026-11-27', '2026-11-30', '2026-12-02', '2026-12-04']);
});

test('a Monday offers this week first, at most five days', () => {
  expect(nearDays('2026-11-23')).toEqual(['2026-11-24', '2026-11-25', '2026-11-27', '2026-11-30', '2026-12-02']);
});

test('a Friday offers its Saturday, because that is tomorrow; today only when asked for', () => {
  expect(nearDays('2026-11-27', true)).toEqual(['2026-11-27', '2026-11-28', '2026-11-30', '2026-12-02', '2026-12-04']);
});
