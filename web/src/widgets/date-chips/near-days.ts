import { addDays, mondayOf, weekdayOf } from '../../lib/days.ts';

const most = 5;

/**
 * The days that people mean most often when they promise something, in order: tomorrow, the day after, this week's
 * Wednesday and Friday, next week's Monday, Wednesday and Friday. A weekend only when it is tomorrow.
 */
export function nearDays(today: string, withToday = false): string[] {
  const monday = mondayOf(today);
  const afterTomorrow = addDays(today, 2);
  const coming = [
    addDays(today, 1),
    ...(weekdayOf(afterTomorrow) < 6 ? [afterTomorrow] : []),
    ...[2, 4, 7, 9, 11].map((index) => addDays(monday, index)),
  ];
  const days = [...new Set(coming)].filter((day) => day > today).sort();
  return [...(withToday ? [today] : []), ...days.slice(0, most)];
}
