import { expect, test } from 'vitest';
import { barsOf, overlap } from './channel-bars.ts';

test('bars lie between the first beginning and today', () => {
  const bars = barsOf(
    [
      { fromOn: '2026-01-01', untilOn: '2026-01-05' },
      { fromOn: '2026-01-06', untilOn: null },
    ],
    '2026-01-10',
  );
  expect(bars).toEqual([
    { left: 0, width: 50 },
    { left: 50, width: 50 },
  ]);
});

test('periods that share a day overlap', () => {
  const period = (fromOn: string, untilOn: string | null) => ({ fromOn, untilOn });
  expect(overlap(period('2026-01-01', '2026-01-05'), period('2026-01-05', null))).toBe(true);
  expect(overlap(period('2026-01-01', '2026-01-04'), period('2026-01-05', null))).toBe(false);
});
