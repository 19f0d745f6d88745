import type { MonthFigures } from '../../../contract/plans.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { recordEvent } from '../../platform/events.ts';
import { dayOf } from '../../platform/time.ts';
import { companyOf, todayOf } from '../org/index.ts';
import type { MonthView } from './plans.month.reads.ts';
import { monthView, readMonth, readMonthRows, readMonths } from './plans.month.reads.ts';
import { ensureMonthOver } from './plans.month.rules.ts';
import { insertClosedMonth } from './plans.month.store.ts';

async function viewOf(db: Db, now: Date, month: string): Promise<MonthView> {
  const { timeZone } = await companyOf(db);
  return monthView(month, dayOf(now, timeZone), timeZone);
}

export async function getMonth(ctx: Ctx, input: { personId: string; month: string }): Promise<MonthFigures> {
  return readMonth(ctx.db, ctx.actor, input.personId, await viewOf(ctx.db, ctx.now(), input.month));
}

export async function listMonths(ctx: Ctx, input: { month: string; cursor?: string; limit: number }) {
  return readMonths(ctx.db, ctx.actor, await viewOf(ctx.db, ctx.now(), input.month), input);
}

type RowsInput = Parameters<typeof readMonthRows>[3] & { month: string };

export async function listMonthRows(ctx: Ctx, input: RowsInput) {
  return readMonthRows(ctx.db, ctx.actor, await viewOf(ctx.db, ctx.now(), input.month), input);
}

/** Closes a past month for the whole company; a month that is closed already stays so. */
export async function closeMonth(ctx: Ctx, input: { month: string }): Promise<{ ok: true }> {
  await write(ctx, async (tx) => {
    ensureMonthOver(input.month, await todayOf(tx, ctx.now()));
    const id = await insertClosedMonth(tx, input.month, ctx.actor.id, ctx.now().toISOString());
    if (id) await recordEvent(tx, ctx, 'month.closed', { type: 'month', id, audience: 'audit' }, input);
  });
  return { ok: true };
}
