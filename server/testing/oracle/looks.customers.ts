import type { Body, Look, Looker, Scene } from './looks.ts';
import { equals, exactly, firstOf, get, nearOne, post } from './looks.ts';
import type { Random } from './random.ts';
import { words } from './world.customers.ts';
import type { Contact, Customer, Person } from './world.types.ts';
import { isStale } from './world.upkeep.ts';

const sorts = ['updatedAt', 'name', 'createdAt'];

type Filter = { query: Record<string, string | boolean>; holds: (customer: Customer) => boolean };

function filters(scene: Scene, who: Person, random: Random): Filter[] {
  const { entries, world } = scene;
  const [segmentId, regionId] = [random.pick(entries.segment), random.pick(entries.region)];
  const [industryId, levelId] = [random.pick(entries.industry), random.pick(entries.level)];
  const ownerId = (nearOne(scene, who, world.customers, random) ?? random.pick(world.customers)).ownerId;
  const stale = random.chance(0.5);
  return [
    { query: { segmentId }, holds: (one) => one.segmentId === segmentId },
    { query: { regionId }, holds: (one) => one.regionId === regionId },
    { query: { industryId }, holds: (one) => one.industryId === industryId },
    { query: { levelId }, holds: (one) => one.levelId === levelId },
    { query: { ownerId }, holds: (one) => one.ownerId === ownerId },
    { query: { stale }, holds: (one) => isStale(scene.world, one) === stale },
    { query: { segmentId, stale }, holds: (one) => one.segmentId === segmentId && isStale(scene.world, one) === stale },
  ];
}

export const customerLooks: Looker = (scene, who, random) => {
  const seen = scene.world.customers.filter((one) => scene.oracle.customer(who.id, one.id));
  const hidden = scene.world.customers.filter((one) => !scene.oracle.customer(who.id, one.id));
  return [
    ...lists(scene, who, random, seen),
    ...searches(scene, who, random, seen, hidden),
    ...byContact(scene, who, random),
    ...records(scene, who, random, seen, hidden),
    ...duplicates(scene, who, random, seen, hidden),
  ];
};

function lists(scene: Scene, who: Person, random: Random, seen: Customer[]): Look[] {
  const route = 'customers.list';
  const [first, second] = random.some(filters(scene, who, random), 2);
  const limit = random.pick([1, 2, 3, 5, 50]);
  const looks: Look[] = random.some(sorts, 2).map((sort) => ({
    route,
    request: get('/customers', { limit, sort, order: random.pick(['asc', 'desc']) }),
    walk: true,
    check: exactly(seen),
  }));
  for (const filter of [first, second]) {
    if (!filter) continue;
    const expected = seen.filter(filter.holds);
    looks.push(
      { route, request: get('/customers', { ...filter.query, limit: 4 }), walk: true, check: exactly(expected) },
      count(filter.query, expected.length),
    );
  }
  return [...looks, count({}, seen.length)];
}

const count = (query: Filter['query'], expected: number): Look => ({
  route: 'customers.count',
  request: get('/customers/count', query),
  check: ([body]) => equals(body, { count: expected, exact: true }, 'count'),
});

/** Search finds what is seen; looking for something hidden is like looking for what is not there. */
function searches(scene: Scene, who: Person, random: Random, seen: Customer[], hidden: Customer[]): Look[] {
  const word = random.pick(words);
  const having = seen.filter((one) => one.word === word);
  const looks: Look[] = [
    { route: 'customers.list', request: get('/customers', { q: word, limit: 3 }), walk: true, check: exactly(having) },
    count({ q: word }, having.length),
    {
      route: 'customers.suggest',
      request: get('/customers/suggest', { q: word, limit: 20 }),
      check: ([body]) => equals(body.items.length, Math.min(20, having.length), 'suggestions'),
    },
    {
      route: 'customers.suggest',
      request: get('/customers/suggest'),
      check: ([body]) => equals(body.items.length, Math.min(10, seen.length), 'suggestions'),
    },
  ];
  const [found, secret] = [random.maybe(seen), nearOne(scene, who, hidden, random)];
  for (const path of ['/customers', '/customers/suggest', '/customers/count']) {
    const route = path === '/customers' ? 'customers.list' : path.slice(1).replace('/', '.');
    const counted = route === 'customers.count';
    if (found) {
      const check = counted ? ([body]: Body[]) => equals(body.count, 1, 'count') : exactly([found]);
      const typed = random.pick([found.mark, found.name, ...(byPhone(scene, who) ? [found.phone] : [])]);
      looks.push({ route, request: get(path, { q: typed }), check });
    }
    if (secret) {
      const [typed, strange] = random.pick([
        [secret.mark, random.mark()],
        [secret.phone, `136${random.digits(8)}`],
        [`${secret.word}${secret.mark}`, `${secret.word}${random.mark()}`],
      ]) as [string, string];
      looks.push({ route, request: get(path, { q: typed }), like: get(path, { q: strange }) });
    }
  }
  return looks;
}

