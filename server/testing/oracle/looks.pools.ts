import type { Look, Looker, Scene } from './looks.ts';
import { difference, equals, exactly, firstOf, get, nearOne, post } from './looks.ts';
import type { Random } from './random.ts';
import { words } from './world.customers.ts';
import { poolRule } from './world.pools.ts';
import type { Customer, Person } from './world.types.ts';

const shown = [
  'id',
  'name',
  'segmentId',
  'regionId',
  'industryId',
  'levelId',
  'pool',
  'pooledAt',
  'how',
  'reasonId',
  'rule',
  'coolingUntil',
];

/** Pools: members find what is shown of their customers, by nothing that is masked. */
export const poolLooks: Looker = (scene, who, random) => {
  const { oracle, world } = scene;
  const open = world.customers.filter((one) => oracle.pool(who.id, one.poolId));
  return [
    ...(oracle.holds(who.id, 'pool.use') ? pooled(scene, who, random, open) : []),
    ...archives(scene, who, random),
    ...(oracle.holds(who.id, 'pools.manage') ? [preview(scene, random)] : []),
  ];
};

function pooled(scene: Scene, who: Person, random: Random, open: Customer[]): Look[] {
  const { world, oracle, entries } = scene;
  const word = random.pick(words);
  const regionId = random.pick(entries.region);
  const list = (query: Record<string, string>, expected: readonly Customer[]): Look => ({
    route: 'pools.list',
    request: get('/pool/customers', {
      ...query,
      sort: random.pick(['pooledAt', 'name']),
      limit: random.pick([1, 2, 50]),
    }),
    walk: true,
    check: exactly(expected),
  });
  const count = (query: Record<string, string>, expected: readonly Customer[]): Look => ({
    route: 'pools.count',
    request: get('/pool/customers/count', query),
    check: ([body]) => equals(body, { count: expected.length, exact: true }, 'count'),
  });
  const looks = [
    list({}, open),
    list(
      { q: word },
      open.filter((one) => one.word === word),
    ),
    list(
      { regionId },
      open.filter((one) => one.regionId === regionId),
    ),
    count({}, open),
    count(
      { regionId },
      open.filter((one) => one.regionId === regionId),
    ),
    {
      route: 'pools.open',
      request: get('/pool/pools'),
      check: exactly(world.pools.filter((one) => oracle.pool(who.id, one.id))),
    },
  ];
  return [...looks, ...single(scene, who, random, open)];
}

function single(scene: Scene, who: Person, random: Random, open: Customer[]): Look[] {
  const closed = scene.world.customers.filter((one) => !open.includes(one));
  const looks: Look[] = [];
  const [found, secret] = [random.maybe(open), nearOne(scene, who, closed, random)];
  const search = (q: string) => get('/pool/customers', { q });
  if (found) {
    looks.push(
      {
        route: 'pools.get',
        request: get(`/pool/customers/${found.id}`),
        check: ([body]) => firstOf(equals(body.id, found.id, 'id'), difference(Object.keys(body), shown)),
      },
      { route: 'pools.list', request: search(found.mark), check: exactly([found]) },
    );
    const masked = scene.world.contacts.filter((one) => one.customerId === found.id).map((one) => one.mark);
    const typed = random.pick([found.phone, found.creditCode, found.descriptionMark, found.addressMark, ...masked]);
    looks.push(
      { route: 'pools.list', request: search(typed), like: search(random.mark()) },
      {
        route: 'pools.count',
        request: get('/pool/customers/count', { q: typed }),
        like: get('/pool/customers/count', { q: random.mark() }),
      },
    );
  }
  if (secret) {
    const request = get(`/pool/customers/${secret.id}`);
    looks.push(
      { route: 'pools.get', request, like: get(`/pool/customers/${random.strangeId()}`) },
      { route: 'pools.list', request: search(secret.mark), like: search(random.mark()) },
    );
  }
  return looks;
}

/** What the archive of a customer says about pools and owners is for those who see it. */
function archives(scene: Scene, who: Person, random: Random): Look[] {
  const { world, oracle } = scene;
  const seen = world.customers.filter((one) => oracle.customer(who.id, one.id));
  const hidden = world.customers.filter((one) => !oracle.customer(who.id, one.id));
  const [found, secret] = [random.maybe(seen), nearOne(scene, who, hidden, random)];
  const coming = world.customers.filter(
    (one) => one.poolId === null && one.warnedId === one.ownerId && oracle.line(who.id, one.ownerId),
  );
  const looks: Look[] = [];
  // A page is a hundred; more than that are shown without a way to the rest.
  if (coming.length <= 100) {
    looks.push({
      route: 'pools.warnings',
      request: get('/pool/warnings', { limit: 100 }),
      check: exactly(coming, (item) => item.customer.id),
    });
  }
  if (found) {
    looks.push(
      {
        route: 'pools.state',
        request: get(`/customers/${found.id}/pool`),
        check: ([body]) => equals(body.pooledAt !== null, found.poolId !== null, 'in a pool'),
      },
      {
        route: 'pools.owners',
        request: get(`/customers/${found.id}/owners`),
        check: ([body]) => equals(body.items[0]?.owner.id, found.ownerId, 'current owner'),
      },
    );
  }
  if (!secret) return looks;
  const strange = random.strangeId();
  for (const [route, end] of [
    ['pools.state', 'pool'],
    ['pools.owners', 'owners'],
  ] as const) {
    looks.push({ route, request: get(`/customers/${secret.id}/${end}`), like: get(`/customers/${strange}/${end}`) });
  }
  return looks;
}

/** How many a rule would return is for those who keep the pools; which ones only as far as they see them. */
function preview({ world }: Scene, random: Random): Look {
  const pool = random.maybe(world.pools);
  const rules = [{ kind: 'owned', levelId: null, days: random.pick([10, poolRule.days]), sparePlanned: false }];
  const place = { segmentId: pool?.segmentId ?? null, regionId: pool?.regionId ?? null };
  return {
    route: 'pools.preview',
    request: post('/pools/preview', { ...(pool && { id: pool.id }), ...place, warnDays: 5, rules }),
    namesOwner: true,
  };
}
