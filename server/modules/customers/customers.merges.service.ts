import { sql } from 'kysely';
import { definitionsOf } from '../../../contract/fields.compute.ts';
import type { OwnValue } from '../../../contract/fields.ts';
import type { MergeField } from '../../../contract/merges.ts';
import { mergeFields } from '../../../contract/merges.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { normalizeName } from '../../platform/text.names.ts';
import { holdDefinitions, ownFields } from '../fields/index.ts';
import { standsBelow } from './customers.fields.service.ts';
import { ensureMergeable } from './customers.merges.reads.ts';
import type { Row } from './customers.merges.rules.ts';
import { contextOfRow, ownColumns, takenColumns } from './customers.merges.rules.ts';
import { keepLed, leadAll, rowOf, writeColumns } from './customers.merges.store.ts';
import { joinPeople, leadOwnFields, mergeTeams } from './customers.merges.team.store.ts';
import { resettle } from './customers.own.service.ts';
import { subjectOf } from './customers.service.ts';
import { derivedColumns, refreshSearch, touch, updateCustomerRow } from './customers.store.ts';

type MergeInput = {
  id: string;
  version: number;
  otherId: string;
  otherVersion: number;
  take: string[];
  samePeople: { ownId: string; otherId: string }[];
};

/** Both rows, in the order of their ids, so that two merges at once wait for each other. */
const locked = sql`for update of c`;

/**
 * Makes another customer part of this one, in one transaction: what refers to it is led here, teams are put together,
 * the fields that are taken are written. Asked again for what is done already it answers that.
 */
export async function mergeCustomers(ctx: Ctx, input: MergeInput): Promise<{ id: string; mergeId: string }> {
  return write(ctx, async (tx) => {
    await holdDefinitions(tx);
    const done = await mergeOf(tx, ctx, input);
    if (done) return done;
    const { own, other } = await ensureMergeable(ctx, tx, [input.id, input.otherId], locked);
    ensure(own.version === input.version && other.version === input.otherVersion, 'common.stale');
    const [survivor, loser] = [await rowOf(tx, own.id), await rowOf(tx, other.id)];
    ensure(survivor && loser, 'common.notFound');
    await ensureTheirs(tx, input);
    const mergeId = newId();
    const before = await rowsBefore(tx, survivor, loser, input.take);
    const team = await mergeTeams(tx, other.id, own.id);
    const people = await joinPeople(tx, input.samePeople, newId);
    const ownReferences = await leadOwnFields(tx, other.id, own.id);
    // What the survivor's own fields say of the one that goes is said no more before that one is gone.
    await writeColumns(tx, own.id, ownColumns(before.changes));
    // It cannot stand below itself, not even until its parent is written.
    if (survivor.parent_id === other.id) await updateCustomerRow(tx, own.id, { parent_id: null });
    const led = await leadAll(tx, other.id, own.id);
    await sql`delete from customers where id = ${other.id}`.execute(tx);
    await writeColumns(tx, own.id, before.changes);
    const now = await rowOf(tx, own.id);
    ensure(now, 'common.internal');
    await insertMerge(tx, ctx, mergeId, {
      survivor,
      loser,
      changes: before.changes,
      now,
      extra: { team, people, ownReferences },
    });
    await keepLed(tx, mergeId, led);
    await keepFormerName(tx, mergeId, own.id, String(input.take.includes('name') ? survivor.name : loser.name));
    await settleSurvivor(tx, ctx, own.id, own.version);
    await recordEvent(tx, ctx, 'customer.merged', subjectOf({ id: own.id, ownerId: own.ownerId }), {
      name: loser.name,
    });
    return { id: own.id, mergeId };
  });
}

/** A merge of the same two that stands, for who sees the survivor. */
async function mergeOf(tx: Tx, ctx: Ctx, input: MergeInput): Promise<{ id: string; mergeId: string } | null> {
  const found = await tx
    .selectFrom('customer_merges')
    .select('id')
    .where('loser_id', '=', input.otherId)
    .where('survivor_id', '=', input.id)
    .where('merged_by', '=', ctx.actor.id)
    .where('undone_at', 'is', null)
    .executeTakeFirst();
  return found ? { id: input.id, mergeId: found.id } : null;
}

/** Contacts that are called one person stand on their sides. */
async function ensureTheirs(tx: Tx, { id, otherId, samePeople }: MergeInput): Promise<void> {
  const ids = samePeople.flatMap((pair) => [pair.ownId, pair.otherId]);
  if (ids.length === 0) return;
  const rows = await tx.selectFrom('contacts').select(['id', 'customer_id as at']).where('id', 'in', ids).execute();
  const at = new Map(rows.map((row) => [row.id, row.at]));
  const wrong = samePeople.findIndex((pair) => at.get(pair.ownId) !== id || at.get(pair.otherId) !== otherId);
  if (wrong !== -1) throw invalid(`samePeople.${wrong}`, 'notFound');
}

