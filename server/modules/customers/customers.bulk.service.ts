import type { BulkChanges, BulkEdit, BulkPreview, Selection } from '../../../contract/bulk.ts';
import type { OwnField } from '../../../contract/fields.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { ownFields, parseOwnValue } from '../fields/index.ts';
import { getBulk, selectedIds } from './customers.bulk.reads.ts';
import { valuesOf, verdictOf } from './customers.bulk.rules.ts';
import { bulkCurrent, insertBulk, lockBulk, openForUndo, updateBulk } from './customers.bulk.store.ts';
import { checkReferences } from './customers.fields.service.ts';
import type { OwnWanted } from './customers.own.rules.ts';
import { referencesIn } from './customers.own.rules.ts';
import * as policy from './customers.policy.ts';
import { activePeople, seenCustomers } from './customers.store.ts';

/** The events that start the work of a bulk edit. */
export const asked = ['bulkEdit.asked', 'bulkEdit.undoAsked'] as const;

type Wanted = { selection: Selection; changes: BulkChanges };
const sampled = 8;

/** Refuses, for all customers at once, what none of them could be given. */
async function checkChanges(tx: Tx, ctx: Ctx, { ownerId, own = {}, ...fields }: BulkChanges): Promise<void> {
  await checkOwn(tx, ctx, own);
  await checkReferences(tx, ctx.actor, fields, {});
  if (!ownerId) return;
  const active = await activePeople(tx, [ownerId]);
  ensure(policy.own(ctx.actor, ownerId) && active.has(ownerId), 'customers.ownerOutOfScope');
}

/** Values for many customers: nothing computed, no files, and nobody and nothing that the actor may not name. */
async function checkOwn(tx: Tx, ctx: Ctx, own: NonNullable<BulkChanges['own']>): Promise<void> {
  const fields = Object.keys(own).length > 0 ? await ownFields(tx) : [];
  for (const [id, value] of Object.entries(own)) {
    const path = `changes.own.${id}`;
    const field = fields.find((one) => one.id === id);
    if (!field || field.type === 'attachment') throw invalid(path, 'unknown');
    if (field.retired) throw invalid(path, 'retired');
    const parsed = parseOwnValue(field, value);
    if (!('value' in parsed)) throw invalid(path, parsed.code);
    if (parsed.value === null) continue;
    const named = [String(parsed.value)];
    const known = field.type === 'person' ? await activePeople(tx, named) : null;
    const seen = field.type === 'customer' ? await seenCustomers(tx, ctx.actor, named) : null;
    if (known?.size === 0 || seen?.length === 0) throw invalid(path, 'notFound');
  }
}

export async function previewBulk(ctx: Ctx, { selection, changes }: Wanted): Promise<BulkPreview> {
  await ctx.transact((tx) => checkChanges(tx, ctx, changes));
  const rows = await bulkCurrent(ctx.db, ctx.actor, await selectedIds(ctx, selection));
  const fields = changes.own ? await ownFields(ctx.db) : [];
  const verdicts = rows.map((row) => ({ row, verdict: verdictOf(ctx.actor, fields, row, changes) }));
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
    sample: await withoutHidden(ctx, fields, sample),
    people: await peopleIn(ctx, fields, sample),
  };
}

type Sample = BulkPreview['sample'];
type Values = Sample[number]['before'];

const ownIn = (values: Values): OwnWanted => (values.own ?? {}) as OwnWanted;

/** A customer that a field names and that is not seen is none. */
async function withoutHidden(ctx: Ctx, fields: readonly OwnField[], sample: Sample): Promise<Sample> {
  const named = referencesIn(fields, 'customer', ...sample.map(({ before }) => ownIn(before)));
  const seen = new Set((await seenCustomers(ctx.db, ctx.actor, named)).map(({ id }) => id));
  const hidden = (id: string, value: unknown) =>
    value !== null && fields.some((field) => field.id === id && field.type === 'customer') && !seen.has(String(value));
  const shown = (values: Values): Values => ({
    ...values,
    ...(values.own !== undefined && {
      own: Object.fromEntries(
        Object.entries(ownIn(values)).map(([id, value]) => [id, hidden(id, value) ? null : value]),
      ),
    }),
  });
  return sample.map((one) => ({ ...one, before: shown(one.before) }));
}

async function peopleIn(ctx: Ctx, fields: readonly OwnField[], sample: Sample): Promise<BulkPreview['people']> {
  const values = sample.flatMap(({ before, after }) => [before, after]);
  const owners = values.map(({ ownerId }) => ownerId).filter((id): id is string => typeof id === 'string');
  const ids = [...new Set([...owners, ...referencesIn(fields, 'person', ...values.map(ownIn))])];
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
