import type { PersonRef } from '../../../../contract/base.ts';
import { useFormat } from '../../lib/format.ts';
import { useT } from '../../lib/texts.ts';
import type { FieldInfo } from './use-list-fields.ts';

type Values = Record<string, unknown>;
export type Said = { key: string; field: FieldInfo | undefined; words: string };

/** Values of changed fields, as the server names them, in words. */
export function useBulkWords(fieldOf: (key: string) => FieldInfo | undefined) {
  const t = useT();
  const format = useFormat();
  const one = (field: FieldInfo | undefined, value: unknown, people: readonly PersonRef[]): string => {
    if (value === null || value === undefined) return t('lists.group.none');
    if (Array.isArray(value)) return value.map((each) => one(field, each, people)).join('、');
    if (field?.type === 'choice') return field.options.find((option) => option.value === value)?.label ?? '';
    if (field?.type === 'person') return people.find(({ id }) => id === value)?.name ?? t('lists.filter.hidden');
    if (field?.type === 'customer') return t('lists.filter.hidden');
    if (field?.type === 'day') return format.day(String(value));
    return typeof value === 'number' ? format.number(value) : String(value);
  };
  return (values: Values, people: readonly PersonRef[]): Said[] => {
    const { own, ...builtIn } = values;
    const pairs: [string, unknown][] = [
      ...Object.entries(builtIn).map(([key, value]): [string, unknown] => [key.replace(/Id$/, ''), value]),
      ...Object.entries((own ?? {}) as Values).map(([id, value]): [string, unknown] => [`own.${id}`, value]),
    ];
    return pairs.map(([key, value]) => {
      const field = fieldOf(key);
      return { key, field, words: one(field, value, people) };
    });
  };
}