/** The columns of the survivor that change, with what they become. */
async function rowsBefore(tx: Tx, survivor: Row, loser: Row, take: readonly string[]): Promise<{ changes: Row }> {
  const fields = mergeFields.filter((field): field is MergeField => take.includes(field));
  const changes: Record<string, unknown> = takenColumns(fields, survivor, loser);
  const parent = await parentAfter(tx, survivor, loser, take.includes('parentId'));
  if (parent === survivor.parent_id) delete changes.parent_id;
  else changes.parent_id = parent;
  const own = await ownAfter(tx, { ...survivor, ...changes }, survivor, loser, take);
  if (own) Object.assign(changes, own);
  if ('name' in changes || 'phone' in changes) {
    const { name, phone } = { ...survivor, ...changes };
    const { search: _, ...derived } = derivedColumns({ name: String(name), phone: phone ? String(phone) : null });
    Object.assign(changes, derived);
  }
  return { changes };
}

/** The survivor's parent: never itself, the one that goes, or one of its own subsidiaries. */
async function parentAfter(tx: Tx, survivor: Row, loser: Row, taken: boolean): Promise<string | null> {
  const [id, loserId] = [String(survivor.id), String(loser.id)];
  const wanted = taken ? loser.parent_id : survivor.parent_id;
  const below = await standsBelow(tx, id, loserId);
  // Below the one that goes it would stand below itself: it takes the place of that one.
  const parent = below && !taken ? loser.parent_id : wanted;
  if (typeof parent !== 'string' || parent === id || parent === loserId) return null;
  return (await standsBelow(tx, parent, id)) ? null : parent;
}

/** Own fields with what is taken from the other side; null when nothing of them changes. */
async function ownAfter(tx: Tx, after: Row, survivor: Row, loser: Row, take: readonly string[]): Promise<Row | null> {
  const ids = take.flatMap((field) => (field.startsWith('own.') ? [field.slice(4)] : []));
  const theirs = loser.own as Record<string, OwnValue>;
  const mine = survivor.own as Record<string, OwnValue>;
  const kept = survivor.own_aside as Record<string, OwnValue>;
  const taken = Object.fromEntries(ids.map((id) => [id, theirs[id]]));
  // What would name the survivor itself names nobody.
  const others = (values: Record<string, OwnValue | undefined>) =>
    Object.fromEntries(
      Object.entries(values).filter(
        (entry): entry is [string, OwnValue] =>
          entry[1] !== undefined && entry[1] !== survivor.id && entry[1] !== loser.id,
      ),
    );
  const [wanted, aside] = [others({ ...mine, ...taken }), others(kept)];
  const definitions = definitionsOf(await ownFields(tx));
  const settled = await resettle(tx, definitions, { own: wanted, aside }, contextOfRow(after));
  const changed = JSON.stringify([settled.own, settled.aside]) !== JSON.stringify([mine, kept]);
  return changed ? { own: settled.own, own_aside: settled.aside } : null;
}

type Merged = { survivor: Row; loser: Row; changes: Row; now: Row; extra: object };

async function insertMerge(tx: Tx, ctx: Ctx, id: string, merged: Merged): Promise<void> {
  const { survivor, loser, changes, now, extra } = merged;
  const pick = (row: Row) => Object.fromEntries(Object.keys(changes).map((column) => [column, row[column] ?? null]));
  await tx
    .insertInto('customer_merges')
    .values({
      id,
      loser_id: String(loser.id),
      survivor_id: String(survivor.id),
      loser_name: String(loser.name),
      loser: JSON.stringify(loser),
      before: JSON.stringify(pick(survivor)),
      after: JSON.stringify(pick(now)),
      extra: JSON.stringify(extra),
      merged_by: ctx.actor.id,
      merged_at: ctx.now().toISOString(),
      undone_by: null,
      undone_at: null,
    })
    .execute();
}

async function keepFormerName(tx: Tx, mergeId: string, customerId: string, name: string): Promise<void> {
  await tx
    .insertInto('customer_former_names')
    .values({ merge_id: mergeId, customer_id: customerId, name, normalized_name: normalizeName(name) })
    .execute();
}

async function settleSurvivor(tx: Tx, ctx: Ctx, id: string, version: number): Promise<void> {
  const at = ctx.now().toISOString();
  await updateCustomerRow(tx, id, { archive_updated_at: at, updated_at: at, version: version + 1 });
  await refreshSearch(tx, id);
  await touch(tx, ctx.actor.id, id, ctx.now());
}
