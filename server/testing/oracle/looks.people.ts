import type { Body, Look, Looker, Scene } from './looks.ts';
import { difference, equals, exactly, firstOf, get, nearOne } from './looks.ts';
import type { Random } from './random.ts';
import type { Person } from './world.types.ts';

const idOf = ({ id }: { id: string }) => id;

/** What is one's own (messages, imports, sessions), files, and the directory. */
export const personLooks: Looker = (scene, who, random) => [
  ...messages(scene, who, random),
  ...files(scene, who, random),
  ...imports(scene, who, random),
  ...directory(scene, who, random),
  ...records(scene, who, random),
];

/** A message names its customer to who sees it, and to nobody else. */
function names({ world, oracle }: Scene, who: Person, bodies: Body[]): string | null {
  const named = bodies.flatMap((body) => body.items.filter((item: Body) => item.customer !== null).map(idOf));
  const ours = bodies.flatMap((body) => body.items.map(idOf));
  const expected = world.messages
    .filter((one) => ours.includes(one.id) && one.subjectType === 'customer' && oracle.customer(who.id, one.subjectId))
    .map(idOf);
  return difference(named, expected);
}

function messages(scene: Scene, who: Person, random: Random): Look[] {
  const { world, oracle } = scene;
  const own = world.messages.filter((one) => oracle.message(who.id, one));
  // A message keeps the id of what it was about; its receiver was told that id when they could see it.
  const known = own.map((one) => one.subjectId).join(' ');
  const unread = own.filter((one) => !one.read);
  const list = (query: { unread?: boolean }, expected: typeof own): Look => ({
    route: 'notifications.list',
    request: get('/messages', { ...query, limit: random.pick([1, 2, 50]) }),
    walk: true,
    known,
    check: (bodies) =>
      firstOf(exactly(expected)(bodies), equals(bodies[0].unread, unread.length, 'unread'), names(scene, who, bodies)),
  });
  return [list({}, own), list({ unread: true }, unread)];
}

function files(scene: Scene, who: Person, random: Random): Look[] {
  const { world, oracle } = scene;
  const looks: Look[] = [];
  const strange = random.strangeId();
  const found = random.maybe(world.files.filter((one) => oracle.file(who.id, one)));
  const hidden = world.files.filter((one) => !oracle.file(who.id, one));
  const secret = nearOne(scene, who, hidden, random);
  if (found) {
    const check: Look['check'] = ([body]) => equals(body.id, found.id, 'id');
    looks.push(
      { route: 'files.get', request: get(`/files/${found.id}`), check },
      { route: 'GET /api/files/:id/content', request: get(`/files/${found.id}/content`) },
    );
  }
  if (secret) {
    for (const [route, end] of [
      ['files.get', ''],
      ['GET /api/files/:id/content', '/content'],
    ] as const) {
      looks.push({ route, request: get(`/files/${secret.id}${end}`), like: get(`/files/${strange}${end}`) });
    }
  }
  return looks;
}

function imports(scene: Scene, who: Person, random: Random): Look[] {
  const { world, oracle } = scene;
  const own = world.imports.filter((one) => oracle.import(who.id, one));
  const hidden = world.imports.filter((one) => !oracle.import(who.id, one));
  const secret = nearOne(scene, who, hidden, random);
  const looks: Look[] = [
    { route: 'transfers.list', request: get('/imports', { limit: 1 }), walk: true, check: exactly(own) },
  ];
  const one = random.maybe(own);
  if (one) {
    looks.push(
      { route: 'transfers.get', request: get(`/imports/${one.id}`), check: ([body]) => equals(body.id, one.id, 'id') },
      {
        route: 'transfers.rows',
        request: get(`/imports/${one.id}/rows`, { limit: 2 }),
        walk: true,
        check: (bodies) => {
          const rows: Body[] = bodies.flatMap((body) => body.items);
          const known = one.kind === 'customers' && one.knownId && oracle.customer(who.id, one.knownId);
          return firstOf(
            difference(
              rows.map((row) => row.values[0]),
              one.state === 'uploaded' ? [] : one.rowMarks,
            ),
            one.state === 'uploaded' ? null : equals(rows[1]?.recordId, known ? one.knownId : null, 'recordId'),
          );
        },
      },
      { route: 'GET /api/imports/:id/failed.csv', request: get(`/imports/${one.id}/failed.csv`) },
    );
  }
  if (!secret) return looks;
  const strange = random.strangeId();
  for (const [route, end] of [
    ['transfers.get', ''],
    ['transfers.rows', '/rows'],
    ['GET /api/imports/:id/failed.csv', '/failed.csv'],
  ] as const) {
    looks.push({ route, request: get(`/imports/${secret.id}${end}`), like: get(`/imports/${strange}${end}`) });
  }
  return looks;
}

