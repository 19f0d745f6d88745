type Period = { fromOn: string; untilOn: string | null };
const days = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/**
 * Where periods lie on one line from the first beginning to today or the last end, in percent; one without an end
 * reaches to the right.
 */
export function barsOf(periods: readonly Period[], today: string): { left: number; width: number }[] {
  const starts = periods.map(({ fromOn }) => days(fromOn));
  const ends = periods.map(({ untilOn }) => (untilOn ? days(untilOn) + 1 : null));
  const first = Math.min(...starts);
  const last = Math.max(days(today) + 1, ...starts.map((start) => start + 1), ...ends.map((end) => end ?? 0));
  const whole = last - first;
  return periods.map((_, index) => {
    const start = starts[index] ?? first;
    const end = ends[index] ?? last;
    return { left: ((start - first) / whole) * 100, width: ((end - start) / whole) * 100 };
  });
}

/** Whether two periods share a day. */
export function overlap(one: Period, other: Period): boolean {
  const startsBefore = (a: Period, b: Period) => b.untilOn === null || a.fromOn <= b.untilOn;
  return startsBefore(one, other) && startsBefore(other, one);
}
