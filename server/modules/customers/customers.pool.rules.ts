import type { PoolRuleKind } from '../../../contract/pools.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import { addDays, daysBetween } from '../../platform/time.ts';

export type Limits = { maxOwned: number | null; maxClaimsADay: number | null };
/** What a person has of a pool: customers claimed from it and still owned, and claims of today. */
export type Taken = { owned: number; claimedToday: number };

/** Throws `pool.tooManyOwned` or `pool.tooManyClaims` with the limit that one more would exceed. */
export function ensureWithinLimits(limits: Limits, taken: Taken): void {
  if (limits.maxOwned !== null && taken.owned >= limits.maxOwned) {
    throw new AppError('pool.tooManyOwned', { max: limits.maxOwned });
  }
  if (limits.maxClaimsADay !== null && taken.claimedToday >= limits.maxClaimsADay) {
    throw new AppError('pool.tooManyClaims', { max: limits.maxClaimsADay });
  }
}

/** The first day on which the former owner may claim again; null when there is nothing to wait for. */
export function coolingUntil(returnedOn: string, coolingDays: number, today: string): string | null {
  const until = addDays(returnedOn, coolingDays);
  return until > today ? until : null;
}

export function ensureCooled(until: string | null): void {
  ensure(until === null, 'pool.cooling', until === null ? {} : { until });
}

/** A customer to which a rule applies: from which day it counts, and on which day its owner was told of it. */
export type Due = { rule: PoolRuleKind; days: number; since: string; warnDays: number; warnedOn: string | null };

/**
 * The day on whose night the customer is returned: when the days of the rule are over, but never sooner than the
 * days of warning after the owner was told; for one not told yet, as if they were told today.
 */
export function returnDay(due: Due, today: string): string {
  const over = addDays(due.since, due.days);
  if (due.warnDays === 0) return over;
  const told = addDays(due.warnedOn ?? today, due.warnDays);
  return daysBetween(over, told) > 0 ? told : over;
}

/** What the night of `today` does about it. */
export function tonight(due: Due, today: string): 'return' | 'warn' | null {
  if (returnDay(due, today) <= today) return 'return';
  if (due.warnedOn === null && due.warnDays > 0 && addDays(due.since, due.days - due.warnDays) <= today) return 'warn';
  return null;
}
