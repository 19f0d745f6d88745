import { allDepartments } from './world.relationships.ts';
import type { World } from './world.types.ts';

/** Whether `below` is this department or stands somewhere below it. */
const within = (below: string | null, department: string): boolean =>
  below !== null &&
  (below === department || within(allDepartments.find((one) => one.id === below)?.parentId ?? null, department));

/** What is a person's own, and views that are shared. */
export function ownThings(world: World) {
  const works = new Map(world.people.map((one) => [one.id, one.departmentId]));
  const departmentOf = (who: string) => works.get(who) ?? null;
  return {
    view: (who: string, one: { ownerId: string; departmentId: string | null }) =>
      who === one.ownerId || (one.departmentId !== null && within(departmentOf(who), one.departmentId)),
    /** Whether a view may be shared with the department by who keeps no departments. */
    shares: (who: string, department: string) => within(department, departmentOf(who) ?? ''),
    bulkEdit: (who: string, one: { ownerId: string }) => who === one.ownerId,
    import: (who: string, one: { ownerId: string }) => who === one.ownerId,
    message: (who: string, one: { userId: string }) => who === one.userId,
  };
}
