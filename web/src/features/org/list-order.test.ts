import { expect, test } from 'vitest';
import { moved, movesFor } from './list-order.ts';

const entry = (id: string, position: number) => ({ id, position, version: 1 });

test('an entry goes up and down, and not beyond the ends', () => {
  expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
});

test('only changed places are written, and equal ones are told apart', () => {
  expect(movesFor([entry('b', 2), entry('a', 1), entry('c', 3)])).toEqual([
    { id: 'b', version: 1, position: 1 },
    { id: 'a', version: 1, position: 2 },
  ]);
  expect(movesFor([entry('a', 0), entry('b', 0)])).toHaveLength(2);
});
