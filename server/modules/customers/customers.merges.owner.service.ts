import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { todayOf } from '../org/index.ts';
import { withHistory } from './customers.merges.team.store.ts';
import { goToKeeper } from './customers.pool.keeper.store.ts';
import { activePeople, updateCustomerRow } from './customers.store.ts';
import { heldPlaces, onDay, writeHeld } from './customers.team.store.ts';

type Restored = { ownerId: string; pooled: boolean; keeperId: string | null; version: number };

/**
 * Whose a restored customer is by now; answers its owner. One of somebody who has left, or of a pool that is closed, is
 * the survivor's owner's, outside of any pool; one whose pool has another keeper by now is that one's. Who has left is
 * off the team.
 */
export async function settleOwner(tx: Tx, ctx: Ctx, id: string, survivorOwnerId: string): Promise<string> {
  const { ownerId, pooled, keeperId, version } = await restoredOwner(tx, id);
  const wanted = pooled ? keeperId : ownerId;
  const people = (await heldPlaces(tx, id)).map((place) => place.personId);
  const active = await activePeople(tx, [...people, ...(wanted ? [wanted] : [])]);
  const stays = wanted !== null && active.has(wanted);
  const owner = stays ? wanted : survivorOwnerId;
  if (owner === ownerId && stays && people.every((person) => active.has(person))) return owner;
  await withHistory(tx);
  const today = await todayOf(tx, ctx.now());
  await onDay(tx, today);
  const at = ctx.now().toISOString();
  if (stays && owner !== ownerId) await goToKeeper(tx, [id], owner, at);
  if (!stays) {
    const changes = { owner_id: owner, pool_id: null, pooled_at: null, updated_at: at, version: version + 1 };
    await updateCustomerRow(tx, id, changes);
  }
  const held = await heldPlaces(tx, id);
  const own = held.find(({ personId, role }) => personId === owner && role === 'owner');
  await writeHeld(tx, id, [
    own ?? { personId: owner, role: 'owner', access: 'write', fromOn: today, untilOn: null },
    ...held.filter(({ personId, role }) => role !== 'owner' && personId !== owner && active.has(personId)),
  ]);
  return owner;
}

/** The owner that came back, and the keeper of the pool that it lies in, which stays in use until the transaction ends. */
async function restoredOwner(tx: Tx, id: string): Promise<Restored> {
  const { rows } = await sql<Restored & { poolId: string | null }>`
    select owner_id as "ownerId", pool_id as "poolId", version from customers where id = ${id}
  `.execute(tx);
  const [restored] = rows;
  ensure(restored, 'common.internal');
  const { ownerId, poolId, version } = restored;
  const pool = await tx
    .selectFrom('pools')
    .select('keeper_id as keeperId')
    .where('id', '=', poolId)
    .where('retired', '=', false)
    .forShare()
    .executeTakeFirst();
  return { ownerId, version, pooled: poolId !== null, keeperId: pool?.keeperId ?? null };
}
