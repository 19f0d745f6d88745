import { apiRoutes } from '../../main/routes.ts';
import type { Stage } from './batch.ts';
import { inParallel, observersOf, refresh, setStage } from './batch.ts';
import type { TestServer } from './database.ts';
import { exportAll } from './exporting.ts';
import { askAsNobody, attemptsOf, tryForbidden } from './forbidden.ts';
import { importParts } from './importing.parts.ts';
import { importAround, uploadWithout } from './importing.ts';
import type { Drive } from './inventory.drives.ts';
import { inventory, withoutControl } from './inventory.ts';
import { followLive } from './live.ts';
import type { Finding } from './looks.ts';
import { mergeAndUndo } from './merging.ts';
import { reorganise } from './moves.ts';
import type { Random } from './random.ts';
import { randomOf } from './random.ts';
import { createSubject } from './subject.ts';
import { changeHidden, compare } from './twins.ts';
import type { Seen } from './visible.ts';
import { observe } from './visible.ts';
import { describeWorld } from './world.ts';
import type { Customer, Person, World } from './world.types.ts';
import type { Attempt } from './writes.ts';

const observersAWorld = 2;
/** Of all writes that an observer could try, a different part for each. */
const attemptsAPerson = 32;

type Try = { who: Person; attempts: readonly Attempt[]; random: Random };

type Observer = { seed: number; world: World; who: Person; index: number };

/** What a run has driven: routes looked at, and `route slot` of writes refused and of writes allowed. */
export type Coverage = { looked: Set<string>; refused: Set<string>; allowed: Set<string> };

export const emptyCoverage = (): Coverage => ({ looked: new Set(), refused: new Set(), allowed: new Set() });

export type BatchResult = { findings: Finding[]; worlds: string };

export type RunBatchOptions = {
  at: Date;
  /** Runs the jobs, the live connections and the allowed writes as well, which takes longer. */
  live: boolean;
  /** Ends after the first kind of test that finds something. */
  impatient?: boolean;
  coverage: Coverage;
};

/**
 * Draws these worlds into one database and puts the application to every test.
 */
export async function runBatch(
  server: TestServer,
  seeds: readonly number[],
  options: RunBatchOptions,
): Promise<BatchResult> {
  const subject = await createSubject(server, options.at);
  try {
    const stage = await setStage(subject, seeds);
    const observers = stage.worlds.flatMap(({ seed, world }) =>
      observersOf(world, seed, observersAWorld).map((who, index) => ({ seed, world, who, index })),
    );
    const [first] = stage.worlds;
    if (stage.chair && first) observers.push({ ...first, who: stage.chair, index: observersAWorld });
    const findings = await test(stage, observers, options);
    return { findings, worlds: findings.length > 0 ? stage.worlds.map(story).join('\n\n') : '' };
  } finally {
    await subject.stop();
  }
}

const story = ({ seed, world }: { seed: number; world: World }) => `seed ${seed}\n${describeWorld(world)}`;

async function test(
  stage: Stage,
  observers: readonly Observer[],
  { live, impatient, coverage }: RunBatchOptions,
): Promise<Finding[]> {
  const people = observers.map(({ who }) => who);
  const [first = { seed: 0 }] = stage.worlds;
  const moved = await reorganise(stage, people, coverage.allowed);
  const { scene } = stage;
  const looked = await inParallel(
    observers.map(
      ({ seed, who, index }) =>
        () =>
          observe(scene, who, randomOf(seed, 10 + index)),
    ),
  );
  for (const { look } of looked.flatMap(({ seen }) => seen)) coverage.looked.add(look.route);
  const found = [...moved, ...looked.flatMap((one) => one.findings)];
  if (impatient && found.length > 0) return found;
  const nobody = await askAsNobody(scene, randomOf(first.seed, 5));
  const keeps = (one: Person) => one.roles.some((role) => role === 'clerk' || role === 'keeper');
  const imports = (one: Person) => scene.world.imports.some(({ ownerId }) => ownerId === one.id);
  const keepers = scene.world.people.filter(
    (one) => one.active && !people.includes(one) && (keeps(one) || imports(one)),
  );
  // To sign in is a write of its own, so all do it before.
  await inParallel(keepers.map((who) => () => scene.subject.cookieOf(who)));
  await noteSessions(stage);
  const tries = observers.map(({ seed, who, index }) => {
    const random = randomOf(seed, 30 + index);
    const attempts = attemptsOf(scene, who, random);
    return { who, random, attempts: live ? attempts : random.some(attempts, attemptsAPerson) };
  });
  const all = [...tries, ...triesOf(stage, keepers, seldomTried, 40)];
  for (const { route, slot, forbidden } of all.flatMap(({ attempts }) => attempts)) {
    if (forbidden) coverage.refused.add(`${route} ${slot}`);
  }
  const refused = await tryForbidden(scene, all);
  const uploads = (await inParallel(people.map((who) => () => uploadWithout(scene, who)))).flat();
  coverage.refused.add('POST /api/imports/upload kind').add('POST /api/imports/upload rows');
  const findings = [...found, ...nobody, ...refused, ...uploads];
  if (impatient && findings.length > 0) return findings;
  const twins = await compareTwins(stage, observers, looked);
  findings.push(...twins.findings);
  if (!live) return findings;
  return [...findings, ...(await runLive(stage, observers, tries, twins.changed, coverage))];
}

