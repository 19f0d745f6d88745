import { z } from 'zod';
import type { HoldingKind, StayingKind } from '../../../contract/handovers.ts';
import { holdingKinds, stayingKinds } from '../../../contract/handovers.ts';
import { isAbove } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import type { Held } from '../../platform/holdings.ts';
import { allHoldings, allStaying } from '../../platform/holdings.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import * as policy from './handovers.policy.ts';
import type { HeldKind, Plan } from './handovers.rules.ts';
import { assign, isPlace, refusalsOf, stampOf } from './handovers.rules.ts';
import type { PersonRow } from './handovers.store.ts';
import { isWaiting, personById, receiversOf } from './handovers.store.ts';

/** Everything the person holds, kind by kind; or of the kinds that are wanted. */
export async function heldBy(
  db: Db,
  personId: string,
  wanted: (kind: HoldingKind) => boolean = () => true,
): Promise<HeldKind[]> {
  const kinds: HeldKind[] = [];
  for (const holding of allHoldings()) {
    const kind = holdingKinds.find((one) => one === holding.kind);
    ensure(kind, 'common.internal');
    if (wanted(kind)) kinds.push({ kind, items: await holding.list(db, personId) });
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

/** As many come with the whole; the others page by page. */
const shownAtFirst = 100;

export async function whatIsHeld(ctx: Ctx, personId: string) {
  const { id, name, post, supervisor } = await personFor(ctx.db, ctx, personId);
  // Only who is active is among them.
  const [account] = await receiversOf(ctx.db, [personId], []);
  const kinds = await heldBy(ctx.db, personId);
  const named = isAbove(ctx.actor, personId);
  const shown = showing(kinds);
  return {
    person: { id, name, post },
    supervisor,
    stamp: stampOf(kinds),
    canDepart: account !== undefined && policy.depart(ctx.actor, id) && policy.holdsAllOf(ctx.actor, account),
    underWay: await isWaiting(ctx.db, personId),
    kinds: kinds.map(({ kind, items }) => {
      const first = named && !unnamed.has(kind) ? pageOf(items, shown, shownAtFirst) : null;
      return { kind, count: items.length, items: first?.items ?? null, nextCursor: first?.nextCursor ?? null };
    }),
    stays: await staysWith(ctx.db, personId),
  };
}

/** Things as those above the person read them. */
function showing(kinds: readonly HeldKind[]) {
  // An item may be about a customer that neither of them sees any more.
  const known = new Set(kinds.filter(({ kind }) => isPlace(kind)).flatMap(({ items }) => items.map((item) => item.id)));
  return ({ version: _, boundTo, ...item }: Held) => ({
    ...item,
    bound: boundTo !== undefined || (item.customerId !== item.id && known.has(item.customerId ?? '')),
    customerId: item.customerId !== null && known.has(item.customerId) ? item.customerId : null,
  });
}

function pageOf<T extends { id: string }>(items: readonly Held[], shown: (item: Held) => T, limit: number) {
  return toPage(items.slice(0, limit + 1).map(shown), limit, ({ id }) => id);
}

type ThingsQuery = { personId: string; kind: HoldingKind; cursor?: string; limit: number };

/** The rest of one kind, by id, for those above the person alone. Throws `common.notFound`. */
export async function thingsHeld(ctx: Ctx, { personId, kind, cursor, limit }: ThingsQuery) {
  const after = decodeCursor(cursor, z.uuid());
  await personFor(ctx.db, ctx, personId);
  ensure(isAbove(ctx.actor, personId) && !unnamed.has(kind), 'common.notFound');
  const kinds = await heldBy(ctx.db, personId, (one) => one === kind || isPlace(one));
  const items = kinds.find((one) => one.kind === kind)?.items ?? [];
  return pageOf(after ? items.filter(({ id }) => id > after) : items, showing(kinds), limit);
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
