import { expect, test } from 'vitest';
import { flatten, peopleIn, possibleParents, treeOf } from './department-tree.ts';

const department = (id: string, parentId: string | null, people = 1) => ({
  id,
  name: id,
  parentId,
  people,
  version: 1,
});
const departments = [
  department('east', 'sales', 2),
  department('sales', null),
  department('shanghai', 'east', 3),
  department('north', 'sales'),
  department('lost', 'gone'),
];

test('departments stand below their parents, in order', () => {
  const lines = flatten(treeOf(departments)).map(({ name, depth }) => `${depth} ${name}`);
  expect(lines).toEqual(['0 lost', '0 sales', '1 east', '2 shanghai', '1 north']);
});

test('a department counts the people below it', () => {
  const sales = treeOf(departments).find(({ id }) => id === 'sales');
  expect(sales && peopleIn(sales)).toBe(7);
});

test('a department cannot be moved below itself', () => {
  expect(possibleParents(treeOf(departments), 'east').map(({ id }) => id)).toEqual(['lost', 'sales', 'north']);
  expect(possibleParents(treeOf(departments), null)).toHaveLength(5);
});
