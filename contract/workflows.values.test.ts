import { describe, expect, test } from 'vitest';
import { columnSum, computeForm, seenOf } from './workflows.compute.ts';
import type { Form, FormValues } from './workflows.forms.ts';
import { form as formShape } from './workflows.forms.ts';
import { checkValues, referencesIn } from './workflows.values.ts';

const formOf = (...fields: unknown[]): Form => formShape.parse({ fields });
const field = (key: string, type: string, rest: object = {}) => ({ key, type, label: key, ...rest });
const options = [
  { key: 'a', label: '标准' },
  { key: 'b', label: '特急' },
];

/** Checks what is written in one field that may be edited. */
function written(type: string, given: unknown, rest: object = {}) {
  const { values, problems } = checkValues(formOf(field('x', type, rest)), { x: 'edit' }, {}, { x: given });
  return problems.length > 0 ? problems.map(({ code }) => code) : values.x;
}

const id = '0192a0c0-0000-7000-8000-00000000000a';

describe('a field', () => {
  test.each<[string, unknown, unknown]>([
    ['text', ' 永晟 ', '永晟'],
    ['longText', '一\n二', '一\n二'],
    ['number', 0, 0],
    ['money', '012.5', '12.50'],
    ['date', '2026-02-28', '2026-02-28'],
    ['dateRange', ['2026-02-28', '2026-02-28'], ['2026-02-28', '2026-02-28']],
    ['person', id.toUpperCase(), id],
    ['customer', id, id],
    ['attachment', [id, id], [id]],
    ['text', '  ', undefined],
    ['number', null, undefined],
    ['attachment', [], undefined],
  ])('%s keeps %j as %j', (type, given, kept) => expect(written(type, given)).toEqual(kept));

  test.each<[string, unknown, string, object?]>([
    ['text', 5, 'type'],
    ['text', 'a\nb', 'format'],
    ['text', 'a\u0000', 'format'],
    ['text', 'x'.repeat(201), 'tooLong'],
    ['longText', 'abcd', 'tooLong', { max: 3 }],
    ['number', '5', 'type'],
    ['number', 0.1234567, 'format'],
    ['number', 4, 'tooSmall', { min: 5 }],
    ['number', 1e15, 'tooBig'],
    ['money', 5, 'type'],
    ['money', '5.001', 'format'],
    ['money', '100.01', 'tooBig', { max: 100 }],
    ['date', '2026-02-30', 'format'],
    ['dateRange', '2026-02-28', 'type'],
    ['dateRange', ['2026-02-28'], 'type'],
    ['dateRange', ['2026-03-01', '2026-02-28'], 'order'],
    ['dateRange', ['2026-03-01', 'soon'], 'format'],
    ['person', 'me', 'notFound'],
    ['customer', 7, 'type'],
    ['attachment', id, 'type'],
    ['attachment', ['one'], 'notFound'],
  ])('%s refuses %j: %s', (type, given, code, rest) => expect(written(type, given, rest)).toEqual([code]));

  test('takes its choices, in their order', () => {
    expect(written('choice', 'b', { choices: options })).toBe('b');
    expect(written('choice', 'c', { choices: options })).toEqual(['choice']);
    expect(written('choice', ['b'], { choices: options })).toEqual(['type']);
    expect(written('multiChoice', ['b', 'a', 'b'], { choices: options })).toEqual(['a', 'b']);
    expect(written('multiChoice', 'a', { choices: options })).toEqual(['type']);
  });

  test('says the bound that was broken', () => {
    const form = formOf(field('x', 'number', { max: 10 }));
    expect(checkValues(form, { x: 'edit' }, {}, { x: 11 }).problems).toEqual([
      { path: 'x', code: 'tooBig', params: { max: 10 } },
    ]);
  });
});

describe('rights', () => {
  const form = formOf(field('a', 'text', { required: true }), field('b', 'text', { required: true }));

  test('what may not be edited stays as it was, and need not be filled in', () => {
    const rights = { a: 'read', b: 'edit' } as const;
    expect(checkValues(form, rights, {}, { a: 'forged', b: 'x' })).toEqual({ values: { b: 'x' }, problems: [] });
    expect(checkValues(form, { b: 'edit' }, { a: '1', b: '2' }, { a: '', b: '3' }).values).toEqual({ a: '1', b: '3' });
    expect(checkValues(form, { a: 'hidden', b: 'edit' }, { a: '1' }, { a: '2', b: '3' }).values.a).toBe('1');
  });

  test('what is not given stays, what is emptied is gone, and required ones must be there', () => {
    const rights = { a: 'edit', b: 'edit' } as const;
    expect(checkValues(form, rights, { a: '1' }, { b: '2' }).problems).toEqual([]);
    const { values, problems } = checkValues(form, rights, { a: '1' }, { a: ' ' });
    expect(values).toEqual({});
    expect(problems).toEqual([
      { path: 'a', code: 'required' },
      { path: 'b', code: 'required' },
    ]);
  });

  test('what the form does not have is refused, and names of JavaScript are only names', () => {
    const rights = { a: 'edit', b: 'edit', constructor: 'edit' } as const;
    expect(checkValues(form, rights, {}, { a: '1', b: '2', c: '3' }).problems).toEqual([
      { path: 'c', code: 'unknown' },
    ]);
    const odd = formOf(field('constructor', 'text'), field('valueOf', 'formula', { formula: '{toString}' }));
    expect(checkValues(odd, {}, {}, {})).toEqual({ values: {}, problems: [] });
    expect(checkValues(odd, rights, {}, { constructor: '1' }).values).toEqual({ constructor: '1' });
  });

  test('who may not know a field gets neither it nor its value, and none that the form lacks', () => {
    const seen = seenOf(form, { a: 'hidden' }, { a: '1', b: '2', other: '3' });
    expect(seen.form.fields.map(({ key }) => key)).toEqual(['b']);
    expect(seen.values).toEqual({ b: '2' });
  });
});

