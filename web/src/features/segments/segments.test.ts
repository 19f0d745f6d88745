import { expect, test } from 'vitest';
import type { OwnField } from '../../../../contract/fields.ts';
import { nameAt, placeInShown, toShown, toStored } from '../../lib/formula-text.ts';
import type { FieldValues } from './field-values.ts';
import { toDraft, toInput, valuesOf } from './field-values.ts';
import { movedField, movedSection } from './layout.ts';

const names = new Map([
  ['own.1', '年产能（吨）'],
  ['employees', '员工人数'],
]);

test('formulas are written with labels and kept with keys', () => {
  const shown = 'round([年产能（吨）] / 【员工人数】, 2)';
  const stored = 'round({own.1} / {employees}, 2)';
  expect(toStored(shown, names)).toBe(stored);
  expect(toShown(stored, names)).toBe('round([年产能（吨）] / [员工人数], 2)');
  expect(toStored('[没有的] + 1', names)).toBe('{没有的} + 1');
  expect(toShown('{own.9} + 1', names)).toBe('{own.9} + 1');
});

test('the place of a fault is told in what is shown', () => {
  const shown = '[年产能（吨）] + [没有] * 2 )';
  const stored = toStored(shown, names);
  expect(placeInShown(shown, names, stored.indexOf('+') + 1)).toBe(shown.indexOf('+') + 1);
  expect(placeInShown(shown, names, stored.indexOf('{没有}') + 1)).toBe(shown.indexOf('[没有]') + 1);
  expect(placeInShown(shown, names, stored.length)).toBe(shown.length);
});

test('the name at a fault, in brackets or without them', () => {
  const shown = '【没有】 * 2 + 年产能 + [员工 人数]';
  expect(nameAt(shown, 1)).toEqual({ name: '没有', bare: false });
  expect(nameAt(shown, shown.indexOf('年') + 1)).toEqual({ name: '年产能', bare: true });
  expect(nameAt(shown, shown.indexOf('[') + 1)).toEqual({ name: '员工 人数', bare: false });
  expect(nameAt(shown, shown.indexOf('2') + 1)).toBeNull();
  expect(nameAt(shown, shown.indexOf('*') + 1)).toBeNull();
  expect(nameAt(shown, shown.length + 5)).toBeNull();
});

const field = (id: string, sectionId: string | null): OwnField => ({
  id,
  key: `own.${id}`,
  label: id,
  type: 'choice',
  sectionId,
  segmentIds: [],
  compulsory: false,
  help: null,
  visibleWhen: null,
  searchable: false,
  choices: [{ id: 'c', label: 'C', retired: false }],
  formula: null,
  retired: false,
  version: 3,
});

test('a field moves among those of its section that are shown', () => {
  const catalogue = {
    fields: [field('a', null), field('b', null), field('c', null), field('d', 's'), field('e', 's')],
    sections: [
      { id: 's', name: 'S', version: 1 },
      { id: 't', name: 'T', version: 1 },
    ],
    layoutVersion: 4,
  };
  const order = (layout: ReturnType<typeof movedField>) => layout?.fields.map(({ id }) => id).join('');
  expect(order(movedField(catalogue, 'c', -1, new Set(['a', 'c', 'd', 'e'])))).toBe('cbade');
  expect(order(movedField(catalogue, 'd', 1, new Set(['d', 'e'])))).toBe('abced');
  expect(movedField(catalogue, 'd', -1, new Set(['c', 'd', 'e']))).toBeNull();
  expect(movedField(catalogue, 'e', 1, new Set(['d', 'e']))).toBeNull();
  expect(movedSection(catalogue, 's', 1)).toMatchObject({ sectionIds: ['t', 's'], layoutVersion: 4 });
  expect(movedSection(catalogue, 's', -1)).toBeNull();
});

test('a definition goes to the form and back', () => {
  const known = { ...field('x', 's'), visibleWhen: { field: 'levelId', values: ['l1'] } };
  const values = valuesOf(known, names);
  expect(toInput(values, names)).toEqual({
    label: 'x',
    type: 'choice',
    sectionId: 's',
    segmentIds: [],
    compulsory: false,
    searchable: false,
    help: null,
    visibleWhen: known.visibleWhen,
    choices: known.choices,
  });
  expect(toDraft(values, names, known, 'x')).toEqual(known);
  const fresh: FieldValues = { type: 'formula', rule: 'always', formula: '[员工人数] * 2', compulsory: true };
  expect(toInput(fresh, names)).toMatchObject({ formula: '{employees} * 2', compulsory: false, visibleWhen: null });
});
