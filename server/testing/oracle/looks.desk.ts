import type { Look, Looker, Scene } from './looks.ts';
import { equals, exactly, get, nearOne } from './looks.ts';
import type { Random } from './random.ts';
import type { Person } from './world.types.ts';

export const deskLooks: Looker = (scene, who, random) => [
  ...deputies(scene, who),
  ...kept(scene, who, random),
  ...instances(scene, who, random),
  ...tasks(scene, who, random),
];

function deputies({ world, oracle }: Scene, who: Person): Look[] {
  const list = (box: string) => get('/workflow-deputies', { box, limit: 2 });
  const lists = {
    own: world.deputies.filter(({ userId }) => userId === who.id),
    acting: world.deputies.filter(({ deputyId }) => deputyId === who.id),
    ...(oracle.holds(who.id, 'org.manage') && { all: world.deputies }),
  };
  const inName = world.instances.flatMap((one) =>
    one.tasks.filter((task) => task.personId === who.id && task.decidedBy !== null && task.decidedBy !== who.id),
  );
  const looks = Object.entries(lists).map(
    ([box, lines]): Look => ({ route: 'deputies.list', request: list(box), walk: true, check: exactly(lines) }),
  );
  const request = get('/workflow-deputies/decisions', { limit: 2 });
  return [...looks, { route: 'deputies.decisions', request, walk: true, check: exactly(inName) }];
}

function kept(scene: Scene, who: Person, random: Random): Look[] {
  const { world, oracle } = scene;
  const published = world.workflows.filter(({ draft }) => !draft);
  const keeps = ({ ownerId }: { ownerId: string }) => ownerId === who.id || oracle.holds(who.id, 'workflows.manage');
  const mine = published.filter(keeps);
  const hidden = nearOne(
    scene,
    who,
    published.filter((one) => !keeps(one)),
    random,
  );
  const load = (id: string) => get(`/workflow-desk/${id}`);
  const times = (id: string) => get(`/workflow-desk/${id}/times`, { from: '2020-01-01', until: '2199-12-01' });
  const looks: Look[] = [{ route: 'workflowDesk.list', request: get('/workflow-desk'), check: exactly(mine) }];
  for (const one of random.some(mine, 1)) {
    looks.push(
      { route: 'workflowDesk.load', request: load(one.id), check: ([body]) => equals(body.id, one.id, 'id') },
      { route: 'workflowDesk.times', request: times(one.id) },
    );
  }
  if (!hidden) return looks;
  const strange = random.strangeId();
  return [
    ...looks,
    { route: 'workflowDesk.load', request: load(hidden.id), like: load(strange) },
    { route: 'workflowDesk.times', request: times(hidden.id), like: times(strange) },
  ];
}

function instances(scene: Scene, who: Person, random: Random): Look[] {
  const { world, oracle } = scene;
  const mine = world.instances.filter((one) => oracle.keeps(who.id, one));
  const list = (query: object) => get('/workflow-desk/instances', { limit: random.pick([1, 2, 50]), ...query });
  const route = 'workflowDesk.instances';
  const looks: Look[] = [
    { route, request: list({}), walk: true, check: exactly(mine) },
    { route: 'workflowDesk.export', request: get('/workflow-desk/instances/export') },
  ];
  const customerId = random.maybe(world.customers)?.id;
  if (customerId) {
    const about = mine.filter((one) => one.customerId === customerId && oracle.customer(who.id, customerId));
    looks.push({ route, request: list({ customerId }), walk: true, check: exactly(about) });
  }
  const starterId = random.maybe(world.people)?.id;
  if (starterId) {
    const begun = mine.filter((one) => one.starterId === starterId);
    looks.push({ route, request: list({ starterId }), walk: true, check: exactly(begun) });
  }
  const way = (id: string) => get(`/workflow-desk/instances/${id}/route`);
  const one = random.maybe(mine);
  if (one)
    looks.push({
      route: 'workflowDesk.route',
      request: way(one.id),
      check: ([body]) => equals(body.versions, [1], 'versions'),
    });
  const other = nearOne(
    scene,
    who,
    world.instances.filter((instance) => !mine.includes(instance)),
    random,
  );
  if (!other) return looks;
  return [
    ...looks,
    { route: 'workflowDesk.route', request: way(other.id), like: way(random.strangeId()) },
    { route, request: list({ q: other.mark }), like: list({ q: random.mark() }) },
  ];
}

function tasks({ world, oracle }: Scene, who: Person, random: Random): Look[] {
  const person = random.maybe(world.people);
  if (!person) return [];
  const waiting = world.instances
    .filter((one) => one.status === 'running' && oracle.keeps(who.id, one))
    .flatMap((one) => one.tasks)
    .filter(({ state, personId }) => (state === 'open' || state === 'queued') && personId === person.id);
  const request = get('/workflow-desk/tasks', { personId: person.id, limit: 2 });
  return [{ route: 'workflowDesk.tasks', request, walk: true, check: exactly(waiting) }];
}
