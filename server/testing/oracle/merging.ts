import type { Stage } from './batch.ts';
import { inParallel, refresh } from './batch.ts';
import type { Finding, Scene } from './looks.ts';
import { comparable, get } from './looks.ts';
import type { Markers } from './markers.ts';
import { leaksIn, markersOf } from './markers.ts';
import type { Oracle } from './oracle.ts';
import { oracleOf } from './oracle.ts';
import type { Random } from './random.ts';
import { randomOf } from './random.ts';
import type { Answer, Request } from './subject.ts';
import { newOf } from './twins.ts';
import { text } from './visible.ts';
import { leavePool } from './world.pools.ts';
import type { Merge } from './world.team.types.ts';
import type { Customer, Person, World } from './world.types.ts';
import { send } from './writes.ts';

const lookersAWorld = 8;

type Pair = { who: Person; own: Customer; other: Customer };

/**
 * Makes two customers of each company one and two again, through the product. Whoever saw either of them sees the one
 * that stays, nobody else does; afterwards everyone sees what they saw before, but for what belonged to who has left.
 * One company after the other, since a pool may have its keeper in another one.
 */
export async function mergeAndUndo(stage: Stage, changed: ReadonlySet<Customer>): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { seed, world } of stage.worlds) {
    const random = randomOf(seed, 80);
    const pair = pairOf(stage.scene, world, changed, random);
    if (pair) findings.push(...(await tryPair(stage, world, pair, random)));
  }
  return findings;
}

/** Two customers whom somebody may merge; above all two that are not seen by the same people. */
function pairOf({ oracle }: Scene, world: World, changed: ReadonlySet<Customer>, random: Random): Pair | null {
  const may = (who: Person, one: Customer) =>
    !changed.has(one) &&
    oracle.written(who.id, one.id) &&
    (oracle.line(who.id, one.ownerId) || oracle.holds(who.id, 'customers.merge'));
  const seenBy = (one: Customer) =>
    world.people.filter(({ id, active }) => active && oracle.customer(id, one.id)).map(({ id }) => id);
  const pairs = world.people.flatMap((who): Pair[] => {
    const [own, other] = who.active
      ? random.some(
          world.customers.filter((one) => may(who, one)),
          2,
        )
      : [];
    return own && other ? [{ who, own, other }] : [];
  });
  const apart = pairs.filter(({ own, other }) => `${seenBy(own)}` !== `${seenBy(other)}`);
  return random.maybe(apart) ?? random.maybe(pairs);
}

async function tryPair(stage: Stage, world: World, pair: Pair, random: Random): Promise<Finding[]> {
  const { scene } = stage;
  const { who, own, other } = pair;
  const lookers = random.some(
    world.people.filter((one) => one.active),
    lookersAWorld,
  );
  const body = {
    version: await versionOf(scene, pair, own),
    otherId: other.id,
    otherVersion: await versionOf(scene, pair, other),
  };
  const counts = await countsOf(scene, lookers);
  const merge = send('POST', `/customers/${own.id}/merge`, body);
  const merged = await scene.subject.ask(who, merge);
  if (merged.status !== 200)
    return [refused('merges.merge', who, merge, `${merged.status} ${merged.raw} ${merged.fault ?? ''}`)];
  const { mergeId } = JSON.parse(merged.raw);
  const during = asMerged(scene.world, pair, mergeId);
  const findings = await lookAt(scene, lookers, {
    world: during,
    markers: markersOfMerged(scene, during, pair),
    counts: counts(during),
    pair,
  });
  const undo = send('POST', `/merges/${mergeId}/undo`, {});
  const undone = await scene.subject.ask(who, undo);
  if (undone.status !== 200)
    return [...findings, refused('merges.undo', who, undo, `${undone.status} ${undone.raw} ${undone.fault ?? ''}`)];
  settle(scene.world, pair);
  // That another one was part of it stays in its history, by name for who sees that one.
  scene.world.merges.push(mergeOf(pair, mergeId));
  refresh(stage);
  own.version = await versionOf(scene, pair, own);
  other.version = await versionOf(scene, pair, other);
  const { world: after } = scene;
  const apart = { world: after, markers: known(scene.markers), counts: counts(after), pair };
  return [...findings, ...(await lookAt(scene, lookers, apart))];
}

const refused = (route: string, who: Person, request: Request, answer: string): Finding => ({
  route,
  who: who.login,
  what: `refused although it is allowed: ${answer}`,
  request: text(request),
});

async function versionOf(scene: Scene, { who }: Pair, { id, version }: Customer): Promise<number> {
  const answer = await scene.subject.ask(who, get(`/customers/${id}`));
  return answer.status === 200 ? JSON.parse(answer.raw).version : version;
}

const mergeOf = ({ who, own, other }: Pair, id: string): Merge => ({
  id,
  loserId: other.id,
  mark: other.mark,
  survivorId: own.id,
  byId: who.id,
});

/** The world while the other one is part of the own one. */
function asMerged(world: World, pair: Pair, mergeId: string): World {
  const { own, other } = pair;
  const ids = new Set(own.team.map(({ personId }) => personId));
  const joining = other.team.filter(({ personId }) => !ids.has(personId));
  const survivor = { ...own, team: [...own.team, ...joining] };
  const led = <T extends object>(rows: readonly T[]): T[] =>
    rows.map((row) => ({
      ...row,
      ...('customerId' in row && row.customerId === other.id && { customerId: own.id }),
      ...('distributorId' in row && row.distributorId === other.id && { distributorId: own.id }),
    }));
  return {
    ...world,
    customers: world.customers.flatMap((one) => (one === other ? [] : [one === own ? survivor : one])),
    contacts: led(world.contacts),
    visits: led(world.visits),
    items: led(world.items),
    notes: led(world.notes),
    events: led(world.events),
    links: led(world.links),
    requests: led(world.requests),
    snoozes: led(world.snoozes),
    instances: led(world.instances),
    handovers: world.handovers.map((one) => ({ ...one, items: led(one.items) })),
    merges: [
      ...world.merges.map((one) => (one.survivorId === other.id ? { ...one, survivorId: own.id } : one)),
      mergeOf(pair, mergeId),
    ],
  };
}

