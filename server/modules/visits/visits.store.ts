import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db/db.ts';
import { newId } from '../../platform/ids.ts';
import { visitSeenRow } from '../../platform/scope.ts';

const locked = [
  'v.id',
  'v.owner_id as ownerId',
  'v.customer_id as customerId',
  'v.plan_item_id as planItemId',
  'v.state',
  'v.visited_on as visitedOn',
  'v.purpose_id as purposeId',
  'v.version',
] as const;

/** Locks a visit that the actor sees; null when there is none. */
export async function lockVisit(tx: Tx, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('visits as v')
    .select(locked)
    .where('v.id', '=', id)
    .where(visitSeenRow(actor, 'v.owner_id', 'v.customer_id'))
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export type LockedVisit = NonNullable<Awaited<ReturnType<typeof lockVisit>>>;

/** The visit that belongs to a plan item, locked; null when there is none yet. */
export async function lockVisitOfItem(tx: Tx, itemId: string): Promise<LockedVisit | null> {
  const row = await tx
    .selectFrom('visits as v')
    .select(locked)
    .where('v.plan_item_id', '=', itemId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

type NewVisit = {
  ownerId: string;
  customerId: string;
  planItemId: string | null;
  visitedOn: string;
  at: string;
};
export type Place = { latitude: number; longitude: number; accuracy: number };

export async function insertCheckIn(
  tx: Tx,
  visit: NewVisit & { checkedInAt: string; place: Place | null },
): Promise<string> {
  const id = newId();
  await tx
    .insertInto('visits')
    .values({
      id,
      owner_id: visit.ownerId,
      customer_id: visit.customerId,
      plan_item_id: visit.planItemId,
      state: 'checkedIn',
      visited_on: visit.visitedOn,
      checked_in_at: visit.checkedInAt,
      latitude: visit.place?.latitude ?? null,
      longitude: visit.place?.longitude ?? null,
      accuracy: visit.place?.accuracy ?? null,
      created_at: visit.at,
    })
    .execute();
  return id;
}

type Facts = {
  purposeId: string | null;
  discussed: string;
  needs: string | null;
  nextStep: string | null;
  nextStepOn: string | null;
};

/** Writes the record into the visit that was checked in, or as a new visit; answers its id. */
export async function writeRecord(tx: Tx, checkedIn: { id: string } | null, visit: NewVisit & Facts): Promise<string> {
  const id = checkedIn?.id ?? newId();
  const record = {
    plan_item_id: visit.planItemId,
    state: 'recorded' as const,
    visited_on: visit.visitedOn,
    recorded_at: visit.at,
    purpose_id: visit.purposeId,
    discussed: visit.discussed,
    needs: visit.needs,
    next_step: visit.nextStep,
    next_step_on: visit.nextStepOn,
  };
  if (checkedIn) {
    await tx
      .updateTable('visits')
      .set({ ...record, version: sql`version + 1` })
      .where('id', '=', id)
      .execute();
    return id;
  }
  const made = { id, owner_id: visit.ownerId, customer_id: visit.customerId, created_at: visit.at, ...record };
  await tx.insertInto('visits').values(made).execute();
  return id;
}

export async function insertContactsMet(tx: Tx, visitId: string, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return;
  const rows = contactIds.map((contactId) => ({ visit_id: visitId, contact_id: contactId }));
  await tx.insertInto('visit_contacts').values(rows).execute();
}

type Offer = { competitorId: string; offer: string | null };

export async function insertCompetitors(tx: Tx, visitId: string, offers: readonly Offer[]): Promise<void> {
  if (offers.length === 0) return;
  const rows = offers.map((one) => ({ visit_id: visitId, competitor_id: one.competitorId, offer: one.offer }));
  await tx.insertInto('visit_competitors').values(rows).execute();
}

type Commitment = { side: 'ours' | 'theirs'; text: string; dueOn: string | null; planItemId: string | null };

export async function insertCommitments(tx: Tx, visitId: string, commitments: readonly Commitment[]): Promise<void> {
  if (commitments.length === 0) return;
  const rows = commitments.map((one) => ({
    id: newId(),
    visit_id: visitId,
    side: one.side,
    text: one.text,
    due_on: one.dueOn,
    plan_item_id: one.planItemId,
  }));
  await tx.insertInto('visit_commitments').values(rows).execute();
}

export type Cost = { kindId?: string | null; amount: string; note?: string | null };

/** The costs of a visit as they are from now on. */
export async function replaceCosts(tx: Tx, visitId: string, costs: readonly Cost[]): Promise<void> {
  await tx.deleteFrom('visit_costs').where('visit_id', '=', visitId).execute();
  if (costs.length === 0) return;
  const rows = costs.map((cost) => ({
    id: newId(),
    visit_id: visitId,
    kind_id: cost.kindId ?? null,
    amount: cost.amount,
    note: cost.note ?? null,
  }));
  await tx.insertInto('visit_costs').values(rows).execute();
}

export async function setNextItem(tx: Tx, visitId: string, planItemId: string): Promise<void> {
  await tx.updateTable('visits').set({ next_plan_item_id: planItemId }).where('id', '=', visitId).execute();
}

type Changes = { purposeId?: string | null; discussed?: string; needs?: string | null };

export async function updateRecord(tx: Tx, id: string, changes: Changes): Promise<void> {
  await tx
    .updateTable('visits')
    .set({
      purpose_id: changes.purposeId,
      discussed: changes.discussed,
      needs: changes.needs,
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .execute();
}

/** Names in the order of the ids. */
export async function contactNames(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.selectFrom('contacts').select(['id', 'name']).where('id', 'in', ids).execute();
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return ids.flatMap((id) => names.get(id) ?? []);
}

/** The costs as they stand, to see what kinds are in use. */
export async function costKinds(tx: Tx, visitId: string): Promise<string[]> {
  const rows = await tx.selectFrom('visit_costs').select('kind_id as kindId').where('visit_id', '=', visitId).execute();
  return rows.flatMap((row) => row.kindId ?? []);
}
