import type { Visit } from '../../../contract/visits.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { ensureCustomersSeen, touchByVisit } from '../customers/index.ts';
import { todayOf } from '../org/index.ts';
import { completeWithProof, insertItems, itemOfVisit } from '../plans/index.ts';
import { ensureEntry, entriesIn, entryNames } from '../settings/index.ts';
import type { RecordFields } from './visits.rules.ts';
import {
  activityOf,
  checkFollowUps,
  checkVisitDay,
  ensureUnrecorded,
  isPlanned,
  mergeOffers,
  titleOf,
} from './visits.rules.ts';
import { checkCosts, checkPurpose, getVisit, visitSubject } from './visits.service.ts';
import type { LockedVisit } from './visits.store.ts';
import {
  contactNames,
  insertCommitments,
  insertCompetitors,
  insertContactsMet,
  lockVisit,
  lockVisitOfItem,
  replaceCosts,
  setNextItem,
  writeRecord,
} from './visits.store.ts';

type RecordInput = RecordFields & {
  visitId?: string | null;
  version?: number;
  customerId: string;
  planItemId?: string | null;
  visitedOn?: string;
  completeItem?: boolean;
};

/**
 * Records a visit in one transaction: the record, the customer's archive and contacts, competitors, costs, follow-ups
 * in the plan, and the item that it proves.
 */
export async function recordVisit(ctx: Ctx, input: RecordInput): Promise<Visit> {
  const { id } = await write(ctx, async (tx) => {
    await ensureCustomersSeen(tx, ctx.actor, [input.customerId]);
    const checkedIn = await takeCheckedIn(tx, ctx, input);
    const planItemId = input.planItemId ?? checkedIn?.planItemId ?? null;
    const today = await todayOf(tx, ctx.now());
    const visitedOn = input.visitedOn ?? checkedIn?.visitedOn ?? today;
    checkVisitDay(visitedOn, today);
    checkFollowUps(input, visitedOn);
    await checkPurpose(tx, input.purposeId);
    await checkCosts(tx, input.costs ?? []);
    const made = await writeVisit(tx, ctx, input, checkedIn, { planItemId, visitedOn });
    await planFollowUps(tx, ctx, input, made);
    if (planItemId && input.completeItem !== false) {
      await completeWithProof(tx, ctx, { itemId: planItemId, visitId: made, customerId: input.customerId });
    }
    return { id: made };
  });
  return getVisit(ctx, id);
}

/** The own visit that is recorded now, checked in before; null for one that begins with its record. */
async function takeCheckedIn(tx: Tx, ctx: Ctx, input: RecordInput): Promise<LockedVisit | null> {
  const named = input.visitId ? await lockVisit(tx, ctx.actor, input.visitId) : null;
  if (input.visitId && named?.ownerId !== ctx.actor.id) throw invalid('visitId', 'notFound');
  if (named) {
    ensureUnrecorded(named);
    ensure(input.version === undefined || input.version === named.version, 'common.stale');
    if (named.customerId !== input.customerId) throw invalid('customerId', 'choice');
  }
  const itemId = input.planItemId ?? null;
  if (!itemId || itemId === named?.planItemId) return named;
  await itemOfVisit(tx, ctx, itemId, input.customerId);
  const ofItem = await lockVisitOfItem(tx, itemId);
  if (ofItem) ensureUnrecorded(ofItem);
  // The item has a visit under way; a second one cannot take its place.
  if (ofItem && named) throw invalid('planItemId', 'taken');
  if (ofItem && ofItem.customerId !== input.customerId) throw invalid('customerId', 'choice');
  return named ?? ofItem;
}

type Settled = { planItemId: string | null; visitedOn: string };

/** The visit with everything that belongs to it, and what it changes at the customer; answers its id. */
async function writeVisit(
  tx: Tx,
  ctx: Ctx,
  input: RecordInput,
  checkedIn: LockedVisit | null,
  { planItemId, visitedOn }: Settled,
): Promise<string> {
  const { customerId } = input;
  const now = ctx.now();
  const id = await writeRecord(tx, checkedIn, {
    ownerId: ctx.actor.id,
    customerId,
    planItemId,
    visitedOn,
    at: now.toISOString(),
    purposeId: input.purposeId ?? null,
    discussed: input.discussed,
    needs: input.needs || null,
    nextStep: input.nextStep ?? null,
    nextStepOn: input.nextStepOn ?? null,
  });
  const { contactIds } = await touchByVisit(tx, ctx.actor, now, {
    customerId,
    visitedOn,
    contactIds: [...new Set(input.contactIds)],
    newContacts: input.newContacts ?? [],
    nextStep: input.nextStep,
    nextStepOn: input.nextStepOn,
    phone: input.customerPhone,
  });
  await insertContactsMet(tx, id, contactIds);
  await insertCompetitors(tx, id, await competitorsOf(tx, ctx, input));
  await replaceCosts(tx, id, input.costs ?? []);
  const purpose = input.purposeId ? (await entryNames(tx, [input.purposeId])).get(input.purposeId) : null;
  await recordEvent(tx, ctx, 'visit.recorded', visitSubject({ id, customerId, ownerId: ctx.actor.id }), {
    visitedOn,
    purpose: purpose ?? null,
    contacts: await contactNames(tx, contactIds),
    nextStep: input.nextStep ?? null,
    nextStepOn: input.nextStepOn ?? null,
  });
  return id;
}

/** Competitors by id, or by a name that is added to the list when it is new. */
async function competitorsOf(tx: Tx, ctx: Ctx, input: RecordInput) {
  const given = input.competitors ?? [];
  const known = await entriesIn(
    tx,
    'competitor',
    given.flatMap((one) => one.competitorId ?? []),
  );
  const offers = [];
  for (const [index, { competitorId, name, offer }] of given.entries()) {
    const path = `competitors.${index}`;
    if (competitorId && !known.has(competitorId)) throw invalid(`${path}.competitorId`, 'notFound');
    if (!competitorId && !name) throw invalid(`${path}.name`, 'required');
    const id = competitorId ?? (await ensureEntry(tx, ctx.actor, 'competitor', name ?? ''));
    offers.push({ competitorId: id, offer: offer || null });
  }
  return mergeOffers(offers);
}

/** The commitments, with own ones in the plan where that is wanted, and the next step. */
async function planFollowUps(tx: Tx, ctx: Ctx, input: RecordInput, visitId: string): Promise<void> {
  const base = { customerId: input.customerId, fromVisitId: visitId };
  const commitments = [];
  for (const commitment of input.commitments ?? []) {
    const { text, dueOn } = commitment;
    const [planItemId = null] =
      isPlanned(commitment) && dueOn
        ? await insertItems(tx, ctx, [{ ...base, title: titleOf(text), day: dueOn, activity: 'other', time: null }])
        : [];
    commitments.push({ ...commitment, planItemId });
  }
  await insertCommitments(tx, visitId, commitments);
  const { nextStep, nextStepOn } = input;
  if (!nextStep || !nextStepOn || input.planNextStep === false) return;
  const step = { title: nextStep, day: nextStepOn, activity: activityOf(nextStep), time: input.nextStepTime ?? null };
  const [itemId] = await insertItems(tx, ctx, [{ ...base, ...step }]);
  if (itemId) await setNextItem(tx, visitId, itemId);
}