/** Only who reads every telephone finds by one. */
const byPhone = (scene: Scene, who: Person) => scene.oracle.holds(who.id, 'customers.phones');

/** A customer is found by its people, as long as both are seen. */
function byContact(scene: Scene, who: Person, random: Random): Look[] {
  const { world, oracle } = scene;
  const looks: Look[] = [];
  const route = 'customers.list';
  const sees = (one: Contact) => oracle.contact(who.id, one);
  const known = random.maybe(world.contacts.filter(sees));
  const secret = nearOne(
    scene,
    who,
    world.contacts.filter((one) => !sees(one)),
    random,
  );
  if (known) {
    const typed = random.pick([known.mark, ...(byPhone(scene, who) ? [known.phone] : [])]);
    looks.push({ route, request: get('/customers', { q: typed }), check: exactly([{ id: known.customerId }]) });
  }
  if (secret) {
    const like = get('/customers', { q: random.mark() });
    looks.push({ route, request: get('/customers', { q: random.pick([secret.mark, secret.phone]) }), like });
  }
  return looks;
}

function records(scene: Scene, who: Person, random: Random, seen: Customer[], hidden: Customer[]): Look[] {
  const { world, oracle } = scene;
  const looks: Look[] = [];
  for (const one of random.some(seen, 2)) {
    const parentId = one.parentId && oracle.customer(who.id, one.parentId) ? one.parentId : null;
    const contacts = world.contacts.filter((contact) => contact.customerId === one.id);
    const team = one.team.map((member) => ({ id: member.personId }));
    looks.push({
      route: 'customers.get',
      request: get(`/customers/${one.id}`),
      check: ([body]) =>
        firstOf(
          equals(body.id, one.id, 'id'),
          equals(body.parent?.id ?? null, parentId, 'parent'),
          exactly(contacts)([{ items: body.contacts }]),
          exactly(team, (member) => member.person.id)([{ items: body.team }]),
          equals(body.can.changeTeam, oracle.line(who.id, one.ownerId), 'can.changeTeam'),
        ),
    });
    const events = world.events.filter((event) => event.customerId === one.id && oracle.event(who.id, event));
    const request = get(`/customers/${one.id}/timeline`, { limit: random.pick([2, 3, 50]) });
    looks.push({ route: 'customers.timeline', request, walk: true, check: exactly(events) });
  }
  const secret = nearOne(scene, who, hidden, random);
  if (!secret) return looks;
  const strange = random.strangeId();
  for (const end of ['', '/timeline']) {
    const route = end ? 'customers.timeline' : 'customers.get';
    looks.push({ route, request: get(`/customers/${secret.id}${end}`), like: get(`/customers/${strange}${end}`) });
  }
  return looks;
}

type Exact = { name?: string; phone?: string; creditCode?: string };

/** A hidden customer that is hit exactly names its owner and nothing else; one that is only similar is not there. */
function duplicates(scene: Scene, who: Person, random: Random, seen: Customer[], hidden: Customer[]): Look[] {
  if (!scene.oracle.holds(who.id, 'customers.create')) return [];
  const route = 'customers.duplicates';
  const ask = (body: Exact & { exceptId?: string }) => post('/customers/duplicates', body);
  const looks: Look[] = [];
  const [found, secret] = [random.maybe(seen), nearOne(scene, who, hidden, random)];
  if (found) {
    const fields = [{ name: found.name }, { creditCode: found.creditCode }];
    const told = scene.oracle.phones(who.id, found.id) ? found.id : null;
    looks.push(
      { route, request: ask({ phone: found.phone }), check: names(found, told), namesOwner: true },
      { route, request: ask(random.pick<Exact>(fields)), check: names(found, found.id) },
      { route, request: ask({ name: `${found.word}${found.mark}集团` }), check: names(found, found.id) },
    );
  }
  if (secret) {
    const fields = [{ name: secret.name }, { phone: secret.phone }, { creditCode: secret.creditCode }];
    const exact = random.pick<Exact>(fields);
    looks.push(
      { route, request: ask(exact), check: names(secret, null), namesOwner: true },
      {
        route,
        request: ask({ ...exact, exceptId: secret.id }),
        like: ask({ ...exact, exceptId: random.strangeId() }),
        namesOwner: true,
      },
      {
        route,
        request: ask({ name: `${secret.word}${secret.mark}集团` }),
        like: ask({ name: `${secret.word}${random.mark()}集团` }),
      },
    );
  }
  return looks;
}

const names =
  (customer: Customer, id: string | null) =>
  ([body]: Body[]) =>
    firstOf(
      equals(body.items.length, 1, 'duplicates'),
      equals(body.items[0]?.customer?.id ?? null, id, 'customer'),
      equals(body.items[0]?.owner.id, customer.ownerId, 'owner'),
    );
