import { sql } from 'kysely';
import { definitionsOf } from '../../../contract/fields.compute.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { AppError, authorize, ensure, isPgError } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { customerSeenRow, customerWrittenRow } from '../../platform/scope.ts';
import { holdDefinitions, ownFields } from '../fields/index.ts';
import { settleOwner } from './customers.merges.owner.service.ts';
import { ledOnward } from './customers.merges.reads.ts';
import type { Row } from './customers.merges.rules.ts';
import { contextOfRow, ownColumns, restorable, restoredOwn, undoableUntil } from './customers.merges.rules.ts';
import { insertRows, keptLed, leadBack, rowOf, writeColumns } from './customers.merges.store.ts';
import type { MergedTeam, OwnReference } from './customers.merges.team.store.ts';
import { leadOwnFieldsBack, separatePeople, separateTeams } from './customers.merges.team.store.ts';
import { resettle } from './customers.own.service.ts';
import * as policy from './customers.policy.ts';
import { subjectOf } from './customers.service.ts';
import { refreshSearch, updateCustomerRow } from './customers.store.ts';

type Extra = {
  team: MergedTeam;
  people: { id: string; before: string | null; after: string }[];
  ownReferences: OwnReference[];
};
type Merge = { id: string; loserId: string; survivorId: string; loser: Row; before: Row; after: Row; extra: Extra };
export type Stayed = { what: string; count: number };

/**
 * Restores the customer that went, with everything that the merge led away, as far as it has not gone elsewhere since;
 * answers what stays. One of somebody who has left becomes the survivor's owner's. Throws `customers.mergeNotUndoable` after 30 days, when it is undone already, or while the
 * survivor is part of another customer; `customers.duplicate` when its name or credit code is taken by now.
 */
export async function undoMerge(ctx: Ctx, input: { id: string }): Promise<{ id: string; stayed: Stayed[] }> {
  try {
    return await write(ctx, (tx) => undo(tx, ctx, input.id));
  } catch (error) {
    const taken = ['customers_normalized_name', 'customers_credit_code'].find((name) =>
      isPgError(error, '23505', name),
    );
    if (!taken) throw error;
    throw new AppError('customers.duplicate', { reason: taken.endsWith('name') ? 'name' : 'creditCode', owner: '' });
  }
}

async function undo(tx: Tx, ctx: Ctx, id: string): Promise<{ id: string; stayed: Stayed[] }> {
  await holdDefinitions(tx);
  const merge = await lockMerge(tx, ctx, id);
  const now = await rowOf(tx, merge.survivorId);
  ensure(now, 'common.internal');
  const { columns, changed } = restorable(merge.before, merge.after, now);
  const restore = (names: string[]) =>
    writeColumns(tx, merge.survivorId, Object.fromEntries(names.map((column) => [column, merge.before[column]])));
  await restore(columns.filter((column) => !naming.includes(column)));
  await tx.deleteFrom('customer_former_names').where('merge_id', '=', id).execute();
  // From here on the id of the one that comes back is its own again.
  await settleMerge(tx, ctx, id);
  await insertRows(tx, 'customers', [await asItReadsNow(tx, merge.loser)]);
  // Its owners come back as they were; what the database began for a new customer gives way.
  await tx.deleteFrom('customer_owners').where('customer_id', '=', merge.loserId).execute();
  await restore(columns.filter((column) => column === 'parent_id'));
  if (columns.includes('own')) {
    const row = { ...(await rowOf(tx, merge.survivorId)), ...ownColumns(merge.before) };
    await writeColumns(tx, merge.survivorId, await ownNow(tx, row));
  }
  const stayed = await leadBack(tx, await keptLed(tx, id), merge.survivorId, merge.loserId);
  const add = (what: string, count: number) => count > 0 && stayed.set(what, (stayed.get(what) ?? 0) + count);
  add('customer_values', await leadOwnFieldsBack(tx, merge.extra.ownReferences, merge.survivorId, merge.loserId));
  add('contacts', await separatePeople(tx, merge.extra.people));
  add('customer_team', await separateTeams(tx, merge.extra.team, merge.survivorId));
  for (const column of changed) add(`customers.${column}`, 1);
  const ownerId = await settleOwner(tx, ctx, merge.loserId, String(now.owner_id));
  await settle(tx, ctx, merge, now, ownerId);
  return { id: merge.loserId, stayed: [...stayed].map(([what, count]) => ({ what, count })) };
}

