import { nearOne } from './looks.ts';
import type { Attempt, Writer } from './writes.ts';
import { attempts, handOf, send } from './writes.ts';

/** Distributor links and merges. */
export const channelWrites: Writer = (scene, who, random) => {
  const { world, oracle } = scene;
  const customers = handOf(scene, who, random, world.customers, (one) => oracle.customer(who.id, one.id));
  const kept = customers.seen.filter((one) => oracle.written(who.id, one.id));
  const read = customers.seen.filter((one) => !kept.includes(one));
  const links = handOf(scene, who, random, world.links, (one) => oracle.link(who.id, one));
  const writes = (one: { distributorId: string; customerId: string }) =>
    oracle.written(who.id, one.distributorId) || oracle.written(who.id, one.customerId);
  const [first, second] = random.some(links.seen.filter(writes), 2);
  const barred = random.maybe(links.seen.filter((one) => !writes(one)));
  const product = random.pick(['树脂', '助剂']);
  return [
    ...attempts('channel.updateLink', 'id', { hidden: links.secret(), barred, fine: first }, random, (one) =>
      send('PATCH', `/channel-links/${one.id}`, { version: one.version, product }),
    ),
    ...attempts('channel.removeLink', 'id', { hidden: links.secret(), barred, fine: second }, random, (one) =>
      send('POST', `/channel-links/${one.id}/remove`, { version: one.version }),
    ),
    ...creations(scene, who, random),
    ...merges(scene, who, random),
    ...(read.length > 1
      ? attempts('channel.createLink', 'customerId', { barred: read[0] }, random, ({ id }) =>
          send('POST', '/channel-links', { distributorId: read[1]?.id, customerId: id, fromOn: '2026-01-01' }),
        )
      : []),
  ];
};

const creations: Writer = (scene, who, random) => {
  const { world, oracle } = scene;
  const customers = handOf(scene, who, random, world.customers, (one) => oracle.customer(who.id, one.id));
  const own = random.maybe(customers.seen.filter((one) => oracle.written(who.id, one.id)));
  if (!own) return [];
  const pair = { hidden: customers.secret(), fine: random.maybe(customers.seen.filter((one) => one !== own)) };
  const create = (body: object) => send('POST', '/channel-links', { fromOn: '2026-01-01', ...body });
  return [
    ...attempts('channel.createLink', 'distributorId', pair, random, ({ id }) =>
      create({ distributorId: id, customerId: own.id }),
    ),
    ...attempts('channel.createLink', 'customerId', pair, random, ({ id }) =>
      create({ distributorId: own.id, customerId: id }),
    ),
  ];
};

/** Who may not merge two customers, and who may not take a merge back. */
const merges: Writer = (scene, who, random) => {
  const { world, oracle } = scene;
  const hidden = world.customers.filter((one) => !oracle.customer(who.id, one.id));
  const seen = world.customers.filter((one) => oracle.customer(who.id, one.id));
  const above = (id: string) => world.customers.some((one) => one.id === id && oracle.line(who.id, one.ownerId));
  const [own, secret] = [random.maybe(seen), nearOne(scene, who, hidden, random)];
  const merge = (id: string, otherId: string) =>
    send('POST', `/customers/${id}/merge`, { version: 1, otherId, otherVersion: 1 });
  const made: Attempt[] = [];
  if (own && secret) {
    made.push(
      ...attempts('merges.merge', 'id', { hidden: secret }, random, ({ id }) => merge(id, own.id)),
      ...attempts('merges.merge', 'otherId', { hidden: secret }, random, ({ id }) => merge(own.id, id)),
      ...attempts('merges.merge', 'id', { barred: secret }, random, ({ id }) => merge(id, own.id)),
      ...attempts('merges.merge', 'otherId', { barred: secret }, random, ({ id }) => merge(own.id, id)),
    );
  }
  const foreign = world.merges.filter((one) => !oracle.merge(who.id, one));
  const undo = ({ id }: { id: string }) => send('POST', `/merges/${id}/undo`, {});
  const barred = random.maybe(
    world.merges.filter(
      (one) => oracle.merge(who.id, one) && !above(one.survivorId) && !oracle.holds(who.id, 'customers.merge'),
    ),
  );
  return [...made, ...attempts('merges.undo', 'id', { hidden: random.maybe(foreign), barred }, random, undo)];
};
