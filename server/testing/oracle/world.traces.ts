import type { Random } from './random.ts';
import type { Message, World, WorldEvent } from './world.types.ts';

function eventOf(random: Random, world: World, fields: Partial<WorldEvent>): WorldEvent {
  return {
    id: random.id(),
    mark: random.mark(),
    type: 'customer.noted',
    actorId: random.pick(world.people).id,
    subjectType: 'customer',
    subjectId: random.id(),
    customerId: null,
    ownerId: random.pick(world.people).id,
    audience: random.pick(['customer', 'customer', 'line', 'audit'] as const),
    phone: null,
    ...fields,
  };
}

/** History: of customers, of visits (for all who see the customer), of plan items (for the line of their owner). */
export function drawEvents(random: Random, world: World): void {
  for (const customer of world.customers) {
    for (let count = random.int(4); count > 0; count -= 1) {
      const phone = random.chance(0.4) ? customer.phone : null;
      const about = { customerId: customer.id, subjectId: customer.id, phone };
      world.events.push(eventOf(random, world, { ...about, type: phone ? 'customer.updated' : 'customer.noted' }));
    }
  }
  for (const visit of world.visits) {
    if (random.chance(0.4)) continue;
    const { id: subjectId, customerId, ownerId } = visit;
    const about = { type: 'visit.recorded', subjectType: 'visit', subjectId, customerId, ownerId };
    world.events.push(eventOf(random, world, { ...about, audience: 'customer' }));
  }
  for (const item of world.items) {
    if (random.chance(0.5)) continue;
    const { id: subjectId, customerId, ownerId } = item;
    const about = { type: 'planItem.created', subjectType: 'planItem', subjectId, customerId, ownerId };
    world.events.push(eventOf(random, world, { ...about, audience: 'line' }));
  }
}

/** Messages about records that their receivers may have lost sight of meanwhile. */
export function drawMessages(random: Random, world: World): void {
  for (const person of world.people) {
    for (let count = random.int(4); count > 0; count -= 1) {
      const item = random.maybe(world.items);
      const about: Pick<Message, 'kind' | 'subjectType' | 'subjectId'> =
        item && random.chance(0.6)
          ? { kind: 'planItem.submitted', subjectType: 'planItem', subjectId: item.id }
          : { kind: 'customer.teamJoined', subjectType: 'customer', subjectId: random.pick(world.customers).id };
      world.messages.push({
        id: random.id(),
        mark: random.mark(),
        userId: person.id,
        ...about,
        read: random.chance(0.4),
      });
    }
  }
}

/** Files, some of them proof of a completed item of their owner, and imports with the file that each came from. */
export function drawFiles(random: Random, world: World): void {
  const file = (ownerId: string) => {
    const made = { id: random.id(), mark: random.mark(), contentMark: random.mark(), ownerId };
    world.files.push(made);
    return made.id;
  };
  for (let count = random.between(2, 5); count > 0; count -= 1) {
    const ownerId = random.pick(world.people).id;
    const id = file(ownerId);
    const item = random.maybe(world.items.filter((one) => one.ownerId === ownerId && one.noteMark !== null));
    if (random.chance(0.6)) item?.fileIds.push(id);
  }
  for (let count = random.between(1, 4); count > 0; count -= 1) {
    const ownerId = random.pick(world.people).id;
    world.imports.push({
      id: random.id(),
      mark: random.mark(),
      rowMarks: [random.mark(), random.mark(), random.mark()],
      knownId: random.maybe(world.customers)?.id ?? null,
      kind: random.chance(0.8) ? 'customers' : 'people',
      state: random.pick(['uploaded', 'uploaded', 'checked', 'finished'] as const),
      ownerId,
      fileId: file(ownerId),
      version: random.between(1, 3),
    });
  }
}
