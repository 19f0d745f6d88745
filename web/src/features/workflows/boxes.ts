import { instanceStatuses } from '../../../../contract/workflows.ts';
import type { Search } from '../../lib/search-params.ts';

export const boxes = ['todo', 'done', 'started', 'copied'] as const;
export type Box = (typeof boxes)[number];
export type TaskBox = Exclude<Box, 'started'>;

export const boxOf = (search: Search): Box => boxes.find((box) => box === search.box) ?? 'todo';

/** What narrows a box, as far as the address holds something that can. */
export function filtersOf({ q, workflow, status }: Search) {
  return { q, workflowId: workflow, status: instanceStatuses.find((one) => one === status) };
}
export type Filters = ReturnType<typeof filtersOf>;

export const isFiltered = (filters: Filters) => Object.values(filters).some((value) => value !== undefined);
