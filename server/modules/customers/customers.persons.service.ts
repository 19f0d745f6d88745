import type { ContactDetail } from '../../../contract/contacts.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { getContactDetail } from './customers.contacts.reads.ts';
import { contactSubject, lockContactForChange } from './customers.contacts.service.ts';
import type { ContactRecord } from './customers.contacts.store.ts';
import { changeContact, lockContact } from './customers.contacts.store.ts';
import type { CustomerRecord } from './customers.store.ts';
import { lockCustomer } from './customers.store.ts';

/** What either post does not know of the person it learns from the other. */
function completed(own: ContactRecord, other: ContactRecord) {
  return {
    birthday: own.birthday ?? other.birthday,
    school: own.school ?? other.school,
    employers: [...new Set([...own.employers, ...other.employers])].slice(0, 20),
  };
}

/** Says that two contacts, both of which the actor sees, are one human being. */
export async function joinPosts(
  ctx: Ctx,
  input: { id: string; version: number; otherId: string },
): Promise<ContactDetail> {
  await write(ctx, async (tx) => {
    const { contact, customer } = await lockContactForChange(tx, ctx, input.id, input.version);
    const other = input.otherId === contact.id ? undefined : await lockContact(tx, ctx.actor, input.otherId);
    if (!other) throw invalid('otherId', 'notFound');
    const otherCustomer = await lockCustomer(tx, ctx.actor, other.customer_id);
    if (!otherCustomer) throw invalid('otherId', 'notFound');
    if (contact.person_id !== null && contact.person_id === other.person_id) return;
    const personId = contact.person_id ?? other.person_id ?? newId();
    if (other.person_id !== null && other.person_id !== personId) {
      await tx.updateTable('contacts').set({ person_id: personId }).where('person_id', '=', other.person_id).execute();
    }
    await changeContact(tx, contact.id, { person_id: personId, ...completed(contact, other) });
    await changeContact(tx, other.id, { person_id: personId, ...completed(other, contact) });
    await recordJoined(tx, ctx, contact, customer, otherCustomer);
    if (customer.id !== otherCustomer.id) await recordJoined(tx, ctx, other, otherCustomer, customer);
  });
  return getContactDetail(ctx, input.id);
}

async function recordJoined(tx: Tx, ctx: Ctx, contact: ContactRecord, at: CustomerRecord, other: CustomerRecord) {
  await recordEvent(tx, ctx, 'contact.joined', contactSubject(contact.id, at), {
    contactId: contact.id,
    name: contact.name,
    with: { customerId: other.id },
  });
}

/** Says that a contact is somebody else than the posts it was joined with. */
export async function separatePost(ctx: Ctx, input: { id: string; version: number }): Promise<ContactDetail> {
  await write(ctx, async (tx) => {
    const { contact, customer } = await lockContactForChange(tx, ctx, input.id, input.version);
    if (contact.person_id === null) return;
    await changeContact(tx, contact.id, { person_id: null });
    await recordEvent(tx, ctx, 'contact.separated', contactSubject(contact.id, customer), {
      contactId: contact.id,
      name: contact.name,
    });
  });
  return getContactDetail(ctx, input.id);
}

type Remark = { id: string; version: number; text: string };

/** Keeps the actor's own remark; an empty text removes it. */
export async function remarkOn(ctx: Ctx, input: Remark): Promise<ContactDetail> {
  await write(ctx, async (tx) => {
    // The lock makes a first remark wait for one that is just being written.
    const contact = await lockContact(tx, ctx.actor, input.id);
    ensure(contact, 'common.notFound');
    const own = { contact_id: contact.id, author_id: ctx.actor.id };
    const current = await tx
      .selectFrom('contact_remarks')
      .select('version')
      .where('contact_id', '=', own.contact_id)
      .where('author_id', '=', own.author_id)
      .executeTakeFirst();
    ensure((current?.version ?? 0) === input.version, 'common.stale');
    const { text } = input;
    const fields = { text, version: input.version + 1, updated_at: ctx.now().toISOString() };
    if (text === '') {
      await tx
        .deleteFrom('contact_remarks')
        .where('contact_id', '=', own.contact_id)
        .where('author_id', '=', own.author_id)
        .execute();
    } else {
      await tx
        .insertInto('contact_remarks')
        .values({ ...own, ...fields })
        .onConflict((conflict) => conflict.columns(['contact_id', 'author_id']).doUpdateSet(fields))
        .execute();
    }
    await recordEvent(
      tx,
      ctx,
      'contact.remarked',
      { type: 'contact', id: contact.id, audience: 'line', customerId: contact.customer_id, ownerId: ctx.actor.id },
      { contactId: contact.id, name: contact.name },
    );
  });
  return getContactDetail(ctx, input.id);
}
