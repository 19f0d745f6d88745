import type { Permission } from '../../../contract/permissions.ts';
import { permissions } from '../../../contract/permissions.ts';

/** Nobody grants more than they hold: what of `wanted` is missing in `held`. */
export function exceeding(held: ReadonlySet<Permission>, wanted: readonly string[]): string[] {
  return wanted.filter((permission) => !held.has(permission as Permission));
}

export function knownPermissions(codes: readonly string[]): Permission[] {
  return permissions.filter((permission) => codes.includes(permission));
}
