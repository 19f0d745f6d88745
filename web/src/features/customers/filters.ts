import type { SortKey } from '../../../../contract/customer-lists.ts';
import { sortKeys } from '../../../../contract/customer-lists.ts';
import type { Search } from '../../lib/search-params.ts';

export const listFilters = [
  { list: 'segment', param: 'segmentId' },
  { list: 'region', param: 'regionId' },
  { list: 'industry', param: 'industryId' },
  { list: 'level', param: 'levelId' },
] as const;

/** The filters that stand in the address, as the server takes them. */
export function filtersOf(search: Search) {
  return {
    q: search.q || undefined,
    segmentId: search.segmentId,
    regionId: search.regionId,
    industryId: search.industryId,
    levelId: search.levelId,
    ownerId: search.ownerId,
    stale: search.stale === 'true' ? 'true' : undefined,
  };
}

export type Filters = ReturnType<typeof filtersOf>;

export function sortOf(search: Search): { sort: SortKey; order: 'asc' | 'desc' } {
  const sort = sortKeys.find((key) => key === search.sort) ?? 'updatedAt';
  const usual = sort === 'name' ? 'asc' : 'desc';
  const order = search.order === 'asc' || search.order === 'desc' ? search.order : usual;
  return { sort, order };
}

/** Whether anything narrows the list. */
export function isFiltered(filters: Filters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}
