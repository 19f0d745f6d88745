import type { Outputs } from '../../lib/client.ts';

export type Department = Outputs['org']['departments']['items'][number];
export type Branch = Department & { depth: number; children: Branch[] };

/** Departments under their parents, by name; one whose parent is not on the list stands at the top. */
export function treeOf(departments: Department[]): Branch[] {
  const known = new Set(departments.map((department) => department.id));
  const collator = new Intl.Collator('zh-Hans-CN');
  const below = (parentId: string | null, depth: number): Branch[] =>
    departments
      .filter(({ parentId: parent }) => (parent && known.has(parent) ? parent : null) === parentId)
      .sort((a, b) => collator.compare(a.name, b.name))
      .map((department) => ({ ...department, depth, children: below(department.id, depth + 1) }));
  return below(null, 0);
}

/** A tree as the lines of a list, parents before their children. */
export function flatten(branches: Branch[]): Branch[] {
  return branches.flatMap((branch) => [branch, ...flatten(branch.children)]);
}

/** People of a department and all below it. */
export function peopleIn(branch: Branch): number {
  return branch.children.reduce((sum, child) => sum + peopleIn(child), branch.people);
}

/** What a department can be placed under: anything but itself and what stands below it. */
export function possibleParents(branches: Branch[], movingId: string | null): Branch[] {
  return branches.flatMap((branch) =>
    branch.id === movingId ? [] : [branch, ...possibleParents(branch.children, movingId)],
  );
}
