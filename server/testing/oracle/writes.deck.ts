import { closedMonth, monthOn } from './days.ts';
import type { Scene } from './looks.ts';
import { nearOne } from './looks.ts';
import type { Random } from './random.ts';
import type { Item, Person } from './world.types.ts';
import { handOf } from './writes.ts';

/** The records around a person, sorted by what they may do with them. */
export function deck(scene: Scene, who: Person, random: Random) {
  const { world, oracle, today } = scene;
  const closed = closedMonth(today);
  const own = <T extends { ownerId: string }>(one: T) => one.ownerId === who.id;
  const below = <T extends { ownerId: string }>(one: T) => !own(one) && oracle.line(who.id, one.ownerId);
  const hidden = <T extends { id: string; ownerId: string }>(list: readonly T[]) =>
    nearOne(
      scene,
      who,
      list.filter((one) => !oracle.line(who.id, one.ownerId)),
      random,
    );
  const inState = (state: Item['state']) => world.items.filter((one) => one.state === state);
  const open = inState('open').filter((one) => monthOn(one.day) !== closed);
  return {
    own,
    below,
    hidden,
    open,
    locked: (one: Item) => world.weeks.some((week) => week.ownerId === one.ownerId && week.state !== 'draft'),
    completed: inState('completed').filter((one) => monthOn(one.day) !== closed),
    evaluated: inState('evaluated'),
    correctable: inState('evaluated').filter((one) => monthOn(one.day) === closed),
    kept: world.customers.filter((one) => oracle.written(who.id, one.id)),
    customers: handOf(scene, who, random, world.customers, (one) => oracle.customer(who.id, one.id)),
    visits: handOf(scene, who, random, world.visits, (one) => oracle.visit(who.id, one)),
  };
}

export type Deck = ReturnType<typeof deck>;
