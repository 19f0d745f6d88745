import { z } from 'zod';
import { line, text } from './base.ts';

const key = z
  .string()
  .max(40)
  .regex(/^[A-Za-z][\w-]*$/);

export const formFieldTypes = [
  'text',
  'longText',
  'number',
  'money',
  'date',
  'dateRange',
  'choice',
  'multiChoice',
  'person',
  'department',
  'customer',
  'attachment',
  'formula',
  'explanation',
] as const;
export type FormFieldType = (typeof formFieldTypes)[number];

const choices = z.array(z.strictObject({ key, label: line(80) })).max(100);

const common = {
  key,
  label: line(80),
  required: z.boolean().default(false),
  help: text(300).optional(),
  /** Of `choice` and `multiChoice`. */
  choices: choices.optional(),
  /** Bounds of `number` and `money`; `max` of `text` and `longText`: how many characters. */
  min: z.number().optional(),
  max: z.number().optional(),
  /**
   * Of `formula`: fields of the form stand in it as `{key}`, the ends of a `dateRange` as `{key.from}` and
   * `{key.until}`, columns of a table as `{table.column}`, summed; in a column, `{key}` is first a column of the row.
   */
  formula: z.string().max(500).optional(),
  /** Of `formula`: it comes to an amount of money. */
  money: z.boolean().optional(),
  /** Of `explanation`: what stands there. */
  text: text(2000).optional(),
};

const plain = z.strictObject({ ...common, type: z.enum(formFieldTypes) });
const column = plain.extend({ sum: z.boolean().default(false) });
const table = z.strictObject({ ...common, type: z.literal('table'), columns: z.array(column).min(1).max(12) });

const field = z.discriminatedUnion('type', [plain, table]);
export type FormField = z.infer<typeof field>;
export type PlainField = z.infer<typeof plain>;
export type TableField = z.infer<typeof table>;
export type TableColumn = z.infer<typeof column>;

/**
 * Values by the field's key: texts; numbers; money as decimal strings; days; `dateRange` as `[from, until]`; keys of
 * choices; ids of people, departments, customers and files (several for `attachment`); rows of a table as objects of the same.
 */
export const formValues = z.record(key, z.unknown());
export type FormValues = z.infer<typeof formValues>;

/** Values to begin with. */
const template = z.strictObject({ key, name: line(60), values: formValues });

/** Fields of a form, in their order, and what it can be filled with beforehand. */
export const form = z.strictObject({
  fields: z.array(field).max(60),
  templates: z.array(template).max(20).default([]),
});
export type Form = z.infer<typeof form>;

/** What a field is for who looks at it now. */
export type FieldRight = 'hidden' | 'read' | 'edit';
/** By the field's key; what is not named is read. A table has one right for all that stands in it. */
export type FieldRights = Readonly<Record<string, FieldRight>>;
