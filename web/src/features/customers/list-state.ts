import type { ColumnKey, GroupKey, OwnKey, SortKey } from '../../../../contract/customer-lists.ts';
import { columnKeys, groupKeys, isOwnKey, sortKeys } from '../../../../contract/customer-lists.ts';
import type { FilterCondition, FilterGroup } from '../../../../contract/filters.ts';
import { nodesOf } from '../../../../contract/filters.ts';
import type { ViewSettings } from '../../../../contract/views.ts';
import type { Search } from '../../lib/search-params.ts';

export type Column = ColumnKey | OwnKey;
export type Sort = SortKey | OwnKey;
export type Group = GroupKey | OwnKey;

const usualColumns: readonly Column[] = [
  'segment',
  'region',
  'level',
  'owner',
  'lastVisitOn',
  'nextStep',
  'archiveUpdatedAt',
  'updatedAt',
];

const keyOf = <K extends string>(known: readonly K[], key: string | undefined): K | OwnKey | undefined =>
  key && isOwnKey(key) ? key : known.find((one) => one === key);

/** The filter that stands in the address; none when it cannot be read. */
export function filterOf(search: Search): FilterGroup | undefined {
  if (!search.filter) return undefined;
  try {
    const parsed: unknown = JSON.parse(search.filter);
    return isGroup(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Whether it can be shown; whether it can be asked is for the server to say. */
function isGroup(given: unknown): given is FilterGroup {
  if (typeof given !== 'object' || given === null) return false;
  const nodes: unknown = 'all' in given ? given.all : 'any' in given ? given.any : null;
  return Array.isArray(nodes) && nodes.every((node) => isGroup(node) || isCondition(node));
}

const isCondition = (given: unknown): boolean =>
  typeof given === 'object' && given !== null && 'field' in given && 'op' in given && typeof given.field === 'string';

export function withFilter(filter: FilterGroup | undefined): Search {
  return { filter: filter && nodesOf(filter).length > 0 ? JSON.stringify(filter) : undefined };
}

/** The same filter with one more condition that has to hold. */
export function narrowed(filter: FilterGroup | undefined, condition: FilterCondition): FilterGroup {
  if (!filter) return { all: [condition] };
  return 'all' in filter ? { all: [...filter.all, condition] } : { all: [filter, condition] };
}

export function columnsOf(search: Search): readonly Column[] {
  if (search.columns === undefined) return usualColumns;
  return search.columns.split(',').flatMap((key) => keyOf(columnKeys, key) ?? []);
}

export const sortKeyOf = (search: Search): Sort => keyOf(sortKeys, search.sort) ?? 'updatedAt';
export const groupOf = (search: Search): Group | undefined => keyOf(groupKeys, search.group);

const chips = { segmentId: 'segment', regionId: 'region', industryId: 'industry', levelId: 'level', ownerId: 'owner' };

/** What a view keeps of the list as it is: the chips beside the filter become conditions of it. */
export function settingsOf(search: Search): ViewSettings {
  const conditions = Object.entries(chips).flatMap(([param, field]): FilterCondition[] => {
    const value = search[param];
    return value ? [{ field, op: 'is', value }] : [];
  });
  if (search.stale === 'true') conditions.push({ field: 'stale', op: 'is', value: true });
  const filter = conditions.reduce<FilterGroup | undefined>(narrowed, filterOf(search));
  const group = groupOf(search);
  return {
    ...(filter && { filter }),
    ...(search.q && { q: search.q }),
    ...(search.sort && { sort: sortKeyOf(search) }),
    ...(search.order === 'asc' || search.order === 'desc' ? { order: search.order } : {}),
    ...(search.columns !== undefined && { columns: [...columnsOf(search)] }),
    ...(group && { group }),
  };
}

const nothing: Search = {
  q: undefined,
  filter: undefined,
  segmentId: undefined,
  regionId: undefined,
  industryId: undefined,
  levelId: undefined,
  ownerId: undefined,
  stale: undefined,
  sort: undefined,
  order: undefined,
  columns: undefined,
  group: undefined,
};

/** The address of the list as a view keeps it. */
export function searchOf(view: { id: string; settings: ViewSettings }): Search {
  const { filter, columns, ...plain } = view.settings;
  return { ...nothing, ...plain, ...withFilter(filter), columns: columns?.join(','), view: view.id };
}

/** The list without any view. */
export const everything: Search = { ...nothing, view: 'all' };

/** Whether the list is still as the view keeps it. */
export function isAsKept(search: Search, view: { id: string; settings: ViewSettings }): boolean {
  const sorted = (settings: ViewSettings) => JSON.stringify(Object.entries(settings).sort());
  return sorted(settingsOf(search)) === sorted(settingsOf(searchOf(view)));
}
