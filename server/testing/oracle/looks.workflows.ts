import { hiddenId } from '../../../contract/filters.ts';
import type { Body, Look, Looker, Scene } from './looks.ts';
import { difference, equals, exactly, firstOf, get, nearOne, post } from './looks.ts';
import { waitsFor } from './oracle.workflows.ts';
import type { Random } from './random.ts';
import type { Person } from './world.types.ts';
import type { Instance, WorkTask } from './world.workflows.ts';

type Listed = { id: string; task: WorkTask; of: Instance };

const tasksIn = ({ world }: Scene): Listed[] =>
  world.instances.flatMap((of) => of.tasks.map((task) => ({ id: task.id, task, of })));

/** What stands in the boxes of a person, by box. */
function boxes(scene: Scene, who: Person) {
  const all = tasksIn(scene);
  return {
    todo: all.filter(({ task, of }) => of.status === 'running' && waitsFor(who.id, task)),
    done: all.filter(({ task }) => task.decidedBy === who.id),
    copied: all.filter(({ task }) => task.kind === 'copy' && task.personId === who.id),
  };
}

export const workflowLooks: Looker = (scene, who, random) => [
  ...catalogue(scene, who, random),
  ...tasks(scene, who, random),
  ...instances(scene, who, random),
  ...ofCustomers(scene, who, random),
];

/** What only some see: what one reads by a part in it alone, or as the owner of the workflow. Always looked at. */
export const partLooks: Looker = (scene, who, random) => {
  const { world, oracle } = scene;
  const seen = world.instances.filter((one) => oracle.instance(who.id, one));
  const apart = seen.filter((one) => !oracle.line(who.id, one.starterId));
  const hidden = world.instances.filter((one) => !oracle.instance(who.id, one));
  const [owned, joined] = [
    random.maybe(apart.filter((one) => !oracle.part(who.id, one))),
    random.maybe(apart.filter((one) => oracle.part(who.id, one) && !oracle.owns(who.id, one))),
  ];
  const own = random.maybe(seen.filter((one) => oracle.line(who.id, one.starterId) && !oracle.part(who.id, one)));
  const secret = nearOne(scene, who, hidden, random);
  const looks = [owned, joined, own].flatMap((one) => (one ? [instanceLook(scene, who, one)] : []));
  if (!secret) return looks;
  const path = (id: string) => get(`/workflow-instances/${id}`);
  return [
    ...looks,
    { route: 'workflows.instance', request: path(secret.id), like: path(random.strangeId()) },
    ...refusals(scene, who, random, secret),
  ];
};

function catalogue(scene: Scene, who: Person, random: Random): Look[] {
  const { world, oracle } = scene;
  if (!oracle.holds(who.id, 'workflows.use')) return [];
  const published = world.workflows.filter(({ draft }) => !draft);
  const draft = nearOne(
    scene,
    who,
    world.workflows.filter((one) => one.draft),
    random,
  );
  const one = random.maybe(published);
  const looks: Look[] = [{ route: 'workflows.list', request: get('/workflows'), check: exactly(published) }];
  const ask = (id: string) => post(`/workflows/${id}/forecast`, { values: {} });
  if (one) {
    looks.push(
      {
        route: 'workflows.get',
        request: get(`/workflows/${one.id}`),
        check: ([body]) => equals(body.id, one.id, 'id'),
      },
      { route: 'workflows.forecast', request: ask(one.id) },
    );
  }
  if (draft) {
    const strange = random.strangeId();
    looks.push(
      { route: 'workflows.get', request: get(`/workflows/${draft.id}`), like: get(`/workflows/${strange}`) },
      { route: 'workflows.forecast', request: ask(draft.id), like: ask(strange) },
    );
  }
  return looks;
}

function tasks(scene: Scene, who: Person, random: Random): Look[] {
  const own = boxes(scene, who);
  const looks: Look[] = [
    {
      route: 'workflows.counts',
      request: get('/workflow-tasks/counts'),
      check: ([body]) =>
        firstOf(equals(body.todo, own.todo.length, 'todo'), equals(body.copied, own.copied.length, 'copied')),
    },
  ];
  for (const box of ['todo', 'done', 'copied'] as const) {
    const list = own[box];
    const list_ = (query: Record<string, string>) =>
      get('/workflow-tasks', { box, limit: random.pick([1, 2, 50]), ...query });
    looks.push({ route: 'workflows.tasks', request: list_({}), walk: true, check: exactly(list) });
    const found = random.maybe(list);
    const other = nearOne(
      scene,
      who,
      tasksIn(scene).filter((one) => !list.some(({ of }) => of === one.of)),
      random,
    );
    if (found) {
      const there = list.filter(({ of }) => of === found.of);
      const at = list.filter(({ of }) => of.workflowId === found.of.workflowId);
      looks.push(
        { route: 'workflows.tasks', request: list_({ q: found.of.mark }), walk: true, check: exactly(there) },
        {
          route: 'workflows.tasks',
          request: list_({ workflowId: found.of.workflowId }),
          walk: true,
          check: exactly(at),
        },
      );
    }
    if (other)
      for (const [q, none] of [
        [other.of.mark, random.mark()],
        [other.of.number, '2026-0'],
      ] as const)
        looks.push({
          route: 'workflows.tasks',
          request: get('/workflow-tasks', { box, q }),
          like: get('/workflow-tasks', { box, q: none }),
        });
  }
  return looks;
}

