import { startNode } from '../../../contract/workflows.definition.ts';

const key = /^[A-Za-z][\w-]{0,39}$/u;
export const isKey = (text: string): boolean => key.test(text);

/** A name of our own for an element: the one that it has, where it is one. */
export function keyOf({ ids, taken }: { ids: Map<string, string>; taken: Set<string> }, elementId: string): string {
  const known = ids.get(elementId);
  if (known) return known;
  let made = isKey(elementId) && elementId !== startNode && !taken.has(elementId) ? elementId : '';
  for (let count = taken.size + 1; made === ''; count += 1) if (!taken.has(`node-${count}`)) made = `node-${count}`;
  taken.add(made);
  if (elementId !== '') ids.set(elementId, made);
  return made;
}

/** A name as it fits into a line of ours. */
export const shortName = (name: string, otherwise: string): string =>
  name
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .slice(0, 60)
    .replace(/[\uD800-\uDBFF]$/u, '')
    .trim() || otherwise.slice(0, 60);
