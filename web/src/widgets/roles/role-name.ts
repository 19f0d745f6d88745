import type { StandardRole } from '../../../../contract/permissions.ts';
import { standardRoles } from '../../../../contract/permissions.ts';
import type { T } from '../../lib/texts.ts';

const isStandard = (code: string): code is StandardRole => Object.hasOwn(standardRoles, code);

/** The name of a role; a standard one that nobody has renamed is called as the reader's language calls it. */
export function roleName(t: T, role: { code: string; name: string }): string {
  return role.name === role.code && isStandard(role.code) ? t(`org.standardRoles.${role.code}`) : role.name;
}
