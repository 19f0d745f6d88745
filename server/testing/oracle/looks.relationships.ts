import type { Body, Look, Looker, Scene } from './looks.ts';
import { difference, equals, exactly, firstOf, get, nearOne } from './looks.ts';
import type { Random } from './random.ts';
import { contactName } from './world.customers.ts';
import { leftOf } from './world.relationships.ts';
import type { Contact, Customer, Introduction, Person } from './world.types.ts';

export const relationshipLooks: Looker = (scene, who, random) => {
  const { world, oracle } = scene;
  const seen = world.contacts.filter((one) => oracle.contact(who.id, one));
  const hidden = world.contacts.filter((one) => !oracle.contact(who.id, one));
  return [
    ...random.some(seen, 2).flatMap((one) => ofContact(scene, who, one)),
    ...unseen(scene, who, random, hidden),
    ...matrices(scene, who, random),
    ...typed(scene, who, random, seen, hidden),
    introductions(scene, who, random),
    {
      route: 'relationships.background',
      request: get('/me/background'),
      check: ([body]) => equals(body.school, who.school, 'school'),
    },
  ];
};

/** What only few see something of: circles, and customers whose relationships others set. Always looked at. */
export const circleLooks: Looker = (scene, who, random) => {
  const { world, oracle } = scene;
  const circles = (posts: Contact[]) => oracle.acquaintances(who.id, posts).circles.size > 0;
  const hidden = world.contacts.filter((one) => !oracle.contact(who.id, one) && circles([one]));
  const behind = world.contacts.filter((one) => oracle.contact(who.id, one) && circles(postsOf(scene, one)));
  const foreign = world.customers.filter((one) => oracle.written(who.id, one.id) && !oracle.line(who.id, one.ownerId));
  const known = random.maybe(behind);
  return [
    ...random.some(hidden, 2).map((one) => ({ ...typedLook(scene, who, one), namesOwner: true })),
    ...(known ? [whoKnowsLook(scene, who, known)] : []),
    ...random.some(foreign, 1).map((one) => matrixLook(scene, who, one)),
  ];
};

const postsOf = ({ world }: Scene, one: Contact) =>
  world.contacts.filter((other) => other === one || (one.personId !== null && other.personId === one.personId));

const whoKnowsLook = (scene: Scene, who: Person, one: Contact): Look => ({
  route: 'relationships.whoKnows',
  request: get('/who-knows', { contactId: one.id }),
  check: knows(scene, who, postsOf(scene, one), one),
});

function typedLook(scene: Scene, who: Person, one: Contact): Look {
  const company = scene.world.customers.find(({ id }) => id === one.customerId)?.name ?? '';
  return {
    route: 'relationships.whoKnows',
    request: get('/who-knows', { name: contactName(one.mark), company }),
    check: knows(scene, who, [one], null),
  };
}

function ofContact(scene: Scene, who: Person, one: Contact): Look[] {
  const { world, oracle } = scene;
  const others = world.contacts.filter(
    (other) => other !== one && other.personId !== null && other.personId === one.personId,
  );
  const remarks = world.remarks.filter((remark) => remark.contactId === one.id && oracle.remark(who.id, remark));
  const to = one.departure?.toCustomerId ?? null;
  const person = world.people[0]?.id;
  return [
    {
      route: 'contacts.get',
      request: get(`/contacts/${one.id}`),
      check: ([body]) =>
        firstOf(
          exactly(others.filter((other) => oracle.contact(who.id, other)))([{ items: body.posts }]),
          difference(
            body.remarks.map((remark: Body) => remark.text),
            remarks.map((remark) => remark.mark),
          ),
          equals(
            body.contact.departure?.customer?.id ?? null,
            to && oracle.customer(who.id, to) ? to : null,
            'where to',
          ),
        ),
    },
    whoKnowsLook(scene, who, one),
    { route: 'relationships.history', request: get(`/contacts/${one.id}/relationships/${person}/history`) },
  ];
}

/** Everyone who may be named is, and the others stand behind their circles. */
const knows =
  (scene: Scene, who: Person, posts: readonly Contact[], asked: Contact | null) =>
  ([body]: Body[]): string | null => {
    const { named, circles } = scene.oracle.acquaintances(who.id, posts);
    const alike = asked?.school
      ? scene.world.people.filter((one) => one.active && one.id !== who.id && one.school === asked.school)
      : [];
    const expected = [...new Set([...named, ...alike.map((one) => one.id)])];
    const found = body.people.map((one: Body) => one.person.id);
    const shown = body.circles.map((one: Body) => one.department?.id ?? 'company');
    return (
      difference(found, expected) ??
      difference(
        shown,
        [...circles].map((id) => id ?? 'company'),
      )
    );
  };

