import type { BulkChanges, BulkEdit, BulkPreview, Selection } from '../../../contract/bulk.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { getBulk, selectedIds } from './customers.bulk.reads.ts';
import { valuesOf, verdictOf } from './customers.bulk.rules.ts';
import { bulkCurrent, insertBulk, lockBulk, openForUndo, updateBulk } from './customers.bulk.store.ts';
import { checkReferences } from './customers.fields.service.ts';
import * as policy from './customers.policy.ts';
import { activePeople } from './customers.store.ts';

/** The events that start the work of a bulk edit. */
export const asked = ['bulkEdit.asked', 'bulkEdit.undoAsked'] as const;

type Wanted = { selection: Selection; changes: BulkChanges };
const sampled = 8;

/** Refuses, for all customers at once, what none of them could be given. */
async function checkChanges(tx: Tx, ctx: Ctx, { ownerId, ...fields }: BulkChanges): Promise<void> {
  await checkReferences(tx, ctx.actor, fields, {});
  if (!ownerId) return;
  const active = await activePeople(tx, [ownerId]);
  ensure(policy.own(ctx.actor, ownerId) && active.has(ownerId), 'customers.ownerOutOfScope');
}

export async function previewBulk(ctx: Ctx, { selection, changes }: Wanted): Promise<BulkPreview> {
  await ctx.transact((tx) => checkChanges(tx, ctx, changes));
  const rows = await bulkCurrent(ctx.db, ctx.actor, await selectedIds(ctx, selection));
  const verdicts = rows.map((row) => ({ row, verdict: verdictOf(ctx.actor, row, changes) }));
  const refused = new Map<string, number>();
  for (const { verdict } of verdicts) {
    if (verdict.state === 'failed') refused.set(verdict.code, (refused.get(verdict.code) ?? 0) + 1);
  }
  const changing = verdicts.filter(({ verdict }) => verdict.state === 'changed');
  const sample = changing.slice(0, sampled).map(({ row }) => ({
    customer: { id: row.id, name: row.name },
    before: valuesOf(row, changes),
    after: { ...changes },
  }));
  return {
    total: rows.length,
    changing: changing.length,
    unchanged: verdicts.filter(({ verdict }) => verdict.state === 'unchanged').length,
    refused: [...refused].map(([code, count]) => ({ code, count })),
    sample,
    people: await peopleIn(ctx, sample),
  };
}

async function peopleIn(ctx: Ctx, sample: BulkPreview['sample']): Promise<BulkPreview['people']> {
  const owners = sample.flatMap(({ before, after }) => [before.ownerId, after.ownerId]);
  const ids = [...new Set(owners.filter((id): id is string => typeof id === 'string'))];
  if (ids.length === 0) return [];
  return ctx.db.selectFrom('users').select(['id', 'name', 'post']).where('id', 'in', ids).execute();
}

const subjectOf = (id: string, ownerId: string) => ({ type: 'bulkEdit', id, audience: 'audit' as const, ownerId });

export async function runBulk(ctx: Ctx, { selection, changes }: Wanted): Promise<BulkEdit> {
  const { id } = await write(ctx, async (tx) => {
    await checkChanges(tx, ctx, changes);
    const customerIds = await selectedIds({ ...ctx, db: tx }, selection);
    if (customerIds.length === 0) throw invalid('selection', 'required');
    const made = newId();
    await insertBulk(tx, { id: made, ownerId: ctx.actor.id, changes, customerIds, at: ctx.now() });
    await recordEvent(tx, ctx, 'bulkEdit.asked', subjectOf(made, ctx.actor.id), {
      fields: Object.keys(changes),
      total: customerIds.length,
    });
    return { id: made };
  });
  return getBulk(ctx, id);
}

export async function undoBulk(ctx: Ctx, input: { id: string; version: number }): Promise<BulkEdit> {
  await write(ctx, async (tx) => {
    const record = await lockBulk(tx, input.id);
    ensure(record?.owner_id === ctx.actor.id, 'common.notFound');
    ensure(record.version === input.version, 'common.stale');
    ensure(record.state === 'finished', 'customers.bulkState');
    const total = await openForUndo(tx, record.id);
    ensure(total > 0, 'customers.bulkNothingToUndo');
    await updateBulk(tx, record, { state: 'undoing', total, done: 0 });
    await recordEvent(tx, ctx, 'bulkEdit.undoAsked', subjectOf(record.id, record.owner_id), { total });
  });
  return getBulk(ctx, input.id);
}
