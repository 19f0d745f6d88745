import type { Look, Looker, Scene } from './looks.ts';
import { equals, exactly, get, nearOne, post } from './looks.ts';
import type { Random } from './random.ts';
import type { Handover } from './world.handovers.ts';
import type { Person } from './world.types.ts';

/** Who made it or stands above the person sees all of a handover, who received something that part of it. */
export const handoverSeen = ({ oracle }: Pick<Scene, 'oracle'>, who: string, one: Handover): boolean =>
  one.actorId === who || (one.personId !== who && oracle.line(who, one.personId)) || one.receiverIds.includes(who);

export const handoverLooks: Looker = (scene, who, random) => [
  ...made(scene, who, random),
  ...briefings(scene, who, random),
  ...held(scene, who, random),
];

function made(scene: Scene, who: Person, random: Random): Look[] {
  const { world, oracle } = scene;
  const seen = world.handovers.filter((one) => handoverSeen(scene, who.id, one));
  const looks: Look[] = [
    { route: 'handovers.list', request: get('/handovers', { limit: 2 }), walk: true, check: exactly(seen) },
  ];
  const hidden = world.handovers.filter((one) => !seen.includes(one));
  const [found, secret] = [random.maybe(seen), nearOne(scene, who, hidden, random)];
  if (found) {
    const all = found.actorId === who.id || (found.personId !== who.id && oracle.line(who.id, found.personId));
    const items = found.items.filter((item) => all || item.receiverId === who.id);
    const named = items.filter((item) => oracle.customer(who.id, item.customerId));
    looks.push({
      route: 'handovers.get',
      request: get(`/handovers/${found.id}`),
      check: ([body]) => {
        const customers = body.items.filter(({ kind }: { kind: string }) => kind === 'customers');
        return exactly(named.map((item) => ({ id: item.customerId })))([{ items: customers }]);
      },
    });
  }
  if (!secret) return looks;
  return [
    ...looks,
    {
      route: 'handovers.get',
      request: get(`/handovers/${secret.id}`),
      like: get(`/handovers/${random.strangeId()}`),
    },
  ];
}

/** What was kept of a customer is read by all who see it, whoever handed it over. */
function briefings(scene: Scene, who: Person, random: Random): Look[] {
  const { world, oracle } = scene;
  const kept = world.handovers.flatMap(({ id, items }) =>
    items.map((item) => ({ ...item, id: item.customerId, of: id })),
  );
  const found = random.maybe(kept.filter((one) => oracle.customer(who.id, one.customerId)));
  const secret = nearOne(
    scene,
    who,
    kept.filter((one) => !oracle.customer(who.id, one.customerId)),
    random,
  );
  const page = 'GET /api/handovers/:id/briefings/:customerId';
  const looks: Look[] = [];
  if (found) {
    const there = world.handovers.filter(({ items }) => items.some((item) => item.customerId === found.customerId));
    looks.push(
      {
        route: 'handovers.briefings',
        request: get(`/customers/${found.customerId}/briefings`),
        check: exactly(there, (item) => item.handoverId),
      },
      { route: page, request: get(`/handovers/${found.of}/briefings/${found.customerId}`) },
    );
  }
  if (!secret) return looks;
  const strange = random.strangeId();
  return [
    ...looks,
    {
      route: 'handovers.briefings',
      request: get(`/customers/${secret.customerId}/briefings`),
      like: get(`/customers/${strange}/briefings`),
    },
    {
      route: page,
      request: get(`/handovers/${secret.of}/briefings/${secret.customerId}`),
      like: get(`/handovers/${strange}/briefings/${strange}`),
    },
  ];
}

/** What somebody holds is told to those above them, and in numbers to those who keep the organisation. */
function held(scene: Scene, who: Person, random: Random): Look[] {
  const { world, oracle } = scene;
  const keeps = oracle.holds(who.id, 'org.manage');
  const below = world.people.filter((one) => one !== who && oracle.line(who.id, one.id));
  const others = world.people.filter((one) => !below.includes(one));
  const looks: Look[] = [];
  const [found, secret] = [random.maybe(below), nearOne(scene, who, others, random)];
  const stranger = random.maybe(world.people.filter((one) => one.active && !oracle.line(who.id, one.id)));
  if (found) {
    const owned = world.customers.filter((one) => one.ownerId === found.id && one.poolId === null);
    looks.push({
      route: 'handovers.held',
      request: get('/handovers/held', { personId: found.id }),
      check: ([body]) => {
        const kind = body.kinds.find((one: { kind: string }) => one.kind === 'customers');
        return exactly(owned)([{ items: kind.items }]);
      },
    });
    looks.push({
      route: 'handovers.things',
      request: get('/handovers/things', { personId: found.id, kind: 'customers', limit: 2 }),
      walk: true,
      check: exactly(owned),
    });
    if (stranger && !oracle.holds(who.id, 'roles.manage') && owned.length > 0) {
      looks.push({
        route: 'handovers.preview',
        request: post('/handovers/preview', { personId: found.id, to: stranger.id }),
        check: ([body]) => equals(body.refusals[0]?.reason, 'outOfScope', 'reason'),
      });
    }
  }
  if (!secret || keeps) return looks;
  const strange = random.strangeId();
  return [
    ...looks,
    {
      route: 'handovers.held',
      request: get('/handovers/held', { personId: secret.id }),
      like: get('/handovers/held', { personId: strange }),
    },
    {
      route: 'handovers.things',
      request: get('/handovers/things', { personId: secret.id, kind: 'customers' }),
      like: get('/handovers/things', { personId: strange, kind: 'customers' }),
    },
    {
      route: 'handovers.preview',
      request: post('/handovers/preview', { personId: secret.id, to: who.id }),
      like: post('/handovers/preview', { personId: strange, to: who.id }),
    },
  ];
}
