import type { Contact } from '../../../contract/customers.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { sentPhone } from '../../platform/masking.ts';
import { getContact } from './customers.archive.reads.ts';
import type { ContactFields } from './customers.contacts.store.ts';
import { contactSearch, insertContacts, lockContact } from './customers.contacts.store.ts';
import { changesOf } from './customers.rules.ts';
import { lockCustomer, refreshSearch, touch, updateCustomerRow } from './customers.store.ts';

function subjectOf(id: string, customer: { id: string; owner_id: string }) {
  return {
    type: 'contact',
    id,
    audience: 'customer' as const,
    customerId: customer.id,
    ownerId: customer.owner_id,
  };
}

/** Keeping the contacts is keeping the archive; its version stays, so that nobody who edits it is turned away. */
async function markKept(tx: Tx, ctx: Ctx, customerId: string): Promise<void> {
  const at = ctx.now().toISOString();
  await updateCustomerRow(tx, customerId, { archive_updated_at: at, updated_at: at });
  await refreshSearch(tx, customerId);
  await touch(tx, ctx.actor.id, customerId, ctx.now());
}

export async function createContact(ctx: Ctx, input: ContactFields & { customerId: string }): Promise<Contact> {
  const { customerId, ...fields } = input;
  sentPhone(fields.phone);
  const { id } = await write(ctx, async (tx) => {
    const customer = await lockCustomer(tx, ctx.actor, customerId);
    ensure(customer, 'common.notFound');
    const [made] = await insertContacts(tx, customerId, [fields], ctx.now());
    ensure(made, 'common.internal');
    await markKept(tx, ctx, customerId);
    await recordEvent(tx, ctx, 'contact.created', subjectOf(made, customer), {
      contactId: made,
      name: fields.name,
      title: fields.title ?? null,
    });
    return { id: made };
  });
  return getContact(ctx, id);
}

export type ContactChanges = Partial<ContactFields> & { id: string; version: number; leftOn?: string | null };

export async function updateContact(ctx: Ctx, input: ContactChanges): Promise<Contact> {
  const { id, version, ...sent } = input;
  await write(ctx, async (tx) => {
    const contact = await lockContact(tx, ctx.actor, id);
    ensure(contact, 'common.notFound');
    ensure(contact.version === version, 'common.stale');
    const fields = { ...sent, phone: sentPhone(sent.phone, contact.phone) };
    const customer = await lockCustomer(tx, ctx.actor, contact.customer_id);
    ensure(customer, 'common.notFound');
    const current = {
      name: contact.name,
      title: contact.title,
      decisionRole: contact.decision_role,
      phone: contact.phone,
      email: contact.email,
      note: contact.note,
      leftOn: contact.left_on,
    };
    const changes = changesOf(current, fields);
    if (changes.length === 0) return;
    const next = {
      ...current,
      ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
    };
    await tx
      .updateTable('contacts')
      .set({
        name: next.name,
        title: next.title,
        decision_role: next.decisionRole,
        phone: next.phone,
        email: next.email,
        note: next.note || null,
        left_on: next.leftOn,
        search: contactSearch(next),
        version: version + 1,
      })
      .where('id', '=', id)
      .execute();
    await markKept(tx, ctx, customer.id);
    await recordEvent(tx, ctx, 'contact.updated', subjectOf(id, customer), {
      contactId: id,
      name: next.name,
      changes,
    });
  });
  return getContact(ctx, id);
}
