import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { authorize, ensure } from '../../platform/errors.ts';
import { recordEvents } from '../../platform/events.ts';
import * as policy from './customers.policy.ts';
import { setRelationship } from './customers.relationships.service.ts';
import { relationshipOf } from './customers.relationships.store.ts';
import { lockCustomer } from './customers.store.ts';
import type { Place, WantedPlace } from './customers.team.rules.ts';
import { putOnTeam, takeOffTeam } from './customers.team.service.ts';
import { heldPlaces, plannedPlaces } from './customers.team.store.ts';

/** A relationship with the days that an import brings; null leaves what follows by itself. */
export type ImportedEdge = {
  contactId: string;
  personId: string;
  version: number;
  strength: number;
  note: string | null;
  setOn: string | null;
  lastTouchOn: string | null;
};

export type EdgeAsIs = { strength: number; note: string | null; setOn: string; lastTouchOn: string | null };

/** As `setRelationship`, with its days; answers the id, and what was there before. */
export async function importEdge(
  tx: Tx,
  ctx: Ctx,
  { setOn, lastTouchOn, ...edge }: ImportedEdge,
): Promise<{ id: string; version: number; before: EdgeAsIs | null }> {
  const standing = await relationshipOf(tx, edge.contactId, edge.personId);
  const { id } = await setRelationship(ctx, edge);
  await sql`
    update relationships set set_on = coalesce(${setOn}::date, set_on),
      last_touch_on = coalesce(${lastTouchOn}::date, last_touch_on)
    where id = ${id}
  `.execute(tx);
  const after = await relationshipOf(tx, edge.contactId, edge.personId);
  ensure(after, 'common.internal');
  return { id, version: after.version, before: standing && asIs(standing) };
}

const asIs = ({ strength, note, setOn, lastTouchOn }: EdgeAsIs): EdgeAsIs => ({ strength, note, setOn, lastTouchOn });

type EdgeRow = { contactId: string; personId: string; name: string; customerId: string; ownerId: string };

/** Puts a relationship of an import back, or removes it; false when somebody has set or touched it since. */
export async function undoEdge(
  tx: Tx,
  ctx: Ctx,
  given: { id: string; version: number },
  before: EdgeAsIs | null,
  lastTouchOn: string | null,
): Promise<boolean> {
  const { rows } = await sql<EdgeRow>`
    select r.contact_id as "contactId", r.user_id as "personId", k.name, k.customer_id as "customerId",
      c.owner_id as "ownerId"
    from relationships r join contacts k on k.id = r.contact_id join customers c on c.id = k.customer_id
    where r.id = ${given.id} and r.version = ${given.version}
      and r.last_touch_on is not distinct from ${lastTouchOn}::date
    for no key update of r
  `.execute(tx);
  const [row] = rows;
  if (!row) return false;
  const customer = await lockCustomer(tx, ctx.actor, row.customerId);
  ensure(customer, 'common.notFound');
  authorize(policy.setRelationship(ctx.actor, { personId: row.personId, ownerId: row.ownerId }));
  if (before) {
    await importEdge(tx, ctx, { ...before, contactId: row.contactId, personId: row.personId, version: given.version });
    return true;
  }
  await tx.deleteFrom('relationships').where('id', '=', given.id).execute();
  await recordEvents(tx, ctx, 'relationship.removed', [
    {
      subject: {
        type: 'relationship',
        id: given.id,
        audience: 'audit',
        customerId: row.customerId,
        ownerId: row.ownerId,
      },
      data: { name: row.name, personId: row.personId },
    },
  ]);
  return true;
}

/** Gives somebody a place on a team; answers the place of theirs before and after. */
export async function importPlace(
  tx: Tx,
  ctx: Ctx,
  customerId: string,
  wanted: WantedPlace,
): Promise<{ before: Place | null; after: Place | null }> {
  const customer = await lockCustomer(tx, ctx.actor, customerId);
  ensure(customer, 'common.notFound');
  authorize(policy.changeTeam(ctx.actor, { ownerId: customer.owner_id }));
  const before = await placeOf(tx, customerId, wanted.personId);
  await putOnTeam(tx, ctx, customer, wanted);
  return { before, after: await placeOf(tx, customerId, wanted.personId) };
}

/** Gives a place back as it was before an import; false when it is not as the import left it. */
export async function undoPlace(
  tx: Tx,
  ctx: Ctx,
  customerId: string,
  { before, after }: { before: Place | null; after: Place },
): Promise<boolean> {
  const customer = await lockCustomer(tx, ctx.actor, customerId);
  ensure(customer, 'common.notFound');
  authorize(policy.changeTeam(ctx.actor, { ownerId: customer.owner_id }));
  const standing = await placeOf(tx, customerId, after.personId);
  if (!standing || !samePlace(standing, after)) return false;
  if (before) await putOnTeam(tx, ctx, customer, before);
  else await takeOffTeam(tx, ctx, customer, after.personId);
  return true;
}

const samePlace = (one: Place, other: Place) =>
  one.role === other.role &&
  one.access === other.access &&
  one.fromOn === other.fromOn &&
  one.untilOn === other.untilOn;

async function placeOf(tx: Tx, customerId: string, personId: string): Promise<Place | null> {
  const places = [...(await heldPlaces(tx, customerId)), ...(await plannedPlaces(tx, customerId))];
  return places.find((place) => place.personId === personId) ?? null;
}
