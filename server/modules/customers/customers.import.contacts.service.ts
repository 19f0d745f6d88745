import { sql } from 'kysely';
import type { DecisionRole } from '../../../contract/contacts.shapes.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { referencesTo, unreferenced } from '../../platform/db/references.ts';
import { recordEvents } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { columnsOf } from './customers.contacts.store.ts';
import type { Made } from './customers.import.store.ts';
import { byMaker } from './customers.import.store.ts';
import { refreshSearch } from './customers.store.ts';

export type ImportedContact = {
  customerId: string;
  name: string;
  title: string | null;
  decisionRole: DecisionRole | null;
  phone: string | null;
  email: string | null;
  note: string | null;
  lastMetOn: string | null;
  leftOn: string | null;
  made: Made;
};

/**
 * Inserts many contacts of customers that the caller has found to be written by the actor, each with its event; answers
 * their ids in the order given. One who has left is recorded as such and nobody is told of it.
 */
export async function importContacts(tx: Tx, ctx: Ctx, contacts: readonly ImportedContact[]): Promise<string[]> {
  if (contacts.length === 0) return [];
  const customerIds = [...new Set(contacts.map(({ customerId }) => customerId))];
  const at = ctx.now().toISOString();
  const { rows: owners } = await sql<{ id: string; ownerId: string }>`
    select id, owner_id as "ownerId" from customers where id = any(${customerIds}::uuid[]) order by id for no key update
  `.execute(tx);
  const ownerOf = new Map(owners.map(({ id, ownerId }) => [id, ownerId]));
  const rows = contacts.map((contact) => ({
    ...columnsOf(contact),
    id: newId(),
    customer_id: contact.customerId,
    last_met_on: contact.lastMetOn,
    left_on: contact.leftOn,
    created_at: contact.made.at ?? at,
  }));
  await tx.insertInto('contacts').values(rows).execute();
  await sql`
    update customers set archive_updated_at = ${at}, updated_at = ${at} where id = any(${customerIds}::uuid[])
  `.execute(tx);
  await refreshSearch(tx, ...customerIds);
  const recorded = rows.map((row, index) => ({ ...row, made: contacts[index]?.made ?? { by: null, at: null } }));
  for (const [doer, those] of byMaker(ctx, ctx.now(), recorded)) {
    await recordEvents(
      tx,
      doer,
      'contact.created',
      those.map(({ id, customer_id: customerId, name, title }) => ({
        subject: { type: 'contact', id, audience: 'customer', customerId, ownerId: ownerOf.get(customerId) ?? null },
        data: { contactId: id, name, title },
      })),
    );
  }
  return rows.map(({ id }) => id);
}

/** Removes a contact of an import that is as the import left it and that nothing refers to; false when it stays. */
export async function removeContact(tx: Tx, ctx: Ctx, given: { id: string; version: number }): Promise<boolean> {
  const references = await referencesTo(tx, 'contacts', [], true);
  const { rows } = await sql<{ name: string; customerId: string; ownerId: string }>`
    delete from contacts k using customers c
    where k.id = ${given.id} and k.version = ${given.version} and c.id = k.customer_id
      and ${unreferenced(references, 'k.id')}
    returning k.name, k.customer_id as "customerId", c.owner_id as "ownerId"
  `.execute(tx);
  const [gone] = rows;
  if (!gone) return false;
  const { name, customerId, ownerId } = gone;
  await refreshSearch(tx, customerId);
  await recordEvents(tx, ctx, 'contact.removed', [
    { subject: { type: 'contact', id: given.id, audience: 'audit', customerId, ownerId }, data: { name } },
  ]);
  return true;
}
