import type { Insert } from './insert.ts';
import type { World } from './world.types.ts';

export async function insertHandovers(insert: Insert, world: World, at: Date): Promise<void> {
  await insert(
    'handovers',
    world.handovers.map(({ id, personId, actorId }) => ({
      id,
      person_id: personId,
      actor_id: actorId,
      departed: false,
      created_at: at.toISOString(),
    })),
  );
  await insert(
    'handover_items',
    world.handovers.flatMap(({ id, items }) =>
      items.map(({ customerId, receiverId }) => ({
        handover_id: id,
        kind: 'customers',
        item_id: customerId,
        receiver_id: receiverId,
      })),
    ),
  );
}
