import { expect, test } from 'vitest';
import { fieldOf, withField } from './import-mapping.ts';

test('a column gets its field, and gives it up', () => {
  const mapping = withField({}, 2, 'name');
  expect(mapping).toEqual({ name: 2 });
  expect(fieldOf(mapping, 2)).toBe('name');
  expect(fieldOf(mapping, 0)).toBeNull();
  expect(withField(mapping, 2, null)).toEqual({});
});

test('a field moves to the column that asked for it last', () => {
  expect(withField({ name: 0, phone: 1 }, 1, 'name')).toEqual({ name: 1 });
});
