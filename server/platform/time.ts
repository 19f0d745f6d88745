/** A calendar day, `YYYY-MM-DD`. Days are the company's local days; instants are absolute. */
type Day = string;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, made);
  return made;
}

/** The local day of an instant. Throws RangeError for an unknown IANA time zone. */
export function dayOf(instant: Date | string, timeZone: string): Day {
  return formatOf(timeZone).format(typeof instant === 'string' ? new Date(instant) : instant);
}

/** Names of the IANA database only: PostgreSQL reads offsets such as `+08:00` with the opposite sign. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** A day as people write it in tables: 2026-03-09, 2026/3/9, 2026年3月9日; null for anything else. */
export function dayIn(text: string): Day | null {
  const parts = /^((?:19|20|21)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.normalize('NFKC').trim());
  const day = parts
    ?.slice(1)
    .map((part) => part.padStart(2, '0'))
    .join('-');
  return day && isDay(day) ? day : null;
}

/**
 * An instant as people write it in tables: a day, with or without the local time (`2026/3/9 14:05`), or ISO 8601 with
 * its zone. A day alone is its noon. Null for anything else.
 */
export function instantIn(text: string, timeZone: string): Date | null {
  const plain = text.normalize('NFKC').trim();
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(plain)) {
    const at = new Date(plain);
    return Number.isNaN(at.getTime()) ? null : at;
  }
  const parts = /^(?<day>\S+?)(?:[ T](?<time>(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?))?$/.exec(plain)?.groups;
  const day = dayIn(parts?.day ?? '');
  return day === null ? null : localInstant(day, parts?.time ?? '12:00', timeZone);
}

/** The instant at which clocks there show this; in the hour that a clock is set back, the later one. */
function localInstant(day: Day, time: string, timeZone: string): Date {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const wanted = toUtc(day) + ((hours * 60 + minutes) * 60 + seconds) * 1000;
  const shownAt = (millis: number) =>
    Date.parse(`${new Date(millis).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T')}Z`);
  const first = wanted - (shownAt(wanted) - wanted);
  return new Date(first - (shownAt(first) - wanted));
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && fromUtc(time) === text;
}

const millisADay = 86_400_000;
const toUtc = (day: Day) => Date.parse(`${day}T00:00:00Z`);
const fromUtc = (millis: number): Day => new Date(millis).toISOString().slice(0, 10);

/** `count` days later; negative for earlier. */
export function addDays(day: Day, count: number): Day {
  return fromUtc(toUtc(day) + count * millisADay);
}

/** Days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((toUtc(to) - toUtc(from)) / millisADay);
}

/** ISO weekday, 1 = Monday to 7 = Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(toUtc(day)).getUTCDay() || 7;
}

/** The Monday of the week that the day is in. */
export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day));
}

/** The first day of the month that the day is in. */
export function monthOf(day: Day): Day {
  return `${day.slice(0, 7)}-01`;
}

/** The first day of the following month. */
export function nextMonth(month: Day): Day {
  const year = Number(month.slice(0, 4));
  const index = Number(month.slice(5, 7));
  return fromUtc(Date.UTC(year, index, 1));
}

export type WorkCalendar = {
  /** ISO weekdays that are worked. */
  workDays: readonly number[];
  /** Days that differ from the weekday rule. */
  exceptions: ReadonlyMap<Day, boolean>;
};

export function isWorkingDay(day: Day, calendar: WorkCalendar): boolean {
  return calendar.exceptions.get(day) ?? calendar.workDays.includes(weekdayOf(day));
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. Looks at most 3,660 days ahead. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkCalendar): number {
  const days = Math.min(daysBetween(from, to), 3660);
  let count = 0;
  for (let index = 1; index <= days; index += 1) {
    if (isWorkingDay(addDays(from, index), calendar)) count += 1;
  }
  return count;
}
