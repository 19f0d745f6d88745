import type { Body, Look, Looker, Scene } from './looks.ts';
import { equals, exactly, firstOf, get, nearOne } from './looks.ts';
import type { Random } from './random.ts';
import type { Customer, Person } from './world.types.ts';

/** Teams with their history, and the requests to join them. */
export const teamLooks: Looker = (scene, who, random) => {
  const { world, oracle } = scene;
  const seen = world.customers.filter((one) => oracle.customer(who.id, one.id));
  const hidden = world.customers.filter((one) => !oracle.customer(who.id, one.id));
  const looks: Look[] = random.some(seen, 2).map((one) => teamLook(scene, who, one));
  const secret = nearOne(scene, who, hidden, random);
  if (secret) {
    const like = get(`/customers/${random.strangeId()}/team`);
    looks.push({ route: 'team.get', request: get(`/customers/${secret.id}/team`), like });
  }
  return [...looks, ...requestLooks(scene, who, random)];
};

function teamLook({ world, oracle }: Scene, who: Person, one: Customer): Look {
  const people = (list: readonly { personId: string }[]) => list.map(({ personId }) => ({ id: personId }));
  const places = (planned: boolean) =>
    people(world.places.filter((place) => place.customerId === one.id && place.planned === planned));
  const person = (place: Body) => place.person.id;
  const waiting = world.requests.filter((request) => request.customerId === one.id && request.state === 'pending');
  const change = oracle.line(who.id, one.ownerId);
  return {
    route: 'team.get',
    request: get(`/customers/${one.id}/team`),
    check: ([body]) =>
      firstOf(
        exactly(people(one.team), person)([{ items: body.held }]),
        exactly(places(true), person)([{ items: body.planned }]),
        // Somebody may have been on the team more than once.
        equals(
          body.past.map(person).sort(),
          places(false)
            .map(({ id }) => id)
            .sort(),
          'past',
        ),
        exactly(change ? waiting : [])([{ items: body.requests }]),
        equals(body.can, { change, ask: !oracle.written(who.id, one.id) }, 'can'),
      ),
  };
}

function requestLooks({ world, oracle }: Scene, who: Person, random: Random): Look[] {
  const pending = world.requests.filter((one) => one.state === 'pending');
  const mine = world.requests.filter((one) => one.askerId === who.id);
  const owned = (id: string | null) => world.customers.some((one) => one.id === id && one.ownerId === who.id);
  const limit = random.pick([1, 3, 50]);
  return [
    {
      route: 'team.waiting',
      request: get('/team-requests/waiting', { limit }),
      walk: true,
      check: exactly(pending.filter((one) => oracle.answers(who.id, one))),
    },
    {
      route: 'team.asked',
      request: get('/team-requests/asked', { limit }),
      walk: true,
      // What they typed themselves.
      known: mine.map((one) => one.named?.words ?? '').join(' '),
      check: exactly(mine),
    },
    {
      route: 'team.count',
      request: get('/team-requests/count'),
      check: ([body]) => equals(body.count, pending.filter((one) => owned(one.customerId)).length, 'count'),
    },
  ];
}
