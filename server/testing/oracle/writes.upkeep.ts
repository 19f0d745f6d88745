import { addDays } from '../../platform/time.ts';
import type { Customer } from './world.types.ts';
import type { Writer } from './writes.ts';
import { attempts, handOf, send } from './writes.ts';

/** Archives are confirmed by who sees them and put off by their owner alone. */
export const upkeepWrites: Writer = (scene, who, random) => {
  const { world, oracle, today } = scene;
  const customers = handOf(scene, who, random, world.customers, (one) => oracle.customer(who.id, one.id));
  const kept = customers.seen.filter((one) => oracle.written(who.id, one.id));
  const read = customers.seen.filter((one) => !kept.includes(one));
  const mine = random.maybe(customers.seen.filter((one) => one.ownerId === who.id && one.poolId === null));
  const others = random.maybe(customers.seen.filter((one) => one.ownerId !== who.id));
  const reason = random.mark();
  const snooze = ({ id, version }: Customer) =>
    send('POST', `/customers/${id}/snooze`, { version, until: addDays(today, 5), reason });
  // Customers of the worlds have no website, but an address that nobody has touched since they were made.
  const confirm = ({ id, version }: Customer) =>
    send('POST', `/customers/${id}/upkeep`, { version, keys: ['field.addresses'] });
  return [
    ...attempts(
      'upkeep.confirm',
      'id',
      { hidden: customers.secret(), barred: random.maybe(read), fine: random.maybe(kept) },
      random,
      confirm,
    ),
    ...attempts('upkeep.snooze', 'id', { hidden: customers.secret(), barred: others, fine: mine }, random, snooze),
  ];
};
