import type { Random } from './random.ts';
import type { Entries } from './world.customers.ts';
import { departments } from './world.relationships.ts';
import type { World } from './world.types.ts';

/** Views of everybody, shared with any department: whoever shared may have changed places since. */
export function drawViews(random: Random, world: World): void {
  for (const person of world.people) {
    for (let count = random.int(4); count > 0; count -= 1) {
      world.views.push({
        id: random.id(),
        mark: random.mark(),
        ownerId: person.id,
        departmentId: random.chance(0.7) ? random.pick(departments).id : null,
        parentId: random.pick(world.customers).id,
        version: 1,
      });
    }
  }
}

/** Bulk edits that are done, of customers that their owner may not see any more. */
export function drawBulkEdits(random: Random, world: World, entries: Entries): void {
  for (const person of random.some(world.people, 5)) {
    const customers = random.some(world.customers, random.between(1, 4));
    world.bulkEdits.push({
      id: random.id(),
      ownerId: person.id,
      levelId: random.pick(entries.level),
      rows: customers.map((customer) => ({
        customerId: customer.id,
        state: random.pick(['changed', 'failed'] as const),
      })),
      version: 1,
    });
  }
}
