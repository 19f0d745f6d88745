import type { FieldCode } from './errors.ts';

export type Fault = { code: FieldCode; params?: Record<string, number> };
/** A value to keep, null for none; or what is wrong with what was given. */
export type Parsed<T> = { value: T | null } | Fault;

/** Most files that a field holds. */
export const mostFiles = 10;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

export const areTexts = (given: unknown): given is string[] =>
  Array.isArray(given) && given.every((one) => typeof one === 'string');

export function parseText(given: unknown, max: number): Parsed<string> {
  if (typeof given !== 'string') return { code: 'type' };
  const text = given.trim();
  if (text.length > max) return { code: 'tooLong', params: { max } };
  return unprintable.test(text) || !text.isWellFormed() ? { code: 'format' } : { value: text || null };
}

/** A number with at most six decimals. */
export function parseNumber(given: unknown): Parsed<number> {
  if (typeof given !== 'number') return { code: 'type' };
  if (!Number.isFinite(given)) return { code: 'format' };
  if (Math.abs(given) >= 1e15)
    return given > 0 ? { code: 'tooBig', params: { max: 1e15 } } : { code: 'tooSmall', params: { min: -1e15 } };
  return Number(given.toFixed(6)) === given ? { value: given } : { code: 'format' };
}

/** An amount with two decimals, however many were given. */
export function parseMoney(given: unknown): Parsed<string> {
  if (typeof given !== 'string') return { code: 'type' };
  const match = /^(?<sign>-?)0*(?<whole>\d{1,13})(?:\.(?<part>\d{1,2}))?$/.exec(given.trim());
  if (!match?.groups) return { code: 'format' };
  const amount = `${match.groups.whole}.${(match.groups.part ?? '').padEnd(2, '0')}`;
  return { value: amount === '0.00' ? amount : `${match.groups.sign}${amount}` };
}

export function parseDay(given: unknown): Parsed<string> {
  if (typeof given !== 'string') return { code: 'type' };
  const isDay = /^(?:19|20|21)\d\d-\d\d-\d\d$/.test(given);
  const time = isDay ? Date.parse(`${given}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== given
    ? { code: 'format' }
    : { value: given };
}

/** The form of the id alone; whether it may be named is for who writes. */
export function parseId(given: unknown): Parsed<string> {
  if (typeof given !== 'string') return { code: 'type' };
  return uuid.test(given) ? { value: given.toLowerCase() } : { code: 'notFound' };
}

export function parseFiles(given: unknown): Parsed<string[]> {
  if (!areTexts(given)) return { code: 'type' };
  const ids = [...new Set(given.map((id) => id.toLowerCase()))];
  if (ids.length > mostFiles) return { code: 'tooLong', params: { max: mostFiles } };
  return ids.every((id) => uuid.test(id)) ? { value: ids } : { code: 'notFound' };
}