/** Names are open to the company; addresses and numbers only to those who keep the directory. */
function directory(scene: Scene, who: Person, random: Random): Look[] {
  const { world, oracle } = scene;
  const keeps = oracle.holds(who.id, 'org.manage');
  const below = world.people.filter((one) => one.id !== who.id && one.active && oracle.line(who.id, one.id));
  const person = nearOne(scene, who, world.people, random) ?? who;
  const looks: Look[] = [
    { route: 'org.colleagues', request: get('/colleagues', { limit: 200 }) },
    { route: 'org.colleagues', request: get('/colleagues', { 'ids[0]': person.id }), check: exactly([person]) },
    {
      route: 'org.colleagues',
      request: get('/colleagues', { subordinates: true, limit: 200 }),
      check: exactly(below),
    },
    { route: 'org.users', request: get('/users', { limit: 200 }), status: keeps ? 200 : 403 },
    { route: 'org.user', request: get(`/users/${person.id}`), status: keeps ? 200 : 403 },
    { route: 'org.roles', request: get('/roles'), status: keeps ? 200 : 403 },
  ];
  // An address or number that is not shown is not found out by searching for it either.
  const known = [who.email, who.phone, person.email, person.phone].join(' ');
  const like = get('/colleagues', { q: `${random.mark()}@people.example` });
  looks.push({ route: 'org.colleagues', request: get('/colleagues', { q: person.email }), like, known });
  return looks;
}

/** Oneself, the sessions of oneself, and the search over everything. */
function records(scene: Scene, who: Person, random: Random): Look[] {
  const { world, oracle } = scene;
  const near = <T extends { id: string }>(list: readonly T[]) =>
    [1, 2, 3].flatMap(() => nearOne(scene, who, list, random) ?? []);
  const looks: Look[] = [
    {
      route: 'auth.me',
      request: get('/auth/me'),
      check: ([body]) =>
        firstOf(
          equals(body.id, who.id, 'id'),
          equals(
            body.hasSubordinates,
            world.people.some((one) => one.id !== who.id && oracle.line(who.id, one.id)),
            'hasSubordinates',
          ),
        ),
    },
    {
      route: 'auth.sessions',
      request: get('/auth/sessions'),
      check: ([body]) => equals(body.items.length, 1, 'own sessions'),
    },
  ];
  const searched: { mark: string; seen: boolean }[] = [
    ...near(world.customers).map((one) => ({ mark: one.mark, seen: oracle.customer(who.id, one.id) })),
    ...near(world.contacts).map((one) => ({ mark: one.mark, seen: oracle.contact(who.id, one) })),
    ...random
      .some(
        world.items.filter((one) => one.state !== 'cancelled'),
        3,
      )
      .map((one) => ({ mark: one.mark, seen: oracle.item(who.id, one) })),
  ];
  for (const { mark, seen } of searched) {
    const request = get('/search', { q: mark });
    const found: Look['check'] = ([body]) => (body.items.length > 0 ? null : `${mark} is not found`);
    looks.push({
      route: 'search.find',
      request,
      ...(seen ? { check: found } : { like: get('/search', { q: random.mark() }) }),
    });
  }
  return looks;
}
