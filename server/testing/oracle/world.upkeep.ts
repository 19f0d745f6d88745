import type { Random } from './random.ts';
import type { Customer, World } from './world.types.ts';

/** Archives that their owners of the time have put off. */
export function drawSnoozes(random: Random, world: World): void {
  for (const customer of world.customers) {
    if (random.chance(0.8)) continue;
    world.snoozes.push({ id: customer.id, mark: random.mark(), customerId: customer.id, personId: customer.ownerId });
  }
}

const staleAge = 35;

/** No archive of the worlds is near a month old, and the segments have no cycles of their own. */
export function isStale(world: World, customer: Customer): boolean {
  return (
    customer.poolId === null &&
    customer.archiveAge > staleAge &&
    !world.snoozes.some((one) => one.customerId === customer.id)
  );
}
