import type { FieldCode } from '../../../contract/errors.ts';
import type { OwnField, OwnValue } from '../../../contract/fields.ts';
import { dayIn } from '../../platform/time.ts';

export type OwnMistake = { code: FieldCode; params?: Record<string, number> };
/** A value to keep, null for none; or what is wrong with what was given. */
export type ParsedOwn = { value: OwnValue | null } | OwnMistake;

const longestText = 2000;
const mostFiles = 10;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/**
 * A value of the interface as it is kept: texts trimmed, amounts with two decimals, choices in the order of the field.
 * `kept` is what the customer has already: a retired choice may stay. Ids of people, customers and files are checked
 * for their form alone; whether the actor may name them is for who writes.
 */
export function parseOwnValue(field: OwnField, given: unknown, kept: OwnValue | null = null): ParsedOwn {
  if (given === null || given === undefined || given === '') return { value: null };
  if (Array.isArray(given) && given.length === 0) return { value: null };
  switch (field.type) {
    case 'text':
      return typeof given === 'string' ? parseText(given) : { code: 'type' };
    case 'number':
      return typeof given === 'number' ? parseNumber(given) : { code: 'type' };
    case 'money':
      return typeof given === 'string' ? parseMoney(given) : { code: 'type' };
    case 'date':
      return typeof given === 'string' ? parseDay(given) : { code: 'type' };
    case 'choice':
      return typeof given === 'string' ? first(parseChoices(field, [given], kept)) : { code: 'type' };
    case 'multiChoice':
      return areTexts(given) ? parseChoices(field, given, kept) : { code: 'type' };
    case 'person':
    case 'customer':
      if (typeof given !== 'string') return { code: 'type' };
      return uuid.test(given) ? { value: given.toLowerCase() } : { code: 'notFound' };
    case 'attachment':
      return areTexts(given) ? parseFiles(given) : { code: 'type' };
    case 'formula':
      return { code: 'computed' };
  }
}

const areTexts = (given: unknown): given is string[] =>
  Array.isArray(given) && given.every((one) => typeof one === 'string');

const first = (parsed: ParsedOwn): ParsedOwn =>
  'value' in parsed && Array.isArray(parsed.value) ? { value: parsed.value[0] ?? null } : parsed;

function parseText(given: string): ParsedOwn {
  const text = given.trim();
  if (text.length > longestText) return { code: 'tooLong', params: { max: longestText } };
  return unprintable.test(text) || !text.isWellFormed() ? { code: 'format' } : { value: text || null };
}

function parseNumber(given: number): ParsedOwn {
  if (!Number.isFinite(given)) return { code: 'format' };
  if (Math.abs(given) >= 1e15)
    return given > 0 ? { code: 'tooBig', params: { max: 1e15 } } : { code: 'tooSmall', params: { min: -1e15 } };
  return Number(given.toFixed(6)) === given ? { value: given } : { code: 'format' };
}

function parseMoney(given: string): ParsedOwn {
  const match = /^(?<sign>-?)0*(?<whole>\d{1,13})(?:\.(?<part>\d{1,2}))?$/.exec(given.trim());
  if (!match?.groups) return { code: 'format' };
  const amount = `${match.groups.whole}.${(match.groups.part ?? '').padEnd(2, '0')}`;
  return { value: amount === '0.00' ? amount : `${match.groups.sign}${amount}` };
}

function parseDay(given: string): ParsedOwn {
  const isDay = /^(?:19|20|21)\d\d-\d\d-\d\d$/.test(given);
  const time = isDay ? Date.parse(`${given}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== given
    ? { code: 'format' }
    : { value: given };
}

function parseChoices(field: OwnField, given: readonly string[], kept: OwnValue | null): ParsedOwn {
  const had = new Set(Array.isArray(kept) ? kept : [kept]);
  const wanted = new Set(given);
  const found = field.choices.filter((choice) => wanted.has(choice.id));
  if (found.length < wanted.size) return { code: 'choice' };
  if (found.some((choice) => choice.retired && !had.has(choice.id))) return { code: 'retired' };
  return { value: found.map((choice) => choice.id) };
}

function parseFiles(given: readonly string[]): ParsedOwn {
  const ids = [...new Set(given.map((id) => id.toLowerCase()))];
  if (ids.length > mostFiles) return { code: 'tooLong', params: { max: mostFiles } };
  return ids.every((id) => uuid.test(id)) ? { value: ids } : { code: 'notFound' };
}

/**
 * A value as it stands in a cell of a table. Choices stand by their labels, several of them with `;`, `、` or a new
 * line between; numbers with or without thousands' signs. People, customers and files cannot be told from their text
 * alone: whoever imports looks them up and gives the id to `parseOwnValue`.
 */
export function parseOwnText(field: OwnField, text: string): ParsedOwn {
  const cell = text.trim();
  if (cell === '') return { value: null };
  if (field.type === 'number' || field.type === 'money') {
    const plain = cell.normalize('NFKC').replace(/[¥$€\s,]/g, '');
    if (!/^-?\d+(\.\d+)?$/.test(plain)) return { code: 'format' };
    return parseOwnValue(field, field.type === 'money' ? plain : Number(plain));
  }
  if (field.type === 'date') {
    const day = dayIn(cell);
    return day ? { value: day } : { code: 'format' };
  }
  if (field.type === 'choice' || field.type === 'multiChoice') {
    const labels = field.type === 'choice' ? [cell] : cell.split(/[;；、\n]/);
    const ids = labels.flatMap((label) => (label.trim() ? [choiceOf(field, label.trim())] : []));
    return parseOwnValue(field, field.type === 'choice' ? ids[0] : ids);
  }
  return field.type === 'text' ? parseText(text) : { code: field.type === 'formula' ? 'computed' : 'notFound' };
}

const choiceOf = (field: OwnField, label: string): string =>
  field.choices.find((choice) => choice.label.toLowerCase() === label.toLowerCase())?.id ?? label;
