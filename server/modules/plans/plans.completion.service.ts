import type { PlanItemDetail } from '../../../contract/plans.ts';
import type { InstanceLine } from '../../../contract/workflows.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { filesOf } from '../files/index.ts';
import { todayOf } from '../org/index.ts';
import { instancesWithPart, listWithPart } from '../workflow/index.ts';
import { getItem, itemSubject, takeItem } from './plans.item.service.ts';
import { itemPolicy } from './plans.policy.ts';
import type { Proofs } from './plans.rules.ts';
import { ensureOpen, ensureProven, isOnTime } from './plans.rules.ts';
import type { LockedItem } from './plans.store.ts';
import { completeItemRow, insertProofs, lockItem, ownRecordedVisits } from './plans.store.ts';

type CompleteInput = {
  id: string;
  version: number;
  result?: string | null;
  visitIds?: string[];
  fileIds?: string[];
  workflowIds?: string[];
  note?: string;
};

/** Completes an own item by its proofs; this submits it to the supervisor. */
export async function completeItem(ctx: Ctx, input: CompleteInput): Promise<PlanItemDetail> {
  await write(ctx, async (tx) => {
    const item = await takeItem(tx, ctx, input, itemPolicy.complete);
    ensureOpen(item);
    const proofs = {
      visitIds: [...new Set(input.visitIds)],
      fileIds: [...new Set(input.fileIds)],
      workflowIds: [...new Set(input.workflowIds)],
      note: input.note || null,
    };
    ensureProven(proofs);
    const visits = await ownRecordedVisits(tx, ctx.actor.id, proofs.visitIds, item.customerId);
    const files = await filesOf(tx, ctx.actor.id, proofs.fileIds);
    refuseUnknown('visitIds', input.visitIds ?? [], visits);
    refuseUnknown('fileIds', input.fileIds ?? [], files);
    refuseUnknown(
      'workflowIds',
      input.workflowIds ?? [],
      await instancesWithPart(tx, ctx.actor.id, proofs.workflowIds),
    );
    await complete(tx, ctx, item, proofs, input.result || null);
  });
  return getItem(ctx, input.id);
}

/** Workflows of the caller that may prove an item. */
export async function listProofWorkflows(
  ctx: Ctx,
  { id, q }: { id: string; q?: string | undefined },
): Promise<{ items: InstanceLine[] }> {
  const item = await getItem(ctx, id);
  return { items: await listWithPart(ctx, { customerId: item.customer?.id ?? null, q }) };
}

function refuseUnknown(field: string, ids: readonly string[], known: ReadonlySet<string>): void {
  const index = ids.findIndex((id) => !known.has(id));
  if (index >= 0) throw invalid(`${field}.${index}`, 'notFound');
}

/**
 * Locks the item that a visit at this customer belongs to; it is the caller's own, and about that customer or none.
 * Throws `common.invalid` at planItemId for any other.
 */
export async function itemOfVisit(tx: Tx, ctx: Ctx, itemId: string, customerId: string): Promise<{ open: boolean }> {
  const item = await lockItem(tx, ctx.actor, itemId);
  const fits = item && item.ownerId === ctx.actor.id && (item.customerId === null || item.customerId === customerId);
  if (!fits) throw invalid('planItemId', 'notFound');
  return { open: item.state === 'open' };
}

/**
 * Completes an own open item by a visit that was just recorded, in the transaction of the record. Answers false, and
 * leaves the item as it is, when it is not open any more, its month is closed, or it is about another customer.
 */
export async function completeWithProof(
  tx: Tx,
  ctx: Ctx,
  proof: { itemId: string; visitId: string; customerId: string },
): Promise<boolean> {
  const item = await lockItem(tx, ctx.actor, proof.itemId);
  if (!item || !itemPolicy.complete(ctx.actor, item) || item.state !== 'open' || item.monthClosed) return false;
  if (item.customerId !== null && item.customerId !== proof.customerId) return false;
  await complete(tx, ctx, item, { visitIds: [proof.visitId], fileIds: [], workflowIds: [], note: null }, null);
  return true;
}

async function complete(tx: Tx, ctx: Ctx, item: LockedItem, proofs: Proofs, result: string | null): Promise<void> {
  const now = ctx.now();
  const at = now.toISOString();
  const onTime = isOnTime(await todayOf(tx, now), item.day);
  await completeItemRow(tx, item.id, { at, onTime, result });
  await insertProofs(
    tx,
    item.id,
    [
      ...proofs.visitIds.map((visitId) => ({ visitId })),
      ...proofs.fileIds.map((fileId) => ({ fileId })),
      ...proofs.workflowIds.map((instanceId) => ({ instanceId })),
      ...(proofs.note === null ? [] : [{ note: proofs.note }]),
    ],
    at,
  );
  await recordEvent(tx, ctx, 'planItem.submitted', itemSubject(item), { title: item.title, onTime });
}
