const millisADay = 86_400_000;

/** The local day of an instant at UTC+8, where the drawn companies are at home. */
export const localDay = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

export const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * millisADay).toISOString().slice(0, 10);

/** The Monday on or before the day. */
export const mondayOn = (day: string) => dayAfter(day, -((new Date(day).getUTCDay() + 6) % 7));

export const monthOn = (day: string) => `${day.slice(0, 7)}-01`;

/** The first day of the month that is `months` later; negative for earlier. */
export function monthAfter(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** The one month that is closed in every drawn world. */
export const closedMonth = (today: string) => monthAfter(today, -2);

/** The first instant of a local day plus some hours, as ISO text. */
export const instantOn = (day: string, hours = 9) => new Date(Date.parse(day) + (hours - 8) * 3_600_000).toISOString();
