import type { Actor } from '../../platform/actor.ts';
import { isAbove, isAboveOrSelf, may } from '../../platform/actor.ts';

/** Those above the person, and those who keep the organisation. */
export function begin(actor: Actor, personId: string): boolean {
  return isAbove(actor, personId) || may(actor, 'org.manage');
}

/**
 * Those above give within their own line. Who keeps the organisation gives to others than themselves and their people,
 * and so gains no sight, unless they could hand themselves any role as well.
 */
export function give(actor: Actor, personId: string, receiverId: string): boolean {
  if (may(actor, 'roles.manage')) return true;
  return isAbove(actor, personId) === isAboveOrSelf(actor, receiverId);
}

export function depart(actor: Actor, personId: string): boolean {
  return may(actor, 'org.manage') && actor.id !== personId;
}

/** Nobody closes an account that may do more than their own. */
export function holdsAllOf(actor: Actor, account: { permissions: readonly string[] }): boolean {
  const held: ReadonlySet<string> = actor.permissions;
  return account.permissions.every((permission) => held.has(permission));
}
