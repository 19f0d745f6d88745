export type Random = {
  /** 0 to `below` - 1. */
  int: (below: number) => number;
  /** From `low` to `high`, both included. */
  between: (low: number, high: number) => number;
  chance: (probability: number) => boolean;
  /** One of a list that is not empty. */
  pick: <T>(list: readonly T[]) => T;
  /** One of a list, null when it is empty. */
  maybe: <T>(list: readonly T[]) => T | null;
  /** Up to `count` different ones, in random order. */
  some: <T>(list: readonly T[], count: number) => T[];
  /** A UUID of version 7 whose time part grows with every call. */
  id: () => string;
  /** A UUID that no record has. */
  strangeId: () => string;
  /** A word that occurs nowhere else: its letters are no hexadecimal digits, so no id holds it by chance. */
  mark: () => string;
  /** `count` decimal digits. */
  digits: (count: number) => string;
};

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
const firstId = Date.UTC(2026, 0, 1);

/** What `Random.mark` makes, to be found in any text. */
export const markPattern = /zq[a-z0-9]{9}/gi;

/** The same seed draws the same for ever; `stream` makes independent draws from one seed. */
export function randomOf(seed: number, stream = 0): Random {
  const next = generator(seed, stream);
  let made = 0;
  const int = (below: number) => Math.floor(next() * below);
  const hex = (count: number) => Array.from({ length: count }, () => int(16).toString(16)).join('');
  const shuffled = <T>(list: readonly T[]): T[] => {
    const copy = [...list];
    for (let index = copy.length - 1; index > 0; index -= 1) {
      const other = int(index + 1);
      const kept = copy[index] as T;
      copy[index] = copy[other] as T;
      copy[other] = kept;
    }
    return copy;
  };
  return {
    int,
    between: (low, high) => low + int(high - low + 1),
    chance: (probability) => next() < probability,
    pick: (list) => list[int(list.length)] as (typeof list)[number],
    maybe: (list) => list[int(list.length)] ?? null,
    some: (list, count) => shuffled(list).slice(0, count),
    id() {
      made += 1 + int(5);
      const time = (firstId + made).toString(16).padStart(12, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
    },
    strangeId: () => `0000${hex(4)}-${hex(4)}-7${hex(3)}-9${hex(3)}-${hex(12)}`,
    mark: () => `zq${Array.from({ length: 9 }, () => letters[int(letters.length)]).join('')}`,
    digits: (count) => Array.from({ length: count }, () => int(10)).join(''),
  };
}

/** SplitMix32 over both numbers; 0 ≤ result < 1. */
function generator(seed: number, stream: number): () => number {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca77)) >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
  };
}