/** One observer of each world looks again after what is hidden to them has changed. */
async function compareTwins(stage: Stage, observers: readonly Observer[], looked: readonly { seen: Seen[] }[]) {
  const findings: Finding[] = [];
  const chosen = stage.worlds.flatMap(({ seed }) => {
    const random = randomOf(seed, 50);
    const own = observers.filter((one) => one.seed === seed && one.who !== stage.chair);
    return own.length > 0 ? [{ observer: random.pick(own), random }] : [];
  });
  const changed = new Set<Customer>();
  for (const { observer, random } of chosen) {
    for (const one of await changeHidden(stage.scene, observer.world, observer.who, random)) changed.add(one);
  }
  const compared = chosen.map(({ observer }) => () => {
    const seen = looked[observers.indexOf(observer)]?.seen ?? [];
    return compare(stage.scene, observer.who, seen);
  });
  for (const found of await inParallel(compared)) findings.push(...found);
  return { findings, changed };
}

async function runLive(
  stage: Stage,
  observers: readonly Observer[],
  tries: readonly Try[],
  changed: ReadonlySet<Customer>,
  coverage: Coverage,
): Promise<Finding[]> {
  refresh(stage);
  const { scene } = stage;
  const merged = await mergeAndUndo(stage, changed);
  coverage.allowed.add('merges.merge own').add('merges.undo own');
  const importer = observers.find(({ who }) => who !== stage.chair && scene.oracle.holds(who.id, 'imports.customers'));
  const imported = importer ? await importAround(scene, importer.who, randomOf(importer.seed, 60), changed) : [];
  if (importer) imported.push(...(await importParts(scene, importer.who, randomOf(importer.seed, 61), changed)));
  if (importer) coverage.allowed.add('POST /api/imports/upload rows').add('POST /api/imports/upload kind');
  const exporter = observers.find(({ who }) => scene.oracle.holds(who.id, 'exports.customers'));
  if (exporter) {
    imported.push(...(await exportAll(scene, exporter.who, changed)));
    coverage.allowed.add('exports.create own');
  }
  const others = scene.world.people.filter((one) => one.active && !tries.some(({ who }) => who === one));
  const { findings, done } = await followLive(stage, tries, triesOf(stage, others, seldomAllowed, 70));
  for (const one of done) coverage.allowed.add(one);
  coverage.looked.add('GET /api/stream');
  return [...merged, ...imported, ...findings];
}

/** Writes that few people could do at all, so that observers alone would hardly ever come to them. */
const seldomAllowed =
  /^(transfers\.|relationships\.ask|plans\.(completeItem|submitWeek|updateItem customerId)|visits\.(checkIn planItemId|record (visitId|planItemId)))/;
const seldomTried = /^(org|auth|transfers)\./;

function triesOf({ scene }: Stage, people: readonly Person[], named: RegExp, stream: number): Try[] {
  return people.map((who, index) => {
    const random = randomOf(index, stream);
    const attempts = attemptsOf(scene, who, random).filter(({ route, slot }) => named.test(`${route} ${slot}`));
    return { who, random, attempts };
  });
}

async function noteSessions({ scene }: Stage): Promise<void> {
  const { rows } = await scene.subject.app.runtime.pool.query('select user_id as "userId", id from auth_sessions');
  for (const { userId, id } of rows) scene.sessions.set(userId, id);
}

/** What the inventory promises and this run has not driven. Of many worlds nothing may be left. */
export function undriven({ looked, refused, allowed }: Coverage): string[] {
  const missing = (name: string, drive: Drive): string[] => {
    if (drive.by === 'looks' || drive.by === 'stream') return looked.has(name) ? [] : [`${name} was never looked at`];
    if (drive.by !== 'writes') return [];
    return drive.slots.flatMap((slot) => [
      ...(refused.has(`${name} ${slot}`) || slot === 'own' ? [] : [`${name} ${slot} was never refused`]),
      ...(allowed.has(`${name} ${slot}`) || withoutControl(slot) ? [] : [`${name} ${slot} was never allowed`]),
    ]);
  };
  return Object.entries(inventory).flatMap(([name, drive]) => missing(name, drive));
}

/** Differences between the routes that there are and those that the inventory declares. */
export function undeclared(printedRoutes: string): string[] {
  const known = new Map(apiRoutes().map(({ name, method, path }) => [`${method} /api${shape(path)}`, name]));
  const served = routesIn(printedRoutes).filter(({ path }) => path.startsWith('/api/'));
  const names = served.map(({ method, path }) => known.get(`${method} ${shape(path)}`) ?? `${method} ${path}`);
  const surplus = Object.keys(inventory).filter((name) => !names.includes(name));
  return [
    ...names.filter((name) => !(name in inventory)).map((name) => `${name} is not in the inventory`),
    ...surplus.map((name) => `${name} is in the inventory and is not served`),
  ];
}

const shape = (path: string) => path.replace(/\{\w+\}|:\w+(\|:\w+)*/g, ':');

/** Reads the tree that Fastify prints: four columns a level, each line a piece of path with its methods. */
function routesIn(printed: string): { method: string; path: string }[] {
  const routes: { method: string; path: string }[] = [];
  const above: string[] = [];
  for (const line of printed.split('\n')) {
    const match = /^([│ ]*)[├└]── (\S+) \(([A-Z, ]+)\)/.exec(line);
    const [, indent = '', piece = '', methods = ''] = match ?? [];
    if (!match) continue;
    const depth = indent.length / 4;
    above.length = depth;
    const path = `${above.join('')}${piece}`;
    above.push(piece);
    for (const method of methods.split(', ')) if (method !== 'HEAD') routes.push({ method, path });
  }
  return routes;
}
