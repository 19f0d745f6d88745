import type { FieldError } from '../../../contract/errors.ts';
import type { Settled } from '../../../contract/fields.compute.ts';
import type { OwnContext } from '../../../contract/fields.rules.ts';
import { isBlank } from '../../../contract/fields.rules.ts';
import type { OwnField, OwnValue } from '../../../contract/fields.ts';
import type { Change } from './customers.rules.ts';

export type OwnWanted = Readonly<Record<string, OwnValue | null>>;
/** How history keeps a change of an own field: by the label that it had. */
export type OwnChange = Change & { label: string };

/** The built-in fields that own fields hang on. */
export type BuiltIn = {
  segmentId?: string | null;
  regionId?: string | null;
  industryId?: string | null;
  levelId?: string | null;
  annualRevenue?: string | null;
  employees?: number | null;
  foundedYear?: number | null;
};
const inputs = ['segmentId', 'regionId', 'industryId', 'levelId', 'annualRevenue', 'employees', 'foundedYear'] as const;

export function ownContext(fields: BuiltIn): OwnContext {
  const text = (value: string | number | null | undefined) =>
    value === null || value === undefined ? null : `${value}`;
  const builtIn = Object.fromEntries(inputs.map((key) => [key, text(fields[key])]));
  return { segmentId: fields.segmentId ?? null, builtIn };
}

/** Whether a change of these built-in fields can change own ones. */
export const touchesOwn = (fields: BuiltIn): boolean => inputs.some((key) => fields[key] !== undefined);

/** What customers had before: of a new one nothing was there, so that everything compulsory is asked for. */
export type Before = Pick<Settled, 'own' | 'visible'>;

/**
 * What is compulsory and missing. An archive may be older than its rules: refused is only what this change empties, or
 * what applies because of it.
 */
export function missingOwn(fields: readonly OwnField[], before: Before, after: Settled): FieldError[] {
  return fields
    .filter(({ id, compulsory, retired }) => {
      if (!compulsory || retired || !after.visible.has(id) || !isBlank(after.own[id])) return false;
      return !before.visible.has(id) || !isBlank(before.own[id]);
    })
    .map(({ id }) => ({ path: `own.${id}`, code: 'required' as const }));
}

export const idsIn = (value: OwnValue | null | undefined): readonly string[] => {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [String(value)];
};

/** Ids that values of fields of this type name. */
export function referencesIn(
  fields: readonly OwnField[],
  type: 'person' | 'customer' | 'attachment',
  ...values: readonly OwnWanted[]
): string[] {
  const ids = fields
    .filter((field) => field.type === type)
    .flatMap(({ id }) => values.flatMap((one) => idsIn(one[id])));
  return [...new Set(ids)];
}

/** A value as history keeps it: readable later, whatever becomes of the field. */
export function ownInWords(
  field: OwnField,
  value: OwnValue | undefined,
  fileNames: ReadonlyMap<string, string>,
): unknown {
  if (value === undefined) return null;
  const choice = (id: string) => field.choices.find((one) => one.id === id)?.label ?? '';
  switch (field.type) {
    case 'choice':
      return choice(String(value));
    case 'multiChoice':
      return idsIn(value).map((id) => ({ text: choice(id) }));
    case 'person':
      return { personId: value };
    case 'customer':
      return { customerId: value };
    case 'attachment':
      return idsIn(value).map((id) => ({ text: fileNames.get(id) ?? '' }));
    default:
      return value;
  }
}
