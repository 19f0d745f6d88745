import type { PlanWeek } from '../../../contract/plans.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { authorize, ensure } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { mondayOf } from '../../platform/time.ts';
import { effectiveSupervisor } from '../org/index.ts';
import { weekPolicy } from './plans.policy.ts';
import { readWeek } from './plans.reads.ts';
import { ensureDecidable, ensureSubmittable } from './plans.rules.ts';
import type { LockedWeek } from './plans.week.store.ts';
import { takeWeek, turnWeek } from './plans.week.store.ts';

export function getWeek(ctx: Ctx, input: { personId: string; week: string }): Promise<PlanWeek> {
  return readWeek(ctx.db, ctx.actor, input.personId, mondayOf(input.week));
}

/** Hands the own week to those above; from now on only they change it, until it is approved or returned. */
export async function submitWeek(ctx: Ctx, input: { week: string; version: number }): Promise<PlanWeek> {
  const monday = mondayOf(input.week);
  await write(ctx, async (tx) => {
    const week = await takeWeek(tx, ctx.actor, ctx.actor.id, monday);
    ensure(week, 'common.notFound');
    const hasSupervisor = (await effectiveSupervisor(tx, week.ownerId)) !== null;
    authorize(weekPolicy.submit(ctx.actor, { ...week, hasSupervisor }));
    ensure(week.version === input.version, 'common.stale');
    ensureSubmittable(week);
    const submittedAt = ctx.now().toISOString();
    await turnWeek(tx, week.id, { state: 'submitted', submittedAt, decidedAt: null, decidedBy: null, advice: null });
    await recordEvent(tx, ctx, 'planWeek.submitted', weekSubject(week), { week: monday });
  });
  return readWeek(ctx.db, ctx.actor, ctx.actor.id, monday);
}

type Decision = { personId: string; week: string; version: number; advice?: string };

export async function approveWeek(ctx: Ctx, input: Decision): Promise<PlanWeek> {
  return decide(ctx, input, async (tx, week, decided) => {
    await turnWeek(tx, week.id, { state: 'approved', ...decided });
    await recordEvent(tx, ctx, 'planWeek.approved', weekSubject(week), {
      week: mondayOf(input.week),
      advice: decided.advice,
    });
  });
}

/** The week becomes a draft again, with advice. */
export async function returnWeek(ctx: Ctx, input: Decision): Promise<PlanWeek> {
  return decide(ctx, input, async (tx, week, decided) => {
    await turnWeek(tx, week.id, { state: 'draft', submittedAt: null, ...decided });
    await recordEvent(tx, ctx, 'planWeek.returned', weekSubject(week), {
      week: mondayOf(input.week),
      advice: decided.advice,
    });
  });
}

type Decided = { decidedAt: string; decidedBy: string; advice: string | null };

async function decide(
  ctx: Ctx,
  input: Decision,
  turn: (tx: Tx, week: LockedWeek, decided: Decided) => Promise<void>,
): Promise<PlanWeek> {
  const monday = mondayOf(input.week);
  await write(ctx, async (tx) => {
    const week = await takeWeek(tx, ctx.actor, input.personId, monday);
    ensure(week, 'common.notFound');
    authorize(weekPolicy.decide(ctx.actor, week.ownerId));
    ensure(week.version === input.version, 'common.stale');
    ensureDecidable(week.state);
    const decidedAt = ctx.now().toISOString();
    await turn(tx, week, { decidedAt, decidedBy: ctx.actor.id, advice: input.advice || null });
  });
  return readWeek(ctx.db, ctx.actor, input.personId, monday);
}

function weekSubject(week: LockedWeek) {
  return { type: 'planWeek', id: week.id, audience: 'line' as const, ownerId: week.ownerId };
}
