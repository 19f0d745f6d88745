import { coreName, normalizeName } from '../../platform/text.names.ts';

/** What a company is compared by, without its place and legal form. */
export function companyKey(name: string): string {
  return coreName(name) || normalizeName(name);
}

/** Stands for the whole company where a circle is a department otherwise. */
export const wholeCompany = '00000000-0000-0000-0000-000000000000';

/** A department as a circle needs it: who stands in it and could be meant. */
export type Crowd = { id: string; parentId: string | null; people: number };

/** Fewer than this, somebody could be told by counting them off. */
const smallestCrowd = 3;

/**
 * The smallest department around a person, from their own upward, in which at least `smallestCrowd` people could be
 * meant, those of the departments below it included; null when only the whole company is large enough.
 */
export function circleOf(departmentId: string | null, departments: readonly Crowd[]): string | null {
  const byId = new Map(departments.map((one) => [one.id, one]));
  const seen = new Set<string>();
  let next = departmentId;
  while (next !== null && !seen.has(next)) {
    seen.add(next);
    if (peopleWithin(next, departments) >= smallestCrowd) return next;
    next = byId.get(next)?.parentId ?? null;
  }
  return null;
}

function peopleWithin(id: string, departments: readonly Crowd[]): number {
  let count = 0;
  const waiting = [id];
  const seen = new Set<string>();
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    for (const department of departments) {
      if (department.id === at) count += department.people;
      if (department.parentId === at) waiting.push(department.id);
    }
  }
  return count;
}

/** Of those who know a person, who would be asked first. */
export function byCloseness(
  a: { shown: number; lastTouchOn: string | null; personId: string },
  b: { shown: number; lastTouchOn: string | null; personId: string },
): number {
  if (a.shown !== b.shown) return b.shown - a.shown;
  const [touchedA, touchedB] = [a.lastTouchOn ?? '', b.lastTouchOn ?? ''];
  if (touchedA !== touchedB) return touchedA < touchedB ? 1 : -1;
  return a.personId < b.personId ? -1 : 1;
}
