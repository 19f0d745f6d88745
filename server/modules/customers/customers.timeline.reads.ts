import { sql } from 'kysely';
import { z } from 'zod';
import type { PersonRef } from '../../../contract/base.ts';
import type { TimelineEntry } from '../../../contract/customers.ts';
import type { TimelineKind } from '../../../contract/timeline.ts';
import { typesOfKinds } from '../../../contract/timeline.ts';
import type { Ctx } from '../../platform/context.ts';
import { ensure } from '../../platform/errors.ts';
import { maskedData } from '../../platform/masking.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { timelineSeen } from '../../platform/scope.ts';
import { namesOfHiddenOnes } from './customers.merges.reads.ts';
import { noteJson, toNote } from './customers.notes.reads.ts';
import { seenCustomers } from './customers.store.ts';

type TimelineQuery = {
  id: string;
  kinds?: readonly TimelineKind[];
  personId?: string;
  cursor?: string;
  limit: number;
};

/**
 * The timeline of a customer, newest first. Data of events names people as `{personId}` and other customers as
 * `{customerId}`; the reader gets `person` and `customer` beside them, the latter null when it may not be seen.
 */
export async function timelineOf(ctx: Ctx, query: TimelineQuery) {
  const before = decodeCursor(query.cursor, z.uuid());
  const [customer] = await seenCustomers(ctx.db, ctx.actor, [query.id]);
  ensure(customer, 'common.notFound');
  const narrowed = [
    ...(query.kinds ? [sql`e.type = any(${typesOfKinds(query.kinds)}::text[])`] : []),
    ...(query.personId ? [sql`e.actor_id = ${query.personId}`] : []),
    ...(before ? [sql`e.id < ${before}::uuid`] : []),
  ];
  const { rows } = await sql<Omit<TimelineEntry, 'note'> & { note: Parameters<typeof toNote>[1] | null }>`
    select e.id, e.type, e.at, e.subject_type as "subjectType", e.subject_id as "subjectId", e.data,
      case when a.id is null then null else json_build_object('id', a.id, 'name', a.name, 'post', a.post) end as actor,
      case when n.id is null then null else ${noteJson} end as note
    from (
      select * from events e
      where e.customer_id = ${query.id} and ${timelineSeen(ctx.actor, 'e.audience', 'e.owner_id')}
        and ${sql.join([sql`true`, ...narrowed], sql` and `)}
      order by e.id desc limit ${query.limit + 1}
    ) e
    left join users a on a.id = e.actor_id
    left join notes n on n.id = e.subject_id and e.subject_type = 'note'
    order by e.id desc
  `.execute(ctx.db);
  const page = toPage(rows, query.limit, (row) => row.id);
  const readable = page.items.map((entry) => ({
    ...entry,
    note: entry.note && toNote(ctx, entry.note),
    data: maskedData(ctx.actor, customer.ownerId, entry.data),
  }));
  return { ...page, items: await withNames(ctx, await withoutHidden(ctx, query.id, readable)) };
}

/** A customer that was part of this one and is its own again is named to who sees it. */
async function withoutHidden(ctx: Ctx, id: string, entries: TimelineEntry[]): Promise<TimelineEntry[]> {
  const ofMerge = ({ type }: TimelineEntry) => type === 'customer.merged' || type === 'customer.unmerged';
  if (!entries.some(ofMerge)) return entries;
  const hidden = await namesOfHiddenOnes(ctx, id);
  return entries.map((entry) =>
    ofMerge(entry) && hidden.has(String(entry.data.name)) ? { ...entry, data: { ...entry.data, name: null } } : entry,
  );
}

async function withNames(ctx: Ctx, entries: TimelineEntry[]): Promise<TimelineEntry[]> {
  const people = new Set<string>();
  const customers = new Set<string>();
  for (const entry of entries) collect(entry.data, people, customers);
  const [names, seen] = await Promise.all([
    people.size === 0
      ? []
      : ctx.db
          .selectFrom('users')
          .select(['id', 'name', 'post'])
          .where('id', 'in', [...people])
          .execute(),
    seenCustomers(ctx.db, ctx.actor, [...customers]),
  ]);
  const known: Known = {
    people: new Map(names.map((person) => [person.id, person])),
    customers: new Map(seen.map(({ id, name }) => [id, { id, name }])),
  };
  return entries.map((entry) => ({ ...entry, data: resolveObject(entry.data, known) }));
}

type Known = {
  people: ReadonlyMap<string, PersonRef>;
  customers: ReadonlyMap<string, { id: string; name: string }>;
};

function collect(value: unknown, people: Set<string>, customers: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string') {
      if (key === 'personId') people.add(inner);
      if (key === 'customerId') customers.add(inner);
    } else collect(inner, people, customers);
  }
}

function resolve(value: unknown, known: Known): unknown {
  if (Array.isArray(value)) return value.map((inner) => resolve(inner, known));
  if (typeof value !== 'object' || value === null) return value;
  return resolveObject(value, known);
}

function resolveObject(value: object, known: Known): Record<string, unknown> {
  const resolved: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'customerId' && typeof inner === 'string' && !known.customers.has(inner)) {
      resolved.customer = null;
      continue;
    }
    resolved[key] = resolve(inner, known);
    if (key === 'personId' && typeof inner === 'string') resolved.person = known.people.get(inner) ?? null;
    if (key === 'customerId' && typeof inner === 'string') resolved.customer = known.customers.get(inner) ?? null;
  }
  return resolved;
}
