import { allDepartments } from './world.relationships.ts';
import type { World } from './world.types.ts';

const parents = new Map<string, string | null>(allDepartments.map((one) => [one.id, one.parentId]));

/** Whether the person's department, or one above it, is among those of the pool. */
export function opens(world: World, who: string, poolId: string): boolean {
  const ids = world.pools.find((one) => one.id === poolId)?.departmentIds ?? [];
  let department = world.people.find((one) => one.id === who)?.departmentId ?? null;
  for (; department !== null; department = parents.get(department) ?? null) if (ids.includes(department)) return true;
  return false;
}
