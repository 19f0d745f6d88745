import type { FilterCondition, FilterGroup } from '../../../contract/filters.ts';
import { conditionsOf, hiddenId } from '../../../contract/filters.ts';
import { mapConditions } from './customers.filter.rules.ts';

/** Keys of the fields whose conditions name customers. */
type Naming = ReadonlySet<string>;

const idsOf = ({ field, value }: FilterCondition, naming: Naming): string[] =>
  naming.has(field) ? (Array.isArray(value) ? value : [value]).filter((id) => typeof id === 'string') : [];

/** Customers that a filter names. */
export function customersNamed(filter: FilterGroup, naming: Naming): string[] {
  return conditionsOf(filter).flatMap((condition) => idsOf(condition, naming));
}

/** The filter with every customer that is not `seen` replaced, so that not even its id is told. */
export function hidingUnseen(filter: FilterGroup, naming: Naming, seen: ReadonlySet<string>): FilterGroup {
  const shown = (id: string | number) => (seen.has(String(id)) ? id : hiddenId);
  return mapConditions(filter, (condition) => {
    const { value } = condition;
    if (idsOf(condition, naming).length === 0 || value === undefined) return condition;
    return { ...condition, value: Array.isArray(value) ? value.map(shown) : shown(String(value)) };
  });
}
