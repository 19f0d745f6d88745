import type { Random } from './random.ts';
import type { World } from './world.types.ts';

export function drawExports(random: Random, world: World): void {
  for (const person of random.some(world.people, 3)) {
    world.exports.push({ id: random.id(), mark: random.mark(), contentMark: random.mark(), ownerId: person.id });
  }
}
