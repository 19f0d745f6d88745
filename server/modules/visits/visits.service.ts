import type { Visit } from '../../../contract/visits.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { authorize, ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { shareMonth } from '../plans/index.ts';
import { entriesIn } from '../settings/index.ts';
import { visitPolicy } from './visits.policy.ts';
import { findVisit } from './visits.reads.ts';
import type { RecordFields } from './visits.rules.ts';
import { ensureChangeable } from './visits.rules.ts';
import { costKinds, lockVisit, replaceCosts, updateRecord } from './visits.store.ts';

/** Whoever sees the customer reads a visit's events. */
export const visitSubject = (visit: { id: string; customerId: string; ownerId: string }) => ({
  type: 'visit',
  audience: 'customer' as const,
  ...visit,
});

export async function getVisit(ctx: Ctx, id: string): Promise<Visit> {
  const visit = await findVisit(ctx.db, ctx.actor, id);
  ensure(visit, 'common.notFound');
  return visit;
}

type UpdateInput = Partial<Pick<RecordFields, 'purposeId' | 'discussed' | 'needs' | 'costs'>> & {
  id: string;
  version: number;
};

/** Changes an own record until its month is closed. */
export async function updateVisit(ctx: Ctx, input: UpdateInput): Promise<Visit> {
  await write(ctx, async (tx) => {
    const visit = await lockVisit(tx, ctx.actor, input.id);
    ensure(visit, 'common.notFound');
    authorize(visitPolicy.update(ctx.actor, visit));
    ensure(visit.version === input.version, 'common.stale');
    ensureChangeable({ state: visit.state, monthClosed: await shareMonth(tx, visit.visitedOn) });
    await checkPurpose(tx, input.purposeId, visit.purposeId);
    const { costs } = input;
    if (costs) {
      await checkCosts(tx, costs, await costKinds(tx, visit.id));
      await replaceCosts(tx, visit.id, costs);
    }
    const needs = input.needs === undefined ? undefined : input.needs || null;
    await updateRecord(tx, visit.id, { purposeId: input.purposeId, discussed: input.discussed, needs });
    const fields = (['purposeId', 'discussed', 'needs', 'costs'] as const).filter((name) => input[name] !== undefined);
    await recordEvent(tx, ctx, 'visit.changed', visitSubject(visitOf(visit)), { fields });
  });
  return getVisit(ctx, input.id);
}

const visitOf = (visit: { id: string; customerId: string; ownerId: string }) => ({
  id: visit.id,
  customerId: visit.customerId,
  ownerId: visit.ownerId,
});

/** A purpose of the list; a retired one only where it is already. Throws `common.invalid` at purposeId. */
export async function checkPurpose(db: Db, id: string | null | undefined, kept: string | null = null): Promise<void> {
  if (!id) return;
  const known = await entriesIn(db, 'purpose', [id], kept ? [kept] : []);
  if (!known.has(id)) throw invalid('purposeId', 'notFound');
}

/** Kinds of cost likewise. Throws `common.invalid` at costs. */
export async function checkCosts(
  db: Db,
  costs: readonly { kindId?: string | null }[],
  kept: readonly string[] = [],
): Promise<void> {
  const known = await entriesIn(
    db,
    'costKind',
    costs.flatMap((cost) => cost.kindId ?? []),
    kept,
  );
  const index = costs.findIndex((cost) => cost.kindId && !known.has(cost.kindId));
  if (index >= 0) throw invalid(`costs.${index}.kindId`, 'notFound');
}
