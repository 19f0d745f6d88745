import type { Scene } from './looks.ts';
import { nearOne } from './looks.ts';
import type { Random } from './random.ts';
import type { Request } from './subject.ts';
import type { Person } from './world.types.ts';

/** A write that has to be refused for the one id in it, and the same write as it is allowed. */
export type Attempt = {
  route: string;
  /** Which id of the request is meant, or why it is refused. */
  slot: string;
  /** With the id of a record that is hidden, or that this person may not change in this way. */
  forbidden: Request | null;
  /** With an id that no record has: the answer must be the same. */
  like: Request | null;
  /** With an id that fits: shows that nothing else in the request is wrong. */
  fine: Request | null;
  /** What the allowed one changes about who sees what. */
  effect?: () => void;
};

export type Writer = (scene: Scene, who: Person, random: Random) => Attempt[];

type Choice<T> = { hidden?: T | null; barred?: T | null; fine?: T | null };

/**
 * The attempts at one slot of a route: `hidden` is a record that the person does not see and answers like an unknown
 * one, `barred` one that they see and may not change in this way.
 */
export function attempts<T extends { id: string }>(
  route: string,
  slot: string,
  choice: Choice<T>,
  random: Random,
  build: (one: T) => Request,
  effect?: (fine: T) => void,
): Attempt[] {
  const { hidden, barred, fine } = choice;
  const made: Attempt[] = [];
  const allowed = { fine: fine ? build(fine) : null, ...(fine && effect && { effect: () => effect(fine) }) };
  if (hidden) {
    const like = build({ ...hidden, id: random.strangeId() });
    made.push({ route, slot, forbidden: build(hidden), like, ...allowed });
  }
  if (barred) made.push({ route, slot: `${slot} barred`, forbidden: build(barred), like: null, fine: null });
  if (!hidden && fine) made.push({ route, slot, forbidden: null, like: null, ...allowed });
  return made;
}

/** Remembers a word that an allowed write has brought into the world, and who may meet it from then on. */
export function written(scene: Scene, mark: string, by: string, seenBy: (who: string) => boolean): void {
  scene.markers.set(mark, { record: `${writtenBy} ${by}`, seenBy });
}

export const writtenBy = 'written by';

export const send = (method: string, path: string, body: unknown): Request => ({ method, path: `/api${path}`, body });

/** Records that the person sees and that they do not see. */
export type Hand<T> = { seen: T[]; hidden: T[]; secret: () => T | null; known: () => T | null };

export function handOf<T extends { id: string }>(
  scene: Scene,
  who: Person,
  random: Random,
  records: readonly T[],
  sees: (one: T) => boolean,
): Hand<T> {
  const seen = records.filter(sees);
  const hidden = records.filter((one) => !sees(one));
  return {
    seen,
    hidden,
    secret: () => nearOne(scene, who, hidden, random),
    known: () => random.maybe(seen),
  };
}
