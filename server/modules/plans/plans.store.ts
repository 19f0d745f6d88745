import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import { newId } from '../../platform/ids.ts';
import { lineSeesRow, visitSeenRow } from '../../platform/scope.ts';
import { searchVector } from '../../platform/text.ts';
import { mondayOf } from '../../platform/time.ts';
import type { ItemFacts, WeekState } from './plans.policy.ts';
import type { ItemFields } from './plans.rules.ts';

export type LockedItem = Omit<ItemFacts, 'weekState'> &
  ItemFields & { id: string; version: number; score: number | null };

/** Locks an item that the actor sees, and its month against being closed; null when there is none. */
export async function lockItem(tx: Tx, actor: Actor, id: string): Promise<LockedItem | null> {
  const row = await tx
    .selectFrom('plan_items as i')
    .select([
      'i.id',
      'i.owner_id as ownerId',
      'i.assigned_by as assignedById',
      'i.customer_id as customerId',
      'i.kind',
      'i.activity',
      'i.title',
      'i.expected_result as expectedResult',
      'i.importance',
      'i.day',
      sql<string | null>`to_char(i.start_time, 'HH24:MI')`.as('startTime'),
      sql<string | null>`to_char(i.end_time, 'HH24:MI')`.as('endTime'),
      'i.state',
      'i.version',
      sql<number | null>`i.score::float8`.as('score'),
    ])
    .where('i.id', '=', id)
    .where(lineSeesRow(actor, 'i.owner_id'))
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  return { ...row, monthClosed: await shareMonth(tx, row.day) };
}

/** Keeps the month of the day from being closed until the transaction ends; answers whether it already is. */
export async function shareMonth(tx: Tx, day: string): Promise<boolean> {
  await sql`select share_month(${day}::date)`.execute(tx);
  const closed = await tx
    .selectFrom('closed_months')
    .select('month')
    .where('month', '=', sql<string>`date_trunc('month', ${day}::date)::date`)
    .executeTakeFirst();
  return closed !== undefined;
}

/** The state of the week that the day is in, kept as it is until the transaction ends; makes the week's row. */
export async function lockWeek(tx: Tx, ownerId: string, day: string): Promise<WeekState> {
  const week = mondayOf(day);
  await tx
    .insertInto('plan_weeks')
    .values({ id: newId(), owner_id: ownerId, week })
    .onConflict((conflict) => conflict.columns(['owner_id', 'week']).doNothing())
    .execute();
  const row = await tx
    .selectFrom('plan_weeks')
    .select('state')
    .where('owner_id', '=', ownerId)
    .where('week', '=', week)
    .forShare()
    .executeTakeFirstOrThrow();
  return row.state;
}

export type NewItem = ItemFields & {
  ownerId: string;
  assignedById: string | null;
  fromVisitId: string | null;
};

/** Ids in the order of the items. */
export async function insertItemRows(tx: Tx, items: readonly NewItem[], at: string): Promise<string[]> {
  const rows = items.map((item) => ({
    id: newId(),
    owner_id: item.ownerId,
    assigned_by: item.assignedById,
    from_visit_id: item.fromVisitId,
    created_at: at,
    ...columnsOf(item),
  }));
  if (rows.length > 0) await tx.insertInto('plan_items').values(rows).execute();
  return rows.map((row) => row.id);
}

export async function updateItemRow(tx: Tx, id: string, fields: ItemFields): Promise<void> {
  await tx
    .updateTable('plan_items')
    .set({ ...columnsOf(fields), version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

function columnsOf(fields: ItemFields) {
  return {
    customer_id: fields.customerId,
    kind: fields.kind,
    activity: fields.activity,
    title: fields.title,
    expected_result: fields.expectedResult,
    importance: fields.importance,
    day: fields.day,
    start_time: fields.startTime,
    end_time: fields.endTime,
    search: searchVector([fields.title, fields.expectedResult]),
  };
}

export async function cancelItemRow(tx: Tx, id: string, reason: string): Promise<void> {
  await tx
    .updateTable('plan_items')
    .set({ state: 'cancelled', cancel_reason: reason, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

export type Completion = { at: string; onTime: boolean; result: string | null };

export async function completeItemRow(tx: Tx, id: string, completion: Completion): Promise<void> {
  await tx
    .updateTable('plan_items')
    .set({
      state: 'completed',
      completed_at: completion.at,
      on_time: completion.onTime,
      result: completion.result,
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .execute();
}

export type NewProof = { visitId: string } | { fileId: string } | { instanceId: string } | { note: string };

function kindOf(proof: NewProof): 'visit' | 'document' | 'workflow' | 'note' {
  if ('visitId' in proof) return 'visit';
  if ('fileId' in proof) return 'document';
  return 'instanceId' in proof ? 'workflow' : 'note';
}

export async function insertProofs(tx: Tx, itemId: string, proofs: readonly NewProof[], at: string): Promise<void> {
  const rows = proofs.map((proof) => ({
    id: newId(),
    item_id: itemId,
    kind: kindOf(proof),
    visit_id: 'visitId' in proof ? proof.visitId : null,
    file_id: 'fileId' in proof ? proof.fileId : null,
    instance_id: 'instanceId' in proof ? proof.instanceId : null,
    note: 'note' in proof ? proof.note : null,
    created_at: at,
  }));
  await tx.insertInto('plan_item_proofs').values(rows).execute();
}

/** Those of the ids that are recorded visits of the person, at this customer when one is given. */
export async function ownRecordedVisits(
  db: Db,
  personId: string,
  ids: readonly string[],
  customerId: string | null,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  let select = db
    .selectFrom('visits')
    .select('id')
    .where('id', 'in', ids)
    .where('owner_id', '=', personId)
    .where('state', '=', 'recorded');
  if (customerId) select = select.where('customer_id', '=', customerId);
  return new Set((await select.execute()).map((row) => row.id));
}

export async function seesVisit(db: Db, actor: Actor, visitId: string): Promise<boolean> {
  const row = await db
    .selectFrom('visits as v')
    .select('v.id')
    .where('v.id', '=', visitId)
    .where(visitSeenRow(actor, 'v.owner_id', 'v.customer_id'))
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether a visit, recorded or not, belongs to the item. */
export async function hasVisit(db: Db, itemId: string): Promise<boolean> {
  const row = await db.selectFrom('visits').select('id').where('plan_item_id', '=', itemId).executeTakeFirst();
  return row !== undefined;
}
