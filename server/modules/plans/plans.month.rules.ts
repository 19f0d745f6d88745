import { ensure } from '../../platform/errors.ts';
import { monthOf } from '../../platform/time.ts';

/** Counts and sums over the items of one person whose day is in the month. */
export type MonthSums = {
  items: number;
  due: number;
  completed: number;
  onTime: number;
  evaluated: number;
  unanswered: number;
  /** Σ (score × importance) over the evaluated items. */
  weightedScores: number;
  /** Σ importance over the evaluated items. */
  weights: number;
};

/** Mean of the scores weighted by importance, two decimals, halves up; null when nothing is evaluated. */
export function planScore(weightedScores: number, weights: number): number | null {
  return weights === 0 ? null : Math.round((weightedScores * 100) / weights) / 100;
}

/** Part of the whole, 0 to 1; null when there is no whole. */
export function rate(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

export function figuresOf({ weightedScores, weights, ...counts }: MonthSums) {
  return {
    ...counts,
    planScore: planScore(weightedScores, weights),
    completionRate: rate(counts.completed, counts.due),
    onTimeRate: rate(counts.onTime, counts.completed),
  };
}

/** A month is closed when it is over. */
export function ensureMonthOver(month: string, today: string): void {
  ensure(month < monthOf(today), 'plans.monthNotOver');
}
