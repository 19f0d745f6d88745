import type { Ctx } from '../../platform/context.ts';
import { staleOf } from '../customers/index.ts';
import { readStanding, readTasks } from './plans.today.reads.ts';

const mostStale = 20;

/** What the caller has to do, in three queries at once. */
export async function getToday(ctx: Ctx) {
  const now = ctx.now();
  const [tasks, standing, stale] = await Promise.all([
    readTasks(ctx.db, ctx.actor, now),
    readStanding(ctx.db, ctx.actor, now),
    staleOf(ctx.db, ctx.actor.id, now, mostStale),
  ]);
  return { ...tasks, ...standing, stale };
}
