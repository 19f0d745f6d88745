import type { Visit } from '../../../contract/visits.ts';
import type { Actor } from '../../platform/actor.ts';

export type VisitFacts = {
  ownerId: string;
  state: Visit['state'];
  /** Whether the month of the visit is closed. */
  monthClosed: boolean;
};

export const visitPolicy = {
  /** A record is its maker's. */
  update: (actor: Actor, visit: Pick<VisitFacts, 'ownerId'>) => actor.id === visit.ownerId,
};

export function visitCan(actor: Actor, visit: VisitFacts): Visit['can'] {
  return { update: visit.state === 'recorded' && !visit.monthClosed && visitPolicy.update(actor, visit) };
}
