import type { FilterGroup } from '../../../contract/filters.ts';
import { hiddenId } from '../../../contract/filters.ts';
import type { Asked } from './looks.own.ts';
import { ownAsked, ownSorts } from './looks.own.ts';
import type { Body, Look, Looker, Scene } from './looks.ts';
import { difference, equals, exactly, firstOf, get, nearOne, post } from './looks.ts';
import type { Random } from './random.ts';
import { words } from './world.customers.ts';
import type { Customer, Person } from './world.types.ts';

export const listLooks: Looker = (scene, who, random) => {
  const seen = scene.world.customers.filter((one) => scene.oracle.customer(who.id, one.id));
  return [
    ...filtered(scene, who, random, seen),
    ...byHiddenParent(scene, who, random),
    ...views(scene, who),
    ...bulkEdits(scene, who, random),
    ...previews(scene, who, random, seen),
  ];
};

function asked(scene: Scene, who: Person, random: Random): Asked[] {
  const { entries, oracle, world } = scene;
  const segments = random.some(entries.segment, 2);
  const word = random.pick(words);
  const person = random.pick(world.people).id;
  const parent = nearOne(scene, who, world.customers, random)?.id ?? hiddenId;
  const seenParent = (one: Customer) => one.parentId !== null && oracle.customer(who.id, one.parentId);
  const inSegments = (one: Customer) => one.segmentId !== null && segments.includes(one.segmentId);
  return [
    { condition: { field: 'segment', op: 'oneOf', value: segments }, holds: inSegments },
    { condition: { field: 'segment', op: 'noneOf', value: segments }, holds: (one) => !inSegments(one) },
    { condition: { field: 'region', op: 'empty' }, holds: (one) => one.regionId === null },
    { condition: { field: 'name', op: 'contains', value: word }, holds: (one) => one.word === word },
    { condition: { field: 'owner', op: 'me' }, holds: (one) => one.ownerId === who.id },
    { condition: { field: 'owner', op: 'myTeam' }, holds: (one) => oracle.line(who.id, one.ownerId) },
    { condition: { field: 'owner', op: 'isNot', value: person }, holds: (one) => one.ownerId !== person },
    {
      condition: { field: 'team', op: 'is', value: person },
      holds: (one) => one.team.some((member) => member.personId === person),
    },
    { condition: { field: 'parent', op: 'filled' }, holds: seenParent },
    { condition: { field: 'parent', op: 'empty' }, holds: (one) => !seenParent(one) },
    {
      condition: { field: 'parent', op: 'is', value: parent },
      holds: (one) => one.parentId === parent && oracle.customer(who.id, parent),
    },
    { condition: { field: 'phone', op: 'filled' }, holds: () => true },
    { condition: { field: 'creditCode', op: 'beginsWith', value: '91310000' }, holds: () => true },
  ];
}

const inQuery = (filter: FilterGroup) => JSON.stringify(filter);

/** Lists, counts and groups of a filter hold what is seen and fits, and nothing else. */
function filtered(scene: Scene, who: Person, random: Random, seen: Customer[]): Look[] {
  return [0, 1].flatMap(() => {
    const parts = random.some([...asked(scene, who, random), ...ownAsked(scene, who, random)], random.between(1, 3));
    const conditions = parts.map(({ condition }) => condition);
    const all = random.chance(0.5);
    const expected = seen.filter((one) =>
      all ? parts.every(({ holds }) => holds(one)) : parts.some(({ holds }) => holds(one)),
    );
    const filter = inQuery(all ? { all: conditions } : { any: conditions });
    const sort = random.pick(['name', 'lastVisitOn', 'archiveUpdatedAt', 'employees', ...ownSorts]);
    const by = random.pick(['segment', 'region', 'owner'] as const);
    return [
      {
        route: 'customers.list',
        request: get('/customers', { filter, sort, order: random.pick(['asc', 'desc']), limit: random.pick([2, 5]) }),
        walk: true,
        check: exactly(expected),
      },
      {
        route: 'customers.count',
        request: get('/customers/count', { filter }),
        check: ([body]: Body[]) => equals(body, { count: expected.length, exact: true }, 'count'),
      },
      { route: 'customers.groups', request: get('/customers/groups', { filter, by }), check: groupsOf(expected, by) },
    ];
  });
}

function groupsOf(expected: readonly Customer[], by: 'segment' | 'region' | 'owner') {
  const keyOf = (one: Customer) => ({ segment: one.segmentId, region: one.regionId, owner: one.ownerId })[by];
  const keys = [...new Set(expected.map(keyOf))];
  const sizes = keys.map((key) => `${key} ${expected.filter((one) => keyOf(one) === key).length}`);
  return ([body]: Body[]) =>
    difference(
      body.items.map((item: { key: string | null; count: number }) => `${item.key} ${item.count}`),
      sizes,
    );
}

