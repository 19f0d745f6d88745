/** Hours as a duration of ISO 8601, to the millisecond. */
export function durationOf(hours: number): string {
  const millis = Math.round(hours * 3_600_000);
  const parts = [
    [Math.floor(millis / 3_600_000), 'H'],
    [Math.floor(millis / 60_000) % 60, 'M'],
    [(millis % 60_000) / 1000, 'S'],
  ] as const;
  return `PT${parts.flatMap(([amount, unit]) => (amount === 0 ? [] : [`${amount}${unit}`])).join('') || '0S'}`;
}

const duration =
  /^P(?:(?<weeks>\d{1,6})W)?(?:(?<days>\d{1,6})D)?(?:T(?:(?<hours>\d{1,6}(?:\.\d{1,6})?)H)?(?:(?<minutes>\d{1,6})M)?(?:(?<seconds>\d{1,9}(?:\.\d{1,6})?)S)?)?$/u;

/** The hours of a duration; null for anything else, months and years among it, which are not always as long. */
export function hoursOf(text: string): number | null {
  const groups = duration.exec(text.trim())?.groups;
  if (!groups) return null;
  const [weeks, days, hours, minutes, seconds] = ['weeks', 'days', 'hours', 'minutes', 'seconds'].map((name) =>
    Number(groups[name] ?? 0),
  ) as [number, number, number, number, number];
  return (weeks * 7 + days) * 24 + hours + minutes / 60 + seconds / 3600;
}
