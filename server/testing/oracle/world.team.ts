import type { Random } from './random.ts';
import type { TeamRequest } from './world.team.types.ts';
import type { Customer, World } from './world.types.ts';

/** A request to join the team of a customer, by a link. */
export function drawRequest(random: Random, askerId: string, customer: Customer | null): TeamRequest {
  return {
    id: random.id(),
    mark: random.mark(),
    answerMark: random.mark(),
    askerId,
    customerId: customer?.id ?? null,
    named: null,
    state: 'pending',
    version: 1,
  };
}

/** Places that are over or yet to come, and requests to join, some about customers that there are not. */
export function drawTeams(random: Random, world: World): void {
  for (const customer of world.customers) {
    const others = world.people.filter((one) => !customer.team.some((member) => member.personId === one.id));
    for (const [index, person] of random.some(others, random.int(3)).entries()) {
      const planned = index === 0 && random.chance(0.5);
      world.places.push({ id: random.id(), customerId: customer.id, personId: person.id, planned });
    }
    for (const person of random.some(others, random.int(3))) {
      const request = drawRequest(random, person.id, customer);
      const named = random.chance(0.5) ? { words: customer.name, ownerId: customer.ownerId } : null;
      world.requests.push({ ...request, named, state: random.pick(['pending', 'pending', 'declined'] as const) });
    }
  }
  drawChannel(random, world);
  for (const person of random.some(world.people, 2)) world.requests.push(drawRequest(random, person.id, null));
}

/** Distributors of end customers, and customers that have become part of others. */
function drawChannel(random: Random, world: World): void {
  for (const customer of world.customers) {
    const distributor = random.maybe(world.customers.filter((one) => one !== customer));
    if (distributor && random.chance(0.5)) {
      const ends = { distributorId: distributor.id, customerId: customer.id };
      world.links.push({ id: random.id(), mark: random.mark(), ...ends, from: random.int(200) - 100, version: 1 });
    }
    if (random.chance(0.7)) continue;
    const byId = random.pick(world.people).id;
    world.merges.push({ id: random.id(), loserId: random.id(), mark: random.mark(), survivorId: customer.id, byId });
  }
}
