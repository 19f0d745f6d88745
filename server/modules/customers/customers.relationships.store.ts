import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/db.ts';
import { newId } from '../../platform/ids.ts';

/**
 * A person met these contacts on that day: their relationships are touched, and begin with 1 where there were none.
 */
export async function touchRelationships(
  tx: Tx,
  personId: string,
  contactIds: readonly string[],
  day: string,
  now: Date,
): Promise<void> {
  if (contactIds.length === 0) return;
  const ids = contactIds.map(() => newId());
  await sql`
    insert into relationships (id, contact_id, user_id, strength, set_on, last_touch_on, created_at)
    select given.id, given.contact_id, ${personId}, 1, ${day}, ${day}, ${now.toISOString()}
    from unnest(${ids}::uuid[], ${[...contactIds]}::uuid[]) as given (id, contact_id)
    on conflict (contact_id, user_id) do update
      set last_touch_on = greatest(relationships.last_touch_on, excluded.last_touch_on)
  `.execute(tx);
}

/** What a person knows of a contact goes on at the contact's next post. */
export async function carryOver(tx: Tx, personId: string, from: string, to: string, now: Date): Promise<void> {
  await sql`
    insert into relationships (id, contact_id, user_id, strength, set_on, last_touch_on, note, created_at)
    select ${newId()}, ${to}, r.user_id, r.strength, r.set_on, r.last_touch_on, r.note, ${now.toISOString()}
    from relationships r where r.contact_id = ${from} and r.user_id = ${personId}
    on conflict (contact_id, user_id) do nothing
  `.execute(tx);
}

const columns = [
  'r.id',
  'r.contact_id as contactId',
  'r.user_id as personId',
  'r.strength',
  'r.set_on as setOn',
  'r.last_touch_on as lastTouchOn',
  'r.note',
  'r.version',
] as const;

export async function relationshipOf(db: Db, contactId: string, personId: string) {
  const row = await db
    .selectFrom('relationships as r')
    .select(columns)
    .where('r.contact_id', '=', contactId)
    .where('r.user_id', '=', personId)
    .executeTakeFirst();
  return row ?? null;
}

/** All relationships at a customer. */
export function relationshipsAt(db: Db, customerId: string) {
  return db
    .selectFrom('relationships as r')
    .innerJoin('contacts as k', 'k.id', 'r.contact_id')
    .select(columns)
    .where('k.customer_id', '=', customerId)
    .orderBy('r.id')
    .execute();
}

export type RelationshipRecord = NonNullable<Awaited<ReturnType<typeof relationshipOf>>>;

type Fields = { contactId: string; personId: string; strength: number; setOn: string; note: string | null };

/** Sets a strength from that day on; answers the id. */
export async function writeRelationship(
  tx: Tx,
  current: RelationshipRecord | null,
  fields: Fields,
  now: Date,
): Promise<string> {
  const id = current?.id ?? newId();
  const set = { strength: fields.strength, set_on: fields.setOn, note: fields.note };
  if (current) {
    await tx
      .updateTable('relationships')
      .set({ ...set, version: current.version + 1 })
      .where('id', '=', id)
      .execute();
    return id;
  }
  await tx
    .insertInto('relationships')
    .values({
      ...set,
      id,
      contact_id: fields.contactId,
      user_id: fields.personId,
      last_touch_on: null,
      created_at: now.toISOString(),
    })
    .execute();
  return id;
}

export type FadingRules = { decayDays: number; version: number };

export function fadingRules(db: Db): Promise<FadingRules> {
  return db.selectFrom('relationship_rules').select(['decay_days as decayDays', 'version']).executeTakeFirstOrThrow();
}

/** The rules of this version for a change, locked; null when they have changed since. */
export async function lockRules(tx: Tx, version: number): Promise<FadingRules | null> {
  const row = await tx
    .selectFrom('relationship_rules')
    .select(['decay_days as decayDays', 'version'])
    .where('version', '=', version)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}
