import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { AppError, authorize, ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { allHoldings } from '../../platform/holdings.ts';
import { newId } from '../../platform/ids.ts';
import { departIn, lockOrganisation, todayOf } from '../org/index.ts';
import { insertBriefings } from './handovers.briefing.store.ts';
import { heldBy, judge, personFor } from './handovers.held.service.ts';
import { introduce } from './handovers.introduce.service.ts';
import * as policy from './handovers.policy.ts';
import type { Assigned, HeldKind, Plan } from './handovers.rules.ts';
import { inChunks, isLarge, stampOf } from './handovers.rules.ts';
import type { PersonRow } from './handovers.store.ts';
import { finishHandover, insertHandover, insertItems, isWaiting, lockPerson, lockRows } from './handovers.store.ts';

export type Command = Plan & { stamp: string; depart: boolean; on?: string; introduceOn?: string };

/** The event that starts a job. */
export const asked = 'handover.asked';

export const subjectOf = (id: string) => ({ type: 'handover', id, audience: 'audit' as const });

/**
 * Everything in one transaction, or nothing: at once, or, of more than a thousand things, by a job that does as this
 * would have done. Throws `common.stale` when what the person holds has changed since it was shown, `handover.refused`
 * when somebody cannot get what is meant for them, and `handover.underWay` while another one of this person waits.
 */
export async function handOver(ctx: Ctx, input: Command): Promise<{ id: string }> {
  return write(ctx, async (tx) => {
    const checked = await check(tx, ctx, input);
    ensure(!(await isWaiting(tx, input.personId)), 'handover.underWay');
    const id = newId();
    const total = checked.assigned.reduce((sum, { moves }) => sum + moves.length, 0);
    const row = {
      id,
      person_id: input.personId,
      actor_id: ctx.actor.id,
      departed: input.depart,
      created_at: ctx.now().toISOString(),
      state: 'waiting' as const,
      command: JSON.stringify(input),
      total,
    };
    await insertHandover(tx, row);
    if (isLarge(checked.assigned))
      await recordEvent(tx, ctx, asked, subjectOf(id), { personId: input.personId, total });
    else await carryOut(tx, ctx, { id, input, ...checked });
    return { id };
  });
}

/** As it was asked for, with what the person holds by now and the rights that the asker has by now. */
export async function resumeIn(
  tx: Tx,
  ctx: Ctx,
  { id, input }: { id: string; input: Command },
  tell: (done: number) => Promise<void>,
): Promise<void> {
  const checked = await check(tx, ctx, input);
  await carryOut(tx, ctx, { id, input, ...checked }, tell);
}

/** What is held and to whom it goes, such that nobody changes it until the transaction ends. */
async function check(tx: Tx, ctx: Ctx, input: Command) {
  await lockOrganisation(tx);
  await lockPerson(tx, input.personId);
  const person = await personFor(tx, ctx, input.personId);
  authorize(!input.depart || policy.depart(ctx.actor, person.id));
  if (input.introduceOn && input.introduceOn < (await todayOf(tx, ctx.now()))) throw invalid('introduceOn', 'order');
  const kinds = await lockHeld(tx, person.id);
  ensure(stampOf(kinds) === input.stamp, 'common.stale');
  const { assigned, receivers, refusals } = await judge(tx, ctx, input, kinds);
  const [first] = refusals;
  if (first) throw new AppError('handover.refused', { count: refusals.length, reason: first.reason });
  return { person, assigned, receivers };
}

type Checked = { id: string; input: Command; person: PersonRow; assigned: readonly Assigned[] };

async function carryOut(
  tx: Tx,
  ctx: Ctx,
  { id, input, person, assigned }: Checked,
  tell: (done: number) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await insertItems(tx, id, assigned);
  await move(tx, ctx, person.id, assigned, tell);
  const customers = assigned.find(({ kind }) => kind === 'customers')?.moves ?? [];
  for (const part of inChunks(customers)) await insertBriefings(tx, id, part);
  const { introduceOn } = input;
  if (introduceOn) {
    const wanted = { person, stays: !input.depart, day: introduceOn };
    for (const part of inChunks(customers)) await introduce(tx, ctx, wanted, part);
  }
  const receivers = [...new Set(assigned.flatMap(({ moves }) => moves.map(({ to }) => to)))];
  await recordEvent(tx, ctx, 'handover.done', subjectOf(id), { personId: person.id, receivers });
  if (input.depart) await departIn(tx, ctx, { id: person.id, version: person.version, on: input.on });
  await finishHandover(tx, id);
}

async function lockHeld(tx: Tx, personId: string): Promise<HeldKind[]> {
  for (const { table, list } of allHoldings()) {
    const items = await list(tx, personId);
    if (items.length > 0)
      await lockRows(
        tx,
        table,
        items.map(({ id }) => id),
      );
  }
  return heldBy(tx, personId);
}

async function move(
  tx: Tx,
  ctx: Ctx,
  personId: string,
  assigned: readonly Assigned[],
  tell: (done: number) => Promise<void>,
): Promise<void> {
  let done = 0;
  for (const holding of allHoldings()) {
    const moves = assigned.find(({ kind }) => kind === holding.kind)?.moves ?? [];
    for (const part of inChunks(moves)) {
      await holding.move(tx, ctx, personId, part);
      done += part.length;
      await tell(done);
    }
  }
}
