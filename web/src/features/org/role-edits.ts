import type { Permission } from '../../../../contract/permissions.ts';

/** What was ticked (true) or cleared (false) and not yet saved, by role. */
export type Edits = Record<string, Partial<Record<Permission, boolean>>>;

type Granted = { id: string; permissions: Permission[] };

export function isGranted(role: Granted, edits: Edits, permission: Permission): boolean {
  return edits[role.id]?.[permission] ?? role.permissions.includes(permission);
}

/** Turns one tick over; one that is as it was saved is no edit any more. */
export function toggled(role: Granted, edits: Edits, permission: Permission): Edits {
  const next = !isGranted(role, edits, permission);
  const { [permission]: _, ...others } = edits[role.id] ?? {};
  const same = next === role.permissions.includes(permission);
  return { ...edits, [role.id]: same ? others : { ...others, [permission]: next } };
}

/** The edits of a role that differ from what it has: somebody else may have done the same meanwhile. */
function differences(role: Granted, edits: Edits): [string, boolean][] {
  return Object.entries(edits[role.id] ?? {}).filter(
    ([permission, wanted]) => role.permissions.some((held) => held === permission) !== wanted,
  );
}

export function countOf(roles: Granted[], edits: Edits): number {
  return roles.reduce((sum, role) => sum + differences(role, edits).length, 0);
}

/** All that a role grants once its edits are saved; null when there is nothing to save. */
export function permissionsOf(role: Granted, edits: Edits, known: readonly Permission[]): Permission[] | null {
  if (differences(role, edits).length === 0) return null;
  return known.filter((permission) => isGranted(role, edits, permission));
}
