import type { FilterCondition, FilterGroup, FilterNode } from '../../../../contract/filters.ts';
import { nodesOf } from '../../../../contract/filters.ts';

export type Mode = 'all' | 'any';

export const modeOf = (group: FilterGroup): Mode => ('any' in group ? 'any' : 'all');

export const groupOf = (mode: Mode, nodes: readonly FilterNode[]): FilterGroup =>
  mode === 'all' ? { all: nodes } : { any: nodes };

const withoutValue = ['empty', 'filled', 'me', 'myTeam'];

function isComplete({ op, value }: FilterCondition): boolean {
  if (withoutValue.includes(op)) return true;
  return Array.isArray(value) ? value.every((each) => !Number.isNaN(each)) : value !== undefined;
}

/** The filter without conditions that nobody has completed, and without groups that then hold none. */
export function completeOf(group: FilterGroup): FilterGroup | undefined {
  const nodes = nodesOf(group).flatMap((node): FilterNode[] => {
    if ('field' in node) return isComplete(node) ? [node] : [];
    const inner = completeOf(node);
    return inner ? [inner] : [];
  });
  return nodes.length > 0 ? groupOf(modeOf(group), nodes) : undefined;
}
