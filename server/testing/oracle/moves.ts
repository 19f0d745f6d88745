import type { Stage } from './batch.ts';
import { inParallel, refresh } from './batch.ts';
import { handOverSomebody, withdrawOf } from './handing.ts';
import type { Finding, Scene } from './looks.ts';
import { get } from './looks.ts';
import { oracleOf } from './oracle.ts';
import type { Random } from './random.ts';
import { randomOf } from './random.ts';
import type { Request } from './subject.ts';
import { text } from './visible.ts';
import { leavePool } from './world.pools.ts';
import type { Place } from './world.team.types.ts';
import type { Customer, Person, World } from './world.types.ts';
import { send } from './writes.ts';

/** What product.md promises for the effect of a change of rights on open sessions. */
const withinMillis = 1000;
const pollMillis = 25;

/**
 * Changes each company through the product itself, while its people are signed in: somebody gets another supervisor,
 * somebody leaves, a team changes, what somebody holds is handed over. Answers what was refused although it is allowed, and whose session outlived them;
 * the world of the stage is what it became.
 */
export async function reorganise(stage: Stage, observers: readonly Person[], allowed: Set<string>): Promise<Finding[]> {
  const { scene } = stage;
  // Everyone asks something first, so that what the product keeps of them is there to be outdated.
  await inParallel(observers.map((who) => () => scene.subject.ask(who, get('/customers/count'))));
  const findings: Finding[] = [];
  for (const { seed, world } of stage.worlds) {
    const random = randomOf(seed, 3);
    findings.push(...(await changeTeam(scene, world, random)), ...(await moveSomebody(scene, world, random)));
    if (random.chance(0.3)) findings.push(...(await letSomebodyGo(scene, world, observers, random)));
    const handing = randomOf(seed, 81);
    const handed = handing.chance(0.4) ? await handOverSomebody(scene, world, observers, handing) : null;
    if (handed) allowed.add('handovers.run own');
    findings.push(...(handed ?? []));
  }
  await noteEvents(scene);
  refresh(stage);
  return [...findings, ...(await waitForEffect(stage.scene, observers))];
}

async function change(
  scene: Scene,
  who: Person,
  request: Request,
  route: string,
): Promise<Finding[] | { version: number }> {
  const answer = await scene.subject.ask(who, request);
  if (answer.status === 200) return JSON.parse(answer.raw);
  const what = `refused although it is allowed: ${answer.status} ${answer.raw} ${answer.fault ?? ''}`;
  return [{ route, who: who.login, what, request: text(request) }];
}

const masterOf = (world: World) => world.people.find((one) => one.roles.includes('master'));

async function moveSomebody(scene: Scene, world: World, random: Random): Promise<Finding[]> {
  const { line } = oracleOf(world);
  const master = masterOf(world);
  const moved = random.maybe(world.people.filter((one) => one.active && one !== master));
  if (!master || !moved) return [];
  const above = random.maybe(world.people.filter((one) => one.active && !line(moved.id, one.id)));
  const supervisorId = above?.id ?? null;
  const request = send('PATCH', `/users/${moved.id}`, { version: moved.version, supervisorId });
  const changed = await change(scene, master, request, 'org.updateUser');
  if (Array.isArray(changed)) return changed;
  moved.supervisorId = supervisorId;
  moved.version = changed.version;
  return [];
}

async function letSomebodyGo(
  scene: Scene,
  world: World,
  observers: readonly Person[],
  random: Random,
): Promise<Finding[]> {
  const master = masterOf(world);
  const gone = random.maybe(world.people.filter((one) => one.active && one !== master && !observers.includes(one)));
  if (!master || !gone) return [];
  await scene.subject.ask(gone, get('/auth/me'));
  const request = send('POST', `/users/${gone.id}/depart`, { version: gone.version, override: true });
  const changed = await change(scene, master, request, 'org.depart');
  if (Array.isArray(changed)) return changed;
  gone.active = false;
  gone.departedOn = scene.today;
  gone.version = changed.version;
  withdrawOf(scene.world, gone);
  for (const person of scene.world.people) {
    if (person.supervisorId !== gone.id || !person.active) continue;
    person.supervisorId = gone.supervisorId;
    person.version += 1;
  }
  const until = Date.now() + withinMillis;
  for (;;) {
    const late = Date.now() > until;
    const { status } = await scene.subject.ask(gone, get('/auth/me'));
    if (status === 401) return [];
    if (late) {
      return [{ route: 'org.depart', who: gone.login, what: `still answered ${status} after leaving`, request: '' }];
    }
    await new Promise((resolve) => setTimeout(resolve, pollMillis));
  }
}

