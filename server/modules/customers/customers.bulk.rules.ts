import type { BulkChanges } from '../../../contract/bulk.ts';
import type { ErrorCode } from '../../../contract/errors.ts';
import { visibleFields } from '../../../contract/fields.rules.ts';
import type { OwnField, OwnValue } from '../../../contract/fields.ts';
import type { Actor } from '../../platform/actor.ts';
import { ownContext } from './customers.own.rules.ts';
import * as policy from './customers.policy.ts';
import { changesOf } from './customers.rules.ts';
import type { WantedPlace } from './customers.team.rules.ts';

/** What of a customer a bulk edit looks at, under the names of its changes. */
export type BulkCurrent = Record<'segmentId' | 'regionId' | 'industryId' | 'levelId', string | null> & {
  ownerId: string;
  own: Readonly<Record<string, OwnValue>>;
  written: boolean;
};

export type Verdict = { state: 'changed' | 'unchanged' } | { state: 'failed'; code: ErrorCode };

/** What a bulk edit would do to one customer, as far as it can be told beforehand. */
export function verdictOf(
  actor: Actor,
  /** Null when it is for the use case to judge where own fields apply. */
  fields: readonly OwnField[] | null,
  current: BulkCurrent,
  { own = {}, ...wanted }: BulkChanges,
): Verdict {
  const changed = changesOf(current, wanted).map(({ field }) => field);
  const ownChanged = changesOf(current.own, own).map(({ field }) => field);
  if (changed.length + ownChanged.length === 0) return { state: 'unchanged' };
  if (!policy.update(current)) return { state: 'failed', code: 'common.forbidden' };
  if (changed.includes('ownerId') && !policy.changeTeam(actor, current)) {
    return { state: 'failed', code: 'common.forbidden' };
  }
  if (fields === null) return { state: 'changed' };
  const after = { ...current, ...withoutUndefined(wanted) };
  const visible = visibleFields(fields, { ...current.own, ...own }, ownContext(after));
  const misplaced = ownChanged.some((id) => own[id] !== null && !visible.has(id));
  return misplaced ? { state: 'failed', code: 'common.invalid' } : { state: 'changed' };
}

const withoutUndefined = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

/** The values that the changed fields hold. */
export function valuesOf(current: BulkCurrent, { own, ...wanted }: BulkChanges): Record<string, unknown> {
  const fields = Object.keys(wanted) as (keyof typeof wanted)[];
  return {
    ...Object.fromEntries(fields.map((field) => [field, current[field]])),
    ...(own && { own: Object.fromEntries(Object.keys(own).map((id) => [id, current.own[id] ?? null])) }),
  };
}

/** The team under a new owner: who owned the customer stays with it as a salesperson. */
export function teamOwnedBy(team: readonly WantedPlace[], ownerId: string): WantedPlace[] {
  const others = team
    .filter((member) => member.personId !== ownerId)
    .map((member): WantedPlace => (member.role === 'owner' ? { ...member, role: 'sales' } : member));
  return [{ personId: ownerId, role: 'owner' }, ...others];
}
