import type { Locale } from '../../../contract/auth.ts';
import type { HoldingKind, StayingKind } from '../../../contract/handovers.ts';
import { holdingKinds, stayingKinds } from '../../../contract/handovers.ts';
import { loadTexts } from '../../../contract/texts/index.ts';
import { isAbove } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import { AppError, authorize, ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Held } from '../../platform/holdings.ts';
import { allHoldings, allStaying } from '../../platform/holdings.ts';
import { newId } from '../../platform/ids.ts';
import { departIn, lockOrganisation, todayOf } from '../org/index.ts';
import { planIntroductions } from '../plans/index.ts';
import * as policy from './handovers.policy.ts';
import type { Assigned, HeldKind, Plan, Refusal } from './handovers.rules.ts';
import { assign, isPlace, refusalsOf, stampOf } from './handovers.rules.ts';
import type { PersonRow } from './handovers.store.ts';
import { insertHandover, lockPerson, lockRows, personById, receiversOf } from './handovers.store.ts';

/** Everything the person holds, kind by kind. */
async function heldBy(db: Db, personId: string): Promise<HeldKind[]> {
  const kinds: HeldKind[] = [];
  for (const holding of allHoldings()) {
    const kind = holdingKinds.find((one) => one === holding.kind);
    ensure(kind, 'common.internal');
    kinds.push({ kind, items: await holding.list(db, personId) });
  }
  return kinds;
}

/** The person, for who may hand over what they hold; anyone else is told that there is nobody. */
async function personFor(db: Db, ctx: Ctx, personId: string): Promise<PersonRow> {
  const person = await personById(db, personId);
  ensure(person && policy.begin(ctx.actor, personId), 'common.notFound');
  return person;
}

export async function whatIsHeld(ctx: Ctx, personId: string) {
  const { id, name, post, supervisor, active } = await personFor(ctx.db, ctx, personId);
  const kinds = await heldBy(ctx.db, personId);
  const named = isAbove(ctx.actor, personId);
  // An item may be about a customer that neither of them sees any more.
  const known = new Set(kinds.filter(({ kind }) => isPlace(kind)).flatMap(({ items }) => items.map((item) => item.id)));
  const shown = ({ version: _, boundTo, ...item }: Held) => ({
    ...item,
    bound: boundTo !== undefined,
    customerId: item.customerId !== null && known.has(item.customerId) ? item.customerId : null,
  });
  return {
    person: { id, name, post },
    supervisor,
    stamp: stampOf(kinds),
    canDepart: active && policy.depart(ctx.actor, personId),
    kinds: kinds.map(({ kind, items }) => ({
      kind,
      count: items.length,
      items: named && !unnamed.has(kind) ? items.map(shown) : null,
    })),
    stays: await staysWith(ctx.db, personId),
  };
}

/** What only its holder may read: it is told in numbers. */
const unnamed: ReadonlySet<HoldingKind> = new Set(['imports', 'introductions', 'views']);

async function staysWith(db: Db, personId: string) {
  const counted: { kind: StayingKind; count: number }[] = [];
  for (const staying of allStaying()) {
    const kind = stayingKinds.find((one) => one === staying.kind);
    ensure(kind, 'common.internal');
    counted.push({ kind, count: await staying.count(db, personId) });
  }
  return counted;
}

async function judge(db: Db, ctx: Ctx, plan: Plan, kinds: readonly HeldKind[]) {
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

type Command = Plan & { stamp: string; depart: boolean; on?: string; introduceOn?: string };

/**
 * Everything in one transaction, or nothing. Throws `common.stale` when what the person holds has changed since it was
 * shown, and `handover.refused` when somebody cannot get what is meant for them.
 */
export async function handOver(ctx: Ctx, input: Command): Promise<{ id: string }> {
  return write(ctx, async (tx) => {
    await lockOrganisation(tx);
    await lockPerson(tx, input.personId);
    const person = await personFor(tx, ctx, input.personId);
    authorize(!input.depart || policy.depart(ctx.actor, person.id));
    if (input.introduceOn && input.introduceOn < (await todayOf(tx, ctx.now()))) throw invalid('introduceOn', 'order');
    const kinds = await lockHeld(tx, person.id);
    ensure(stampOf(kinds) === input.stamp, 'common.stale');
    const { assigned, refusals } = await judge(tx, ctx, input, kinds);
    refuse(refusals);
    const id = newId();
    const at = ctx.now().toISOString();
    const row = { id, person_id: person.id, actor_id: ctx.actor.id, departed: input.depart, created_at: at };
    await insertHandover(tx, row, assigned);
    await move(tx, ctx, person.id, assigned);
    if (input.introduceOn) await introduce(tx, ctx, person, assigned, input.introduceOn);
    await recordEvent(
      tx,
      ctx,
      'handover.done',
      { type: 'handover', id, audience: 'audit' },
      {
        personId: person.id,
        receivers: [...new Set(assigned.flatMap(({ moves }) => moves.map(({ to }) => to)))],
      },
    );
    if (input.depart) await departIn(tx, ctx, { id: person.id, version: person.version, on: input.on });
    return { id };
  });
}

/** What the person holds, such that nobody changes it until the transaction ends. */
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

function refuse(refusals: readonly Refusal[]): void {
  const [first] = refusals;
  if (first) throw new AppError('handover.refused', { count: refusals.length, reason: first.reason });
}

async function move(tx: Tx, ctx: Ctx, personId: string, assigned: readonly Assigned[]): Promise<void> {
  for (const holding of allHoldings()) {
    const moves = assigned.find(({ kind }) => kind === holding.kind)?.moves ?? [];
    if (moves.length > 0) await holding.move(tx, ctx, personId, moves);
  }
}

/** A visit for each customer's receiver, called in the receiver's own language. */
async function introduce(tx: Tx, ctx: Ctx, person: PersonRow, assigned: readonly Assigned[], day: string) {
  const moves = assigned.find(({ kind }) => kind === 'customers')?.moves ?? [];
  const receivers = [...new Set(moves.map(({ to }) => to))];
  if (receivers.length === 0) return;
  const rows = await tx.selectFrom('users').select(['id', 'locale']).where('id', 'in', receivers).execute();
  const titles = new Map<string, string>();
  for (const { id, locale } of rows) {
    const texts = await loadTexts[locale as Locale]();
    titles.set(id, String(texts.handovers.introduction).replace('{{person}}', person.name));
  }
  await planIntroductions(
    tx,
    ctx,
    moves.map(({ id, to }) => ({ customerId: id, ownerId: to, title: titles.get(to) ?? '' })),
    day,
  );
}
