/** The fields that differ, with their new values. Both sides are plain data. */
export function changesOf<V extends object>(before: V, after: V): Partial<V> {
  const fields = Object.keys(after) as (keyof V)[];
  const changed = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return Object.fromEntries(changed.map((field) => [field, after[field]])) as Partial<V>;
}

/** What stands in a form carried over to a newer version: what was changed here stays, the rest is as it is now. */
export function rebased<V extends object>(base: V, mine: V, newest: V): V {
  return { ...newest, ...changesOf(base, mine) };
}
