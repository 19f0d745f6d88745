import { dayAfter, monthAfter, monthOn } from './days.ts';
import type { Item, Person, World } from './world.types.ts';

/** Whom each person's work waits for: the first one above who is still here. */
export function answerersOf(world: World): ReadonlyMap<string, string | null> {
  const people = new Map(world.people.map((person) => [person.id, person]));
  const answererOf = (person: Person): string | null => {
    const above = person.supervisorId ? people.get(person.supervisorId) : undefined;
    if (!above) return null;
    return above.active ? above.id : answererOf(above);
  };
  return new Map(world.people.map((person) => [person.id, answererOf(person)]));
}

const isDone = (item: Item) => item.state === 'completed' || item.state === 'evaluated';
export const itemsOfWeek = (items: Item[], monday: string) =>
  items.filter((one) => one.day >= monday && one.day < dayAfter(monday, 7) && one.state !== 'cancelled');

/** The items behind each number of a person's month, as product.md says it in words. */
export function monthOf(
  world: World,
  answerers: ReadonlyMap<string, string | null>,
  personId: string,
  month: string,
  today: string,
) {
  const inMonth = (item: Item) => monthOn(item.day) === month;
  const own = world.items.filter((item) => item.ownerId === personId && inMonth(item) && item.state !== 'cancelled');
  const due = own.filter((item) => item.day <= today);
  const completed = due.filter(isDone);
  const waiting = world.items.filter((item) => inMonth(item) && item.state === 'completed' && item.day < today);
  return {
    items: own,
    due,
    completed,
    onTime: completed.filter((item) => item.onTime),
    evaluated: own.filter((item) => item.state === 'evaluated'),
    unanswered: waiting.filter((item) => answerers.get(item.ownerId) === personId),
  };
}

/** Mean of the scores weighted by importance, two decimals. */
export function planScoreOf(evaluated: readonly Item[]): number | null {
  const weights = evaluated.reduce((sum, item) => sum + item.importance, 0);
  const sum = evaluated.reduce((total, item) => total + item.importance * (item.score ?? 0), 0);
  return weights === 0 ? null : Math.round((sum * 100) / weights) / 100;
}

export const isClosed = (month: string, today: string) => month === monthAfter(today, -2);
