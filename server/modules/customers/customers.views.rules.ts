import type { OwnField } from '../../../contract/fields.ts';
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

/** The filter with every customer that it names replaced. */
function renaming(filter: FilterGroup, naming: Naming, nameOf: (id: string) => string): FilterGroup {
  return mapConditions(filter, (condition) => {
    const { value } = condition;
    if (idsOf(condition, naming).length === 0 || value === undefined) return condition;
    return {
      ...condition,
      value: Array.isArray(value) ? value.map((id) => nameOf(String(id))) : nameOf(String(value)),
    };
  });
}

/** The filter with every customer that has become part of another one named as that one. */
export function asMerged(filter: FilterGroup, naming: Naming, survivors: ReadonlyMap<string, string>): FilterGroup {
  return survivors.size === 0 ? filter : renaming(filter, naming, (id) => survivors.get(id) ?? id);
}

/** The filter with every customer that is not `seen` replaced, so that not even its id is told. */
export function hidingUnseen(filter: FilterGroup, naming: Naming, seen: ReadonlySet<string>): FilterGroup {
  return renaming(filter, naming, (id) => (seen.has(id) ? id : hiddenId));
}

/** Keys of the fields whose conditions name customers. */
export function fieldsNaming(own: Iterable<Pick<OwnField, 'key' | 'type'>>): Naming {
  return new Set(['parent', ...[...own].filter(({ type }) => type === 'customer').map(({ key }) => key)]);
}