const items = field('items', 'table', {
  columns: [
    field('name', 'text', { required: true }),
    field('count', 'number', { min: 1 }),
    field('price', 'money', { sum: true }),
    field('amount', 'formula', { formula: '{count} * {price} * {rate}', sum: true }),
    field('who', 'person'),
  ],
});

describe('a table', () => {
  const form = formOf(items, field('rate', 'number'));
  const check = (rows: unknown, before: FormValues = {}) =>
    checkValues(form, { items: 'edit' }, { rate: 1, ...before }, { items: rows });

  test('is checked cell by cell, and leaves out rows in which nothing is written', () => {
    const { problems } = check([
      { name: ' ', amount: 7 },
      { name: '', count: 0, price: 'x' },
      { name: '泵', count: 1, other: 1 },
    ]);
    expect(problems).toEqual([
      { path: 'items.1.name', code: 'required' },
      { path: 'items.1.count', code: 'tooSmall', params: { min: 1 } },
      { path: 'items.1.price', code: 'format' },
      { path: 'items.2.other', code: 'unknown' },
    ]);
    expect(check([{}, { name: '泵', count: 2, price: '3' }]).values.items).toEqual([
      { name: '泵', count: 2, price: '3.00', amount: 6 },
    ]);
  });

  test('is a list of rows and has its bounds', () => {
    expect(check('rows').problems).toEqual([{ path: 'items', code: 'type' }]);
    expect(check([['泵']]).problems).toEqual([{ path: 'items', code: 'type' }]);
    expect(check(Array(201).fill({ name: '泵' })).problems).toEqual([
      { path: 'items', code: 'tooBig', params: { max: 200 } },
    ]);
    expect(check(null, { items: [{ name: '泵' }] }).values).toEqual({ rate: 1 });
    const required = formOf({ ...items, required: true });
    expect(checkValues(required, { items: 'edit' }, {}, { items: [{}] }).problems).toEqual([
      { path: 'items', code: 'required' },
    ]);
  });

  test('names people by row and column', () => {
    expect(referencesIn(form, { items: [{ name: '泵' }, { who: id }, null] })).toEqual([
      { kind: 'person', field: 'items.who', path: 'items.1.who', id },
    ]);
  });
});

describe('formulas', () => {
  const computed = (fields: unknown[], values: FormValues) => computeForm(formOf(...fields), values);

  test('are computed from fields, sums of columns and one another, whatever their order', () => {
    const fields = [
      field('total', 'formula', { formula: '{net} + {freight}' }),
      field('net', 'formula', { formula: '{items.amount} * 1' }),
      field('rate', 'number'),
      field('freight', 'money'),
      items,
    ];
    const rows = [{ count: 3, price: '0.10', amount: 99 }, { count: 1, price: '0.30' }, { name: 'x' }];
    expect(computed(fields, { freight: '0.10', rate: 1, total: 5, items: rows })).toMatchObject({
      net: 0.6,
      total: 0.7,
      items: [{ amount: 0.3 }, { amount: 0.3 }, { name: 'x' }],
    });
    expect(computed(fields, { freight: '0.10' })).toEqual({ freight: '0.10', net: 0, total: 0.1 });
  });

  test('know days of a range, labels of choices, and nothing of what is not there', () => {
    const fields = [
      field('leave', 'dateRange'),
      field('days', 'formula', { formula: 'days({leave.from}, {leave.until}) + 1' }),
      field('kind', 'choice', { choices: options }),
      field('fee', 'formula', { formula: 'if({kind} = "特急", 200, 50)' }),
    ];
    const values = { leave: ['2026-03-02', '2026-03-04'], kind: 'b' };
    expect(computed(fields, values)).toEqual({ ...values, days: 3, fee: 200 });
    expect(computed(fields, {})).toEqual({ fee: 50 });
  });

  test('are never what was given, and are empty where they cannot be read or hang on themselves', () => {
    const fields = [
      field('a', 'formula', { formula: '{b} + 1' }),
      field('b', 'formula', { formula: '{a} + 1' }),
      field('c', 'formula', { formula: '1 +' }),
    ];
    expect(checkValues(formOf(...fields), { a: 'edit' }, {}, { a: 5, c: 6 })).toEqual({ values: {}, problems: [] });
  });

  test('keep what they are where what they hang on may not be known', () => {
    const form = formOf(field('cost', 'money'), field('margin', 'formula', { formula: '100 - {cost}' }));
    const seen = seenOf(form, { cost: 'hidden' }, { cost: '60', margin: 40 });
    expect(computeForm(seen.form, seen.values)).toEqual({ margin: 40 });
  });

  test('sums lose no digit', () => {
    const rows = [{ x: '9999999999999.99' }, { x: 0.000001 }, { x: '-0.02' }, { x: 'no' }, {}];
    expect(columnSum(rows, 'x')).toBe('9999999999999.970001');
    expect(columnSum([{ x: '-1.50' }, { x: 1 }], 'x')).toBe('-0.5');
    expect(columnSum([], 'x')).toBe('0');
  });
});
