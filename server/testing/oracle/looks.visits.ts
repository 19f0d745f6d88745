import { dayAfter } from './days.ts';
import type { Look, Looker, Scene } from './looks.ts';
import { equals, exactly, firstOf, get, nearOne } from './looks.ts';
import type { Random } from './random.ts';
import type { Person, Visit } from './world.types.ts';

export const visitLooks: Looker = (scene, who, random) => {
  const seen = scene.world.visits.filter((one) => scene.oracle.visit(who.id, one));
  const hidden = scene.world.visits.filter((one) => !scene.oracle.visit(who.id, one));
  const looks = [...lists(scene, who, random, seen), ...random.some(seen, 3).map((one) => record(scene, who, one))];
  const secret = nearOne(scene, who, hidden, random);
  if (secret) {
    const like = get(`/visits/${random.strangeId()}`);
    looks.push({ route: 'visits.get', request: get(`/visits/${secret.id}`), like });
  }
  return looks;
};

function lists(scene: Scene, who: Person, random: Random, seen: Visit[]): Look[] {
  const { world, oracle, today } = scene;
  const route = 'visits.list';
  const ownerId = (nearOne(scene, who, world.people, random) ?? who).id;
  const state = random.pick(['checkedIn', 'recorded'] as const);
  const [from, to] = [dayAfter(today, -random.between(15, 30)), dayAfter(today, -random.between(0, 10))];
  const known = random.maybe(world.customers.filter((one) => oracle.customer(who.id, one.id)));
  const unseen = world.customers.filter((one) => !oracle.customer(who.id, one.id));
  const visited = unseen.filter((one) => seen.some((visit) => visit.customerId === one.id));
  const secret = random.maybe(visited) ?? nearOne(scene, who, unseen, random);
  const list = (query: Record<string, string | undefined>, holds: (one: Visit) => boolean): Look => ({
    route,
    request: get('/visits', { ...query, limit: random.pick([1, 2, 3, 50]) }),
    walk: true,
    check: exactly(seen.filter(holds)),
  });
  const looks = [
    list({}, () => true),
    list({ ownerId }, (one) => one.ownerId === ownerId),
    random.chance(0.5)
      ? list({ state }, (one) => one.state === state)
      : list({ from, to }, (one) => one.day >= from && one.day <= to),
  ];
  if (known) looks.push(list({ customerId: known.id }, (one) => one.customerId === known.id));
  if (secret) {
    // Which customer a visit of one's own was at must not be learned by asking for one after the other.
    const [request, like] = [secret.id, random.strangeId()].map((customerId) => get('/visits', { customerId }));
    if (request && like) looks.push({ route, request, like });
  }
  return looks;
}

function record({ oracle }: Scene, who: Person, one: Visit): Look {
  const customer = oracle.customer(who.id, one.customerId);
  const contacts = customer ? one.contactIds.map((id) => ({ id })) : [];
  return {
    route: 'visits.get',
    request: get(`/visits/${one.id}`),
    check: ([body]) =>
      firstOf(
        equals(body.id, one.id, 'id'),
        equals(body.customer?.id ?? null, customer ? one.customerId : null, 'customer'),
        exactly(contacts)([{ items: body.contacts }]),
        one.state === 'recorded' ? equals(body.needs, one.needsMark, 'needs') : null,
      ),
  };
}
