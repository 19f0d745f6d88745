import type { Scene } from './looks.ts';
import { nearOne } from './looks.ts';
import { oracleOf } from './oracle.ts';
import { waitsFor } from './oracle.workflows.ts';
import type { Random } from './random.ts';
import type { Person } from './world.types.ts';
import type { Instance, WorkTask } from './world.workflows.ts';
import type { Attempt, Writer } from './writes.ts';
import { attempts, handOf, send, written } from './writes.ts';

type Listed = { id: string; task: WorkTask; of: Instance };

export const workflowWrites: Writer = (scene, who, random) => [
  ...starts(scene, who, random),
  ...acts(scene, who, random),
  ...naming(scene, who, random),
  ...ends(scene, who, random),
  ...reading(scene, who, random),
];

/** Whoever may come to have a part: those whom the workflow names, all above them, and its owner. */
function join(scene: Scene, workflowId: string, ...instances: Instance[]): (who: string) => boolean {
  const { world } = scene;
  const workflow = world.workflows.find(({ id }) => id === workflowId);
  const named = workflow ? [...workflow.first, ...workflow.second, ...workflow.copied, workflow.ownerId] : [];
  const { line } = oracleOf(world);
  const acting = world.deputies.map(({ deputyId }) => deputyId);
  const people = world.people
    .filter(({ id }) => acting.includes(id) || named.some((one) => line(id, one)))
    .map(({ id }) => id);
  for (const one of instances) one.joined.push(...people);
  return (who) => people.includes(who);
}

/** Who is given a part, and who acts for them. */
export function joinWithDeputy({ world }: Scene, one: Instance, personId: string): void {
  const acting = world.deputies.filter(({ userId }) => userId === personId);
  one.joined.push(personId, ...acting.map(({ deputyId }) => deputyId));
}

function starts(scene: Scene, who: Person, random: Random): Attempt[] {
  const { world, oracle } = scene;
  if (!oracle.holds(who.id, 'workflows.use')) return [];
  const workflow = random.maybe(world.workflows.filter(({ draft }) => !draft));
  if (!workflow) return [];
  const customers = handOf(scene, who, random, world.customers, (one) => oracle.customer(who.id, one.id));
  const people = { hidden: random.maybe(world.people.filter(({ active }) => !active)), fine: who };
  const title = random.mark();
  const begin = (body: object) =>
    send('POST', '/workflow-instances', { workflowId: workflow.id, title, values: {}, ...body });
  const told = () => {
    const part = join(scene, workflow.id);
    written(scene, title, who.login, (other) => part(other) || oracleOf(world).line(other, who.id));
  };
  const pair = { hidden: customers.secret(), fine: customers.known() };
  return [
    ...attempts(
      'workflows.start',
      'subject.id',
      pair,
      random,
      ({ id }) => begin({ subject: { type: 'customer', id } }),
      told,
    ),
    ...attempts('workflows.start', 'values.firm', pair, random, ({ id }) => begin({ values: { firm: id } }), told),
    ...attempts('workflows.start', 'values.who', people, random, ({ id }) => begin({ values: { who: id } }), told),
    ...attempts('workflows.start', 'chosen', people, random, ({ id }) => begin({ chosen: { second: [id] } }), told),
    ...attempts(
      'workflows.start',
      'workflowId',
      {
        hidden: nearOne(
          scene,
          who,
          world.workflows.filter(({ draft }) => draft),
          random,
        ),
        fine: workflow,
      },
      random,
      ({ id }) => send('POST', '/workflow-instances', { workflowId: id, title, values: {} }),
      told,
    ),
  ];
}

const act = (instance: { id: string }, action: object) =>
  send('POST', `/workflow-instances/${instance.id}/actions`, { action });

/** Open tasks of running instances that the person sees: those that wait for them, and those that do not. */
function openOnes({ world, oracle }: Scene, who: Person): { mine: Listed[]; others: Listed[] } {
  const open = world.instances
    .filter((of) => of.status === 'running' && oracle.instance(who.id, of))
    .flatMap((of) => of.tasks.map((task) => ({ id: task.id, task, of })))
    .filter(({ task }) => task.state === 'open');
  const mine = open.filter(({ task }) => waitsFor(who.id, task));
  return { mine, others: open.filter((one) => !mine.includes(one)) };
}

