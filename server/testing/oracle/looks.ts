import type { Markers } from './markers.ts';
import type { Oracle } from './oracle.ts';
import type { Random } from './random.ts';
import type { Answer, Request, Subject } from './subject.ts';
import type { Entries } from './world.customers.ts';
import type { Person, RoleName, World } from './world.types.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers have many shapes; a check looks at what it needs
export type Body = any;

/** Worlds in the database of an application, and what the oracle knows of them. */
export type Scene = {
  subject: Subject;
  world: World;
  oracle: Oracle;
  markers: Markers;
  entries: Entries;
  roleIds: Record<RoleName, string>;
  /** The company's local day. */
  today: string;
  /** Open sessions by person, as far as they were asked for. */
  sessions: Map<string, string>;
  /** Which of the worlds side by side a record or person is of, by id. */
  home: ReadonlyMap<string, number>;
};

/** One thing that a person looks at, and what has to be true of it. */
export type Look = {
  /** The route as the inventory names it. */
  route: string;
  request: Request;
  /** Follow the cursor to the end; the answers of all pages are looked at together. */
  walk?: boolean;
  /** The same for something that does not exist: the answers must be the same. */
  like?: Request;
  /** 200 unless said otherwise; with `like` any. */
  status?: number;
  /** What the person knows already, beside the request itself. */
  known?: string;
  /** It tells, by decision, who has an exact duplicate, also when that customer is hidden. */
  namesOwner?: boolean;
  /** What is wrong with the bodies, or null. */
  check?: (bodies: Body[]) => string | null;
};

/** What one observer looks at. Random choices come from `random`, so that a run is repeatable. */
export type Looker = (scene: Scene, who: Person, random: Random) => Look[];

/** One of these records, mostly of the person's own world: what is near is missed most easily. */
export function nearOne<T extends { id: string }>(
  scene: Scene,
  who: Person,
  list: readonly T[],
  random: Random,
): T | null {
  const near = list.filter((one) => scene.home.get(one.id) === scene.home.get(who.id));
  return random.maybe(near.length > 0 && random.chance(0.85) ? near : list);
}

export type Finding = { route: string; who: string; what: string; request: string };

export function get(path: string, query: Record<string, string | number | boolean | undefined> = {}): Request {
  const given = Object.entries(query).filter((entry) => entry[1] !== undefined);
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return { method: 'GET', path: `/api${path}${text ? `?${text}` : ''}` };
}

export const post = (path: string, body: unknown = {}): Request => ({ method: 'POST', path: `/api${path}`, body });

/** Finds the ids of all pages' items and compares them with what has to be there. */
export function exactly(expected: readonly { id: string }[], idOf: (item: Body) => string = (item) => item.id) {
  return (bodies: Body[]): string | null =>
    difference(
      bodies.flatMap((body) => body.items.map(idOf)),
      expected.map((one) => one.id),
    );
}

/** What is missing, not expected or twice; null when both hold the same. */
export function difference(found: readonly string[], expected: readonly string[]): string | null {
  const missing = expected.filter((id) => !found.includes(id));
  const surplus = found.filter((id) => !expected.includes(id));
  const twice = found.filter((id, index) => found.indexOf(id) !== index);
  const parts = [
    missing.length > 0 && `missing ${missing.join(' ')}`,
    surplus.length > 0 && `not expected ${surplus.join(' ')}`,
    twice.length > 0 && `twice ${twice.join(' ')}`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join('; ') : null;
}

export const equals = (found: unknown, expected: unknown, name: string): string | null =>
  JSON.stringify(found) === JSON.stringify(expected)
    ? null
    : `${name} is ${JSON.stringify(found)} and should be ${JSON.stringify(expected)}`;

export const firstOf = (...problems: (string | null)[]): string | null => problems.find((one) => one !== null) ?? null;

/** An answer without the id of its own request, to compare it with another. */
export const comparable = ({ status, headers, raw }: Answer) =>
  `${status} ${raw.replace(/"requestId":"[^"]*"/, '')} ${headers}`;
