import { nearOne } from './looks.ts';
import type { Attempt, Writer } from './writes.ts';
import { send } from './writes.ts';

/** Nobody hands over what people beside or above them hold. */
export const handoverWrites: Writer = (scene, who, random): Attempt[] => {
  const { world, oracle } = scene;
  if (oracle.holds(who.id, 'org.manage')) return [];
  const others = world.people.filter((one) => one === who || !oracle.line(who.id, one.id));
  const person = nearOne(scene, who, others, random);
  if (!person) return [];
  const run = (personId: string) =>
    send('POST', '/handovers', { personId, to: who.id, stamp: random.mark(), depart: false });
  const slot = 'personId of another';
  return [{ route: 'handovers.run', slot, forbidden: run(person.id), like: run(random.strangeId()), fine: null }];
};
