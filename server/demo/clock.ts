import { addDays, mondayOf, weekdayOf } from '../platform/time.ts';

/** Asia/Shanghai has had one offset since 1991. */
const offset = '+08:00';

/** The instant of a local time of the demo company. */
export function at(day: string, time: string): Date {
  return new Date(`${day}T${time}:00${offset}`);
}

/** A past day that falls on a weekend is moved to the Friday before, a coming one to the Monday after; today stays. */
export function workday(today: string, distance: number): string {
  const day = addDays(today, distance);
  const weekday = weekdayOf(day);
  if (distance === 0 || weekday <= 5) return day;
  return distance < 0 ? addDays(mondayOf(day), 4) : addDays(mondayOf(day), 7);
}