function unseen(scene: Scene, who: Person, random: Random, hidden: Contact[]): Look[] {
  const secret = nearOne(scene, who, hidden, random);
  const { world, oracle } = scene;
  const customer = nearOne(
    scene,
    who,
    world.customers.filter((one) => !oracle.customer(who.id, one.id)),
    random,
  );
  const pairs: [string, string | undefined, (id: string) => string][] = [
    ['contacts.get', secret?.id, (id) => `/contacts/${id}`],
    ['relationships.whoKnows', secret?.id, (id) => `/who-knows?contactId=${id}`],
    ['relationships.history', secret?.id, (id) => `/contacts/${id}/relationships/${who.id}/history`],
    ['relationships.matrix', customer?.id, (id) => `/customers/${id}/relationships`],
  ];
  return pairs.flatMap(([route, id, path]) =>
    id ? [{ route, request: get(path(id)), like: get(path(random.strangeId())) }] : [],
  );
}

function matrices(scene: Scene, who: Person, random: Random): Look[] {
  const { world, oracle } = scene;
  const seen = world.customers.filter((one) => oracle.customer(who.id, one.id));
  return random.some(seen, 2).map((one) => matrixLook(scene, who, one));
}

function matrixLook(scene: Scene, who: Person, one: Customer): Look {
  const { world, oracle } = scene;
  const there = new Set(world.contacts.filter(({ customerId }) => customerId === one.id).map(({ id }) => id));
  const edges = world.relationships.filter(({ contactId }) => there.has(contactId));
  const people = [...new Set([...one.team, ...edges].map(({ personId }) => personId))];
  return {
    route: 'relationships.matrix',
    request: get(`/customers/${one.id}/relationships`),
    check: ([body]) =>
      firstOf(
        exactly(edges)([{ items: body.edges }]),
        difference(
          body.people.map((other: Body) => other.person.id),
          people,
        ),
        ...edges.map((edge) =>
          equals(body.edges.find((other: Body) => other.id === edge.id)?.shown, leftOf(edge), 'shown'),
        ),
        ...body.people.map((other: Body) =>
          equals(
            other.mayBeSet,
            oracle.written(who.id, one.id) &&
              (oracle.line(who.id, other.person.id) || oracle.line(who.id, one.ownerId)),
            'mayBeSet',
          ),
        ),
      ),
  };
}

/** By name and company: of hidden ones no more is told than the circles, which is decided so. */
function typed(scene: Scene, who: Person, random: Random, seen: Contact[], hidden: Contact[]): Look[] {
  const customerOf = (one: Contact) => scene.world.customers.find(({ id }) => id === one.customerId) as Customer;
  const ask = (one: Contact) => typedLook(scene, who, one);
  const unnamed = (one: Contact) => get('/who-knows', { name: contactName(one.mark) });
  const [known, secret] = [random.maybe(seen), nearOne(scene, who, hidden, random)];
  const looks: Look[] = known ? [ask(known)] : [];
  if (known) {
    looks.push({ route: 'relationships.whoKnows', request: unnamed(known), check: knows(scene, who, [known], null) });
  }
  if (secret) {
    looks.push({ ...ask(secret), namesOwner: true });
    const strange = { name: random.mark(), company: customerOf(secret).name };
    // Without the company a hidden one is as unknown as a stranger.
    const nobody = get('/who-knows', { name: strange.name });
    looks.push({ route: 'relationships.whoKnows', request: unnamed(secret), like: nobody });
    const like = get('/who-knows', { name: strange.name, company: `宁波${random.mark()}有限公司` });
    looks.push({ route: 'relationships.whoKnows', request: get('/who-knows', strange), like });
  }
  return looks;
}

function introductions(scene: Scene, who: Person, random: Random): Look {
  const own = scene.world.introductions.filter((one) => scene.oracle.introduction(who.id, one));
  const other = (one: Introduction) => {
    if (one.askedId === who.id) return one.askerId;
    return one.state === 'accepted' ? one.askedId : null;
  };
  return {
    route: 'relationships.introductions',
    request: get('/introductions', { limit: random.pick([1, 2, 50]) }),
    walk: true,
    check: (bodies) =>
      firstOf(
        exactly(own)(bodies),
        ...bodies
          .flatMap((body) => body.items)
          .map((item: Body) => {
            const one = own.find(({ id }) => id === item.id);
            if (!one) return null;
            const told = JSON.stringify(item);
            const person = other(one);
            return person === null && told.includes(one.askedId)
              ? 'tells who was asked'
              : equals(item.person?.id ?? null, person, 'person');
          }),
      ),
  };
}
