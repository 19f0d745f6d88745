import type { PersonRef } from '../../../../contract/base.ts';
import type { Customer } from '../../../../contract/customers.ts';
import type { Definitions, OwnValues, Settled } from '../../../../contract/fields.compute.ts';
import { settleOwn } from '../../../../contract/fields.compute.ts';
import type { OwnContext } from '../../../../contract/fields.rules.ts';
import { isBlank } from '../../../../contract/fields.rules.ts';
import type { OwnField, OwnValue } from '../../../../contract/fields.ts';

type FileRef = Customer['ownRefs']['files'][number];
/** A value as a control holds it: people, customers and files with their names. */
export type OwnInputValue = string | number | string[] | PersonRef | { id: string; name: string } | FileRef[] | null;
export type OwnInputs = Record<string, OwnInputValue | undefined>;

/** The built-in values that own fields hang on, as a form holds them. */
export type BuiltInValues = {
  segmentId?: string | null;
  regionId?: string | null;
  industryId?: string | null;
  levelId?: string | null;
  annualRevenue?: string | null;
  employees?: number | null;
  foundedYear?: number | null;
};

export function contextOf(values: BuiltInValues): OwnContext {
  const text = (value: string | number | null | undefined) =>
    value === undefined || value === null || value === '' ? null : String(value).replaceAll(',', '').trim();
  return {
    segmentId: values.segmentId ?? null,
    builtIn: {
      regionId: text(values.regionId),
      industryId: text(values.industryId),
      levelId: text(values.levelId),
      annualRevenue: text(values.annualRevenue),
      employees: text(values.employees),
      foundedYear: text(values.foundedYear),
    },
  };
}

/** Values of a customer as controls hold them. */
export function toInputs(fields: readonly OwnField[], { own, ownRefs }: Pick<Customer, 'own' | 'ownRefs'>): OwnInputs {
  const named = <T extends { id: string }>(refs: readonly T[], id: OwnValue) =>
    refs.find((ref) => ref.id === id) ?? null;
  const entries = fields.flatMap(({ id, type }): [string, OwnInputValue][] => {
    const value = own[id];
    if (value === undefined) return [];
    if (type === 'person') return [[id, named(ownRefs.people, value)]];
    if (type === 'customer') return [[id, named(ownRefs.customers, value)]];
    if (type !== 'attachment' || !Array.isArray(value)) return [[id, value]];
    return [[id, value.flatMap((file) => named(ownRefs.files, file) ?? [])]];
  });
  return Object.fromEntries(entries);
}

/** What a control holds as the server takes it; null for nothing. */
function toOwnValue(input: OwnInputValue | undefined): OwnValue | null {
  if (input === undefined || input === null) return null;
  if (typeof input === 'string') return input.trim() || null;
  if (typeof input === 'number') return input;
  if (!Array.isArray(input)) return input.id;
  const ids = input.map((one) => (typeof one === 'string' ? one : one.id));
  return ids.length === 0 ? null : ids;
}

/** All that is filled in, whether it applies or not. */
export function filledIn(inputs: OwnInputs): OwnValues {
  const values = Object.entries(inputs).map(([id, input]): [string, OwnValue | null] => [id, toOwnValue(input)]);
  return Object.fromEntries(values.filter((entry): entry is [string, OwnValue] => !isBlank(entry[1])));
}

/** What of the inputs applies, with the formulas computed as the server will. */
export function settleInputs(definitions: Definitions, inputs: OwnInputs, values: BuiltInValues): Settled {
  return settleOwn(definitions, filledIn(inputs), contextOf(values));
}

/** The fields that differ from what the customer had, as the server takes them; what does not apply is not sent. */
export function ownChanges(
  { fields }: Pick<Definitions, 'fields'>,
  visible: ReadonlySet<string>,
  before: OwnInputs,
  after: OwnInputs,
): Record<string, OwnValue | null> {
  const changed = fields.flatMap((field): [string, OwnValue | null][] => {
    if (field.type === 'formula' || field.retired || !visible.has(field.id)) return [];
    const [from, to] = [toOwnValue(before[field.id]), toOwnValue(after[field.id])];
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [[field.id, to]];
  });
  return Object.fromEntries(changed);
}

/**
 * Carries half-edited own fields over to newer ones: what was not touched takes the new value, what was touched stays;
 * `conflicts` are the fields that both sides changed, differently.
 */
export function rebaseOwn(base: OwnInputs, mine: OwnInputs, newest: OwnInputs) {
  const differ = (one: OwnInputs, other: OwnInputs) => (id: string) =>
    JSON.stringify(toOwnValue(one[id])) !== JSON.stringify(toOwnValue(other[id]));
  const touched = Object.keys(mine).filter(differ(base, mine));
  const conflicts = touched.filter(differ(base, newest)).filter(differ(newest, mine));
  return { own: { ...newest, ...Object.fromEntries(touched.map((id) => [id, mine[id]])) }, conflicts };
}
