import type { PersonRef } from '../../../../../contract/base.ts';
import type { Pool, PoolRule } from '../../../../../contract/pools.ts';

/** A pool as it is being written. */
export type Draft = {
  name: string;
  segmentId: string | null;
  regionId: string | null;
  keeper: PersonRef | null;
  departmentIds: string[];
  maxOwned: number | null;
  maxClaimsADay: number | null;
  coolingDays: number;
  warnDays: number;
  /** `key` tells lines apart that look the same. */
  rules: (PoolRule & { key: number })[];
};

export function draftOf(pool: Pool | null): Draft {
  if (!pool) {
    return {
      name: '',
      segmentId: null,
      regionId: null,
      keeper: null,
      departmentIds: [],
      maxOwned: null,
      maxClaimsADay: null,
      coolingDays: 30,
      warnDays: 7,
      rules: [],
    };
  }
  const { name, segmentId, regionId, keeper, departmentIds, maxOwned, maxClaimsADay, coolingDays, warnDays } = pool;
  const rules = pool.rules.map((rule, key) => ({ ...rule, key }));
  return { name, segmentId, regionId, keeper, departmentIds, maxOwned, maxClaimsADay, coolingDays, warnDays, rules };
}

export const rulesOf = (draft: Draft): PoolRule[] => draft.rules.map(({ key: _, ...rule }) => rule);

/** What the server takes; without a keeper it answers which field is missing. */
export function fieldsOf({ keeper, rules: _, ...draft }: Draft, rules: PoolRule[]) {
  return { ...draft, name: draft.name.trim(), keeperId: keeper?.id ?? '', rules };
}