function instances(scene: Scene, who: Person, random: Random): Look[] {
  const { world, oracle } = scene;
  const looks: Look[] = [];
  for (const [box, mine] of [
    ['started', (one: Instance) => one.starterId === who.id],
    ['owned', (one: Instance) => oracle.owns(who.id, one)],
  ] as const) {
    const list = world.instances.filter(mine);
    const of = (query: Record<string, string>) =>
      get('/workflow-instances', { box, limit: random.pick([1, 2, 50]), ...query });
    looks.push({ route: 'workflows.instances', request: of({}), walk: true, check: exactly(list) });
    const status = random.pick(['running', 'approved', 'rejected'] as const);
    const such = list.filter((one) => one.status === status);
    looks.push({ route: 'workflows.instances', request: of({ status }), walk: true, check: exactly(such) });
    const found = random.maybe(list);
    if (found)
      looks.push({
        route: 'workflows.instances',
        request: of({ q: found.number }),
        walk: true,
        check: exactly([found]),
      });
    const other = nearOne(
      scene,
      who,
      world.instances.filter((one) => !list.includes(one)),
      random,
    );
    if (!other) continue;
    const search = (q: string) => get('/workflow-instances', { box, q });
    looks.push({ route: 'workflows.instances', request: search(other.mark), like: search(random.mark()) });
  }
  const seen = world.instances.filter((one) => oracle.instance(who.id, one));
  return [...looks, ...random.some(seen, 3).map((one) => instanceLook(scene, who, one))];
}

function instanceLook(scene: Scene, who: Person, one: Instance): Look {
  const { oracle } = scene;
  const [secret, firm] = [oracle.secret(who.id, one), oracle.customer(who.id, one.firmId)];
  const running = one.status === 'running';
  const about = one.customerId !== null && oracle.customer(who.id, one.customerId) ? one.customerId : null;
  const values = {
    plain: one.plainMark,
    ...(secret && { secret: one.secretMark }),
    firm: firm ? one.firmId : hiddenId,
  };
  const named = one.changes
    .flatMap(({ field, from, to }) => (field === 'firm' ? [from, to] : []))
    .filter((id, index, all) => all.indexOf(id) === index && oracle.customer(who.id, id));
  return {
    route: 'workflows.instance',
    request: get(`/workflow-instances/${one.id}`),
    check: ([body]) =>
      firstOf(
        equals({ plain: body.values.plain, secret: body.values.secret, firm: body.values.firm }, values, 'values'),
        equals(
          body.form.fields.some(({ key }: Body) => key === 'secret'),
          secret,
          'the hidden field is told',
        ),
        difference(Object.keys(body.names), named),
        equals(body.subject?.id ?? null, about, 'subject'),
        difference(
          body.history.flatMap((line: Body) => line.comment ?? []),
          [one.comment.mark],
        ),
        exactly(running ? one.tasks.filter((task) => waitsFor(who.id, task)) : [])([{ items: body.tasks }]),
        equals(body.can.terminate, running && oracle.owns(who.id, one), 'terminate'),
        equals(body.can.withdraw, running && one.starterId === who.id, 'withdraw'),
      ),
  };
}

/** To approve what one does not see, or what waits for somebody else, is refused, each as it is elsewhere. */
function refusals(scene: Scene, who: Person, random: Random, secret: Instance): Look[] {
  const refused = (id: string, code: string): Look => ({
    route: 'workflows.approveMany',
    request: post('/workflow-tasks/approve', { taskIds: [id] }),
    check: ([body]) => equals(body, { approved: 0, refused: [{ taskId: id, code }] }, 'answer'),
  });
  const task = random.maybe(secret.tasks);
  const others = tasksIn(scene).filter(
    ({ task: one, of }) =>
      of.status === 'running' && one.state === 'open' && scene.oracle.instance(who.id, of) && !waitsFor(who.id, one),
  );
  const other = random.maybe(others);
  return [
    ...(task ? [refused(task.id, 'common.notFound')] : []),
    ...(other ? [refused(other.id, 'workflow.notYours')] : []),
  ];
}

function ofCustomers(scene: Scene, who: Person, random: Random): Look[] {
  const { world, oracle } = scene;
  const about = world.customers.filter((one) => world.instances.some(({ customerId }) => customerId === one.id));
  const path = (id: string, limit = 2) => get(`/customers/${id}/workflows`, { limit });
  const looks = random
    .some(
      about.filter((one) => oracle.customer(who.id, one.id)),
      2,
    )
    .map(({ id }): Look => {
      const seen = world.instances.filter((one) => one.customerId === id && oracle.instance(who.id, one));
      return { route: 'workflows.ofSubject', request: path(id), walk: true, check: exactly(seen) };
    });
  const secret = nearOne(
    scene,
    who,
    about.filter((one) => !oracle.customer(who.id, one.id)),
    random,
  );
  if (secret) looks.push({ route: 'workflows.ofSubject', request: path(secret.id), like: path(random.strangeId()) });
  return [...looks, ...toolboxes(scene, who, random)];
}

function toolboxes(scene: Scene, who: Person, random: Random): Look[] {
  const { world, oracle } = scene;
  if (!oracle.holds(who.id, 'workflows.use')) return [];
  const route = 'toolboxes.ofCustomer';
  const path = (id: string) => get(`/customers/${id}/toolbox`);
  const unseen = world.customers.filter((one) => !oracle.customer(who.id, one.id));
  const [known, secret] = [
    random.maybe(world.customers.filter((one) => oracle.customer(who.id, one.id))),
    nearOne(scene, who, unseen, random),
  ];
  const looks: Look[] = known ? [{ route, request: path(known.id), status: 200 }] : [];
  if (secret) looks.push({ route, request: path(secret.id), like: path(random.strangeId()) });
  return looks;
}
