import type { BulkChanges } from '../../../contract/bulk.ts';
import type { ErrorCode } from '../../../contract/errors.ts';
import type { Actor } from '../../platform/actor.ts';
import * as policy from './customers.policy.ts';
import { changesOf } from './customers.rules.ts';
import type { WantedPlace } from './customers.team.rules.ts';

/** What of a customer a bulk edit looks at, under the names of its changes. */
export type BulkCurrent = Record<'segmentId' | 'regionId' | 'industryId' | 'levelId', string | null> & {
  ownerId: string;
  written: boolean;
};

export type Verdict = { state: 'changed' | 'unchanged' } | { state: 'failed'; code: ErrorCode };

/** What a bulk edit would do to one customer, as far as it can be told beforehand. */
export function verdictOf(actor: Actor, current: BulkCurrent, wanted: BulkChanges): Verdict {
  const fields = changesOf(current, wanted).map(({ field }) => field);
  if (fields.length === 0) return { state: 'unchanged' };
  if (!policy.update(current)) return { state: 'failed', code: 'common.forbidden' };
  if (fields.includes('ownerId') && !policy.changeTeam(actor, current))
    return { state: 'failed', code: 'common.forbidden' };
  return { state: 'changed' };
}

/** The values that the changed fields hold. */
export function valuesOf(current: BulkCurrent, wanted: BulkChanges): Record<string, unknown> {
  const fields = Object.keys(wanted) as (keyof BulkChanges)[];
  return Object.fromEntries(fields.map((field) => [field, current[field]]));
}

/** The team under a new owner: who owned the customer stays with it as a salesperson. */
export function teamOwnedBy(team: readonly WantedPlace[], ownerId: string): WantedPlace[] {
  const others = team
    .filter((member) => member.personId !== ownerId)
    .map((member): WantedPlace => (member.role === 'owner' ? { ...member, role: 'sales' } : member));
  return [{ personId: ownerId, role: 'owner' }, ...others];
}
