import { useQueries, useQuery } from '@tanstack/react-query';
import type { FilterCondition, FilterGroup, FilterNode, FilterValue, Period } from '../../../../contract/filters.ts';
import { conditionsOf, hiddenId, nodesOf } from '../../../../contract/filters.ts';
import { api } from '../../lib/client.ts';
import { useFormat } from '../../lib/format.ts';
import { useT } from '../../lib/texts.ts';
import type { FieldInfo } from './use-list-fields.ts';

/** Names of the people and customers that a filter names by their ids; what is not seen has none. */
function useNames(filter: FilterGroup | undefined, fieldOf: (key: string) => FieldInfo | undefined) {
  const idsOf = (type: string) =>
    (filter ? conditionsOf(filter) : [])
      .filter(({ field }) => fieldOf(field)?.type === type)
      .flatMap(({ value }) => (Array.isArray(value) ? value : [value]))
      .filter((id): id is string => typeof id === 'string' && id !== hiddenId);
  const ids = [...new Set(idsOf('person'))];
  const people = useQuery(api.org.colleagues.queryOptions({ input: { ids }, enabled: ids.length > 0 }));
  const customers = useQueries({
    queries: [...new Set(idsOf('customer'))].map((id) =>
      api.customers.get.queryOptions({ input: { id }, retry: false }),
    ),
  });
  const names = new Map<string, string>();
  for (const person of people.data?.items ?? []) names.set(person.id, person.name);
  for (const { data } of customers) if (data) names.set(data.id, data.name);
  return names;
}

/** Says conditions in words, and knows the names in them. */
export function useFilterWords(filter: FilterGroup | undefined, fieldOf: (key: string) => FieldInfo | undefined) {
  const t = useT();
  const format = useFormat();
  const names = useNames(filter, fieldOf);
  const one = (field: FieldInfo | undefined, value: string | number): string => {
    if (typeof value === 'number') return format.number(value);
    if (field?.type === 'choice')
      return field.options.find((option) => option.value === value)?.label ?? t('lists.filter.hidden');
    if (field?.type === 'person' || field?.type === 'customer') return names.get(value) ?? t('lists.filter.hidden');
    return field?.type === 'day' ? format.day(value) : value;
  };
  const valueWords = (field: FieldInfo | undefined, { op, value }: FilterCondition): string => {
    if (value === undefined) return '';
    if (typeof value === 'boolean') return value ? t('lists.filter.yes') : t('lists.filter.no');
    if (op === 'within' || op === 'notWithin') return periodWords(value);
    if (Array.isArray(value)) return value.map((each) => one(field, each)).join(op === 'between' ? ' – ' : '、');
    return typeof value === 'string' || typeof value === 'number' ? one(field, value) : '';
  };
  const periodWords = (value: FilterValue): string => {
    if (typeof value === 'object' && 'last' in value) return t('lists.periods.last', { count: value.last });
    if (typeof value === 'object' && 'next' in value) return t('lists.periods.next', { count: value.next });
    return t(`lists.periods.${value as Period}`);
  };
  const wordsOf = (node: FilterNode): string => {
    if (!('field' in node)) {
      const parts = nodesOf(node).map(wordsOf);
      return t('lists.filter.group', { words: parts.join(t('all' in node ? 'lists.filter.and' : 'lists.filter.or')) });
    }
    const field = fieldOf(node.field);
    const words = [field?.label ?? node.field, t(`lists.ops.${node.op}`), valueWords(field, node)];
    return words.filter(Boolean).join(' ');
  };
  return { wordsOf, nameOf: (id: string) => names.get(id) ?? null };
}
