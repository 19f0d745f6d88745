import { closedMonth, dayAfter, mondayOn, monthAfter, monthOn } from './days.ts';
import type { Body, Look, Looker, Scene } from './looks.ts';
import { difference, equals, exactly, firstOf, get, nearOne } from './looks.ts';
import { answerersOf, isClosed, itemsOfWeek, monthOf, planScoreOf } from './plans.ts';
import type { Random } from './random.ts';
import type { Item, Person } from './world.types.ts';
import { isStale } from './world.upkeep.ts';

type Answerers = ReturnType<typeof answerersOf>;

export const planLooks: Looker = (scene, who, random) => {
  if (!scene.oracle.holds(who.id, 'plans.use')) return refusals(scene, random);
  const { world, oracle } = scene;
  const answerers = answerersOf(world);
  const seen = world.items.filter((one) => oracle.item(who.id, one));
  const hidden = world.items.filter((one) => !oracle.item(who.id, one));
  const below = world.people.filter((one) => oracle.line(who.id, one.id));
  const others = world.people.filter((one) => !oracle.line(who.id, one.id));
  return [
    ...lists(scene, who, random, seen),
    ...random.some(seen, 3).map((one) => record(scene, who, one)),
    ...random.some(seen, 1).map((one) => proofs(scene, who, one)),
    ...strangers(scene, who, random, hidden, others),
    ...weeks(scene, random, seen, below),
    ...months(scene, random, below, answerers),
    inbox(scene, who, random, answerers),
    today(scene, who, seen, answerers),
  ];
};

/** Without the permission nothing is answered, whatever is asked for. */
function refusals({ world, today }: Scene, random: Random): Look[] {
  const [item, person] = [random.pick(world.items), random.pick(world.people)];
  const asked: [string, string][] = [
    ['plans.items', '/plan-items'],
    ['plans.item', `/plan-items/${item.id}`],
    ['plans.proofWorkflows', `/plan-items/${item.id}/workflows`],
    ['plans.week', `/plans/${person.id}/weeks/${today}`],
    ['plans.inbox', '/plans/inbox'],
    ['plans.month', `/plans/${person.id}/months/${monthOn(today)}`],
    ['plans.months', `/plans/months/${monthOn(today)}`],
    ['plans.monthRows', `/plans/${person.id}/months/${monthOn(today)}/rows?number=items`],
    ['plans.today', '/today'],
  ];
  return asked.map(([route, path]) => ({ route, request: get(path), status: 403 }));
}

function lists(scene: Scene, who: Person, random: Random, seen: Item[]): Look[] {
  const { world, oracle, today } = scene;
  const route = 'plans.items';
  const list = (query: Record<string, string | undefined>, holds: (one: Item) => boolean): Look => ({
    route,
    request: get('/plan-items', { ...query, limit: random.pick([2, 3, 5, 50]) }),
    walk: true,
    check: exactly(seen.filter(holds)),
  });
  const ownerId = (nearOne(scene, who, world.people, random) ?? who).id;
  const state = random.pick(['open', 'completed', 'evaluated', 'cancelled'] as const);
  const [from, to] = [dayAfter(today, -random.between(10, 30)), dayAfter(today, random.between(-5, 5))];
  const known = random.maybe(world.customers.filter((one) => oracle.customer(who.id, one.id)));
  const unseen = world.customers.filter((one) => !oracle.customer(who.id, one.id));
  const planned = unseen.filter((one) => seen.some((item) => item.customerId === one.id));
  const secret = random.maybe(planned) ?? nearOne(scene, who, unseen, random);
  const looks = [
    list({}, () => true),
    list({ ownerId }, (one) => one.ownerId === ownerId),
    random.chance(0.5)
      ? list({ state }, (one) => one.state === state)
      : list({ from, to }, (one) => one.day >= from && one.day <= to),
  ];
  if (known) looks.push(list({ customerId: known.id }, (one) => one.customerId === known.id));
  if (secret) {
    const like = get('/plan-items', { customerId: random.strangeId() });
    looks.push({ route, request: get('/plan-items', { customerId: secret.id }), like });
  }
  return looks;
}

function record({ world, oracle }: Scene, who: Person, one: Item): Look {
  const customer = one.customerId && oracle.customer(who.id, one.customerId) ? one.customerId : null;
  const from = world.visits.find((visit) => visit.id === one.fromVisitId && oracle.visit(who.id, visit));
  const all = (records: readonly { id: string; itemId: string }[]) => records.filter((line) => line.itemId === one.id);
  const ids = (records: readonly { id: string }[], found: Body[]) => exactly(records)([{ items: found }]);
  return {
    route: 'plans.item',
    request: get(`/plan-items/${one.id}`),
    check: ([body]) =>
      firstOf(
        equals(body.id, one.id, 'id'),
        equals(body.customer?.id ?? null, customer, 'customer'),
        equals(body.fromVisitId, from?.id ?? null, 'fromVisitId'),
        ids(all(world.evaluations), body.evaluations),
        ids(all(world.replies), body.replies),
        equals(body.proofs.length, (one.noteMark ? 1 : 0) + one.fileIds.length + one.visitIds.length, 'proofs'),
      ),
  };
}

/** The own workflows that may prove an item: those that one started or decided in. */
function proofs({ world, oracle }: Scene, who: Person, item: Item): Look {
  const own = world.instances.filter((one) => oracle.hadOwnPart(who.id, one));
  const request = get(`/plan-items/${item.id}/workflows`);
  return { route: 'plans.proofWorkflows', request, check: exactly(own) };
}

