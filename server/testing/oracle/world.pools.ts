import type { Random } from './random.ts';
import type { Entries } from './world.customers.ts';
import { departments } from './world.relationships.ts';
import type { Customer, World } from './world.types.ts';

export type Pool = {
  id: string;
  name: string;
  segmentId: string | null;
  regionId: string | null;
  keeperId: string;
  departmentIds: string[];
};

/** What pools know of a customer. */
export type Pooling = {
  /** The pool that it lies in; its owner is then the keeper. */
  poolId: string | null;
  /** The pool that it left a moment ago: whoever could have taken it learns that it is gone. */
  leftId: string | null;
  /** Who was told that a rule will return it. */
  warnedId: string | null;
};

/** Days after which the rule of a pool of the worlds returns a customer, and how long before its owner is told. */
export const poolRule = { days: 100, warnDays: 70 };

/**
 * Up to six pools for all worlds, since the segment and region of a pool are its own. Some customers lie in them; of others the owner was told that they will.
 */
export function drawPools(random: Random, worlds: readonly World[], entries: Entries): void {
  const places = [null, ...entries.segment].flatMap((segmentId) =>
    [null, ...entries.region].map((regionId) => ({ segmentId, regionId })),
  );
  const pools = random.some(places, 6).flatMap((place) => {
    const world = random.pick(worlds);
    const pool = drawPool(random, world, place);
    return pool ? [{ pool, world }] : [];
  });
  for (const { pool, world } of pools) {
    world.pools.push(pool);
    for (const customer of random.some(world.customers, random.between(1, 4))) lay(customer, pool);
  }
  const all = pools.map(({ pool }) => pool);
  for (const customer of worlds.flatMap((world) => world.customers)) {
    const told = customer.poolId === null && customer.archiveAge > 35 && poolOf(customer, all) !== null;
    if (told && random.chance(0.7)) customer.warnedId = customer.ownerId;
  }
}

function drawPool(random: Random, world: World, place: Pick<Pool, 'segmentId' | 'regionId'>): Pool | null {
  const keeper = random.maybe(world.people.filter((one) => one.active));
  if (!keeper) return null;
  const departmentIds = random.some(departments, random.between(1, 2)).map((one) => one.id);
  const id = random.id();
  return { id, name: `公海 ${id.slice(-8)}`, ...place, keeperId: keeper.id, departmentIds };
}

function lay(customer: Customer, pool: Pool): void {
  customer.poolId = pool.id;
  customer.ownerId = pool.keeperId;
  customer.team = [{ personId: pool.keeperId, role: 'owner', access: 'write' }];
}

/** A customer that gets another owner leaves the pool that it lies in. */
export function leavePool(customer: Customer): void {
  customer.leftId = customer.poolId ?? customer.leftId;
  customer.poolId = null;
}

/** Where a customer would go: segment and region before segment before region before all. */
export function poolOf(customer: Pick<Customer, 'segmentId' | 'regionId'>, pools: readonly Pool[]): Pool | null {
  const fits = (one: Pool) =>
    (one.segmentId === null || one.segmentId === customer.segmentId) &&
    (one.regionId === null || one.regionId === customer.regionId);
  const weight = (one: Pool) => (one.segmentId ? 2 : 0) + (one.regionId ? 1 : 0);
  return pools.filter(fits).sort((a, b) => weight(b) - weight(a))[0] ?? null;
}
