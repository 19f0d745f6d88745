/** So many rows of groups are open at first: what one page of a list would show. */
const openRows = 50;

/** Keys of the groups that are open at first: the first one, and those after it that still fit. */
export function firstGroups(groups: readonly { key: string | null; count: number }[]): ReadonlySet<string | null> {
  const open = new Set<string | null>();
  let rows = 0;
  for (const { key, count } of groups) {
    rows += count;
    if (open.size > 0 && rows > openRows) break;
    open.add(key);
  }
  return open;
}
