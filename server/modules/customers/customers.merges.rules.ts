import type { OwnContext } from '../../../contract/fields.rules.ts';
import type { MergeField } from '../../../contract/merges.ts';
import { ownContext } from './customers.own.rules.ts';
import type { OwnColumns } from './customers.own.store.ts';

/** What of a customer's links is counted for who looks at a merge. */
export type Linked = {
  /**
   * When a row of the one that goes (l) finds one of the survivor (s) in its place: an SQL condition. Such a row is
   * taken out and kept for the undoing.
   */
  taken?: string;
  /** The other end of a link between two customers. One between the two would lead to itself: it is taken out as well. */
  between?: string;
  /** Taken out in any case: about the row itself, not about the company. */
  out?: true;
  /** Led by the merge in a way of its own, or follows from the customer. */
  apart?: true;
};

/**
 * Every reference to customers, as `table.column`, and how a merge leads it to the survivor. A new one has to be named
 * here: a test compares this with what the database knows.
 */
export const linkedTables: Readonly<Record<string, Linked>> = {
  'archive_confirmations.customer_id': { out: true },
  'archive_snoozes.customer_id': { taken: 'true' },
  'bulk_edit_rows.customer_id': { out: true },
  'channel_links.customer_id': { between: 'distributor_id' },
  'channel_links.distributor_id': { between: 'customer_id' },
  'contact_departures.to_customer_id': {},
  'contacts.customer_id': {},
  'customer_former_names.customer_id': {},
  'customer_locks.customer_id': { taken: 'true' },
  // One owner at a time: the last of the one that goes comes back with it.
  'customer_owners.customer_id': { taken: 'l.until_at is null' },
  'customer_team.customer_id': { apart: true },
  'customer_touches.customer_id': { taken: 'l.user_id = s.user_id' },
  'customer_values.customer_id': { apart: true },
  'customer_values.other_id': { apart: true },
  'customers.parent_id': {},
  'customers_to_derive.customer_id': { apart: true },
  'handover_briefings.customer_id': { taken: 'l.handover_id = s.handover_id' },
  'notes.customer_id': {},
  'plan_items.customer_id': {},
  'pool_warnings.customer_id': { taken: 'l.owner_id = s.owner_id and l.rule = s.rule and l.since = s.since' },
  'team_places.customer_id': { taken: 'l.planned and s.planned and l.user_id = s.user_id' },
  'team_requests.customer_id': {
    taken: `l.state = 'pending' and s.state = 'pending' and l.asker_id = s.asker_id
      and (l.asked_id, l.asked_for) is not distinct from (s.asked_id, s.asked_for)`,
  },
  'visits.customer_id': {},
  'workflow_instances.customer_id': {},
};

/** Columns behind the fields that can be taken from the other side. */
const columnsOfField: Readonly<Record<MergeField, readonly string[]>> = {
  name: ['name'],
  segmentId: ['segment_id'],
  regionId: ['region_id'],
  industryId: ['industry_id'],
  levelId: ['level_id'],
  parentId: ['parent_id'],
  phone: ['phone'],
  creditCode: ['credit_code'],
  website: ['website'],
  foundedYear: ['founded_year'],
  employees: ['employees'],
  annualRevenue: ['annual_revenue'],
  description: ['description'],
  addresses: ['addresses'],
  nextStep: ['next_step', 'next_step_on'],
};

export type Row = Readonly<Record<string, unknown>>;

/** What of the survivor the fields that are taken change, column by column. */
export function takenColumns(take: readonly MergeField[], survivor: Row, loser: Row): Record<string, unknown> {
  const columns = take.flatMap((field) => columnsOfField[field]);
  const taken = Object.fromEntries(columns.map((column) => [column, loser[column] ?? null]));
  const newest = [survivor.last_visit_on, loser.last_visit_on].filter((day) => typeof day === 'string').sort();
  const changes = { ...taken, last_visit_on: newest.at(-1) ?? null };
  return Object.fromEntries(
    Object.entries(changes).filter(([column, value]) => JSON.stringify(value) !== JSON.stringify(survivor[column])),
  );
}

/** Own fields and what of them is kept aside are one: they are written and restored together. */
export function ownColumns(changes: Row): Row {
  return 'own' in changes ? { own: changes.own, own_aside: changes.own_aside } : {};
}

/** Own fields that come back: all of them are asked anew what applies, and whether what they name is still there. */
export function restoredOwn(row: Row): OwnColumns {
  return { own: {}, aside: { ...(row.own_aside as OwnColumns['own']), ...(row.own as OwnColumns['own']) } };
}

/** The built-in fields of a row that own fields hang on. */
export function contextOfRow(row: Row): OwnContext {
  return ownContext({
    segmentId: row.segment_id as string | null,
    regionId: row.region_id as string | null,
    industryId: row.industry_id as string | null,
    levelId: row.level_id as string | null,
    employees: row.employees as number | null,
    foundedYear: row.founded_year as number | null,
    annualRevenue: row.annual_revenue === null ? null : String(row.annual_revenue),
  });
}

export const undoableDays = 30;

export function undoableUntil(mergedAt: string | Date): Date {
  return new Date(new Date(mergedAt).getTime() + undoableDays * 86_400_000);
}

const own = ['own', 'own_aside'];

/** Columns that still are what the merge made them, and those that were changed since. */
export function restorable(before: Row, after: Row, now: Row): { columns: string[]; changed: string[] } {
  const columns = Object.keys(before);
  const isSame = (column: string) => JSON.stringify(now[column] ?? null) === JSON.stringify(after[column] ?? null);
  const changed = columns.filter((column) => !isSame(column));
  // A value must not stand in both of them.
  const apart = changed.some((column) => own.includes(column)) ? own : [];
  return { columns: columns.filter((column) => ![...changed, ...apart].includes(column)), changed };
}
