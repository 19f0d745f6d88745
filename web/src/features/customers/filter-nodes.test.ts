import { expect, test } from 'vitest';
import type { FilterCondition } from '../../../../contract/filters.ts';
import { completeOf } from './filter-nodes.ts';

const whole: FilterCondition = { field: 'name', op: 'contains', value: '树脂' };
const open: FilterCondition = { field: 'segment', op: 'oneOf' };

test('conditions that nobody has completed are left out, with the groups that hold nothing else', () => {
  expect(completeOf({ all: [open, { any: [open] }] })).toBeUndefined();
  expect(completeOf({ all: [whole, open, { any: [open, whole, { all: [open] }] }] })).toEqual({
    all: [whole, { any: [whole] }],
  });
  expect(completeOf({ any: [{ field: 'employees', op: 'between', value: [1, Number.NaN] }] })).toBeUndefined();
  expect(completeOf({ any: [{ field: 'owner', op: 'me' }] })).toEqual({ any: [{ field: 'owner', op: 'me' }] });
});
