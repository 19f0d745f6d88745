import type { FilterCondition, FilterGroup } from '../../../contract/filters.ts';
import { conditionsOf, hiddenId } from '../../../contract/filters.ts';
import { mapConditions } from './customers.filter.rules.ts';

/** Fields whose conditions name customers. */
const naming: readonly string[] = ['parent'];

const idsOf = ({ field, value }: FilterCondition): string[] =>
  naming.includes(field) ? (Array.isArray(value) ? value : [value]).filter((id) => typeof id === 'string') : [];

/** Customers that a filter names. */
export function customersNamed(filter: FilterGroup): string[] {
  return conditionsOf(filter).flatMap(idsOf);
}

/** The filter with every customer that is not `seen` replaced, so that not even its id is told. */
export function hidingUnseen(filter: FilterGroup, seen: ReadonlySet<string>): FilterGroup {
  const shown = (id: string | number) => (seen.has(String(id)) ? id : hiddenId);
  return mapConditions(filter, (condition) => {
    const { value } = condition;
    if (idsOf(condition).length === 0 || value === undefined) return condition;
    return { ...condition, value: Array.isArray(value) ? value.map(shown) : shown(String(value)) };
  });
}
