import { expect, test } from 'vitest';
import { changesOf, rebased } from './changes.ts';

const base = { name: '远帆', currency: 'CNY', workDays: [1, 2, 3] };

test('only what differs is a change', () => {
  expect(changesOf(base, { ...base })).toEqual({});
  expect(changesOf(base, { ...base, workDays: [1, 2] })).toEqual({ workDays: [1, 2] });
});

test('changes are carried over to what somebody else has saved meanwhile', () => {
  const mine = { ...base, name: '远帆集团' };
  expect(rebased(base, mine, { ...base, currency: 'USD' })).toEqual({ ...mine, currency: 'USD' });
});
