import { mostFiles } from './values.ts';
import { rightOf } from './workflows.compute.ts';
import type { FieldRights, Form, FormField, PlainField } from './workflows.forms.ts';
import { isFilledIn, longest, mostRows } from './workflows.values.ts';

export type JsonSchema = { [keyword: string]: unknown };

const id = { type: 'string', format: 'uuid' };
const day = { type: 'string', format: 'date', pattern: '^(?:19|20|21)\\d\\d-' };
const something = '(?=[\\s\\S]*\\S)';
const printable = '[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]*';
const oneLine = '[^\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f]*';

/**
 * The values that somebody with these rights may fill in, as JSON Schema 2020-12. What is left empty is left out. What
 * it takes the server takes, but for what the language cannot say: bounds of money, the order of a range, more than six
 * decimals, and whether people, customers and files may be named.
 */
export function schemaOf(form: Form, rights: FieldRights): JsonSchema {
  const fields = form.fields.filter((field) => isFilledIn(field) && rightOf(rights, field.key) === 'edit');
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...objectOf(fields) };
}

function objectOf(fields: readonly FormField[]): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.key, described(field)])),
    required: fields.filter(({ required }) => required).map(({ key }) => key),
    additionalProperties: false,
  };
}

function described(field: FormField): JsonSchema {
  const { label: title, help: description } = field;
  return { title, ...(description !== undefined && { description }), ...valueOfField(field) };
}

function valueOfField(field: FormField): JsonSchema {
  if (field.type !== 'table') return plainOf(field);
  const items = { ...objectOf(field.columns.filter(isFilledIn)), minProperties: 1 };
  return { type: 'array', minItems: 1, maxItems: mostRows, items };
}

function plainOf(field: PlainField): JsonSchema {
  const keys = (field.choices ?? []).map(({ key }) => key);
  switch (field.type) {
    case 'text':
      return { type: 'string', maxLength: field.max ?? longest.text, pattern: `^${something}${oneLine}$` };
    case 'longText':
      return { type: 'string', maxLength: field.max ?? longest.longText, pattern: `^${something}${printable}$` };
    case 'number':
      return { type: 'number', minimum: field.min ?? -999_999_999_999_999, maximum: field.max ?? 999_999_999_999_999 };
    case 'money':
      return { type: 'string', pattern: '^-?0*\\d{1,13}(?:\\.\\d{1,2})?$' };
    case 'date':
      return day;
    case 'dateRange':
      return { type: 'array', prefixItems: [day, day], items: false, minItems: 2 };
    case 'choice':
      return { enum: keys };
    case 'multiChoice':
      return { type: 'array', items: { enum: keys }, minItems: 1 };
    case 'attachment':
      return { type: 'array', items: id, minItems: 1, maxItems: mostFiles };
    case 'person':
    case 'department':
    case 'customer':
      return id;
    // Nobody writes in these.
    case 'formula':
    case 'explanation':
      return {};
  }
}
