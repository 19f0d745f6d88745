import type { Random } from './random.ts';
import type { World } from './world.types.ts';

/** What somebody held and to whom it went, long ago: who owns it by now is another matter. */
export type Handover = {
  id: string;
  personId: string;
  actorId: string;
  /** `mark` is a word of the briefing that was kept. */
  items: { customerId: string; receiverId: string; mark: string }[];
  /** Whoever got anything by it, customers or not. */
  receiverIds: string[];
};

export function drawHandovers(random: Random, worlds: readonly World[]): void {
  for (const world of worlds) {
    for (let count = random.between(1, 3); count > 0; count -= 1) {
      const items = random.some(world.customers, random.between(1, 3)).map(({ id }) => ({
        customerId: id,
        receiverId: random.pick(world.people).id,
        mark: random.mark(),
      }));
      world.handovers.push({
        id: random.id(),
        personId: random.pick(world.people).id,
        actorId: random.pick(world.people).id,
        items,
        receiverIds: items.map(({ receiverId }) => receiverId),
      });
    }
  }
}
