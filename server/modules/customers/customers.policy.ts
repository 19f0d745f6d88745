import type { Actor } from '../../platform/actor.ts';
import { isAboveOrSelf, may } from '../../platform/actor.ts';

/** Whoever is more than a reader keeps archive and contacts, writes on the timeline and records visits. */
export const update = (customer: { written: boolean }): boolean => customer.written;

/** The owner, or someone above the owner, says who is on the team. */
export function changeTeam(actor: Actor, customer: { ownerId: string }): boolean {
  return isAboveOrSelf(actor, customer.ownerId);
}

/** A customer is given to oneself or to someone below, never sideways or upward. */
export function own(actor: Actor, ownerId: string): boolean {
  return isAboveOrSelf(actor, ownerId);
}

/** That a post stays empty is for the owner, or someone above, to say. */
export function closeSuccession(actor: Actor, customer: { ownerId: string }): boolean {
  return isAboveOrSelf(actor, customer.ownerId);
}

/** How well somebody knows a contact is said by themselves, by someone above, or by whoever leads the customer. */
export function setRelationship(actor: Actor, about: { personId: string; ownerId: string }): boolean {
  return isAboveOrSelf(actor, about.personId) || isAboveOrSelf(actor, about.ownerId);
}

/** Only the owner puts off bringing an archive up to date; in a pool there is nothing to put off. */
export function snooze(actor: Actor, customer: { ownerId: string; pooled: boolean }): boolean {
  return actor.id === customer.ownerId && !customer.pooled;
}

/** A customer is made part of another by someone above both owners, or by who keeps the company's archives in order. */
export function merge(actor: Actor, customer: { ownerId: string; written: boolean }): boolean {
  return customer.written && (isAboveOrSelf(actor, customer.ownerId) || may(actor, 'customers.merge'));
}