async function changeTeam(scene: Scene, world: World, random: Random): Promise<Finding[]> {
  const { line } = oracleOf(scene.world);
  const may = (who: Person, customer: Customer) => who.active && line(who.id, customer.ownerId);
  const customer = random.pick(world.customers);
  const who = random.maybe(scene.world.people.filter((one) => may(one, customer)));
  if (!who) return [];
  const active = world.people.filter((one) => one.active);
  const owner = random.maybe(active.filter((one) => line(who.id, one.id)));
  if (!owner) return [];
  // A place that is planned stays planned when no day is named for it.
  const isPlanned = (one: Person) =>
    scene.world.places.some((place) => place.planned && place.customerId === customer.id && place.personId === one.id);
  const members = random.some(
    active.filter((one) => one !== owner && !isPlanned(one)),
    random.int(3),
  );
  const team: Customer['team'] = [
    { personId: owner.id, role: 'owner', access: 'write' },
    // What is not said of a place stays as it is.
    ...members.map((one) => ({
      personId: one.id,
      role: 'technical' as const,
      access: customer.team.find(({ personId }) => personId === one.id)?.access ?? ('write' as const),
    })),
  ];
  const wanted = team.map(({ personId, role }) => ({ personId, role }));
  const request = send('PUT', `/customers/${customer.id}/team`, { version: customer.version, team: wanted });
  const changed = await change(scene, who, request, 'customers.setTeam');
  if (Array.isArray(changed)) return changed;
  customer.version = changed.version;
  const gone = customer.team.filter(({ personId }) => !team.some((one) => one.personId === personId));
  const isDropped = (one: Place) => one.customerId === customer.id && one.planned;
  scene.world.places = [
    ...scene.world.places.filter((one) => !isDropped(one)),
    ...gone.map(({ personId }) => ({ id: random.id(), customerId: customer.id, personId, planned: false })),
  ];
  if (owner.id !== customer.ownerId) leavePool(customer);
  customer.team = team;
  customer.ownerId = owner.id;
  return [];
}

/** What the product has written into the history of customers meanwhile belongs to the world as well. */
async function noteEvents(scene: Scene): Promise<void> {
  const known = scene.world.events.map((event) => event.id);
  const { rows } = await scene.subject.app.runtime.pool.query(
    `select id, type, actor_id as "actorId", subject_type as "subjectType", subject_id as "subjectId",
       customer_id as "customerId", owner_id as "ownerId", audience
     from events where customer_id is not null and id <> all($1)`,
    [known],
  );
  for (const row of rows) scene.world.events.push({ ...row, mark: row.id });
}

/** Sessions learn of a change by a message of the database; all must have within the time that is promised. */
async function waitForEffect(scene: Scene, observers: readonly Person[]): Promise<Finding[]> {
  const until = Date.now() + withinMillis;
  for (;;) {
    // What was asked before the time was over proves nothing.
    const late = Date.now() > until;
    const outdated: Finding[] = [];
    for (const who of observers) {
      const request = get('/customers/count');
      const { raw } = await scene.subject.ask(who, request);
      const expected = scene.world.customers.filter((one) => scene.oracle.customer(who.id, one.id)).length;
      if (JSON.parse(raw).count !== expected) {
        const what = `after a change of line or team: ${raw}, should be ${expected}`;
        outdated.push({ route: 'customers.count', who: who.login, what, request: text(request) });
      }
    }
    if (outdated.length === 0 || late) return outdated;
    await new Promise((resolve) => setTimeout(resolve, pollMillis));
  }
}
