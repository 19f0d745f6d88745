import type { BulkChanges } from '../../../contract/bulk.ts';
import type { Ctx } from '../../platform/context.ts';
import { createCtx, within, write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { AppError, ensure, isDisconnected } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { notify } from '../notifications/index.ts';
import { actorOf } from '../org/index.ts';
import { teamOwnedBy, valuesOf, verdictOf } from './customers.bulk.rules.ts';
import type { BulkRecord, BulkRowRecord } from './customers.bulk.store.ts';
import {
  bulkById,
  bulkCurrent,
  countRows,
  lockBulk,
  settleRow,
  takeRow,
  tellProgress,
  updateBulk,
} from './customers.bulk.store.ts';
import { ledOnward } from './customers.merges.reads.ts';
import { updateCustomer } from './customers.service.ts';
import { lockCustomer } from './customers.store.ts';
import type { WantedPlace } from './customers.team.rules.ts';
import { setTeam } from './customers.team.service.ts';
import { heldPlaces, plannedPlaces } from './customers.team.store.ts';

const toldEvery = 20;

/**
 * Does what was asked of a bulk edit, one customer a transaction, with the rights that its owner has at that moment.
 * What is done is done, whoever did it: several processes share the rows, a killed one leaves them to the next.
 */
export async function workOnBulk(runtime: Runtime, id: string): Promise<void> {
  const record = await bulkById(runtime.kysely, id);
  if (!record || (record.state !== 'running' && record.state !== 'undoing')) return;
  for (let done = 1; await workOnRow(runtime, record); done += 1) {
    if (done % toldEvery === 0) await runtime.kysely.transaction().execute((tx) => tellProgress(tx, id));
  }
  await settle(runtime, record);
}

/** False when no row is left. */
async function workOnRow(runtime: Runtime, record: BulkRecord): Promise<boolean> {
  const state = record.state === 'running' ? 'waiting' : 'undoing';
  const taken: { row?: BulkRowRecord } = {};
  try {
    const actor = await actorOf(runtime.kysely, record.owner_id);
    const outside = actor && createCtx({ kysely: runtime.kysely, actor, now: runtime.now });
    const work = async (tx: Tx) => {
      const row = await takeRow(tx, record.id, state);
      if (!row) return false;
      taken.row = row;
      ensure(outside, 'common.forbidden');
      const ctx = within(outside, tx);
      await (state === 'waiting'
        ? changeRow(tx, ctx, await ledOnward(tx, record.changes), row)
        : undoRow(tx, ctx, row));
      return true;
    };
    return await (outside ? write(outside, work) : runtime.kysely.transaction().execute(work));
  } catch (error) {
    const { row } = taken;
    // Without the database nothing is decided: the work goes on where it was when it is back.
    if (!row || isDisconnected(error)) throw error;
    const { code, fields = [] } = error instanceof AppError ? error : new AppError('common.internal');
    const failed = state === 'waiting' ? ('failed' as const) : ('kept' as const);
    await runtime.kysely.transaction().execute((tx) => settleRow(tx, row, { state: failed, code, fields }));
    return true;
  }
}

async function changeRow(tx: Tx, ctx: Ctx, changes: BulkChanges, row: BulkRowRecord): Promise<void> {
  const customer = await lockCustomer(tx, ctx.actor, row.customer_id);
  ensure(customer, 'common.notFound');
  const [current] = await bulkCurrent(tx, ctx.actor, [customer.id]);
  ensure(current, 'common.notFound');
  const verdict = verdictOf(ctx.actor, null, current, changes);
  if (verdict.state === 'failed') throw new AppError(verdict.code);
  if (verdict.state === 'unchanged') return settleRow(tx, row, { state: 'unchanged' });
  const team = changes.ownerId && changes.ownerId !== current.ownerId ? await placesOf(tx, customer.id) : null;
  const version = await apply(
    ctx,
    customer,
    changes,
    team && changes.ownerId ? teamOwnedBy(team, changes.ownerId) : null,
  );
  const before = { ...valuesOf(current, changes), ...(team && { team }) };
  await settleRow(tx, row, { state: 'changed', before, version });
}

async function placesOf(tx: Tx, id: string): Promise<WantedPlace[]> {
  return [...(await heldPlaces(tx, id)), ...(await plannedPlaces(tx, id))];
}

async function undoRow(tx: Tx, ctx: Ctx, row: BulkRowRecord): Promise<void> {
  const customer = await lockCustomer(tx, ctx.actor, row.customer_id);
  ensure(customer, 'common.notFound');
  ensure(customer.version === row.customer_version, 'common.stale');
  const { team, ...fields } = (await ledOnward(tx, row.before ?? {})) as BulkChanges & { team?: WantedPlace[] };
  await apply(ctx, customer, fields, team ?? null);
  await settleRow(tx, row, { state: 'undone' });
}

/** Through the same use cases as a person's own changes. Answers the version that the customer then has. */
async function apply(
  ctx: Ctx,
  customer: { id: string; version: number },
  { ownerId: _, ...fields }: BulkChanges,
  team: WantedPlace[] | null,
): Promise<number> {
  const { id } = customer;
  let { version } = customer;
  if (Object.keys(fields).length > 0) ({ version } = await updateCustomer(ctx, { id, version, ...fields }));
  if (team) ({ version } = await setTeam(ctx, { id, version, team }));
  return version;
}

/** The end of a step, once, by whoever finds no row left. */
async function settle(runtime: Runtime, record: BulkRecord): Promise<void> {
  await runtime.kysely.transaction().execute(async (tx) => {
    const locked = await lockBulk(tx, record.id);
    if (!locked || locked.state !== record.state) return;
    const { counts, open } = await countRows(tx, record.id);
    if (open > 0) return;
    const state = record.state === 'running' ? 'finished' : 'undone';
    await updateBulk(tx, locked, { state, counts, done: locked.total, finishedAt: runtime.now() });
    const subject = { type: 'bulkEdit', id: record.id, audience: 'audit' as const, ownerId: record.owner_id };
    const by = { actor: { id: record.owner_id }, now: runtime.now };
    const event = await recordEvent(tx, by, `bulkEdit.${state}`, subject, { ...counts });
    await notify(tx, {
      userIds: [record.owner_id],
      eventId: event.id,
      kind: `bulkEdit.${state}`,
      params: state === 'finished' ? { changed: counts.changed, failed: counts.failed } : { undone: counts.undone },
      subjectType: 'bulkEdit',
      subjectId: record.id,
    });
  });
}
