/**
 * Arithmetic of calendar days (`YYYY-MM-DD`) and clock times (`HH:MM`). Both are local to the company and never pass
 * through the time zone of the device.
 */
const millisADay = 86_400_000;
const toUtc = (day: string) => Date.parse(`${day}T00:00:00Z`);
const fromUtc = (millis: number) => new Date(millis).toISOString().slice(0, 10);

/** `count` days later; negative for earlier. */
export function addDays(day: string, count: number): string {
  return fromUtc(toUtc(day) + count * millisADay);
}

/** Days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((toUtc(to) - toUtc(from)) / millisADay);
}

/** ISO weekday, 1 = Monday to 7 = Sunday. */
export function weekdayOf(day: string): number {
  return new Date(toUtc(day)).getUTCDay() || 7;
}

/** The Monday of the week that the day is in. */
export function mondayOf(day: string): string {
  return addDays(day, 1 - weekdayOf(day));
}

/** The first day of the month that the day is in. */
export function monthOf(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** The first day of the month `count` months later; negative for earlier. */
export function addMonths(month: string, count: number): string {
  return fromUtc(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + count, 1));
}

/** Whether the text is a day that exists, such as an address may carry. */
export function isDay(text: string | undefined): text is string {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const millis = toUtc(text);
  return !Number.isNaN(millis) && fromUtc(millis) === text;
}

/** The local day of an instant in a time zone. */
export function dayIn(timeZone: string, instant: Date): string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return format.format(instant);
}

/** The clock time of an instant in a time zone. */
export function timeIn(timeZone: string, instant: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(instant);
}

/** Minutes since midnight of a clock time. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** Clock time `minutes` later, at most 23:59 of the same day. */
export function addMinutes(time: string, minutes: number): string {
  return clock(Math.min(minutesOf(time) + minutes, 23 * 60 + 59));
}

/** Clock time of minutes since midnight, 0 to 1439. */
export function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
