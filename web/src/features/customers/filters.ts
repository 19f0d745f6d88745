import type { Search } from '../../lib/search-params.ts';
import type { Sort } from './list-state.ts';
import { filterOf, sortKeyOf } from './list-state.ts';

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
    filter: filterOf(search) ? search.filter : undefined,
  };
}

export type Filters = ReturnType<typeof filtersOf>;

export function sortOf(search: Search): { sort: Sort; order: 'asc' | 'desc' } {
  const sort = sortKeyOf(search);
  const usual = sort === 'name' ? 'asc' : 'desc';
  const order = search.order === 'asc' || search.order === 'desc' ? search.order : usual;
  return { sort, order };
}

/** Whether anything narrows the list. */
export function isFiltered(filters: Filters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

/** All that the list shows, by its filter and not by the rows that happen to be loaded. */
export function everythingOf(search: Search) {
  const { q, segmentId, regionId, industryId, levelId, ownerId, stale } = search;
  const filter = filterOf(search);
  return {
    ...(q && { q }),
    ...(segmentId && { segmentId }),
    ...(regionId && { regionId }),
    ...(industryId && { industryId }),
    ...(levelId && { levelId }),
    ...(ownerId && { ownerId }),
    ...(stale === 'true' && { stale: true }),
    ...(filter && { filter }),
  };
}
