import type { DecisionRole, LeaveReason } from '../../../contract/contacts.shapes.ts';
import type { ContactDetail } from '../../../contract/contacts.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { authorize, ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { sentPhone } from '../../platform/masking.ts';
import { todayOf } from '../org/index.ts';
import { getContactDetail } from './customers.contacts.reads.ts';
import { contactSubject, lockContactForChange, markKept } from './customers.contacts.service.ts';
import type { ContactRecord } from './customers.contacts.store.ts';
import { changeContact, insertContacts } from './customers.contacts.store.ts';
import { recordDeparture, settleDeparture } from './customers.departures.store.ts';
import * as policy from './customers.policy.ts';
import { carryOver } from './customers.relationships.store.ts';
import type { CustomerRecord } from './customers.store.ts';
import { lockCustomer } from './customers.store.ts';
import { ensureCustomersSeen } from './customers.touch.service.ts';

type NextPost = {
  customerId: string;
  title?: string | null;
  decisionRole?: DecisionRole | null;
  phone?: string | null;
  email?: string | null;
};

type Leaving = {
  id: string;
  version: number;
  leftOn: string;
  reason?: LeaveReason | null;
  note?: string | null;
  place?: string | null;
  successorId?: string | null;
  next?: NextPost;
};

/** Ends a post and, where the person went to a customer that the actor sees, begins the next one there. */
export async function leavePost(ctx: Ctx, input: Leaving): Promise<ContactDetail> {
  await write(ctx, async (tx) => {
    const { contact, customer } = await lockContactForChange(tx, ctx, input.id, input.version);
    ensure(contact.left_on === null, 'common.conflict');
    if (input.leftOn > (await todayOf(tx, ctx.now()))) throw invalid('leftOn', 'tooBig');
    if (contact.started_on !== null && input.leftOn < contact.started_on) throw invalid('leftOn', 'order');
    const { reason = null, place = null, next } = input;
    if (next) await ensureCustomersSeen(tx, ctx.actor, [next.customerId], 'next.customerId');
    const note = input.note || null;
    await recordDeparture(tx, ctx.actor.id, ctx.now(), {
      contactId: contact.id,
      reason,
      note,
      place,
      toCustomerId: next?.customerId ?? null,
    });
    const personId = contact.person_id ?? (next ? newId() : null);
    await changeContact(tx, contact.id, { left_on: input.leftOn, person_id: personId });
    await markKept(tx, ctx, customer.id);
    await recordEvent(tx, ctx, 'contact.left', contactSubject(contact.id, customer), {
      contactId: contact.id,
      name: contact.name,
      title: contact.title,
      leftOn: input.leftOn,
      leaveReason: reason,
      text: note,
      place,
      ...(next && { to: { customerId: next.customerId } }),
    });
    if (input.successorId) await nameSuccessor(tx, ctx, contact, customer, { id: input.successorId, note: null });
    if (next && personId) await beginPost(tx, ctx, contact, customer, personId, input.leftOn, next);
  });
  return getContactDetail(ctx, input.id);
}

/** The next post begins with what is known of the person, and with how well the actor knows them. */
async function beginPost(
  tx: Tx,
  ctx: Ctx,
  left: ContactRecord,
  from: CustomerRecord,
  personId: string,
  startedOn: string,
  next: NextPost,
): Promise<void> {
  const { customerId, phone, ...fields } = next;
  const customer = await lockCustomer(tx, ctx.actor, customerId);
  ensure(customer, 'common.notFound');
  const { name, birthday, school, employers } = left;
  const post = { ...fields, phone: sentPhone(phone, null, 'next.phone'), name, birthday, school, employers, startedOn };
  const [made] = await insertContacts(tx, customerId, [post], ctx.now());
  ensure(made, 'common.internal');
  await tx.updateTable('contacts').set({ person_id: personId }).where('id', '=', made).execute();
  await carryOver(tx, ctx.actor.id, left.id, made, ctx.now());
  await markKept(tx, ctx, customerId);
  await recordEvent(tx, ctx, 'contact.moved', contactSubject(made, customer), {
    contactId: made,
    name,
    title: next.title ?? null,
    from: { customerId: from.id },
  });
}

type Settlement = { id: string; version: number; successorId: string | null; note?: string | null };

/** Names who follows a contact that left; that nobody does is for the owner, and those above, to say. */
export async function settleSuccession(ctx: Ctx, input: Settlement): Promise<ContactDetail> {
  await write(ctx, async (tx) => {
    const { contact, customer } = await lockContactForChange(tx, ctx, input.id, input.version);
    const { successorId } = input;
    if (successorId === null) authorize(policy.closeSuccession(ctx.actor, { ownerId: customer.owner_id }));
    await nameSuccessor(tx, ctx, contact, customer, { id: successorId, note: input.note || null });
    await changeContact(tx, contact.id, {});
    await markKept(tx, ctx, customer.id);
  });
  return getContactDetail(ctx, input.id);
}

/** Who follows a contact that left, or with null that nobody does; somebody at the same customer. */
async function nameSuccessor(
  tx: Tx,
  ctx: Ctx,
  left: ContactRecord,
  customer: CustomerRecord,
  { id, note }: { id: string | null; note: string | null },
): Promise<void> {
  const successor = id === null ? null : await presentContact(tx, customer.id, id);
  if (id !== null && !successor) throw invalid('successorId', 'notFound');
  const settled = await settleDeparture(tx, left.id, {
    succession: successor ? 'named' : 'none',
    successorId: id,
    note,
  });
  ensure(settled, 'common.conflict');
  await recordEvent(tx, ctx, 'contact.succeeded', contactSubject(left.id, customer), {
    contactId: left.id,
    name: left.name,
    successor: successor ? { contactId: successor.id, name: successor.name } : null,
    text: note,
  });
}

function presentContact(tx: Tx, customerId: string, id: string) {
  return tx
    .selectFrom('contacts')
    .select(['id', 'name'])
    .where('id', '=', id)
    .where('customer_id', '=', customerId)
    .where('left_on', 'is', null)
    .executeTakeFirst();
}