/** Columns of the survivor that may name the one that comes back. */
const naming = ['parent_id', 'own', 'own_aside'];

/** The merge, with its survivor locked. What may not be seen is not found. */
async function lockMerge(tx: Tx, ctx: Ctx, id: string): Promise<Merge> {
  const { rows } = await sql<Merge & { mergedAt: string; undone: boolean; ownerId: string; written: boolean }>`
    select m.id, m.loser_id as "loserId", m.survivor_id as "survivorId", m.loser, m.before, m.after, m.extra,
      m.merged_at as "mergedAt", m.undone_at is not null as undone, c.owner_id as "ownerId",
      ${customerWrittenRow(ctx.actor, 'c.id')} as written
    from customer_merges m join customers c on c.id = m.survivor_id
    where m.id = ${id} and ${customerSeenRow(ctx.actor, 'c.id')}
    for update
  `.execute(tx);
  const [merge] = rows;
  ensure(merge, 'common.notFound');
  const { ownerId, written } = merge;
  const theirs = String(merge.loser.owner_id);
  authorize(policy.merge(ctx.actor, { ownerId, written }) && policy.merge(ctx.actor, { ownerId: theirs, written }));
  ensure(!merge.undone && undoableUntil(merge.mergedAt) >= ctx.now(), 'customers.mergeNotUndoable');
  return merge;
}

/** Own fields under the definitions of today; what they name that is part of another customer is named as that one. */
async function ownNow(tx: Tx, row: Row): Promise<Row> {
  const { own, aside } = await resettle(
    tx,
    definitionsOf(await ownFields(tx)),
    await ledOnward(tx, restoredOwn(row)),
    contextOfRow(row),
  );
  return { own, own_aside: aside };
}

/** A parent or an import that is no longer there is named no more. */
async function asItReadsNow(tx: Tx, row: Row): Promise<Row> {
  const loser: Row = { ...row, parent_id: await ledOnward(tx, row.parent_id ?? null) };
  const { rows } = await sql<{ parent: boolean; import: boolean }>`
    select exists (select 1 from customers where id = ${loser.parent_id ?? null}::uuid) as parent,
      exists (select 1 from imports where id = ${loser.import_id ?? null}::uuid) as import
  `.execute(tx);
  return {
    ...loser,
    ...(await ownNow(tx, loser)),
    parent_id: rows[0]?.parent ? loser.parent_id : null,
    import_id: rows[0]?.import ? loser.import_id : null,
  };
}

async function settleMerge(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  await tx
    .updateTable('customer_merges')
    .set({ undone_by: ctx.actor.id, undone_at: ctx.now().toISOString() })
    .where('id', '=', id)
    .execute();
}

async function settle(tx: Tx, ctx: Ctx, merge: Merge, now: Row, ownerId: string): Promise<void> {
  const at = ctx.now().toISOString();
  await updateCustomerRow(tx, merge.survivorId, { updated_at: at, version: Number(now.version) + 1 });
  await refreshSearch(tx, merge.survivorId);
  const survivor = subjectOf({ id: merge.survivorId, ownerId: String(now.owner_id) });
  const restored = subjectOf({ id: merge.loserId, ownerId });
  await recordEvent(tx, ctx, 'customer.unmerged', survivor, { name: merge.loser.name });
  await recordEvent(tx, ctx, 'customer.restored', restored, { from: { customerId: merge.survivorId } });
}