function acts(scene: Scene, who: Person, random: Random): Attempt[] {
  const { world, oracle } = scene;
  const { mine, others } = openOnes(scene, who);
  const hidden = nearOne(
    scene,
    who,
    world.instances.filter((one) => !oracle.instance(who.id, one)),
    random,
  );
  const [first, second] = random.some(mine, 2);
  const comment = random.mark();
  const seesIt = (one: Instance) => written(scene, comment, who.login, (other) => oracleOf(world).instance(other, one));
  const approve = ({ id, task }: { id: string; task: WorkTask }) => act({ id }, { type: 'approve', taskId: task.id });
  const open = ({ tasks }: Instance) => tasks.find(({ state }) => state === 'open') ?? tasks[0];
  const task = hidden && open(hidden);
  const made = [
    ...attempts(
      'workflows.act',
      'id',
      {
        hidden: hidden && task ? { id: hidden.id, task } : null,
        fine: first ? { id: first.of.id, task: first.task } : null,
      },
      random,
      approve,
      () => first && join(scene, first.of.workflowId, first.of),
    ),
    ...attempts('workflows.act', 'taskId', { barred: random.maybe(others) }, random, (one) =>
      act(one.of, { type: 'approve', taskId: one.id }),
    ),
    ...attempts(
      'workflows.comment',
      'id',
      { hidden, fine: random.maybe(world.instances.filter((one) => oracle.instance(who.id, one))) },
      random,
      ({ id }) => send('POST', `/workflow-instances/${id}/comments`, { text: comment }),
      seesIt,
    ),
  ];
  const fine = second && act(second.of, { type: 'copy', taskId: second.id, personIds: [who.id] });
  const many = first && send('POST', '/workflow-tasks/approve', { taskIds: [first.id] });
  return [
    ...made,
    { route: 'workflows.act', slot: 'own', forbidden: null, like: null, fine: fine ?? null },
    { route: 'workflows.approveMany', slot: 'own', forbidden: null, like: null, fine: many ?? null },
  ];
}

/** People and customers that an action names. */
function naming(scene: Scene, who: Person, random: Random): Attempt[] {
  const { world, oracle } = scene;
  const mine = random.maybe(openOnes(scene, who).mine);
  if (!mine) return [];
  const customers = handOf(scene, who, random, world.customers, (one) => oracle.customer(who.id, one.id));
  const left = random.maybe(world.people.filter(({ active }) => !active));
  const asked = (one: Person) => mine.of.tasks.some((task) => task.node === mine.task.node && task.personId === one.id);
  const free = world.people.filter((one) => one.active && !asked(one));
  const [next, copied] = random.some(free, 2);
  const taskId = mine.id;
  // Above all the one that the form names already: it must not be found out by trying.
  const named = customers.hidden.find(({ id }) => id === mine.of.firmId);
  const pair = { hidden: named ?? customers.secret(), fine: customers.known() };
  return [
    ...attempts(
      'workflows.act',
      'values.firm',
      pair,
      random,
      ({ id }) => act(mine.of, { type: 'approve', taskId, values: { firm: id } }),
      ({ id }) => {
        mine.of.firmId = id;
        join(scene, mine.of.workflowId, mine.of);
      },
    ),
    ...attempts(
      'workflows.act',
      'personIds',
      { hidden: left, fine: copied },
      random,
      ({ id }) => act(mine.of, { type: 'copy', taskId, personIds: [id] }),
      ({ id }) => joinWithDeputy(scene, mine.of, id),
    ),
    ...attempts(
      'workflows.act',
      'personId',
      { hidden: left, fine: next },
      random,
      ({ id }) => act(mine.of, { type: 'transfer', taskId, personId: id }),
      ({ id }) => joinWithDeputy(scene, mine.of, id),
    ),
  ];
}

/** Withdrawing is the starter's, ending it is the owner's. */
function ends(scene: Scene, who: Person, random: Random): Attempt[] {
  const { world, oracle } = scene;
  const seen = world.instances.filter((one) => one.status === 'running' && oracle.instance(who.id, one));
  const mine = (one: Instance) => one.starterId === who.id;
  return [
    ...attempts(
      'workflows.act',
      'withdraw',
      { barred: random.maybe(seen.filter((one) => !mine(one))) },
      random,
      (one) => act(one, { type: 'withdraw' }),
    ),
    ...attempts(
      'workflows.act',
      'terminate',
      { barred: random.maybe(seen.filter((one) => !oracle.keeps(who.id, one))) },
      random,
      (one) => act(one, { type: 'terminate', comment: 'x' }),
    ),
  ];
}

function reading({ world }: Scene, who: Person, random: Random): Attempt[] {
  const copies = world.instances.flatMap(({ tasks }) => tasks.filter(({ kind }) => kind === 'copy'));
  const mine = copies.filter(({ personId }) => personId === who.id);
  const hidden = random.maybe(copies.filter((one) => !mine.includes(one)));
  return attempts('workflows.read', 'id', { hidden, fine: random.maybe(mine) }, random, ({ id }) =>
    send('POST', `/workflow-tasks/${id}/read`, {}),
  );
}
