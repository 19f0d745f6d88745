import { z } from 'zod';
import { done, id, line, route, text, version } from './base.ts';

const tag = 'fields';

export const ownFieldTypes = [
  'text',
  'number',
  'money',
  'date',
  'choice',
  'multiChoice',
  'person',
  'customer',
  'attachment',
  'formula',
] as const;
export type OwnFieldType = (typeof ownFieldTypes)[number];

/**
 * The value of an own field: `text` several lines; `number` and `formula` a number with at most six decimals; `money` a
 * decimal string; `date` a day; `choice` the id of a choice, `multiChoice` several; `person` and `customer` an id;
 * `attachment` ids of files.
 */
export type OwnValue = string | number | string[];
const ownValue = z.union([z.string().max(5000), z.number(), z.array(z.string().max(60)).max(50)]);
/** Values by the field's id. */
export const ownValues = z.record(z.string().max(60), ownValue);
/** Values to write by the field's id; null empties a field, what is not named stays. */
export const ownChanges = z.record(z.string().max(60), ownValue.nullable());

// Brackets are what a formula names a field by.
const label = line(60).regex(/^[^[\]{}"]*$/);

const choice = z.object({ id, label: z.string(), retired: z.boolean() });

const visibleWhen = z.object({
  /** `own.<id>`, or a built-in field: `regionId`, `industryId`, `levelId`. */
  field: z.string().max(60),
  /** One of these; null: any value at all. */
  values: z.array(z.string().max(200)).min(1).max(50).nullable(),
});
export type VisibleWhen = z.infer<typeof visibleWhen>;

const field = z.object({
  id,
  /** How filters, columns, formulas and imports name it: `own.<id>`. */
  key: z.string(),
  label: z.string(),
  type: z.enum(ownFieldTypes),
  sectionId: id.nullable(),
  /** Segments whose customers have it; empty: all customers. */
  segmentIds: z.array(id),
  compulsory: z.boolean(),
  help: z.string().nullable(),
  visibleWhen: visibleWhen.nullable(),
  /** Texts that the search for customers finds. */
  searchable: z.boolean(),
  choices: z.array(choice),
  /** Fields stand in it as `{own.<id>}`, `{annualRevenue}`, `{employees}`, `{foundedYear}`. */
  formula: z.string().nullable(),
  retired: z.boolean(),
  version,
});
export type OwnField = z.infer<typeof field>;

const section = z.object({ id, name: z.string(), version });

const segment = z.object({
  id,
  /** Days within which an archive has to be brought up to date; null: one month. */
  cycleDays: z.number().int().nullable(),
  /** Management principles, shown on the archive. */
  principles: z.string().nullable(),
  /** Roles whose people may create customers of it; empty: all who may create customers. */
  creatorRoleIds: z.array(id),
  mayCreate: z.boolean(),
  version,
});
export type SegmentSettings = z.infer<typeof segment>;

const catalogue = z.object({
  /** In the order of the form; what is retired stays in its place. */
  fields: z.array(field),
  sections: z.array(section),
  segments: z.array(segment),
  layoutVersion: version,
});
export type FieldCatalogue = z.infer<typeof catalogue>;

const wanted = {
  label,
  type: z.enum(ownFieldTypes),
  sectionId: id.nullable(),
  segmentIds: z.array(id).max(50),
  compulsory: z.boolean(),
  help: line(300).nullable(),
  visibleWhen: visibleWhen.nullable(),
  searchable: z.boolean(),
  /** A choice without an id is new; one in use that is not named is retired. */
  choices: z.array(z.object({ id: id.optional(), label: line(80), retired: z.boolean().optional() })).max(200),
  formula: text(2000).nullable(),
};
const { label: wantedLabel, type: wantedType, ...wantedRest } = wanted;

export const fields = {
  catalogue: route('GET', '/customer-fields', {
    tag,
    permission: 'signedIn',
    summary: 'Own fields of customers with their sections, and the settings of segments',
  }).output(catalogue),
  state: route('GET', '/customer-fields/state', {
    tag,
    permission: 'settings.manage',
    summary: 'Which own fields are in use, and how far a recalculation is',
  }).output(
    z.object({
      /** Roles that a segment's creators are chosen from. */
      roles: z.array(z.object({ id, code: z.string(), name: z.string() })),
      usedFieldIds: z.array(id),
      usedChoiceIds: z.array(id),
      /** 0 to 1 while customers are recalculated; null when all is done. */
      progress: z.number().min(0).max(1).nullable(),
    }),
  ),
  createField: route('POST', '/customer-fields', {
    tag,
    permission: 'settings.manage',
    summary: 'Add an own field',
    idempotent: true,
  })
    .input(z.object({ label: wantedLabel, type: wantedType, ...z.object(wantedRest).partial().shape }))
    .output(field),
  updateField: route('PATCH', '/customer-fields/{id}', {
    tag,
    permission: 'settings.manage',
    summary: 'Change an own field, retire it or bring it back; one in use keeps its type',
  })
    .input(z.object({ id, version, ...z.object({ ...wanted, retired: z.boolean() }).partial().shape }))
    .output(field),
  arrange: route('PUT', '/customer-fields/layout', {
    tag,
    permission: 'settings.manage',
    summary: 'The order of sections and fields; each names all there are',
  })
    .input(
      z.object({
        layoutVersion: version,
        sectionIds: z.array(id).max(200),
        fields: z.array(z.object({ id, sectionId: id.nullable() })).max(1000),
      }),
    )
    .output(catalogue),
  createSection: route('POST', '/customer-field-sections', {
    tag,
    permission: 'settings.manage',
    summary: 'Add a section',
    idempotent: true,
  })
    .input(z.object({ name: line(60) }))
    .output(section),
  updateSection: route('PATCH', '/customer-field-sections/{id}', {
    tag,
    permission: 'settings.manage',
    summary: 'Rename a section',
  })
    .input(z.object({ id, version, name: line(60) }))
    .output(section),
  removeSection: route('DELETE', '/customer-field-sections/{id}', {
    tag,
    permission: 'settings.manage',
    summary: 'Remove a section; its fields stand without one',
  })
    .input(z.object({ id, version: z.coerce.number<number>().int().min(1) }))
    .output(done),
  updateSegment: route('PATCH', '/segments/{id}', {
    tag,
    permission: 'settings.manage',
    summary: 'Update cycle, management principles, who may create',
  })
    .input(
      z.object({
        id,
        version,
        cycleDays: z.number().int().min(1).max(3650).nullable().optional(),
        principles: text(5000).nullable().optional(),
        creatorRoleIds: z.array(id).max(50).optional(),
      }),
    )
    .output(segment),
};
