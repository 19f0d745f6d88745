import { sql } from 'kysely';
import type { Upkeep } from '../../../contract/upkeep.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import { AppError, authorize, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { dayOf } from '../../platform/time.ts';
import { companyOf } from '../org/index.ts';
import * as policy from './customers.policy.ts';
import { lockForChange, subjectOf } from './customers.service.ts';
import { touch, updateCustomerRow } from './customers.store.ts';
import { getUpkeep } from './customers.upkeep.reads.ts';
import { nextTime, snoozeMistake } from './customers.upkeep.rules.ts';

type Command = { id: string; version: number };

/** Says that these points are right; when no other is left, the archive counts as kept. */
export async function confirmPoints(ctx: Ctx, input: Command & { keys: string[] }): Promise<Upkeep> {
  await write(ctx, async (tx) => {
    const customer = await lockForChange(tx, ctx, input.id, input.version);
    const { points } = await getUpkeep({ ...ctx, db: tx }, customer.id);
    const open = new Set(points.map((point) => point.key));
    const unknown = input.keys.findIndex((key) => !open.has(key));
    if (unknown >= 0) throw invalid(`keys.${unknown}`, 'notFound');
    const keys = [...new Set(input.keys)];
    const at = ctx.now().toISOString();
    await tx
      .insertInto('archive_confirmations')
      .values(keys.map((point) => ({ customer_id: customer.id, point, confirmed_at: at })))
      .onConflict((conflict) => conflict.columns(['customer_id', 'point']).doUpdateSet({ confirmed_at: at }))
      .execute();
    const isDone = keys.length === open.size;
    await updateCustomerRow(tx, customer.id, {
      ...(isDone && { archive_updated_at: at }),
      updated_at: at,
      version: input.version + 1,
    });
    await touch(tx, ctx.actor.id, customer.id, ctx.now());
    const subject = subjectOf({ id: customer.id, ownerId: customer.owner_id });
    await recordEvent(tx, ctx, 'customer.confirmed', subject, { points: keys, isDone });
  });
  return getUpkeep(ctx, input.id);
}

/** The owner puts it off until a day, with a reason that those above read. */
export async function snoozeArchive(ctx: Ctx, input: Command & { until: string; reason: string }): Promise<Upkeep> {
  await write(ctx, async (tx) => {
    const customer = await lockForChange(tx, ctx, input.id, input.version);
    authorize(policy.snooze(ctx.actor, { ownerId: customer.owner_id, pooled: customer.pool_id !== null }));
    const { timeZone } = await companyOf(tx);
    const mistake = snoozeMistake(input.until, dayOf(ctx.now(), timeZone));
    if (mistake) throw invalid(mistake.path, mistake.code);
    const last = await tx
      .selectFrom('archive_snoozes')
      .select(['times', 'kept_at as keptAt'])
      .where('customer_id', '=', customer.id)
      .executeTakeFirst();
    const times = nextTime(last, customer.archive_updated_at);
    if (times === null) throw new AppError('customers.snoozeSpent', { times: last?.times ?? 0 });
    const snooze = {
      person_id: ctx.actor.id,
      until: input.until,
      reason: input.reason,
      times,
      kept_at: customer.archive_updated_at,
      created_at: ctx.now().toISOString(),
    };
    await tx
      .insertInto('archive_snoozes')
      .values({ customer_id: customer.id, ...snooze })
      .onConflict((conflict) => conflict.column('customer_id').doUpdateSet(snooze))
      .execute();
    await sql`
      update customers set version = version + 1,
        stale_at = greatest(stale_at, ${input.until}::date::timestamp at time zone ${timeZone})
      where id = ${customer.id}
    `.execute(tx);
    const subject = { ...subjectOf({ id: customer.id, ownerId: customer.owner_id }), audience: 'line' as const };
    await recordEvent(tx, ctx, 'customer.snoozed', subject, { until: input.until, reason: input.reason, times });
  });
  return getUpkeep(ctx, input.id);
}
