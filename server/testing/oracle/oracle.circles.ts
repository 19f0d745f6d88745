import { allDepartments, leftOf } from './world.relationships.ts';
import type { Contact, Relationship, World } from './world.types.ts';

type Sees<T> = (who: string, one: T) => boolean;

/** Fewer people than this hide nobody. */
const fewest = 3;

/**
 * Who knows somebody: by name those whom one may know of, since one sees where they know them or they stand below one;
 * of the others the smallest department around them that holds three people who do not stand below one.
 */
export function circlesOf(world: World, line: Sees<string>, sees: Sees<Relationship>) {
  const people = new Map(world.people.map((person) => [person.id, person]));
  const knows = (one: Relationship) =>
    people.get(one.personId)?.active === true && (leftOf(one) > 0 || one.touchAge !== null);
  const open = (who: string, one: Relationship) => sees(who, one) || line(who, one.personId);

  const within = (id: string): string[] => [
    id,
    ...allDepartments.filter((one) => one.parentId === id).flatMap((one) => within(one.id)),
  ];
  const crowd = (who: string, id: string) =>
    world.people.filter((one) => one.active && within(id).includes(one.departmentId ?? '') && !line(who, one.id))
      .length;
  const circle = (who: string, id: string | null): string | null => {
    if (id === null || crowd(who, id) >= fewest) return id;
    return circle(who, allDepartments.find((one) => one.id === id)?.parentId ?? null);
  };

  return {
    /** Whether this relationship is told by its circle alone. */
    standsBehind: (who: string, one: Relationship) => knows(one) && !open(who, one),
    acquaintances(who: string, posts: readonly Contact[]) {
      const there = world.relationships.filter(
        (one) => one.personId !== who && knows(one) && posts.some((post) => post.id === one.contactId),
      );
      const hidden = there.filter((one) => !open(who, one));
      return {
        named: new Set(there.filter((one) => open(who, one)).map((one) => one.personId)),
        circles: new Set(hidden.map((one) => circle(who, people.get(one.personId)?.departmentId ?? null))),
      };
    },
  };
}
