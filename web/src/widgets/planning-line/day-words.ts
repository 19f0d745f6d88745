import { addDays, addMonths, isDay, mondayOf, monthOf, weekdayOf } from '../../lib/days.ts';

export type DayBase = {
  today: string;
  /** Monday of the week on the screen: a bare weekday means the one of that week. */
  week: string;
};
export type Taken<V> = { value: V; length: number };

const relative: [RegExp, number][] = [
  [/^(?:大后天|大後天)/, 3],
  [/^(?:后天|後天|day after tomorrow\b)/i, 2],
  [/^(?:明天|明日|明儿|tomorrow\b|tmr\b)/i, 1],
  [/^(?:今天|今日|今儿|today\b)/i, 0],
];
const chineseWeekday = /^(下下|下|本|这|這|上)?(?:个|個)?(?:周|週|星期|礼拜|禮拜)([一二三四五六日天1-7])(?!\d)/;
const englishWeekday = /^(?:(next|this)\s+)?(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?\b\.?/i;
const isoDay = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/;
const monthDay = /^(\d{1,2})(?:月(\d{1,2})(?:日|号|號)?|\/(\d{1,2})(?![\d/]))/;
const dayOnly = /^(\d{1,2})(?:日|号|號)/;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const englishMonthFirst = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b/i;
const englishDayFirst = /^(\d{1,2})(?:st|nd|rd|th)?\s+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b\.?/i;

const pad = (number: number) => String(number).padStart(2, '0');

function weekdayNumber(word: string): number {
  const chinese = '一二三四五六日'.indexOf(word.replace('天', '日'));
  if (chinese >= 0) return chinese + 1;
  const english = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(word.toLowerCase());
  return english >= 0 ? english + 1 : Number(word);
}

/** The day of a weekday: without a word before it the next such day from the week on the screen on. */
function weekdayDay(which: string | undefined, weekday: number, base: DayBase): string {
  const thisWeek = mondayOf(base.today);
  if (which === '下' || which === 'next') return addDays(thisWeek, 7 + weekday - 1);
  if (which === '下下') return addDays(thisWeek, 14 + weekday - 1);
  if (which === '上') return addDays(thisWeek, weekday - 8);
  if (which) return addDays(thisWeek, weekday - 1);
  const shown = addDays(base.week, weekday - 1);
  return shown >= base.today ? shown : addDays(base.today, (weekday - weekdayOf(base.today) + 7) % 7);
}

/** A day without its year is the next one from today on, but one of the last three months stays in the past. */
function nearestYear(month: number, day: number, today: string): string | null {
  const year = Number(today.slice(0, 4));
  const past = addMonths(monthOf(today), -3);
  const candidates = [year - 1, year, year + 1].map((each) => `${each}-${pad(month)}-${pad(day)}`);
  return candidates.find((each) => isDay(each) && each >= past) ?? null;
}

function dayOfMonth(day: number, today: string): string | null {
  const here = `${today.slice(0, 8)}${pad(day)}`;
  const next = `${addMonths(monthOf(today), 1).slice(0, 8)}${pad(day)}`;
  return [here, next].find((each) => isDay(each) && each >= today) ?? null;
}

function taken<V>(match: RegExpExecArray | null, value: (match: RegExpExecArray) => V | null): Taken<V> | null {
  const found = match && value(match);
  return match && found !== null ? { value: found as V, length: match[0].length } : null;
}

/** A day at the beginning of a text, in Chinese or English words or figures, and how long its words are. */
export function takeDay(text: string, base: DayBase): Taken<string> | null {
  for (const [pattern, days] of relative) {
    const match = pattern.exec(text);
    if (match) return { value: addDays(base.today, days), length: match[0].length };
  }
  const weekday = (match: RegExpExecArray) => weekdayDay(match[1]?.toLowerCase(), weekdayNumber(match[2] ?? ''), base);
  return (
    taken(chineseWeekday.exec(text), weekday) ??
    taken(englishWeekday.exec(text), weekday) ??
    taken(isoDay.exec(text), ([, year, month, day]) => {
      const written = `${year}-${pad(Number(month))}-${pad(Number(day))}`;
      return isDay(written) ? written : null;
    }) ??
    taken(monthDay.exec(text), ([, month, day, slashed]) =>
      nearestYear(Number(month), Number(day ?? slashed), base.today),
    ) ??
    taken(dayOnly.exec(text), ([, day]) => dayOfMonth(Number(day), base.today)) ??
    taken(englishMonthFirst.exec(text), ([, month = '', day]) =>
      nearestYear(months.indexOf(month.slice(0, 3).toLowerCase()) + 1, Number(day), base.today),
    ) ??
    taken(englishDayFirst.exec(text), ([, day, month = '']) =>
      nearestYear(months.indexOf(month.slice(0, 3).toLowerCase()) + 1, Number(day), base.today),
    )
  );
}

/** The first day that a sentence names, such as "send the offer by Friday"; null when it names none. */
export function findDay(sentence: string, base: DayBase): string | null {
  for (let start = 0; start < sentence.length; start += 1) {
    const before = sentence[start - 1] ?? ' ';
    const here = sentence.slice(start);
    // In the middle of a Latin word or a number nothing begins; "3/4" alone is as often a fraction as a day.
    if (/[\da-z/.-]/i.test(before) && /^[\da-z]/i.test(here)) continue;
    if (/^\d+\/\d/.test(here) || /^\d+[-.]/.test(here)) continue;
    const found = takeDay(here, base);
    if (found && found.value >= base.today) return found.value;
  }
  return null;
}