/** A parent that is hidden is one that nobody has: its id, in a filter, finds what an unknown one does. */
function byHiddenParent(scene: Scene, who: Person, random: Random): Look[] {
  const { oracle, world } = scene;
  const children = world.customers.filter(
    (one) => one.parentId && oracle.customer(who.id, one.id) && !oracle.customer(who.id, one.parentId),
  );
  const parentId = random.maybe(children)?.parentId;
  if (!parentId) return [];
  const [column, strange] = [random.pick(['is', 'oneOf'] as const), random.strangeId()];
  const filterOf = (id: string) =>
    inQuery({ any: [{ field: 'parent', op: column, value: column === 'is' ? id : [id] }] });
  return (['/customers', '/customers/count'] as const).map((path) => ({
    route: path === '/customers' ? 'customers.list' : 'customers.count',
    request: get(path, { filter: filterOf(parentId) }),
    like: get(path, { filter: filterOf(strange) }),
  }));
}

/** Views of one's own and of one's departments, and in them no customer that is hidden. */
function views(scene: Scene, who: Person): Look[] {
  const expected = scene.world.views.filter((one) => scene.oracle.view(who.id, one));
  return [
    {
      route: 'views.list',
      request: get('/customer-views', { limit: 4 }),
      walk: true,
      check: (bodies) =>
        firstOf(
          exactly(expected)(bodies),
          ...bodies.flatMap((body) =>
            body.items.map((item: Body) => {
              const view = expected.find(({ id }) => id === item.id);
              const parent = view && scene.oracle.customer(who.id, view.parentId) ? view.parentId : hiddenId;
              return equals(item.settings.filter.any[0].value, parent, `customer of view ${item.id}`);
            }),
          ),
        ),
    },
  ];
}

function bulkEdits(scene: Scene, who: Person, random: Random): Look[] {
  const own = scene.world.bulkEdits.filter((one) => scene.oracle.bulkEdit(who.id, one));
  const looks: Look[] = [
    { route: 'bulk.list', request: get('/bulk-edits', { limit: 2 }), walk: true, check: exactly(own) },
  ];
  const secret = nearOne(
    scene,
    who,
    scene.world.bulkEdits.filter((one) => !own.includes(one)),
    random,
  );
  const strange = random.strangeId();
  if (secret) {
    looks.push(
      { route: 'bulk.get', request: get(`/bulk-edits/${secret.id}`), like: get(`/bulk-edits/${strange}`) },
      { route: 'bulk.rows', request: get(`/bulk-edits/${secret.id}/rows`), like: get(`/bulk-edits/${strange}/rows`) },
    );
  }
  const one = random.maybe(own);
  if (!one) return looks;
  const shown = one.rows.map(({ customerId }) => (scene.oracle.customer(who.id, customerId) ? customerId : null));
  return [
    ...looks,
    {
      route: 'bulk.get',
      request: get(`/bulk-edits/${one.id}`),
      check: ([body]) => equals(body.total, one.rows.length, 'total'),
    },
    {
      route: 'bulk.rows',
      request: get(`/bulk-edits/${one.id}/rows`, { limit: 2 }),
      walk: true,
      check: (bodies) =>
        equals(
          bodies.flatMap((body) => body.items.map((item: Body) => item.customer?.id ?? null)),
          shown,
          'customers',
        ),
    },
  ];
}

/** A preview of a filter counts what is seen; of an id that is hidden it says what it says of an unknown one. */
function previews(scene: Scene, who: Person, random: Random, seen: Customer[]): Look[] {
  const word = random.pick(words);
  const changes = { levelId: random.pick(scene.entries.level) };
  const filter: FilterGroup = { all: [{ field: 'name', op: 'contains', value: word }] };
  const fitting = seen.filter((one) => one.word === word);
  const looks: Look[] = [
    {
      route: 'bulk.preview',
      request: post('/bulk-edits/preview', { selection: { filter }, changes }),
      check: ([body]) => equals(body.total, fitting.length, 'total'),
    },
  ];
  const hidden = scene.world.customers.filter((one) => !seen.includes(one));
  const secret = nearOne(scene, who, hidden, random);
  if (!secret) return looks;
  const previewOf = (id: string) => post('/bulk-edits/preview', { selection: { ids: [id] }, changes });
  return [...looks, { route: 'bulk.preview', request: previewOf(secret.id), like: previewOf(random.strangeId()) }];
}
