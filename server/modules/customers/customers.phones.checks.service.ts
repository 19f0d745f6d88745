import { sql } from 'kysely';
import type { Duplicate } from '../../../contract/duplicates.ts';
import { may } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { AppError } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { phoneDigits } from '../../platform/text.ts';
import type { Wanted } from './customers.duplicates.reads.ts';
import { findDuplicates } from './customers.duplicates.reads.ts';

/** Different numbers that one person may try within the time. */
const most = 20;
const windowMillis = 60 * 60_000;

/** The beginning of a mobile number, or of one with its area code. */
const unfinished = /^(1[3-9]\d{1,8}|0\d{6,8})$/;

/** Duplicates of what is being typed; the beginning of a number is nothing to be tried by who reads numbers masked. */
export async function checkDuplicates(ctx: Ctx, wanted: Wanted): Promise<Duplicate[]> {
  const begun = !may(ctx.actor, 'customers.phones') && unfinished.test(phoneDigits(wanted.phone) ?? '');
  const asked = begun ? { ...wanted, phone: null } : wanted;
  await countPhoneCheck(ctx, asked.phone, asked.exceptId);
  return findDuplicates(ctx.db, ctx.actor, asked);
}

/**
 * Whoever reads telephones masked could complete one by trying: each different number is counted before it is tried,
 * whatever becomes of the attempt, and recorded. Throws `customers.phoneCheckLimit` with `retryAfter` in seconds.
 */
export async function countPhoneCheck(ctx: Ctx, phone: string | null | undefined, exceptId?: string): Promise<void> {
  const digits = phoneDigits(phone);
  if (!digits || may(ctx.actor, 'customers.phones')) return;
  await ctx.transact(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`licheng.phoneCheck.${ctx.actor.id}`}, 0))`.execute(tx);
    if (exceptId && (await isOwnNumber(tx, ctx.actor.id, exceptId, digits))) return;
    const now = ctx.now();
    const since = new Date(now.getTime() - windowMillis).toISOString();
    await tx.deleteFrom('phone_checks').where('user_id', '=', ctx.actor.id).where('at', '<=', since).execute();
    const tried = await tx
      .selectFrom('phone_checks')
      .select(['digits', 'at'])
      .where('user_id', '=', ctx.actor.id)
      .orderBy('at')
      .execute();
    if (tried.some((one) => one.digits === digits)) return;
    const [first] = tried;
    if (first && tried.length >= most) {
      const retryAfter = Math.ceil((Date.parse(first.at) + windowMillis - now.getTime()) / 1000);
      throw new AppError('customers.phoneCheckLimit', { limit: most, retryAfter: Math.max(retryAfter, 1) });
    }
    await tx.insertInto('phone_checks').values({ user_id: ctx.actor.id, digits, at: now.toISOString() }).execute();
    const subject = { type: 'user', id: ctx.actor.id, audience: 'audit' as const };
    await recordEvent(tx, ctx, 'customer.phoneChecked', subject, { phone: digits });
  });
}

/** Whoever owns a customer reads its number and tries nothing with it. */
async function isOwnNumber(tx: Tx, ownerId: string, id: string, digits: string): Promise<boolean> {
  const row = await tx
    .selectFrom('customers')
    .select('id')
    .where('id', '=', id)
    .where('owner_id', '=', ownerId)
    .where('phone_digits', '=', digits)
    .executeTakeFirst();
  return row !== undefined;
}
