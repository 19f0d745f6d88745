import { localDay } from './days.ts';
import { insertClosedMonth } from './insert.acts.ts';
import type { Commons } from './insert.ts';
import { insertCommons, insertWorld, inTransaction } from './insert.ts';
import type { Scene } from './looks.ts';
import { markersOf } from './markers.ts';
import { oracleOf } from './oracle.ts';
import { randomOf } from './random.ts';
import type { Subject } from './subject.ts';
import { drawHandovers } from './world.handovers.ts';
import { joined } from './world.joined.ts';
import { drawChair } from './world.people.ts';
import { drawPools } from './world.pools.ts';
import { drawWorld } from './world.ts';
import type { Person, World } from './world.types.ts';

export type Stage = {
  scene: Scene;
  worlds: { seed: number; world: World }[];
  /** Above everyone of all worlds; null where the heads of the worlds have nobody above. */
  chair: Person | null;
};

/** Draws worlds side by side into the database of the subject. Seeds that are even give the whole a head. */
export async function setStage(subject: Subject, seeds: readonly number[]): Promise<Stage> {
  const { pool } = subject.app.runtime;
  const today = localDay(subject.at);
  const commons = await insertCommons(pool);
  const { entries, roleIds } = commons;
  const worlds = seeds.map((seed) => ({ seed, world: drawWorld(seed, today, entries) }));
  const [first = 0] = seeds;
  const random = randomOf(first, 1);
  drawHandovers(
    randomOf(first, 6),
    worlds.map((one) => one.world),
  );
  drawPools(
    randomOf(first, 4),
    worlds.map((one) => one.world),
    entries,
  );
  const chair =
    first % 2 === 0
      ? drawChair(
          random,
          worlds.map(({ world }) => world),
        )
      : null;
  const world = joined(worlds.map((one) => one.world));
  if (chair) world.people.unshift(chair);
  await insertWorld(pool, world, { at: subject.at, dataDir: subject.dataDir, roleIds });
  const closer = world.people[0];
  if (closer) await inTransaction(pool, (insert) => insertClosedMonth(insert, closer.id, random.id(), subject.at));
  await pool.query('analyze');
  const home = new Map<string, number>();
  worlds.forEach(({ world: one }, index) => {
    for (const record of Object.values(one).flat()) home.set(record.id, index);
  });
  return { scene: sceneOf(subject, world, commons, home), worlds, chair };
}

/** Makes the oracle's view anew, after people or teams have changed; in place, since writes to come refer to it. */
export function refresh({ scene }: Stage): void {
  const oracle = oracleOf(scene.world);
  const markers = markersOf(scene.world, oracle);
  // What was written beside the drawn records is known by its markers alone.
  for (const [mark, marked] of scene.markers) if (!markers.has(mark)) markers.set(mark, marked);
  Object.assign(scene, { oracle, markers });
}

/** The oracle's view of the world as it is now. */
function sceneOf(subject: Subject, world: World, commons: Commons, home: Scene['home']): Scene {
  const oracle = oracleOf(world);
  const markers = markersOf(world, oracle);
  return { subject, world, oracle, markers, ...commons, sessions: new Map(), home, today: localDay(subject.at) };
}

/** Who looks at a world: somebody with many below, somebody with nobody, and others; only who can sign in. */
export function observersOf(world: World, seed: number, count: number): Person[] {
  const random = randomOf(seed, 2);
  const active = world.people.filter((person) => person.active);
  const { line } = oracleOf(world);
  const size = (person: Person) => world.people.filter((other) => line(person.id, other.id)).length;
  const byReach = random.some(active, active.length).sort((a, b) => size(b) - size(a));
  const [head, ...rest] = byReach;
  const last = rest.pop();
  const others = random.some(rest, count);
  return random.some(
    [head, last, ...others].filter((person) => person !== undefined),
    count,
  );
}

/** Runs the tasks, a few at a time, and answers their results in order. */
export async function inParallel<T>(tasks: readonly (() => Promise<T>)[], atOnce = 6): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  async function work(): Promise<void> {
    while (next < tasks.length) {
      const index = next;
      next += 1;
      const task = tasks[index];
      if (task) results[index] = await task();
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}
