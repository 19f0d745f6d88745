import { expect, test } from 'vitest';
import { definitionsOf } from '../../../../contract/fields.compute.ts';
import type { OwnField } from '../../../../contract/fields.ts';
import { contextOf, filledIn, ownChanges, rebaseOwn, settleInputs, toInputs } from './own-form.ts';

const field = (id: string, rest: Partial<OwnField>): OwnField => ({
  id,
  key: `own.${id}`,
  label: id,
  type: 'text',
  sectionId: null,
  segmentIds: [],
  compulsory: false,
  help: null,
  visibleWhen: null,
  searchable: false,
  choices: [],
  formula: null,
  retired: false,
  version: 1,
  ...rest,
});

const fields = [
  field('kind', { type: 'choice', choices: [{ id: 'a', label: 'A', retired: false }] }),
  field('detail', { visibleWhen: { field: 'own.kind', values: ['a'] } }),
  field('further', { visibleWhen: { field: 'own.detail', values: null } }),
  field('who', { type: 'person' }),
  field('papers', { type: 'attachment' }),
  field('count', { type: 'number', segmentIds: ['s'] }),
  field('sum', { type: 'formula', formula: '{own.count} * {employees}' }),
  field('old', { retired: true }),
];
const definitions = definitionsOf(fields);

test('values become what controls hold, with their names, and what the server takes', () => {
  const own = { kind: 'a', who: 'p1', papers: ['f1', 'f2'], count: 3 };
  const ownRefs = {
    people: [{ id: 'p1', name: '张三', post: null }],
    customers: [],
    files: [
      { id: 'f1', name: '1.pdf', size: 1 },
      { id: 'f2', name: '2.pdf', size: 2 },
    ],
  };
  const inputs = toInputs(fields, { own, ownRefs });
  expect(inputs.who).toEqual({ id: 'p1', name: '张三', post: null });
  expect(filledIn(inputs)).toEqual(own);
  expect(filledIn({ kind: null, detail: '  ', papers: [], count: 0 })).toEqual({ count: 0 });
});

test('what hangs on something hidden is hidden; formulas follow what is typed', () => {
  const settled = settleInputs(definitions, { detail: 'x', further: 'y', count: 3 }, { segmentId: 's', employees: 4 });
  expect([...settled.visible]).toEqual(['kind', 'who', 'papers', 'count', 'sum', 'old']);
  expect(settled.own).toEqual({ count: 3, sum: 12 });
  expect(settled.aside).toEqual({ detail: 'x', further: 'y' });
  const shown = settleInputs(definitions, { kind: 'a', detail: 'x' }, { employees: 4 });
  expect(shown.visible.has('further')).toBe(true);
  expect(shown.own.sum).toBeUndefined();
  expect(contextOf({ annualRevenue: ' 1,200.00 ' }).builtIn.annualRevenue).toBe('1200.00');
});

test('only what differs and applies is sent, computed and retired fields never', () => {
  const visible = new Set(['kind', 'who', 'count', 'sum', 'old']);
  const before = { kind: 'a', count: 1, old: 'x' };
  const after = { kind: null, count: 1, detail: 'hidden', sum: 5, old: 'y' };
  expect(ownChanges(definitions, visible, before, after)).toEqual({ kind: null });
});

test('a newer version keeps what was touched and says what both sides changed', () => {
  const rebased = rebaseOwn({ a: '1', b: '1', c: '1' }, { a: '2', b: '1', c: '3' }, { a: '1', b: '5', c: '4' });
  expect(rebased).toEqual({ own: { a: '2', b: '5', c: '3' }, conflicts: ['c'] });
});