/**
 * Of the one that went, nothing is to be met but its id, its name and, in the history that the other one has now, its
 * telephone.
 */
function markersOfMerged(scene: Scene, during: World, { own, other }: Pair): Markers {
  const oracle = oracleOf(during);
  const markers = markersOf(during, oracle);
  for (const [mark, marked] of known(scene.markers)) {
    if (markers.has(mark)) continue;
    const gone = marked.record.includes(other.mark);
    const seenBy = (who: string) => mark === other.phone && oracle.phones(who, own.id);
    markers.set(mark, gone ? { ...marked, seenBy } : marked);
  }
  return markers;
}

/** Without what was written by strangers meanwhile, of which is not known who sees it. */
const known = (markers: Markers): Markers =>
  new Map([...markers].filter(([, { record }]) => !record.startsWith(newOf)));

/** Whoever has left gets nothing back: their customer is the survivor's owner's, their place on the team is gone. */
function settle(world: World, { own, other }: Pair): void {
  const active = (id: string | undefined) => world.people.some((one) => one.id === id && one.active);
  const wanted = other.poolId ? world.pools.find((pool) => pool.id === other.poolId)?.keeperId : other.ownerId;
  const ownerId = wanted && active(wanted) ? wanted : own.ownerId;
  if (ownerId !== wanted) leavePool(other);
  other.ownerId = ownerId;
  other.team = [
    { personId: ownerId, role: 'owner', access: 'write' },
    ...other.team.filter(({ personId, role }) => role !== 'owner' && personId !== ownerId && active(personId)),
  ];
}

/** How things stand at a time: the world, and how many customers each of the lookers counts. */
type State = { world: World; markers: Markers; counts: ReadonlyMap<string, number>; pair: Pair };

/** What each of them finds of the two. */
async function lookAt(scene: Scene, lookers: readonly Person[], state: State): Promise<Finding[]> {
  const oracle = oracleOf(state.world);
  return (await inParallel(lookers.map((who) => () => lookAs(scene, who, state, oracle)))).flat();
}

async function lookAs(scene: Scene, who: Person, state: State, oracle: Oracle): Promise<Finding[]> {
  const { own, other } = state.pair;
  const apart = state.world.customers.includes(other);
  const shown = apart ? other.id : own.id;
  const findings: Finding[] = [];
  const ask = async (route: string, path: string, wrong: (answer: Answer) => boolean) => {
    const request = get(path);
    const answer = await scene.subject.ask(who, request);
    const leaks = leaksIn(answer.raw, who.id, state.markers, text(request)).map((leak) => `leaks ${leak}`);
    const faults = wrong(answer) ? [`answers ${answer.status} ${answer.raw.slice(0, 200)}`] : [];
    const when = apart ? 'after the undoing' : 'after the merge';
    for (const what of [...leaks, ...faults]) {
      findings.push({ route, who: who.login, what: `${when}: ${what}`, request: text(request) });
    }
  };
  const none = comparable(await scene.subject.ask(who, get(`/customers/${nobodys}`)));
  for (const [id, leadsTo] of [
    [own.id, own.id],
    [other.id, shown],
  ] as const) {
    const sees = oracle.customer(who.id, leadsTo);
    await ask('customers.get', `/customers/${id}`, (answer) =>
      sees ? answer.status !== 200 || JSON.parse(answer.raw).id !== leadsTo : comparable(answer) !== none,
    );
    if (!sees || id !== leadsTo) continue;
    for (const [route, part] of parts) await ask(route, `/customers/${id}/${part}`, ({ status }) => status !== 200);
  }
  const count = state.counts.get(who.id) ?? 0;
  await ask('customers.count', '/customers/count', ({ raw }) => JSON.parse(raw).count !== count);
  const finds = oracle.customer(who.id, shown);
  await ask('customers.list', `/customers?q=${other.mark}`, ({ raw }) => raw.includes(shown) !== finds);
  return findings;
}

const nobodys = '00000000-0000-7000-8000-000000000000';
const parts = [
  ['customers.timeline', 'timeline?limit=100'],
  ['team.get', 'team'],
  ['merges.list', 'merges'],
] as const;

/** What each of them counts now, and by how many more or less that changes with the world. */
async function countsOf(scene: Scene, lookers: readonly Person[]) {
  const now = new Map<string, number>();
  for (const who of lookers) {
    now.set(who.id, JSON.parse((await scene.subject.ask(who, get('/customers/count'))).raw).count);
  }
  const seenIn = (world: World) => {
    const { customer } = oracleOf(world);
    return new Map(lookers.map(({ id }) => [id, world.customers.filter((one) => customer(id, one.id)).length]));
  };
  const before = seenIn(scene.world);
  return (world: World): ReadonlyMap<string, number> => {
    const after = seenIn(world);
    const more = (id: string) => (after.get(id) ?? 0) - (before.get(id) ?? 0);
    return new Map([...now].map(([id, count]) => [id, count + more(id)]));
  };
}
