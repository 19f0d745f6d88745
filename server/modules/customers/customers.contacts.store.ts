import type { Selectable } from 'kysely';
import type { DecisionRole } from '../../../contract/customers.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db/db.ts';
import type { ContactsTable } from '../../platform/db/tables/customers.ts';
import { newId } from '../../platform/ids.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { phoneTerms, searchVector } from '../../platform/text.ts';

export type ContactFields = {
  name: string;
  title?: string | null;
  decisionRole?: DecisionRole | null;
  phone?: string | null;
  email?: string | null;
  note?: string | null;
};

export function contactSearch(contact: { name: string; title?: string | null; phone?: string | null }): string {
  return searchVector([contact.name, contact.title], phoneTerms(contact.phone));
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
    id: newId(),
    customer_id: customerId,
    name: contact.name,
    title: contact.title ?? null,
    decision_role: contact.decisionRole ?? null,
    phone: contact.phone ?? null,
    email: contact.email ?? null,
    note: contact.note || null,
    last_met_on: lastMetOn,
    left_on: null,
    search: contactSearch(contact),
    created_at: at.toISOString(),
  }));
  await tx.insertInto('contacts').values(rows).execute();
  return rows.map((row) => row.id);
}

export type ContactRecord = Omit<Selectable<ContactsTable>, 'search'>;

/** Locks a contact whose customer the actor sees. */
export function lockContact(tx: Tx, actor: Actor, id: string): Promise<ContactRecord | undefined> {
  return tx
    .selectFrom('contacts as k')
    .select([
      'k.id',
      'k.customer_id',
      'k.name',
      'k.title',
      'k.decision_role',
      'k.phone',
      'k.email',
      'k.note',
      'k.last_met_on',
      'k.left_on',
      'k.version',
      'k.created_at',
    ])
    .where('k.id', '=', id)
    .where(customerSeenRow(actor, 'k.customer_id'))
    .forUpdate('k')
    .executeTakeFirst();
}
