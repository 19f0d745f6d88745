import type * as scope from '../../platform/scope.ts';

type Scope = typeof scope;

/**
 * The conditions of the scope come in two forms that mean the same: named for a line of few, asked row by row for a
 * line of many. Which one is used follows from the size of the company; in worlds so small it would mostly be the
 * former, so here the two take turns.
 */
export function takingTurns(actual: Scope): Scope {
  let turns = 0;
  const either = <T>(one: T, other: T): T => {
    turns += 1;
    return turns % 2 === 0 ? one : other;
  };
  return {
    ...actual,
    lineSees: (actor, owner) => either(actual.lineSees, actual.lineSeesRow)(actor, owner),
    lineSeesRow: (actor, owner) => either(actual.lineSees, actual.lineSeesRow)(actor, owner),
    customerOfLine: (actor, id) => either(actual.customerOfLine, actual.customerSeenRow)(actor, id),
  };
}
