import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { definitionsOf, settleOwn } from './fields.compute.ts';
import { visibleFields } from './fields.rules.ts';
import type { OwnField, OwnValue } from './fields.ts';

const field = (id: string, rest: Partial<OwnField> = {}): OwnField => ({
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

const context = { segmentId: 's1', builtIn: { levelId: 'l1', employees: '12' } };
const shown = (fields: readonly OwnField[], values: Record<string, OwnValue>, segmentId: string | null = 's1') =>
  [...visibleFields(fields, values, { ...context, segmentId })].sort().join(' ');

describe('which fields a customer has', () => {
  test('those of every segment and of its own', () => {
    const fields = [field('a'), field('b', { segmentIds: ['s1', 's2'] }), field('c', { segmentIds: ['s3'] })];
    expect(shown(fields, {})).toBe('a b');
    expect(shown(fields, {}, 's3')).toBe('a c');
    expect(shown(fields, {}, null)).toBe('a');
  });

  test('those whose rule holds: one of, filled, several choices, built-in fields', () => {
    const fields = [
      field('kind'),
      field('is', { visibleWhen: { field: 'own.kind', values: ['x', 'y'] } }),
      field('any', { visibleWhen: { field: 'own.kind', values: null } }),
      field('level', { visibleWhen: { field: 'levelId', values: ['l1'] } }),
      field('region', { visibleWhen: { field: 'regionId', values: null } }),
      field('lost', { visibleWhen: { field: 'own.nothing', values: null } }),
    ];
    expect(shown(fields, {})).toBe('kind level');
    expect(shown(fields, { kind: 'z' })).toBe('any kind level');
    expect(shown(fields, { kind: 'y' })).toBe('any is kind level');
    expect(shown(fields, { kind: ['z', 'x'] })).toBe('any is kind level');
    expect(shown(fields, { kind: [] })).toBe('kind level');
  });

  test('what hangs on a hidden field is hidden, whatever still stands in it', () => {
    const fields = [
      field('c', { visibleWhen: { field: 'own.b', values: null } }),
      field('b', { visibleWhen: { field: 'own.a', values: ['yes'] } }),
      field('a'),
    ];
    expect(shown(fields, { a: 'yes', b: '1', c: '2' })).toBe('a b c');
    expect(shown(fields, { a: 'no', b: '1', c: '2' })).toBe('a');
  });

  test('a circle that has slipped in hides and does not hang', () => {
    const fields = [
      field('a', { visibleWhen: { field: 'own.b', values: null } }),
      field('b', { visibleWhen: { field: 'own.a', values: null } }),
    ];
    expect(shown(fields, { a: '1', b: '1' })).toBe('');
  });
});

const ids = ['f0', 'f1', 'f2', 'f3', 'f4', 'f5'];
/** Fields of which each hangs on an earlier one at most, some of them formulas over numbers. */
const drawnFields = fc
  .array(
    fc.record({
      hangs: fc.option(fc.nat(5), { nil: null }),
      values: fc.option(fc.subarray(['1', '2', '3'], { minLength: 1 }), { nil: null }),
      segments: fc.subarray(['s1', 's2']),
      retired: fc.boolean(),
      formula: fc.boolean(),
      over: fc.nat(5),
    }),
    { minLength: 6, maxLength: 6 },
  )
  .map((drawn) => {
    const isFormula = (index: number) => index > 0 && drawn[index]?.formula === true;
    return drawn.map(({ hangs, values, segments, retired, over }, index) => {
      // Nothing hangs on a formula: definitions refuse it.
      const on = hangs !== null && index > 0 ? hangs % index : null;
      return field(ids[index] ?? '', {
        type: isFormula(index) ? 'formula' : 'number',
        segmentIds: segments,
        retired,
        formula: isFormula(index) ? `{own.f${over % index}} * 2 + {employees}` : null,
        visibleWhen: on !== null && !isFormula(on) ? { field: `own.f${on}`, values } : null,
      });
    });
  });
const drawnValues = fc.dictionary(fc.constantFrom(...ids), fc.integer({ min: 1, max: 3 }));
const drawnContext = fc
  .constantFrom('s1', 's2', null)
  .map((segmentId) => ({ segmentId, builtIn: { employees: segmentId === 's2' ? null : '10' } }));

describe('for whatever fields and values there are', () => {
  test('nothing that was written is lost: it applies, or is kept aside', () => {
    fc.assert(
      fc.property(drawnFields, drawnValues, drawnContext, (fields, values, where) => {
        const { own, aside, visible } = settleOwn(definitionsOf(fields), values, where);
        for (const { id, type } of fields) {
          if (type === 'formula') continue;
          expect([own[id] ?? aside[id], id in own && id in aside]).toEqual([values[id], false]);
        }
        for (const id of Object.keys(own)) expect(visible.has(id)).toBe(true);
        for (const id of Object.keys(aside)) expect(visible.has(id)).toBe(false);
      }),
    );
  });

  test('settled once is settled; the order of the fields does not matter', () => {
    fc.assert(
      fc.property(drawnFields, drawnValues, drawnContext, (fields, values, where) => {
        const first = settleOwn(definitionsOf(fields), values, where);
        const again = settleOwn(definitionsOf(fields.toReversed()), { ...first.aside, ...first.own }, where);
        expect(again).toEqual(first);
      }),
    );
  });

  test('going elsewhere and coming back changes nothing', () => {
    fc.assert(
      fc.property(drawnFields, drawnValues, drawnContext, drawnContext, (fields, values, here, there) => {
        // A retired formula keeps what it last came to, wherever that was.
        const definitions = definitionsOf(fields.filter((one) => !one.retired));
        const first = settleOwn(definitions, values, here);
        const away = settleOwn(definitions, { ...first.aside, ...first.own }, there);
        const back = settleOwn(definitions, { ...away.aside, ...away.own }, here);
        expect(back).toEqual(first);
      }),
    );
  });
});
