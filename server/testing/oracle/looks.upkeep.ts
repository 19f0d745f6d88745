import type { Body, Look, Looker } from './looks.ts';
import { difference, equals, exactly, firstOf, get, nearOne } from './looks.ts';
import { isStale } from './world.upkeep.ts';

/** Archives out of date: of one customer, by person, and those that were put off. */
export const upkeepLooks: Looker = (scene, who, random) => {
  const { world, oracle } = scene;
  const looks: Look[] = [];
  const seen = random.maybe(world.customers.filter((one) => oracle.customer(who.id, one.id)));
  const held = (one: { id: string }) => world.snoozes.some((snooze) => snooze.customerId === one.id);
  if (seen) {
    looks.push({
      route: 'upkeep.get',
      request: get(`/customers/${seen.id}/upkeep`),
      check: ([body]) =>
        firstOf(
          equals(body.stale, isStale(world, seen), 'stale'),
          equals(body.snooze !== null, held(seen), 'snooze'),
          equals(body.can.snooze, seen.ownerId === who.id && seen.poolId === null, 'can.snooze'),
        ),
    });
  }
  const hidden = nearOne(
    scene,
    who,
    world.customers.filter((one) => !oracle.customer(who.id, one.id)),
    random,
  );
  if (hidden) {
    const path = (id: string) => `/customers/${id}/upkeep`;
    looks.push({ route: 'upkeep.get', request: get(path(hidden.id)), like: get(path(random.strangeId())) });
  }
  const stale = world.customers.filter((one) => isStale(world, one) && oracle.line(who.id, one.ownerId));
  const owners = [...new Set(stale.map((one) => one.ownerId))];
  const kept = world.customers.filter((one) => one.poolId === null && oracle.line(who.id, one.ownerId));
  const put = world.snoozes
    .filter((snooze) => kept.some((one) => one.id === snooze.customerId))
    .map((snooze) => ({ id: snooze.customerId }));
  looks.push(
    {
      route: 'upkeep.people',
      request: get('/stale-archives/people', { limit: random.pick([1, 2, 50]) }),
      walk: true,
      check: (bodies: Body[]) => {
        const people = bodies.flatMap((body) => body.items);
        const counts = people.map((one) => [one.person.id, one.count]).sort();
        const expected = owners.map((id) => [id, stale.filter((one) => one.ownerId === id).length]).sort();
        const wrong = difference(
          people.map((one) => one.person.id),
          owners,
        );
        return wrong ?? equals(counts, expected, 'counts');
      },
    },
    {
      route: 'upkeep.snoozed',
      request: get('/stale-archives/snoozed', { limit: random.pick([1, 2, 50]) }),
      walk: true,
      check: exactly(put, (item) => item.customer.id),
    },
  );
  return looks;
};
