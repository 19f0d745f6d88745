import type { Scene } from './looks.ts';
import { nearOne } from './looks.ts';
import type { Random } from './random.ts';
import { poolOf } from './world.pools.ts';
import type { Customer, Person } from './world.types.ts';
import { give } from './writes.customers.ts';
import type { Attempt, Writer } from './writes.ts';
import { attempts, send } from './writes.ts';

/** What lies in a pool is taken by members, what one has is given back by its line. */
export const poolWrites: Writer = (scene, who, random) => {
  if (!scene.oracle.holds(who.id, 'pool.use')) return [];
  return [...takings(scene, who, random), ...returns(scene, who, random), ...locks(scene, who, random)];
};

function takings(scene: Scene, who: Person, random: Random): Attempt[] {
  const { world, oracle } = scene;
  const open = world.customers.filter((one) => oracle.pool(who.id, one.poolId));
  const closed = world.customers.filter((one) => !oracle.pool(who.id, one.poolId) && !oracle.pool(who.id, one.leftId));
  // Above all one that lies in a pool of others.
  const elsewhere = closed.filter((one) => one.poolId !== null);
  const hidden = nearOne(scene, who, elsewhere.length > 0 && random.chance(0.7) ? elsewhere : closed, random);
  const fine = random.maybe(open);
  const claim = ({ id }: { id: string }) => send('POST', `/pool/customers/${id}/claim`, {});
  const made = attempts('pools.claim', 'id', { hidden, fine }, random, claim, (one) => give(one, who.id));
  const active = world.people.filter((one) => one.active && one !== who);
  const below = random.maybe(active.filter((one) => oracle.line(who.id, one.id)));
  const beside = nearOne(
    scene,
    who,
    active.filter((one) => !oracle.line(who.id, one.id)),
    random,
  );
  const other = random.maybe(open.filter((one) => one !== fine));
  const assign = (customerId: string, personId: string) =>
    send('POST', `/pool/customers/${customerId}/assign`, { personId });
  if (below) {
    made.push(
      ...attempts(
        'pools.assign',
        'id',
        { hidden, fine: other },
        random,
        ({ id }) => assign(id, below.id),
        (one) => give(one, below.id),
      ),
    );
  }
  if (!other) return made;
  return [
    ...made,
    ...attempts('pools.assign', 'personId', { barred: beside }, random, ({ id }) => assign(other.id, id)),
  ];
}

function returns(scene: Scene, who: Person, random: Random): Attempt[] {
  const { world, oracle, entries } = scene;
  const reasonId = random.pick(entries.returnReason);
  const seen = world.customers.filter((one) => oracle.customer(who.id, one.id));
  const hidden = nearOne(
    scene,
    who,
    world.customers.filter((one) => !seen.includes(one)),
    random,
  );
  const barred = random.maybe(seen.filter((one) => !oracle.line(who.id, one.ownerId)));
  const mine = seen.filter((one) => one.poolId === null && oracle.line(who.id, one.ownerId));
  const fine = random.maybe(mine.filter((one) => poolOf(one, world.pools) !== null));
  return attempts(
    'pools.giveBack',
    'id',
    { hidden, barred, fine },
    random,
    ({ id, version }) => send('POST', `/customers/${id}/return`, { version, reasonId }),
    (one) => lay(one, world.pools),
  );
}

function lay(customer: Customer, pools: Parameters<typeof poolOf>[1]): void {
  const pool = poolOf(customer, pools);
  if (!pool) return;
  give(customer, pool.keeperId);
  customer.poolId = pool.id;
}

function locks(scene: Scene, who: Person, random: Random): Attempt[] {
  const { world, oracle, today } = scene;
  const keeps = oracle.holds(who.id, 'pools.manage');
  const seen = world.customers.filter((one) => oracle.customer(who.id, one.id));
  const hidden = nearOne(
    scene,
    who,
    world.customers.filter((one) => !seen.includes(one)),
    random,
  );
  const mayLock = (one: Customer) => keeps || (one.ownerId !== who.id && oracle.line(who.id, one.ownerId));
  const choice = () => ({
    hidden,
    barred: random.maybe(seen.filter((one) => !mayLock(one))),
    fine: random.maybe(seen.filter(mayLock)),
  });
  return [
    ...attempts('pools.lock', 'id', choice(), random, ({ id }) =>
      send('PUT', `/customers/${id}/lock`, { until: today, reason: random.mark() }),
    ),
    ...attempts('pools.unlock', 'id', choice(), random, ({ id }) => send('DELETE', `/customers/${id}/lock`, undefined)),
  ];
}