function strangers(scene: Scene, who: Person, random: Random, hidden: Item[], others: Person[]): Look[] {
  const { today } = scene;
  const strange = random.strangeId();
  const looks: Look[] = [];
  const [item, person] = [nearOne(scene, who, hidden, random), nearOne(scene, who, others, random)];
  if (item) {
    for (const [route, end] of [
      ['plans.item', ''],
      ['plans.proofWorkflows', '/workflows'],
    ] as const) {
      const like = get(`/plan-items/${strange}${end}`);
      looks.push({ route, request: get(`/plan-items/${item.id}${end}`), like });
    }
  }
  if (!person) return looks;
  const ends: [string, string][] = [
    ['plans.week', `weeks/${today}`],
    ['plans.month', `months/${monthOn(today)}`],
    ['plans.monthRows', `months/${monthOn(today)}/rows?number=${random.pick(['items', 'unanswered'])}`],
  ];
  for (const [route, end] of ends) {
    looks.push({ route, request: get(`/plans/${person.id}/${end}`), like: get(`/plans/${strange}/${end}`) });
  }
  return looks;
}

function weeks({ today }: Scene, random: Random, seen: Item[], below: Person[]): Look[] {
  return random.some(below, 2).map((person) => {
    const week = dayAfter(mondayOn(today), random.pick([0, 0, -7]));
    const expected = itemsOfWeek(
      seen.filter((one) => one.ownerId === person.id),
      week,
    );
    const request = get(`/plans/${person.id}/weeks/${week}`);
    return { route: 'plans.week', request, check: ([body]) => exactly(expected)([body]) };
  });
}

const numbers = ['items', 'due', 'completed', 'onTime', 'evaluated', 'unanswered'] as const;

function months({ world, today }: Scene, random: Random, below: Person[], answerers: Answerers): Look[] {
  const month = random.pick([monthOn(today), monthAfter(today, -1), closedMonth(today)]);
  const listed = below.filter((one) => one.active || (one.departedOn ?? '') >= month);
  const person = random.pick(listed);
  const behind = monthOf(world, answerers, person.id, month, today);
  const figures = (body: Body, rows: typeof behind) =>
    firstOf(
      ...numbers.map((number) => equals(body[number], rows[number].length, `${number} of ${body.person.name}`)),
      equals(body.planScore, planScoreOf(rows.evaluated), 'planScore'),
      equals(body.closed, isClosed(month, today), 'closed'),
    );
  const number = random.pick(numbers);
  return [
    {
      route: 'plans.month',
      request: get(`/plans/${person.id}/months/${month}`),
      check: ([body]) => figures(body, behind),
    },
    {
      route: 'plans.months',
      request: get(`/plans/months/${month}`, { limit: random.pick([2, 3, 50]) }),
      walk: true,
      check: (bodies) =>
        firstOf(
          exactly(listed, (row) => row.person.id)(bodies),
          ...bodies.flatMap((body) =>
            body.items.map((row: Body) => figures(row, monthOf(world, answerers, row.person.id, month, today))),
          ),
        ),
    },
    {
      route: 'plans.monthRows',
      request: get(`/plans/${person.id}/months/${month}/rows`, { number, limit: random.pick([1, 3, 50]) }),
      walk: true,
      check: exactly(behind[number]),
    },
  ];
}

/** What waits for this person; an item of a closed month waits no longer. */
function waitingFor({ world, today }: Scene, who: Person, answerers: Answerers) {
  const mine = (one: { ownerId: string }) => answerers.get(one.ownerId) === who.id;
  const open = (one: Item) => !isClosed(monthOn(one.day), today);
  return {
    items: world.items.filter((one) => one.state === 'completed' && open(one) && mine(one)),
    weeks: world.weeks.filter((one) => one.state === 'submitted' && mine(one)),
  };
}

function inbox(scene: Scene, who: Person, random: Random, answerers: Answerers): Look {
  const { items, weeks } = waitingFor(scene, who, answerers);
  return {
    route: 'plans.inbox',
    request: get('/plans/inbox', { limit: random.pick([1, 2, 3, 50]) }),
    walk: true,
    check: (bodies) => {
      const rows: Body[] = bodies.flatMap((body) => body.items);
      return difference(
        rows.map((row) => (row.item ? row.item.id : `${row.week.owner.id} ${row.week.week}`)),
        [...items.map((one) => one.id), ...weeks.map((one) => `${one.ownerId} ${one.week}`)],
      );
    },
  };
}

function today(scene: Scene, who: Person, seen: Item[], answerers: Answerers): Look {
  const { world, today: day } = scene;
  const waiting = waitingFor(scene, who, answerers);
  const own = seen.filter((one) => one.ownerId === who.id);
  const open = own.filter((one) => one.state === 'open');
  const stale = world.customers.filter((one) => one.ownerId === who.id && isStale(world, one));
  return {
    route: 'plans.today',
    request: get('/today'),
    check: ([body]) =>
      firstOf(
        difference(
          [...body.visits, ...body.due]
            .map((row: Body) => row.id)
            .filter((id: string) => open.some((one) => one.id === id)),
          open.filter((one) => one.day === day).map((one) => one.id),
        ),
        exactly(open.filter((one) => one.day < day && !isClosed(monthOn(one.day), day)))([{ items: body.overdue }]),
        exactly(stale, (row) => row.customer.id)([{ items: body.stale }]),
        equals(body.waiting?.evaluations ?? 0, waiting.items.length, 'waiting.evaluations'),
        equals(body.waiting?.weeks ?? 0, waiting.weeks.length, 'waiting.weeks'),
        equals(body.month.items, monthOf(world, answerers, who.id, monthOn(day), day).items.length, 'month.items'),
      ),
  };
}
