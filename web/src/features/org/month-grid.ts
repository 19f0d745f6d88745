import { addDays, addMonths, mondayOf, monthOf } from '../../lib/days.ts';

/** The weeks that a month touches, each from Monday; days of other months are null. */
export function weeksOf(month: string): (string | null)[][] {
  const weeks: (string | null)[][] = [];
  const end = addMonths(month, 1);
  for (let monday = mondayOf(month); monday < end; monday = addDays(monday, 7)) {
    const days = [0, 1, 2, 3, 4, 5, 6].map((offset) => addDays(monday, offset));
    weeks.push(days.map((day) => (monthOf(day) === month ? day : null)));
  }
  return weeks;
}
