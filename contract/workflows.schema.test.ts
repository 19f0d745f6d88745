import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Form, FormValues } from './workflows.forms.ts';
import { form as formShape } from './workflows.forms.ts';
import { schemaOf } from './workflows.schema.ts';
import { checkValues } from './workflows.values.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true, formats: { uuid: /^[0-9a-f-]{36}$/i, date: isDate } });
function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const id = '0192a0c0-0000-7000-8000-00000000000a';
const choices = [
  { key: 'a', label: 'A' },
  { key: 'b', label: 'B' },
];
const plain = (key: string, required: boolean) =>
  [
    { key: `${key}Text`, type: 'text', max: 5 },
    { key: `${key}Long`, type: 'longText', max: 8 },
    { key: `${key}Number`, type: 'number', min: 0, max: 100 },
    { key: `${key}Free`, type: 'number' },
    { key: `${key}Money`, type: 'money' },
    { key: `${key}Date`, type: 'date' },
    { key: `${key}Range`, type: 'dateRange' },
    { key: `${key}Choice`, type: 'choice', choices },
    { key: `${key}Many`, type: 'multiChoice', choices },
    { key: `${key}Person`, type: 'person' },
    { key: `${key}Customer`, type: 'customer' },
    { key: `${key}Files`, type: 'attachment' },
    { key: `${key}Formula`, type: 'formula', formula: '1 + 1' },
    { key: `${key}Note`, type: 'explanation', text: 'x' },
  ].map((field) => ({ ...field, label: field.key, required }));

const fields = [...plain('may', false), ...plain('must', true)];
const forms: fc.Arbitrary<Form> = fc
  .tuple(fc.subarray(fields, { maxLength: 6 }), fc.subarray(fields, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([some, columns, required]) =>
    formShape.parse({ fields: [...some, { key: 'table', label: 'table', type: 'table', required, columns }] }),
  );

const text = fc.oneof(
  fc.string({ maxLength: 9, unit: fc.constantFrom('a', ' ', '\n', '\t', '里', '\u0007', '\u0085') }),
  fc.constantFrom(
    '',
    ' ',
    'a',
    'b',
    'c',
    id,
    id.toUpperCase(),
    '12.5',
    '007',
    '-3.00',
    '1e3',
    '2026-02-28',
    '2026-02-30',
  ),
);
const range = fc.constantFrom(
  ['2026-01-01', '2026-01-02'],
  ['2026-01-01'],
  ['2026-01-01', 'x'],
  ['2026-01-01', '2026-01-01', '2026-01-01'],
);
const value = fc.oneof(
  text,
  fc.constantFrom<unknown>(0, 1.5, 100, 101, -1, 1e15, null, true),
  fc.array(fc.oneof(text, fc.constant('a'), fc.constant(id)), { maxLength: 11 }),
  range,
);

const fitting: Record<string, unknown> = {
  ...{ Text: 'abc', Long: 'a\nb', Number: 5, Free: -0.5, Money: '1.20', Date: '2026-02-28', Choice: 'b', Many: ['b'] },
  ...{ Range: ['2026-01-01', '2026-01-01'], Person: id, Customer: id, Files: [id] },
};
type Field = Form['fields'][number];
const isWritten = ({ type }: Field) => type !== 'formula' && type !== 'explanation' && type !== 'table';

/** Values for what is required and for some other fields, now and then one that is odd or of no field. */
function recordOf(all: readonly Field[]): fc.Arbitrary<FormValues> {
  const keys = all.filter(isWritten).map(({ key }) => key);
  const odd = fc.tuple(fc.constantFrom(...keys, 'other'), value);
  return fc.tuple(fc.subarray(keys), fc.array(odd, { maxLength: 2 }), fc.boolean()).map(([some, odds, isOdd]) => ({
    ...Object.fromEntries(
      keys
        .filter((key) => key.startsWith('must') || some.includes(key))
        .map((key) => [key, fitting[key.replace(/^(?:may|must)/, '')]]),
    ),
    ...(isOdd && Object.fromEntries(odds)),
  }));
}

function valuesOf(form: Form): fc.Arbitrary<FormValues> {
  const columns = form.fields.flatMap((field) => (field.type === 'table' ? field.columns : []));
  const rows = fc.oneof(
    { weight: 1, arbitrary: value },
    { weight: 5, arbitrary: fc.array(recordOf(columns), { maxLength: 3 }) },
  );
  return fc
    .tuple(recordOf(form.fields), fc.option(rows))
    .map(([given, table]) => ({ ...given, ...(table !== null && { table }) }));
}

/** Without what is computed. */
const written = (values: FormValues): FormValues =>
  JSON.parse(JSON.stringify(values, (key, one: unknown) => (key.endsWith('Formula') ? undefined : one))) as FormValues;

test('what the schema takes the server takes, and what the server has taken the schema takes', () => {
  const seen = { taken: 0, refused: 0 };
  void fc.assert(
    fc.property(
      forms.chain((form) => fc.tuple(fc.constant(form), valuesOf(form))),
      ([form, given]) => {
        const rights = Object.fromEntries(form.fields.map(({ key }) => [key, 'edit' as const]));
        const validate = ajv.compile(schemaOf(form, rights));
        const { values, problems } = checkValues(form, rights, {}, given);
        if (validate(given)) {
          expect(problems).toEqual([]);
          seen.taken += 1;
        }
        if (problems.length > 0) {
          seen.refused += 1;
          return;
        }
        expect([validate(written(values)), validate.errors]).toEqual([true, null]);
      },
    ),
    { numRuns: 400 },
  );
  expect(seen.taken).toBeGreaterThan(50);
  expect(seen.refused).toBeGreaterThan(50);
}, 60_000);

test('says what is asked, and only what may be filled in', () => {
  const form = formShape.parse({
    fields: [
      { key: 'amount', label: '金额', type: 'money', required: true, help: '含税' },
      { key: 'total', label: '合计', type: 'formula', formula: '{amount}' },
      { key: 'secret', label: '底价', type: 'money', required: true },
    ],
  });
  expect(schemaOf(form, { amount: 'edit', total: 'edit', secret: 'hidden' })).toEqual({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: {
      amount: { title: '金额', description: '含税', type: 'string', pattern: '^-?0*\\d{1,13}(?:\\.\\d{1,2})?$' },
    },
    required: ['amount'],
    additionalProperties: false,
  });
});
