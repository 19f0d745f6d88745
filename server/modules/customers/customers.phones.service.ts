import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { readsPhones } from '../../platform/masking.ts';
import { addDays, dayOf } from '../../platform/time.ts';
import { companyOf } from '../org/index.ts';
import { lockContact } from './customers.contacts.store.ts';
import { seenCustomers } from './customers.store.ts';

type Subject = { type: 'customer' | 'contact'; id: string; customerId: string; ownerId: string; phone: string | null };
type Revealed = { phone: string | null; left: number };

export async function revealCustomerPhone(ctx: Ctx, id: string): Promise<Revealed> {
  return write(ctx, async (tx) => {
    const [customer] = await seenCustomers(tx, ctx.actor, [id]);
    ensure(customer, 'common.notFound');
    const { phone } = await tx.selectFrom('customers').select('phone').where('id', '=', id).executeTakeFirstOrThrow();
    return reveal(tx, ctx, { type: 'customer', id, customerId: id, ownerId: customer.ownerId, phone });
  });
}

export async function revealContactPhone(ctx: Ctx, id: string): Promise<Revealed> {
  return write(ctx, async (tx) => {
    const contact = await lockContact(tx, ctx.actor, id);
    ensure(contact, 'common.notFound');
    const [customer] = await seenCustomers(tx, ctx.actor, [contact.customer_id]);
    ensure(customer, 'common.notFound');
    const { phone } = contact;
    return reveal(tx, ctx, { type: 'contact', id, customerId: customer.id, ownerId: customer.ownerId, phone });
  });
}

/** The same number again on the same day counts once; what is not hidden from the actor counts and leaves nothing. */
async function reveal(tx: Tx, ctx: Ctx, subject: Subject): Promise<Revealed> {
  const { timeZone, phoneReveals: most } = await companyOf(tx);
  const day = dayOf(ctx.now(), timeZone);
  // One after the other: two at once must not both take the last one.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`licheng.reveal.${ctx.actor.id}`}, 0))`.execute(tx);
  const known = await revealedOn(tx, ctx.actor.id, day);
  if (subject.phone === null || readsPhones(ctx.actor, subject.ownerId)) {
    return { phone: subject.phone, left: Math.max(0, most - known.size) };
  }
  if (!known.has(subject.id)) {
    if (known.size >= most) throw await limitError(tx, ctx, { day, timeZone, most });
    await tx.insertInto('phone_reveals').values({ user_id: ctx.actor.id, day, subject_id: subject.id }).execute();
    known.add(subject.id);
  }
  const { type, id, customerId, ownerId } = subject;
  await recordEvent(tx, ctx, `${type}.phoneRevealed`, { type, id, audience: 'audit', customerId, ownerId });
  return { phone: subject.phone, left: Math.max(0, most - known.size) };
}

async function revealedOn(tx: Tx, userId: string, day: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('phone_reveals')
    .select('subject_id as id')
    .where('user_id', '=', userId)
    .where('day', '=', day)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** `customers.revealLimit` with the seconds until the company's next day. */
async function limitError(tx: Tx, ctx: Ctx, { day, timeZone, most }: { day: string; timeZone: string; most: number }) {
  const again = addDays(day, 1);
  const { rows } = await sql<{ seconds: number }>`
    select ceil(extract(epoch from (${again}::date::timestamp at time zone ${timeZone}) - ${ctx.now()}::timestamptz))::int
      as seconds`.execute(tx);
  return new AppError('customers.revealLimit', { limit: most, day: again, retryAfter: rows[0]?.seconds ?? 3600 });
}
