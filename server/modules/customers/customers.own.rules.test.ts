import { expect, test } from 'vitest';
import type { OwnField } from '../../../contract/fields.ts';
import { missingOwn, ownContext, ownInWords, touchesOwn } from './customers.own.rules.ts';

const field = (id: string, rest: Partial<OwnField> = {}): OwnField => ({
  id,
  key: `own.${id}`,
  label: id,
  type: 'text',
  sectionId: null,
  segmentIds: [],
  compulsory: true,
  help: null,
  visibleWhen: null,
  searchable: false,
  choices: [],
  formula: null,
  retired: false,
  version: 1,
  ...rest,
});

test('compulsory is what is shown: refused is what a change empties, or brings with it', () => {
  const fields = [field('old'), field('emptied'), field('new'), field('gone', { retired: true }), field('hidden')];
  const before = { own: { emptied: 'x' }, visible: new Set(['old', 'emptied', 'gone', 'hidden']) };
  const after = { own: {}, aside: {}, visible: new Set(['old', 'emptied', 'new', 'gone']) };
  expect(missingOwn(fields, before, after).map(({ path }) => path)).toEqual(['own.emptied', 'own.new']);
  const filled = { ...after, own: { emptied: 'y', new: 'z' } };
  expect(missingOwn(fields, before, filled)).toEqual([]);
});

test('built-in fields that own ones hang on', () => {
  expect(ownContext({ segmentId: 's', employees: 5, annualRevenue: null })).toEqual({
    segmentId: 's',
    builtIn: {
      segmentId: 's',
      regionId: null,
      industryId: null,
      levelId: null,
      annualRevenue: null,
      employees: '5',
      foundedYear: null,
    },
  });
  expect([touchesOwn({}), touchesOwn({ employees: null }), touchesOwn({ regionId: 'r' })]).toEqual([false, true, true]);
});

test('history keeps words and names, whatever becomes of the field', () => {
  const choices = [
    { id: 'a', label: '高', retired: true },
    { id: 'b', label: '低', retired: false },
  ];
  const names = new Map([['f', '合同.pdf']]);
  expect(ownInWords(field('x', { type: 'choice', choices }), 'a', names)).toBe('高');
  expect(ownInWords(field('x', { type: 'multiChoice', choices }), ['b', 'a'], names)).toEqual([
    { text: '低' },
    { text: '高' },
  ]);
  expect(ownInWords(field('x', { type: 'person' }), 'p', names)).toEqual({ personId: 'p' });
  expect(ownInWords(field('x', { type: 'customer' }), 'c', names)).toEqual({ customerId: 'c' });
  expect(ownInWords(field('x', { type: 'attachment' }), ['f'], names)).toEqual([{ text: '合同.pdf' }]);
  expect(ownInWords(field('x', { type: 'number' }), 5, names)).toBe(5);
  expect(ownInWords(field('x'), undefined, names)).toBeNull();
});
