import type { Selectable, Updateable } from 'kysely';
import { sql } from 'kysely';
import type { Attitude, DecisionRole } from '../../../contract/contacts.shapes.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db/db.ts';
import type { ContactsTable } from '../../platform/db/tables/customers.ts';
import { newId } from '../../platform/ids.ts';
import { customerSeenRow, customerWrittenRow } from '../../platform/scope.ts';
import { phoneTerms, searchVector } from '../../platform/text.ts';

export type ContactFields = {
  name: string;
  title?: string | null;
  decisionRole?: DecisionRole | null;
  attitude?: Attitude | null;
  influence?: number | null;
  phone?: string | null;
  email?: string | null;
  birthday?: string | null;
  school?: string | null;
  employers?: string[];
  note?: string | null;
  startedOn?: string | null;
};

export function contactSearch(contact: { name: string; title?: string | null; phone?: string | null }): string {
  return searchVector([contact.name, contact.title], phoneTerms(contact.phone));
}

/** The columns of these fields; what is not given is empty. */
export function columnsOf(contact: ContactFields) {
  return {
    name: contact.name,
    title: contact.title ?? null,
    decision_role: contact.decisionRole ?? null,
    attitude: contact.attitude ?? null,
    influence: contact.influence ?? null,
    phone: contact.phone ?? null,
    email: contact.email ?? null,
    birthday: contact.birthday ?? null,
    school: contact.school ?? null,
    employers: contact.employers ?? [],
    note: contact.note || null,
    started_on: contact.startedOn ?? null,
    search: contactSearch(contact),
  };
}

/** Answers the ids in the order given. */
export async function insertContacts(
  tx: Tx,
  customerId: string,
  contacts: readonly ContactFields[],
  at: Date,
  lastMetOn: string | null = null,
): Promise<string[]> {
  if (contacts.length === 0) return [];
  const rows = contacts.map((contact) => ({
    ...columnsOf(contact),
    id: newId(),
    customer_id: customerId,
    last_met_on: lastMetOn,
    left_on: null,
    created_at: at.toISOString(),
  }));
  await tx.insertInto('contacts').values(rows).execute();
  return rows.map((row) => row.id);
}

const recordColumns = [
  'k.id',
  'k.customer_id',
  'k.name',
  'k.title',
  'k.decision_role',
  'k.attitude',
  'k.influence',
  'k.phone',
  'k.email',
  'k.birthday',
  'k.school',
  'k.employers',
  'k.note',
  'k.started_on',
  'k.last_met_on',
  'k.left_on',
  'k.person_id',
  'k.version',
  'k.created_at',
] as const;

export type ContactRecord = Omit<Selectable<ContactsTable>, 'search' | 'name_key' | 'mobile_key'>;

/** What is known of the human being, whatever the post. */
export const personFields = ['birthday', 'school', 'employers'] as const;

/** Locks a contact whose customer the actor sees. */
export function lockContact(tx: Tx, actor: Actor, id: string): Promise<ContactRecord | undefined> {
  return tx
    .selectFrom('contacts as k')
    .select(recordColumns)
    .where('k.id', '=', id)
    .where(customerSeenRow(actor, 'k.customer_id'))
    .forUpdate('k')
    .executeTakeFirst();
}

/** Locks the other posts of the same person whose customers the actor may change, in one order for all. */
export async function lockOtherPosts(tx: Tx, actor: Actor, contact: ContactRecord): Promise<ContactRecord[]> {
  if (contact.person_id === null) return [];
  return tx
    .selectFrom('contacts as k')
    .select(recordColumns)
    .where('k.person_id', '=', contact.person_id)
    .where('k.id', '<>', contact.id)
    .where(customerWrittenRow(actor, 'k.customer_id'))
    .orderBy('k.id')
    .forUpdate('k')
    .execute();
}

export async function changeContact(tx: Tx, id: string, changes: Updateable<ContactsTable>): Promise<void> {
  await tx
    .updateTable('contacts')
    .set({ ...changes, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}
