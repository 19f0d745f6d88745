import type { HoldingKind, StayingKind } from '../../../contract/handovers.ts';
import { holdingKinds, stayingKinds } from '../../../contract/handovers.ts';
import { isAbove } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import type { Held } from '../../platform/holdings.ts';
import { allHoldings, allStaying } from '../../platform/holdings.ts';
import * as policy from './handovers.policy.ts';
import type { HeldKind, Plan } from './handovers.rules.ts';
import { assign, isPlace, refusalsOf, stampOf } from './handovers.rules.ts';
import type { PersonRow } from './handovers.store.ts';
import { isWaiting, personById, receiversOf } from './handovers.store.ts';

/** Everything the person holds, kind by kind. */
export async function heldBy(db: Db, personId: string): Promise<HeldKind[]> {
  const kinds: HeldKind[] = [];
  for (const holding of allHoldings()) {
    const kind = holdingKinds.find((one) => one === holding.kind);
    ensure(kind, 'common.internal');
    kinds.push({ kind, items: await holding.list(db, personId) });
  }
  return kinds;
}

/** The person, for who may hand over what they hold; anyone else is told that there is nobody. */
export async function personFor(db: Db, ctx: Ctx, personId: string): Promise<PersonRow> {
  const person = await personById(db, personId);
  ensure(person && policy.begin(ctx.actor, personId), 'common.notFound');
  return person;
}

/** What only its holder may read: it is told in numbers. */
const unnamed: ReadonlySet<HoldingKind> = new Set(['imports', 'introductions', 'views']);

/** More than these are no list that anybody goes through one by one. */
const mostShown = 200;

export async function whatIsHeld(ctx: Ctx, personId: string) {
  const { id, name, post, supervisor, active } = await personFor(ctx.db, ctx, personId);
  const kinds = await heldBy(ctx.db, personId);
  const named = isAbove(ctx.actor, personId);
  // An item may be about a customer that neither of them sees any more.
  const known = new Set(kinds.filter(({ kind }) => isPlace(kind)).flatMap(({ items }) => items.map((item) => item.id)));
  const shown = ({ version: _, boundTo, ...item }: Held) => ({
    ...item,
    bound: boundTo !== undefined || (item.customerId !== item.id && known.has(item.customerId ?? '')),
    customerId: item.customerId !== null && known.has(item.customerId) ? item.customerId : null,
  });
  return {
    person: { id, name, post },
    supervisor,
    stamp: stampOf(kinds),
    canDepart: active && policy.depart(ctx.actor, personId),
    underWay: await isWaiting(ctx.db, personId),
    kinds: kinds.map(({ kind, items }) => ({
      kind,
      count: items.length,
      items: named && !unnamed.has(kind) ? items.slice(0, mostShown).map(shown) : null,
    })),
    stays: await staysWith(ctx.db, personId),
  };
}

async function staysWith(db: Db, personId: string) {
  const counted: { kind: StayingKind; count: number }[] = [];
  for (const staying of allStaying()) {
    const kind = stayingKinds.find((one) => one === staying.kind);
    ensure(kind, 'common.internal');
    counted.push({ kind, count: await staying.count(db, personId) });
  }
  return counted;
}

export async function judge(db: Db, ctx: Ctx, plan: Plan, kinds: readonly HeldKind[]) {
  const assigned = assign(kinds, plan);
  const wanted = new Set([plan.to, ...assigned.flatMap(({ moves }) => moves.map((move) => move.to))]);
  const subordinates = kinds.find(({ kind }) => kind === 'subordinates')?.items.map(({ id }) => id) ?? [];
  const found = await receiversOf(db, [...wanted], subordinates);
  const allowed = found.filter(({ id }) => policy.give(ctx.actor, plan.personId, id));
  const receivers = new Map(allowed.map((one) => [one.id, one]));
  const needs = new Map<HoldingKind, string | undefined>();
  for (const { kind, permission } of allHoldings()) {
    const known = holdingKinds.find((one) => one === kind);
    if (known) needs.set(known, permission);
  }
  return { assigned, receivers, refusals: refusalsOf(assigned, plan.personId, receivers, needs) };
}

export async function preview(ctx: Ctx, plan: Plan) {
  await personFor(ctx.db, ctx, plan.personId);
  const { assigned, receivers, refusals } = await judge(ctx.db, ctx, plan, await heldBy(ctx.db, plan.personId));
  return {
    receivers: [...receivers.values()].map(({ id, name, post }) => ({
      person: { id, name, post },
      kinds: assigned.flatMap(({ kind, moves }) => {
        const count = moves.filter((move) => move.to === id).length;
        return count > 0 ? [{ kind, count }] : [];
      }),
    })),
    refusals,
  };
}
