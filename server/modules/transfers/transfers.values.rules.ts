import type { AppError } from '../../platform/errors.ts';
import { dayIn, instantIn } from '../../platform/time.ts';
import type { Mapping } from './transfers.columns.rules.ts';

export type RowError = { field: string; code: string; value: string };

/** Longest part of a wrong value that is shown with its error. */
const shown = 200;

export function rowError(field: string, code: string, value = ''): RowError {
  return { field, code, value: [...value].slice(0, shown).join('') };
}

/** What a use case refused, by the columns that its fields stand in; at `field` when it names none. */
export function mistakesOf(error: AppError, field: string, value: string): RowError[] {
  if (error.fields?.length) return error.fields.map(({ path, code }) => rowError(path.replace(/Id$/, ''), code));
  return [rowError(field, error.code, value)];
}

/** Reads the cells of one row by field and gathers what is wrong with them. */
export function reader(cells: readonly string[], mapping: Mapping) {
  const errors: RowError[] = [];
  const raw = (field: string): string => {
    const column = mapping[field];
    return column === undefined ? '' : (cells[column] ?? '');
  };
  const refuse = (field: string, code: string) => {
    errors.push(rowError(field, code, raw(field)));
    return null;
  };
  return {
    errors,
    refuse,
    /** One line, at most `max` characters; null when empty. */
    line(field: string, max: number): string | null {
      const text = raw(field).replace(/\s+/g, ' ').trim();
      if (text === '') return null;
      return text.length > max ? refuse(field, 'tooLong') : text;
    },
    /** Several lines. */
    text(field: string, max: number): string | null {
      const text = raw(field).trim();
      if (text === '') return null;
      return text.length > max ? refuse(field, 'tooLong') : text;
    },
    /** A whole number between two, written with or without thousands' signs and a unit: 1,200人. */
    whole(field: string, low: number, high: number): number | null {
      const text = raw(field);
      if (text === '') return null;
      const value = numberOf(text);
      if (value === null || !Number.isInteger(value)) return refuse(field, 'format');
      if (value < low) return refuse(field, 'tooSmall');
      return value > high ? refuse(field, 'tooBig') : value;
    },
    /** An amount with at most 13 digits before the point, rounded to two after it, as text. */
    money(field: string): string | null {
      const text = raw(field);
      if (text === '') return null;
      const value = numberOf(text);
      if (value === null) return refuse(field, 'format');
      return Math.abs(value) >= 1e13 ? refuse(field, 'tooBig') : value.toFixed(2);
    },
    /** A day, at the latest `latest`. */
    day(field: string, latest: string | null = null): string | null {
      const text = raw(field).trim();
      if (text === '') return null;
      const day = dayIn(text);
      if (day === null) return refuse(field, 'format');
      return latest !== null && day > latest ? refuse(field, 'future') : day;
    },
    /** An instant that has been, in the company's local time unless it says otherwise. */
    instant(field: string, { now, timeZone }: { now: Date; timeZone: string }): string | null {
      const text = raw(field).trim();
      if (text === '') return null;
      const at = instantIn(text, timeZone);
      if (at === null) return refuse(field, 'format');
      return at > now ? refuse(field, 'future') : at.toISOString();
    },
    /** A word that stands for a code. */
    word<Code extends string>(field: string, codes: ReadonlyMap<string, Code>): Code | null {
      const text = raw(field).trim().toLowerCase();
      if (text === '') return null;
      return codes.get(text) ?? refuse(field, 'unknownEntry');
    },
    /** A text of which `faultOf` says nothing against. */
    faultless(field: string, faultOf: (text: string) => string | null, max: number): string | null {
      const text = raw(field).trim();
      if (text === '') return null;
      const fault = text.length > max ? 'tooLong' : faultOf(text);
      return fault === null ? text : refuse(field, fault);
    },
    matching(field: string, fits: (text: string) => boolean, max: number): string | null {
      const text = raw(field).trim();
      if (text === '') return null;
      if (text.length > max) return refuse(field, 'tooLong');
      return fits(text) ? text : refuse(field, 'format');
    },
  };
}

export type Reader = ReturnType<typeof reader>;

const multiples: Record<string, number> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 };

/** A number as people write it in tables: 1,100.04, ￥500万, 120 人, 1996年; null for anything else. */
export function numberOf(text: string): number | null {
  const match =
    /^[¥$€￥]?(?<number>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?<multiple>[万萬亿億])?(?:元|人民币|RMB|CNY|USD|人|名|位|年)?$/iu.exec(
      text.normalize('NFKC').replace(/\s/g, ''),
    );
  if (!match?.groups) return null;
  const value = Number((match.groups.number ?? '').replaceAll(',', ''));
  const multiple = multiples[match.groups.multiple ?? ''] ?? 1;
  return Number.isFinite(value) ? Number((value * multiple).toPrecision(15)) : null;
}
