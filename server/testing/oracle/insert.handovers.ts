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
  await insert(
    'handover_briefings',
    world.handovers.flatMap(({ id, items }) =>
      items.map(({ customerId, mark }) => ({
        handover_id: id,
        customer_id: customerId,
        content: briefing(mark),
      })),
    ),
  );
}

const briefing = (mark: string) => ({
  name: mark,
  owner: mark,
  facts: [mark],
  phone: null,
  description: mark,
  addresses: [{ text: mark }],
  nextStep: mark,
  nextStepOn: null,
  contacts: [{ name: mark, title: null, phone: null, email: null }],
  visits: [{ visitedOn: '2026-01-01', owner: mark, discussed: mark, needs: null }],
  promises: [{ text: mark, dueOn: null, keptBy: null }],
});
