import type { Random } from './random.ts';
import type { World } from './world.types.ts';

/** Who acts for somebody in the workflows of the worlds. */
export type Deputised = { id: string; userId: string; deputyId: string; version: number };

export function drawDeputies(random: Random, world: World): void {
  for (const { id } of random.some(world.people, 3)) {
    const deputyId = random.pick(world.people.filter(({ active }) => active)).id;
    if (deputyId !== id) world.deputies.push({ id: random.id(), userId: id, deputyId, version: 1 });
  }
}
