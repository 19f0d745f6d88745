import { addMinutes, clock } from '../../lib/days.ts';
import type { Taken } from './day-words.ts';

export type Times = { startTime: string; endTime: string };

const period = '(上午|早上|早晨|清晨|中午|下午|傍晚|晚上|晚间|晚間)?\\s*';
const minutes = '(?:(:|点|點|时|時)(?:(\\d{2})分?|(半)|(一刻)|(三刻))?)?';
const point = `${period}(\\d{1,2})${minutes}\\s*([ap]\\.?m\\b\\.?)?`;
const rangePattern = new RegExp(`^${point}\\s*(?:-|~|–|—|到|至|to\\b)\\s*${point}(?![\\d/月%％])`, 'i');
const pointPattern = new RegExp(`^${point}(?![\\d%％])`, 'i');

type Point = { hour: number; minute: number; half: 'am' | 'pm' | null; hasUnit: boolean };

function readPoint(groups: (string | undefined)[]): Point | null {
  const [word, hours, unit, digits, halfHour, quarter, threeQuarters, meridiem] = groups;
  const hour = Number(hours);
  const minute = halfHour ? 30 : quarter ? 15 : threeQuarters ? 45 : Number(digits ?? 0);
  if (hour > 23 || minute > 59 || (unit === ':' && digits === undefined)) return null;
  const isMorning = word ? /上午|早|晨/.test(word) : meridiem?.toLowerCase().startsWith('a');
  const isAfternoon = word ? /下午|晚/.test(word) : meridiem?.toLowerCase().startsWith('p');
  const isNoon = word === '中午';
  const half = isAfternoon || (isNoon && hour < 11) ? 'pm' : isMorning || isNoon ? 'am' : null;
  return { hour, minute, half, hasUnit: Boolean(unit || word || meridiem) };
}

/** Minutes since midnight. A bare hour from 1 to 6 is the afternoon: nobody visits customers at three at night. */
function absolute({ hour, minute, half }: Point, other: Point['half']): number {
  const said = half ?? other;
  if (said === 'pm' || (said === null && hour >= 1 && hour <= 6)) return ((hour % 12) + 12) * 60 + minute;
  return (said === 'am' && hour === 12 && half === 'am' ? 12 : hour) * 60 + minute;
}

function readRange(match: RegExpExecArray): Times | null {
  const first = readPoint(match.slice(1, 9));
  const second = readPoint(match.slice(9, 17));
  if (!first || !second) return null;
  const start = absolute(first, second.half === 'pm' && first.hour < second.hour ? 'pm' : null);
  let end = absolute(second, first.half === 'pm' ? 'pm' : null);
  if (end <= start && end + 720 < 1440) end += 720;
  return end > start ? { startTime: clock(start), endTime: clock(end) } : null;
}

/**
 * A time or a span at the beginning of a text: "10-11", "下午2点半", "9:30-10:30", "2-3pm". A single time lasts an hour.
 * A bare number is no time.
 */
export function takeTimes(text: string): Taken<Times> | null {
  const range = rangePattern.exec(text);
  const span = range && readRange(range);
  if (range && span) return { value: span, length: range[0].length };
  const single = pointPattern.exec(text);
  const at = single && readPoint(single.slice(1, 9));
  if (!single || !at?.hasUnit) return null;
  const startTime = clock(absolute(at, null));
  return { value: { startTime, endTime: addMinutes(startTime, 60) }, length: single[0].length };
}

/** The first clock time that a sentence names; null when it names none. */
export function findTime(sentence: string): string | null {
  for (let start = 0; start < sentence.length; start += 1) {
    const isInside = /[\d:.-]/.test(sentence[start - 1] ?? '');
    const single = isInside ? null : pointPattern.exec(sentence.slice(start));
    const at = single && readPoint(single.slice(1, 9));
    if (at?.hasUnit && /^\d|上午|早|晨|中午|下午|傍晚|晚/.test(sentence.slice(start))) return clock(absolute(at, null));
  }
  return null;
}
