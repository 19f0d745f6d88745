import type { Actor } from '../../platform/actor.ts';
import { isAbove, may } from '../../platform/actor.ts';

/** Those above the owner keep a customer from being returned, and those who keep the pools. */
export function lock(actor: Actor, ownerId: string): boolean {
  return isAbove(actor, ownerId) || may(actor, 'pools.manage');
}
