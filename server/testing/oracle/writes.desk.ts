import { farFrom } from './insert.desk.ts';
import type { Scene } from './looks.ts';
import { nearOne } from './looks.ts';
import type { Random } from './random.ts';
import type { Person } from './world.types.ts';
import type { Attempt, Writer } from './writes.ts';
import { attempts, send } from './writes.ts';
import { joinWithDeputy } from './writes.workflows.ts';

export const deskWrites: Writer = (scene, who, random) => [
  ...deputies(scene, who, random),
  ...moves(scene, who, random),
  ...routes(scene, who, random),
  ...tasks(scene, who, random),
];

function deputies(scene: Scene, who: Person, random: Random): Attempt[] {
  const { world, oracle, today } = scene;
  const manages = oracle.holds(who.id, 'org.manage');
  const day = farFrom(today);
  const left = random.maybe(world.people.filter(({ active }) => !active));
  const other = random.maybe(world.people.filter(({ id, active }) => active && id !== who.id));
  const name = (body: object) =>
    send('POST', '/workflow-deputies', { deputyId: who.id, family: 'marketing', fromOn: day, untilOn: day, ...body });
  const own = world.deputies.filter(({ userId }) => userId === who.id);
  const acting = world.deputies.filter(({ userId, deputyId }) => deputyId === who.id && userId !== who.id);
  const hidden = nearOne(
    scene,
    who,
    manages ? [] : world.deputies.filter((one) => !own.includes(one) && !acting.includes(one)),
    random,
  );
  // One that was changed has another version than one that is ended.
  const [changed, ended] = random.chance(0.5) ? [random.maybe(own), null] : [null, random.maybe(own)];
  const choice = { hidden, barred: manages ? null : random.maybe(acting), fine: changed };
  return [
    ...attempts('deputies.create', 'personId', { barred: manages ? null : other }, random, ({ id }) =>
      name({ personId: id }),
    ),
    ...attempts('deputies.create', 'deputyId', { hidden: left, fine: other }, random, ({ id }) =>
      name({ deputyId: id }),
    ),
    ...attempts(
      'deputies.update',
      'id',
      choice,
      random,
      ({ id, version }) => send('PATCH', `/workflow-deputies/${id}`, { version, untilOn: farFrom(day) }),
      (one) => {
        one.version += 1;
      },
    ),
    ...attempts('deputies.end', 'id', { ...choice, fine: ended }, random, ({ id, version }) =>
      send('POST', `/workflow-deputies/${id}/end`, { version }),
    ),
  ];
}

function moves(scene: Scene, who: Person, random: Random): Attempt[] {
  const { world, oracle } = scene;
  const published = world.workflows.filter(({ draft }) => !draft);
  const keeps = ({ ownerId }: { ownerId: string }) => ownerId === who.id || oracle.holds(who.id, 'workflows.manage');
  const hidden = nearOne(
    scene,
    who,
    published.filter((one) => !keeps(one)),
    random,
  );
  const choice = { hidden, fine: random.maybe(published.filter(keeps)) };
  return [
    ...attempts('workflowDesk.previewMove', 'id', choice, random, ({ id }) =>
      send('POST', `/workflow-desk/${id}/moves/preview`, { number: 1 }),
    ),
    ...attempts('workflowDesk.move', 'id', choice, random, ({ id }) =>
      send('POST', `/workflow-desk/${id}/moves`, { number: 1 }),
    ),
  ];
}

function routes(scene: Scene, who: Person, random: Random): Attempt[] {
  const { world, oracle } = scene;
  const running = world.instances.filter(({ status }) => status === 'running');
  const hidden = nearOne(
    scene,
    who,
    running.filter((one) => !oracle.instance(who.id, one)),
    random,
  );
  const seen = running.filter((one) => oracle.instance(who.id, one));
  const [kept, others] = [true, false].map((keeps) => seen.filter((one) => oracle.keeps(who.id, one) === keeps));
  const choice = { hidden, barred: random.maybe(others ?? []), fine: random.maybe(kept ?? []) };
  return attempts('workflowDesk.reroute', 'id', choice, random, ({ id }) =>
    send('POST', `/workflow-desk/instances/${id}/reroute`, { version: 1, to: { number: 1 }, comment: 'x' }),
  );
}

function tasks(scene: Scene, who: Person, random: Random): Attempt[] {
  const { world, oracle } = scene;
  const kept = world.instances.filter((one) => one.status === 'running' && oracle.keeps(who.id, one));
  const of = random.maybe(kept);
  const task = random.maybe(of?.tasks.filter(({ state }) => state === 'open') ?? []);
  const left = random.maybe(world.people.filter(({ active }) => !active));
  const taskIds = [task?.id ?? random.strangeId()];
  const here = task ? random.maybe(world.people.filter(({ active }) => active)) : null;
  return attempts(
    'workflowDesk.reassign',
    'toId',
    { hidden: left, fine: here },
    random,
    ({ id }) => send('POST', '/workflow-desk/tasks/reassign', { taskIds, toId: id }),
    ({ id }) => of && joinWithDeputy(scene, of, id),
  );
}
