import { sql } from 'kysely';
import type { z } from 'zod';
import type { customers } from '../../../contract/customers.ts';
import type { ListName } from '../../../contract/settings.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db/db.ts';
import { invalid } from '../../platform/errors.ts';
import { normalizeName } from '../../platform/text.names.ts';
import { barredSegments } from '../fields/index.ts';
import { entriesIn, entryNames } from '../settings/index.ts';
import type { Change } from './customers.rules.ts';
import type { CustomerRecord } from './customers.store.ts';
import { seenCustomers } from './customers.store.ts';

type UpdateInput = z.output<NonNullable<(typeof customers.update)['~orpc']['inputSchema']>>;
/** What of an archive a person can write; null empties a field, undefined leaves it. */
export type ArchiveFields = Omit<UpdateInput, 'id' | 'version' | 'own' | 'acceptSimilar'>;

const listOf = {
  segmentId: 'segment',
  regionId: 'region',
  industryId: 'industry',
  levelId: 'level',
} as const satisfies Partial<Record<keyof ArchiveFields, ListName>>;
const listFields = ['segmentId', 'regionId', 'industryId', 'levelId'] as const;

/** The archive as its fields are called outside. */
export function currentFields(record: CustomerRecord) {
  return {
    name: record.name,
    segmentId: record.segment_id,
    regionId: record.region_id,
    industryId: record.industry_id,
    levelId: record.level_id,
    parentId: record.parent_id,
    phone: record.phone,
    creditCode: record.credit_code,
    website: record.website,
    foundedYear: record.founded_year,
    employees: record.employees,
    annualRevenue: record.annual_revenue,
    description: record.description,
    addresses: record.addresses,
  };
}

/** Columns of the fields that are given. */
export function columnsOf(fields: ArchiveFields) {
  return {
    ...(fields.name !== undefined && { name: fields.name }),
    ...(fields.segmentId !== undefined && { segment_id: fields.segmentId }),
    ...(fields.regionId !== undefined && { region_id: fields.regionId }),
    ...(fields.industryId !== undefined && { industry_id: fields.industryId }),
    ...(fields.levelId !== undefined && { level_id: fields.levelId }),
    ...(fields.parentId !== undefined && { parent_id: fields.parentId }),
    ...(fields.phone !== undefined && { phone: fields.phone }),
    ...(fields.creditCode !== undefined && { credit_code: fields.creditCode }),
    ...(fields.website !== undefined && { website: fields.website }),
    ...(fields.foundedYear !== undefined && { founded_year: fields.foundedYear }),
    ...(fields.employees !== undefined && { employees: fields.employees }),
    ...(fields.annualRevenue !== undefined && { annual_revenue: fields.annualRevenue }),
    ...(fields.description !== undefined && { description: fields.description || null }),
    ...(fields.addresses !== undefined && { addresses: JSON.stringify(fields.addresses) }),
  };
}

/**
 * Refuses, at its field, what is no entry of its list in use and a parent that the actor does not see or that stands
 * below the customer. An entry that the record has already may stay; the parent that it has already is refused all the
 * same to who does not see it, so that it is not found out by trying.
 */
export async function checkReferences(
  tx: Tx,
  actor: Actor,
  fields: ArchiveFields,
  current: Partial<ReturnType<typeof currentFields>> & { id?: string },
): Promise<void> {
  if (fields.name !== undefined && normalizeName(fields.name) === '') throw invalid('name', 'format');
  for (const field of listFields) {
    const id = fields[field];
    if (!id) continue;
    const kept = current[field];
    const known = await entriesIn(tx, listOf[field], [id], kept ? [kept] : []);
    if (!known.has(id)) throw invalid(field, 'notFound');
  }
  if (fields.segmentId && fields.segmentId !== current.segmentId) {
    const barred = await barredSegments(tx, actor, [fields.segmentId]);
    if (barred.has(fields.segmentId)) throw invalid('segmentId', 'forbidden');
  }
  if (fields.parentId) {
    const [parent] = await seenCustomers(tx, actor, [fields.parentId]);
    if (!parent) throw invalid('parentId', 'notFound');
    if (current.id && (await standsBelow(tx, fields.parentId, current.id))) throw invalid('parentId', 'order');
  }
}

/** Whether `id` is `ancestorId` or one of its subsidiaries, directly or not; parents change one after the other. */
export async function standsBelow(tx: Tx, id: string, ancestorId: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('licheng.customers.parent'))`.execute(tx);
  const { rows } = await sql<{ found: boolean }>`
    with recursive above as (
      select id, parent_id from customers where id = ${id}
      union
      select c.id, c.parent_id from above join customers c on c.id = above.parent_id
    )
    select exists (select 1 from above where id = ${ancestorId}) as found
  `.execute(tx);
  return rows[0]?.found ?? false;
}

/** Changes as history keeps them: entries of lists by the name they had, another customer by its id. */
export async function describeChanges(tx: Tx, changes: readonly Change[]): Promise<Change[]> {
  const ids = changes
    .filter((change) => change.field in listOf)
    .flatMap(({ from, to }) => [from, to])
    .filter((id): id is string => typeof id === 'string');
  const names = await entryNames(tx, ids);
  const nameOf = (id: unknown) => (typeof id === 'string' ? (names.get(id) ?? null) : null);
  const reference = (id: unknown) => (typeof id === 'string' ? { customerId: id } : null);
  return changes.map(({ field, from, to }) => {
    if (field in listOf) return { field: field.replace(/Id$/, ''), from: nameOf(from), to: nameOf(to) };
    if (field === 'parentId') return { field: 'parent', from: reference(from), to: reference(to) };
    return { field, from, to };
  });
}
