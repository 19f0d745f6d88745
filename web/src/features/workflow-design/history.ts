/** What was drawn before and may be drawn again. */
export type History<T> = {
  past: readonly T[];
  now: T;
  future: readonly T[];
  /** What the last change was about, and when, in milliseconds. */
  last: { tag: string; at: number } | null;
};

const longest = 200;
/** Changes of the same thing within this time are one: a word that is typed is undone as a word. */
const together = 1500;

export const begun = <T>(now: T): History<T> => ({ past: [], now, future: [], last: null });

export function changed<T>(history: History<T>, next: T, tag: string | null, at: number): History<T> {
  const { past, now, last } = history;
  const joins = tag !== null && last?.tag === tag && at - last.at < together;
  return {
    past: joins ? past : [...past, now].slice(-longest),
    now: next,
    future: [],
    last: tag === null ? null : { tag, at },
  };
}

export function undone<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future], last: null };
}

export function redone<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  return next === undefined ? history : { past: [...history.past, history.now], now: next, future, last: null };
}
