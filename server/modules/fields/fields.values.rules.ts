import type { OwnField, OwnValue } from '../../../contract/fields.ts';
import type { Parsed } from '../../../contract/values.ts';
import {
  areTexts,
  parseDay,
  parseFiles,
  parseId,
  parseMoney,
  parseNumber,
  parseText,
} from '../../../contract/values.ts';
import { dayIn } from '../../platform/time.ts';

/** A value to keep, null for none; or what is wrong with what was given. */
export type ParsedOwn = Parsed<OwnValue>;

const longestText = 2000;

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
      return parseText(given, longestText);
    case 'number':
      return parseNumber(given);
    case 'money':
      return parseMoney(given);
    case 'date':
      return parseDay(given);
    case 'choice':
      return typeof given === 'string' ? first(parseChoices(field, [given], kept)) : { code: 'type' };
    case 'multiChoice':
      return areTexts(given) ? parseChoices(field, given, kept) : { code: 'type' };
    case 'person':
    case 'customer':
      return parseId(given);
    case 'attachment':
      return parseFiles(given);
    case 'formula':
      return { code: 'computed' };
  }
}

const first = (parsed: ParsedOwn): ParsedOwn =>
  'value' in parsed && Array.isArray(parsed.value) ? { value: parsed.value[0] ?? null } : parsed;

function parseChoices(field: OwnField, given: readonly string[], kept: OwnValue | null): ParsedOwn {
  const had = new Set(Array.isArray(kept) ? kept : [kept]);
  const wanted = new Set(given);
  const found = field.choices.filter((choice) => wanted.has(choice.id));
  if (found.length < wanted.size) return { code: 'choice' };
  if (found.some((choice) => choice.retired && !had.has(choice.id))) return { code: 'retired' };
  return { value: found.map((choice) => choice.id) };
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
  return field.type === 'text'
    ? parseText(text, longestText)
    : { code: field.type === 'formula' ? 'computed' : 'notFound' };
}

const choiceOf = (field: OwnField, label: string): string =>
  field.choices.find((choice) => choice.label.toLowerCase() === label.toLowerCase())?.id ?? label;
