import type { LeaveReason } from '../../../contract/contacts.shapes.ts';
import type { Tx } from '../../platform/db/db.ts';

export type Departure = {
  contactId: string;
  reason?: LeaveReason | null;
  note?: string | null;
  toCustomerId?: string | null;
  place?: string | null;
};

export async function recordDeparture(tx: Tx, by: string, at: Date, departure: Departure): Promise<void> {
  await tx
    .insertInto('contact_departures')
    .values({
      contact_id: departure.contactId,
      reason: departure.reason ?? null,
      note: departure.note || null,
      to_customer_id: departure.toCustomerId ?? null,
      place: departure.place ?? null,
      successor_id: null,
      succession_note: null,
      recorded_by: by,
      recorded_at: at.toISOString(),
    })
    .execute();
}

/** The contact did not leave after all; what was recorded stays in the history. */
export async function withdrawDeparture(tx: Tx, contactId: string): Promise<void> {
  await tx.deleteFrom('contact_departures').where('contact_id', '=', contactId).execute();
}

type Settlement = { succession: 'named' | 'none'; successorId: string | null; note: string | null };

/** Says what became of the post; false when nobody left it. */
export async function settleDeparture(tx: Tx, contactId: string, settled: Settlement): Promise<boolean> {
  const row = await tx
    .updateTable('contact_departures')
    .set({ succession: settled.succession, successor_id: settled.successorId, succession_note: settled.note })
    .where('contact_id', '=', contactId)
    .returning('contact_id')
    .executeTakeFirst();
  return row !== undefined;
}
