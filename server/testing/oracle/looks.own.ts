import type { FilterCondition } from '../../../contract/filters.ts';
import { hiddenId } from '../../../contract/filters.ts';
import type { Scene } from './looks.ts';
import { nearOne } from './looks.ts';
import type { Random } from './random.ts';
import { ownFields, ownText } from './world.fields.ts';
import type { Customer, Person } from './world.types.ts';

/** A condition, and the same said of one customer as the oracle knows it. */
export type Asked = { condition: FilterCondition; holds: (one: Customer) => boolean };

const key = (name: keyof typeof ownFields) => `own.${ownFields[name]}`;

/** Orders by own fields. */
export const ownSorts = [key('text'), key('number'), key('double')] as const;

/** Conditions on own fields. A customer in one that the asker does not see is none. */
export function ownAsked(scene: Scene, who: Person, random: Random): Asked[] {
  const { oracle, world } = scene;
  const person = random.pick(world.people).id;
  const named = world.customers.filter((one) => world.customers.some(({ own }) => own.otherId === one.id));
  const other = nearOne(scene, who, named, random)?.id ?? hiddenId;
  const text = random.maybe(world.customers.flatMap(({ own }) => own.textMark ?? [])) ?? random.mark();
  const shown = ({ own }: Customer) => own.otherId !== null && oracle.customer(who.id, own.otherId);
  const isOther = (one: Customer) => shown(one) && one.own.otherId === other;
  const ask = (name: keyof typeof ownFields, rest: Omit<FilterCondition, 'field'>): FilterCondition => ({
    field: key(name),
    ...rest,
  });
  return [
    { condition: ask('customer', { op: 'filled' }), holds: shown },
    { condition: ask('customer', { op: 'empty' }), holds: (one) => !shown(one) },
    { condition: ask('customer', { op: 'is', value: other }), holds: isOther },
    { condition: ask('customer', { op: 'noneOf', value: [other] }), holds: (one) => !isOther(one) },
    { condition: ask('text', { op: 'is', value: ownText(text) }), holds: ({ own }) => own.textMark === text },
    { condition: ask('text', { op: 'notContains', value: text }), holds: ({ own }) => own.textMark !== text },
    { condition: ask('text', { op: 'filled' }), holds: ({ own }) => own.textMark !== null },
    { condition: ask('number', { op: 'atLeast', value: 500 }), holds: ({ own }) => (own.number ?? 0) >= 500 },
    { condition: ask('number', { op: 'empty' }), holds: ({ own }) => own.number === null },
    { condition: ask('person', { op: 'me' }), holds: ({ own }) => own.personId === who.id },
    { condition: ask('person', { op: 'isNot', value: person }), holds: ({ own }) => own.personId !== person },
    { condition: ask('file', { op: 'filled' }), holds: ({ own }) => own.fileId !== null },
  ];
}
