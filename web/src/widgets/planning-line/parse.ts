/**
 * The planning line: "周二 10-11 永晟 确认试样结果", "Tue 10-11 Acme confirm sample". Day, time and kind of activity are
 * read from its beginning or its end; what is left names the customer and what is to be achieved.
 */
import type { DayBase } from './day-words.ts';
import { takeDay } from './day-words.ts';
import { takeTimes } from './time-words.ts';

export type Activity = 'visit' | 'call' | 'document' | 'other';

export type ParsedLine = {
  day: string | null;
  startTime: string | null;
  endTime: string | null;
  activity: Activity | null;
  isImportant: boolean;
  /** What is left when the words above are taken out. */
  rest: string;
};

const visitWord = /^(?:拜访|拜訪|走访|走訪|回访|回訪|visit\b)/i;
const callWord = /^(?:打电话|打電話|电话|電話|致电|致電|call\b|phone\b)/i;
const gap = /^[\s,，、。;；]+/;
const fullWidth: Record<string, string> = { '：': ':', '～': '~', '－': '-', '！': '!', '　': ' ', '／': '/' };

/** Letter for letter, so that places in the plain text are places in what was typed. */
function plain(text: string): string {
  return text.replace(
    /[０-９：～－！　／]/g,
    (letter) => fullWidth[letter] ?? String.fromCharCode(letter.charCodeAt(0) - 0xfee0),
  );
}

function activityAt(text: string): { value: Activity; length: number } | null {
  const visit = visitWord.exec(text);
  if (visit) return { value: 'visit', length: visit[0].length };
  const call = callWord.exec(text);
  return call ? { value: 'call', length: call[0].length } : null;
}

/** Takes one thing off the beginning of `text` and notes it in `line`; answers the number of letters taken. */
function takeOne(text: string, line: ParsedLine, base: DayBase): number {
  const times = line.startTime ? null : takeTimes(text);
  if (times) {
    Object.assign(line, times.value);
    return times.length;
  }
  const day = line.day ? null : takeDay(text, base);
  if (day) {
    line.day = day.value;
    return day.length;
  }
  const activity = line.activity ? null : activityAt(text);
  if (activity) {
    line.activity = activity.value;
    return activity.length;
  }
  if (text.startsWith('!')) line.isImportant = true;
  return text.startsWith('!') ? 1 : (gap.exec(text)?.[0].length ?? 0);
}

/** Day and time may also stand at the end, after a space. */
function takeTail(text: string, line: ParsedLine, base: DayBase): string {
  for (const match of text.matchAll(/\s+/g)) {
    const tail = text.slice(match.index + match[0].length);
    const tried: ParsedLine = { ...line, activity: line.activity ?? 'other' };
    let at = 0;
    while (at < tail.length) {
      const length = takeOne(plain(tail.slice(at)), tried, base);
      if (length === 0) break;
      at += length;
    }
    if (at === tail.length && tail !== '') {
      Object.assign(line, tried, { activity: line.activity });
      return text.slice(0, match.index);
    }
  }
  return text;
}

export function parseLine(typed: string, base: DayBase): ParsedLine {
  const line: ParsedLine = {
    day: null,
    startTime: null,
    endTime: null,
    activity: null,
    isImportant: false,
    rest: '',
  };
  let at = 0;
  while (at < typed.length) {
    const length = takeOne(plain(typed.slice(at)), line, base);
    if (length === 0) break;
    at += length;
  }
  line.rest = takeTail(typed.slice(at).trim(), line, base).replace(gap, '').trim();
  return line;
}

/** Kind of activity at the beginning of what is left after the customer's name. */
export function takeActivity(rest: string): { activity: Activity | null; rest: string } {
  const found = activityAt(rest);
  return found
    ? { activity: found.value, rest: rest.slice(found.length).replace(gap, '').trim() }
    : { activity: null, rest: rest.replace(gap, '').trim() };
}
