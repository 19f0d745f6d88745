import type { PlanItemDetail } from '../../../contract/plans.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import { authorize, ensure } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import {
  clearAdvice,
  insertEvaluation,
  insertReply,
  newestEvaluation,
  setScore,
  updateEvaluation,
} from './plans.evaluation.store.ts';
import { getItem, itemSubject, takeItem } from './plans.item.service.ts';
import { itemPolicy } from './plans.policy.ts';
import { ensureAnswerable, ensureCorrectable, ensureEvaluable } from './plans.rules.ts';
import { lockItem } from './plans.store.ts';

type Verdict = { id: string; version: number; score: number; advice?: string | null };

/** Score and advice for a completed item; again, before the month is closed, changes them. */
export async function evaluate(ctx: Ctx, input: Verdict): Promise<PlanItemDetail> {
  await write(ctx, async (tx) => {
    const item = await takeItem(tx, ctx, input, itemPolicy.evaluate);
    ensureEvaluable(item);
    const at = ctx.now().toISOString();
    const before = await newestEvaluation(tx, item.id);
    const line = { evaluatorId: ctx.actor.id, score: input.score, advice: input.advice || null };
    if (before) await updateEvaluation(tx, { ...line, id: before.id });
    else await insertEvaluation(tx, { ...line, itemId: item.id, correctsId: null, at });
    await setScore(tx, item.id, line.score, line.advice && at);
    await recordEvent(tx, ctx, 'planItem.evaluated', itemSubject(item), {
      title: item.title,
      score: line.score,
      advice: line.advice,
      ...(before && { before: before.score }),
    });
  });
  return getItem(ctx, input.id);
}

/** After the month is closed: a further line with its reason, which counts from now on. */
export async function correct(ctx: Ctx, input: Verdict & { advice: string }): Promise<PlanItemDetail> {
  await write(ctx, async (tx) => {
    const item = await takeItem(tx, ctx, input, itemPolicy.evaluate);
    ensureCorrectable(item);
    const before = await newestEvaluation(tx, item.id);
    ensure(before, 'plans.notEvaluable');
    const at = ctx.now().toISOString();
    const line = { evaluatorId: ctx.actor.id, score: input.score, advice: input.advice };
    await insertEvaluation(tx, { ...line, itemId: item.id, correctsId: before.id, at });
    await setScore(tx, item.id, line.score, at);
    await recordEvent(tx, ctx, 'planItem.corrected', itemSubject(item), {
      title: item.title,
      score: line.score,
      advice: line.advice,
      before: before.score,
    });
    return { id: item.id };
  });
  return getItem(ctx, input.id);
}

/** A word on an evaluation, from the owner or from above. */
export async function reply(ctx: Ctx, input: { id: string; text: string }): Promise<PlanItemDetail> {
  await write(ctx, async (tx) => {
    const item = await lockItem(tx, ctx.actor, input.id);
    ensure(item, 'common.notFound');
    authorize(itemPolicy.reply(ctx.actor, item));
    ensureAnswerable(item);
    await insertReply(tx, { itemId: item.id, authorId: ctx.actor.id, text: input.text, at: ctx.now().toISOString() });
    if (ctx.actor.id === item.ownerId) await clearAdvice(tx, item.id);
    await recordEvent(tx, ctx, 'planItem.replied', itemSubject(item), { title: item.title });
    return { id: item.id };
  });
  return getItem(ctx, input.id);
}
