import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import { authorize, ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { sentPhone } from '../../platform/masking.ts';
import { customerWrittenRow } from '../../platform/scope.ts';
import type { ContactFields } from './customers.contacts.store.ts';
import { insertContacts } from './customers.contacts.store.ts';
import { touchRelationships } from './customers.relationships.store.ts';
import { subjectOf } from './customers.service.ts';
import {
  derivedColumns,
  lockCustomer,
  refreshSearch,
  seenCustomers,
  touch,
  updateCustomerRow,
} from './customers.store.ts';

export type SeenCustomer = { id: string; name: string; ownerId: string };

/** These customers, all of which the actor must see; the first that is not seen is refused at `path` as not found. */
export async function ensureCustomersSeen(
  db: Db,
  actor: Actor,
  ids: readonly string[],
  path = 'customerId',
): Promise<ReadonlyMap<string, SeenCustomer>> {
  const seen = new Map((await seenCustomers(db, actor, ids)).map((customer) => [customer.id, customer]));
  if (ids.some((id) => !seen.has(id))) throw invalid(path, 'notFound');
  return seen;
}

/** That the actor may work on this customer, beyond reading. Throws `common.forbidden`. */
export async function ensureWritten(db: Db, actor: Actor, id: string): Promise<void> {
  const { rows } = await sql<{ written: boolean }>`
    select ${customerWrittenRow(actor, 'c.id')} as written from customers c where c.id = ${id}
  `.execute(db);
  authorize(rows[0]?.written ?? false);
}

/** Those among `personIds` who see the customer: on its team, or above somebody who is. */
export async function whoSeesCustomer(
  db: Db,
  customerId: string,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('customer_team as t')
    .innerJoin('reporting_line as l', 'l.descendant_id', 't.user_id')
    .select('l.ancestor_id as id')
    .distinct()
    .where('t.customer_id', '=', customerId)
    .where('l.ancestor_id', 'in', [...personIds])
    .execute();
  return new Set(rows.map((row) => row.id));
}

export type VisitTouch = {
  customerId: string;
  /** The company's local day of the visit. */
  visitedOn: string;
  /** Contacts met; each must belong to the customer. */
  contactIds: readonly string[];
  newContacts: readonly ContactFields[];
  /** Undefined leaves what stands; so does a visit older than the newest one. */
  nextStep?: string | null;
  nextStepOn?: string | null;
  phone?: string | null;
};

/**
 * What a recorded visit changes at its customer, in the visit's own transaction: archive date, last visit, next step,
 * telephone, contacts met and new ones, and how the visitor stands to them. Answers the ids of all contacts met, new ones last.
 * Throws `common.notFound` for a customer not seen, `common.forbidden` for one only read, `common.invalid` at contactIds.
 */
export async function touchByVisit(
  tx: Tx,
  actor: Actor,
  now: Date,
  visit: VisitTouch,
): Promise<{ contactIds: string[]; customer: SeenCustomer }> {
  const customer = await lockCustomer(tx, actor, visit.customerId);
  ensure(customer, 'common.notFound');
  const by = { actor, now: () => now };
  const subject = subjectOf({ id: customer.id, ownerId: customer.owner_id });
  await meetContacts(tx, customer.id, visit.contactIds, visit.visitedOn);
  const made = await insertContacts(tx, customer.id, visit.newContacts, now, visit.visitedOn);
  for (const [index, contactId] of made.entries()) {
    const contact = visit.newContacts[index];
    const data = { contactId, name: contact?.name ?? '', title: contact?.title ?? null };
    await recordEvent(tx, by, 'contact.created', { ...subject, type: 'contact', id: contactId }, data);
  }
  for (const [index, { phone }] of visit.newContacts.entries()) sentPhone(phone, null, `newContacts.${index}.phone`);
  const sent = sentPhone(visit.phone, customer.phone, 'customerPhone');
  const phone = sent && sent !== customer.phone ? sent : null;
  await touchRelationships(tx, actor.id, [...visit.contactIds, ...made], visit.visitedOn, now);
  if (phone) {
    await recordEvent(tx, by, 'customer.updated', subject, {
      changes: [{ field: 'phone', from: customer.phone, to: phone }],
    });
  }
  const newest = customer.last_visit_on === null || visit.visitedOn >= customer.last_visit_on;
  const at = now.toISOString();
  await updateCustomerRow(tx, customer.id, {
    ...(phone && { phone, ...derivedColumns({ name: customer.name, phone }) }),
    ...(newest && { last_visit_on: visit.visitedOn }),
    ...(newest &&
      visit.nextStep !== undefined && { next_step: visit.nextStep, next_step_on: visit.nextStepOn ?? null }),
    archive_updated_at: at,
    updated_at: at,
    version: customer.version + 1,
  });
  if (phone || made.length > 0) await refreshSearch(tx, customer.id);
  await touch(tx, actor.id, customer.id, now);
  return {
    contactIds: [...visit.contactIds, ...made],
    customer: { id: customer.id, name: customer.name, ownerId: customer.owner_id },
  };
}

async function meetContacts(tx: Tx, customerId: string, contactIds: readonly string[], day: string): Promise<void> {
  if (contactIds.length === 0) return;
  const met = await tx
    .updateTable('contacts')
    .set((eb) => ({ last_met_on: eb.fn('greatest', ['last_met_on', eb.val(day)]) }))
    .where('customer_id', '=', customerId)
    .where('id', 'in', [...contactIds])
    .returning('id')
    .execute();
  const known = new Set(met.map((row) => row.id));
  const unknown = contactIds.findIndex((id) => !known.has(id));
  if (unknown !== -1) throw invalid(`contactIds.${unknown}`, 'notFound');
}
