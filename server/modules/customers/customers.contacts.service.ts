import type { Contact } from '../../../contract/customers.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { sentPhone } from '../../platform/masking.ts';
import { getContact } from './customers.contacts.reads.ts';
import type { ContactFields, ContactRecord } from './customers.contacts.store.ts';
import {
  changeContact,
  columnsOf,
  insertContacts,
  lockContact,
  lockOtherPosts,
  personFields,
} from './customers.contacts.store.ts';
import { recordDeparture, withdrawDeparture } from './customers.departures.store.ts';
import type { Change } from './customers.rules.ts';
import { changesOf } from './customers.rules.ts';
import type { CustomerRecord } from './customers.store.ts';
import { lockCustomer, refreshSearch, touch, updateCustomerRow } from './customers.store.ts';

export function contactSubject(id: string, customer: { id: string; owner_id: string }) {
  return {
    type: 'contact',
    id,
    audience: 'customer' as const,
    customerId: customer.id,
    ownerId: customer.owner_id,
  };
}

/** Keeping the contacts is keeping the archive; its version stays, so that nobody who edits it is turned away. */
export async function markKept(tx: Tx, ctx: Ctx, customerId: string): Promise<void> {
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
    await recordEvent(tx, ctx, 'contact.created', contactSubject(made, customer), {
      contactId: made,
      name: fields.name,
      title: fields.title ?? null,
    });
    return { id: made };
  });
  return getContact(ctx, id);
}

/** Locks a contact of this version with its customer. */
export async function lockContactForChange(
  tx: Tx,
  ctx: Ctx,
  id: string,
  version: number,
): Promise<{ contact: ContactRecord; customer: CustomerRecord }> {
  const contact = await lockContact(tx, ctx.actor, id);
  ensure(contact, 'common.notFound');
  ensure(contact.version === version, 'common.stale');
  const customer = await lockCustomer(tx, ctx.actor, contact.customer_id);
  ensure(customer, 'common.notFound');
  return { contact, customer };
}

/** The contact as its fields are called outside. */
function fieldsOf(contact: ContactRecord) {
  return {
    name: contact.name,
    title: contact.title,
    decisionRole: contact.decision_role,
    attitude: contact.attitude,
    influence: contact.influence,
    phone: contact.phone,
    email: contact.email,
    birthday: contact.birthday,
    school: contact.school,
    employers: contact.employers,
    note: contact.note,
    startedOn: contact.started_on,
    leftOn: contact.left_on,
  };
}

export type ContactChanges = Partial<ContactFields> & { id: string; version: number; leftOn?: string | null };

export async function updateContact(ctx: Ctx, input: ContactChanges): Promise<Contact> {
  const { id, version, ...sent } = input;
  await write(ctx, async (tx) => {
    const { contact, customer } = await lockContactForChange(tx, ctx, id, version);
    const fields = { ...sent, phone: sentPhone(sent.phone, contact.phone) };
    const current = fieldsOf(contact);
    const changes = changesOf(current, fields);
    if (changes.length === 0) return;
    const given = Object.fromEntries(changes.map(({ field, to }) => [field, to]));
    const { leftOn, ...next } = { ...current, ...given } as ContactFields & { leftOn: string | null };
    await changeContact(tx, id, { ...columnsOf(next), left_on: leftOn });
    await markKept(tx, ctx, customer.id);
    const left = await followLeaving(tx, ctx, contact, customer, leftOn);
    const told = left ? changes.filter(({ field }) => field !== 'leftOn') : changes;
    if (told.length > 0) {
      const data = { contactId: id, name: next.name, changes: told };
      await recordEvent(tx, ctx, 'contact.updated', contactSubject(id, customer), data);
    }
    await tellOtherPosts(tx, ctx, contact, changes);
  });
  return getContact(ctx, id);
}

/** Leaving and coming back have consequences beyond the day; answers whether the contact leaves by this change. */
async function followLeaving(
  tx: Tx,
  ctx: Ctx,
  contact: ContactRecord,
  customer: CustomerRecord,
  leftOn: string | null,
): Promise<boolean> {
  if (contact.left_on !== null && leftOn === null) await withdrawDeparture(tx, contact.id);
  if (contact.left_on !== null || leftOn === null) return false;
  await recordDeparture(tx, ctx.actor.id, ctx.now(), { contactId: contact.id });
  const data = { contactId: contact.id, name: contact.name, title: contact.title, leftOn };
  await recordEvent(tx, ctx, 'contact.left', contactSubject(contact.id, customer), data);
  return true;
}

/** What was learned of the human being is written to their other posts as well, as far as the writer may change those. */
async function tellOtherPosts(tx: Tx, ctx: Ctx, contact: ContactRecord, changes: readonly Change[]): Promise<void> {
  const known = changes.filter(({ field }) => personFields.some((name) => name === field));
  if (known.length === 0) return;
  const facts = Object.fromEntries(known.map(({ field, to }) => [field, to]));
  for (const post of await lockOtherPosts(tx, ctx.actor, contact)) {
    const told = changesOf(fieldsOf(post), facts);
    if (told.length === 0) continue;
    const customer = await lockCustomer(tx, ctx.actor, post.customer_id);
    ensure(customer, 'common.notFound');
    await changeContact(tx, post.id, facts);
    const data = { contactId: post.id, name: post.name, changes: told };
    await recordEvent(tx, ctx, 'contact.updated', contactSubject(post.id, customer), data);
  }
}
