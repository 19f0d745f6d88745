import { expect, test } from 'vitest';
import { firstGroups } from './first-groups.ts';

const of = (...counts: number[]) => counts.map((count, index) => ({ key: String(index), count }));

test.each([
  [of(20, 20, 10, 1), ['0', '1', '2']],
  [of(900, 3), ['0']],
  [of(30, 40, 2), ['0']],
  [of(), []],
])('groups of %j', (groups, open) => {
  expect([...firstGroups(groups)]).toEqual(open);
});

test('what has no value is a group like the others', () => {
  expect([...firstGroups([{ key: null, count: 4 }])]).toEqual([null]);
});
