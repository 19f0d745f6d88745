import type { PersonRef } from '../../../../contract/base.ts';
import type { Customer } from '../../../../contract/customers.ts';
import type { OwnValue } from '../../../../contract/fields.ts';
import type { CustomerRef } from '../../widgets/customer-picker/customer-picker.tsx';
import type { OwnInputs } from '../../widgets/own-fields/own-form.ts';

export type AddressValue = { kind: Customer['addresses'][number]['kind']; text?: string };
export type ContactValue = Partial<Pick<Customer['contacts'][number], 'name' | 'title' | 'phone' | 'decisionRole'>>;

/** The archive as a form holds it: field names are the server's, so that its refusals find their field. */
export type ArchiveValues = {
  name?: string;
  segmentId?: string | null;
  regionId?: string | null;
  industryId?: string | null;
  levelId?: string | null;
  parentId?: CustomerRef | null;
  phone?: string | null;
  creditCode?: string | null;
  website?: string | null;
  foundedYear?: number | null;
  employees?: number | null;
  annualRevenue?: string | null;
  description?: string | null;
  addresses?: AddressValue[];
  /** Own fields by their id. */
  own?: OwnInputs;
};
export type NewCustomerValues = ArchiveValues & { ownerId?: PersonRef | null; contacts?: ContactValue[] };
export type ArchiveField = Exclude<keyof ArchiveValues, 'own'>;
/** A field of the archive, or an own one as `own.<id>`. */
export type AnyField = ArchiveField | `own.${string}`;

const archiveFields = [
  'name',
  'segmentId',
  'regionId',
  'industryId',
  'levelId',
  'parentId',
  'phone',
  'creditCode',
  'website',
  'foundedYear',
  'employees',
  'annualRevenue',
  'description',
  'addresses',
] as const satisfies ArchiveField[];

/** Under which name a field is spoken of: a reference by what it refers to. */
export function labelOf<F extends ArchiveField>(field: F) {
  return field.replace(/Id$/, '') as F extends `${infer Name}Id` ? Name : F;
}

const blank = (value: unknown) => value === undefined || value === null || value === '';
const trimmed = (value: string | null | undefined) => value?.trim() || null;

export function valuesOf(customer: Customer): ArchiveValues {
  const { parent, ...rest } = customer;
  const values = Object.fromEntries(archiveFields.map((field) => [field, field === 'parentId' ? parent : rest[field]]));
  return values as ArchiveValues;
}

/** What the server takes; empty fields as null. */
function toInput(values: ArchiveValues) {
  return {
    name: values.name?.trim() ?? '',
    segmentId: values.segmentId ?? null,
    regionId: values.regionId ?? null,
    industryId: values.industryId ?? null,
    levelId: values.levelId ?? null,
    parentId: values.parentId?.id ?? null,
    phone: trimmed(values.phone),
    creditCode: trimmed(values.creditCode)?.toUpperCase() ?? null,
    website: trimmed(values.website),
    foundedYear: values.foundedYear ?? null,
    employees: values.employees ?? null,
    annualRevenue: trimmed(values.annualRevenue)?.replaceAll(',', '') ?? null,
    description: trimmed(values.description),
    addresses: (values.addresses ?? [])
      .filter((address) => !blank(address.text?.trim()))
      .map((address) => ({ ...address, text: address.text?.trim() ?? '' })),
  };
}

type ArchiveInput = ReturnType<typeof toInput>;

/** What a new customer is created with: only what was filled in. */
export function toCreate(values: NewCustomerValues, acceptSimilar: boolean, own: Record<string, OwnValue | null> = {}) {
  const filled = Object.entries(toInput(values)).filter(
    ([, value]) => !blank(value) && (!Array.isArray(value) || value.length > 0),
  );
  const contacts = (values.contacts ?? [])
    .map((contact) => ({
      name: contact.name?.trim() ?? '',
      title: trimmed(contact.title),
      phone: trimmed(contact.phone),
      decisionRole: contact.decisionRole ?? null,
    }))
    .filter((contact) => Object.values(contact).some((value) => !blank(value)));
  return {
    ...(Object.fromEntries(filled) as Partial<ArchiveInput>),
    name: values.name?.trim() ?? '',
    ...(values.ownerId ? { ownerId: values.ownerId.id } : {}),
    ...(contacts.length > 0 ? { contacts } : {}),
    ...(Object.keys(own).length > 0 ? { own } : {}),
    ...(acceptSimilar ? { acceptSimilar: true } : {}),
  };
}

/** The fields that differ from what the archive had, as the server takes them. */
export function changesOf(base: ArchiveValues, values: ArchiveValues): Partial<ArchiveInput> {
  const before = toInput(base);
  const after = toInput(values);
  const changed = archiveFields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return Object.fromEntries(changed.map((field) => [field, after[field]]));
}

/**
 * Carries a half-edited form over to a newer version of the archive: what was not touched takes the new value, what was
 * touched stays; `conflicts` are the fields that both sides changed, differently.
 */
export function rebase(base: ArchiveValues, mine: ArchiveValues, newest: ArchiveValues) {
  const touched = changesOf(base, mine);
  const moved = changesOf(base, newest);
  const different = changesOf(newest, mine);
  const values = { ...newest } as Record<ArchiveField, unknown>;
  for (const field of archiveFields) if (field in touched) values[field] = mine[field];
  const conflicts = archiveFields.filter((field) => field in touched && field in moved && field in different);
  return { values: values as ArchiveValues, conflicts };
}
