import { addDays, mondayOf, weekdayOf } from '../../lib/days.ts';

/**
 * The days that people mean most often when they promise something: tomorrow, Friday, next Monday, next Friday, in two
 * weeks. In order, each once, weekends only when they are tomorrow.
 */
export function nearDays(today: string, withToday = false): string[] {
  const monday = mondayOf(today);
  const friday = addDays(monday, 4);
  const days = [
    ...(withToday ? [today] : []),
    addDays(today, 1),
    ...(weekdayOf(today) < 3 ? [addDays(monday, 2)] : []),
    ...(friday > today ? [friday] : []),
    addDays(monday, 7),
    addDays(monday, 11),
  ];
  return [...new Set(days)].sort();
}
