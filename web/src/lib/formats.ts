import type { Locale } from '../../../contract/auth.ts';

const minute = 60_000;
const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', minute],
] as const;

/** A calendar day is shown as it is written, whatever the zone: it is read at noon UTC. */
const noon = (day: string) => new Date(`${day}T12:00:00Z`);

/** Dates, numbers and money in the user's language; instants in the company's time zone. */
export function createFormat(locale: Locale, timeZone: string) {
  const dayFormat = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    return (day: string) => format.format(noon(day));
  };
  const instantFormat = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    return (instant: string) => format.format(new Date(instant));
  };
  const relativeFormat = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const dateTime = instantFormat({
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
  const date = instantFormat({ year: 'numeric', month: 'short', day: 'numeric' });
  const day = dayFormat({ year: 'numeric', month: 'long', day: 'numeric' });
  const dayShort = dayFormat({ month: 'long', day: 'numeric' });
  const percentFormat = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return {
    /** 2026年11月22日 */
    day,
    /** 11月22日 */
    dayShort,
    /** As short as can be without a doubt about the year. */
    dayNear: (date: string, today: string) => (date.slice(0, 4) === today.slice(0, 4) ? dayShort(date) : day(date)),
    /** 周日 */
    weekday: dayFormat({ weekday: 'short' }),
    /** 星期日 */
    weekdayLong: dayFormat({ weekday: 'long' }),
    /** 2026年11月 */
    month: dayFormat({ year: 'numeric', month: 'long' }),
    dateTime,
    /** 09:30 */
    time: instantFormat({ hour: '2-digit', minute: '2-digit', hour12: false }),
    /** 3 小时前; past thirty days the date itself. */
    relative: (instant: string, now = Date.now()) => {
      const difference = new Date(instant).getTime() - now;
      if (Math.abs(difference) > 30 * 86_400_000) return date(instant);
      const [unit, size] = steps.find(([, each]) => Math.abs(difference) >= each) ?? ['minute', minute];
      return relativeFormat.format(Math.trunc(difference / size), unit);
    },
    /** Whole days passed since an instant. */
    daysSince: (instant: string, now = Date.now()) => Math.floor((now - new Date(instant).getTime()) / 86_400_000),
    /** 甲、乙和丙 */
    list: (words: string[]) => new Intl.ListFormat(locale).format(words),
    number: (value: number) => value.toLocaleString(locale),
    /** With all the decimals that a number keeps, six at most. */
    quantity: (value: number) => value.toLocaleString(locale, { maximumFractionDigits: 6 }),
    /** A share from 0 to 1. */
    percent: (share: number) => percentFormat.format(share),
    /** A decimal string; no digit passes through a floating-point number. */
    money: (amount: string, currency = 'CNY') =>
      new Intl.NumberFormat(locale, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' }).format(
        amount as Intl.StringNumericLiteral,
      ),
    /** One decimal, as scores are spoken of. */
    score: (value: number) => value.toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 2 }),
  };
}

export type Format = ReturnType<typeof createFormat>;
