import type * as Costs from '../../platform/reach.costs.ts';

/**
 * Rows of a list are found from the line, from the words or along the order, whatever is cheapest; in worlds so small
 * it would always be the same, so here the sides take turns.
 */
export function sidesInTurns(): typeof Costs {
  let turns = 0;
  const next = () => {
    turns += 1;
    return turns;
  };
  return {
    sideFor: async (_db, actor, _table, wanted) => {
      const sides: Costs.Side[] = ['order'];
      if (wanted.q) sides.push('words');
      if (!actor.everyone) sides.push('line');
      return sides[next() % sides.length] ?? 'order';
    },
    isShortLine: async (_db, actor) => !actor.everyone && next() % 2 === 0,
    latestSideFor: async (_db, actor) => {
      if (actor.everyone) return { by: 'order' };
      const ways: Costs.LatestSide[] = [{ by: 'order' }, { by: 'people' }, { by: 'teams', window: 7 }];
      return ways[next() % ways.length] ?? { by: 'order' };
    },
  };
}
