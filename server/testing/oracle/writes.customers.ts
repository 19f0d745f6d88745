import type { Scene } from './looks.ts';
import { nearOne } from './looks.ts';
import { oracleOf } from './oracle.ts';
import type { Random } from './random.ts';
import { leavePool } from './world.pools.ts';
import type { Customer, Person } from './world.types.ts';
import type { Attempt, Hand, Writer } from './writes.ts';
import { attempts, handOf, send, written } from './writes.ts';

export const customerWrites: Writer = (scene, who, random) => {
  const { world, oracle } = scene;
  const customers = handOf(scene, who, random, world.customers, (one) => oracle.customer(who.id, one.id));
  const contacts = handOf(scene, who, random, world.contacts, (one) => oracle.contact(who.id, one));
  const kept = customers.seen.filter((one) => oracle.written(who.id, one.id));
  const read = customers.seen.filter((one) => !kept.includes(one));
  const mine = random.maybe(customers.seen.filter((one) => oracle.line(who.id, one.ownerId)));
  const others = random.maybe(customers.seen.filter((one) => !oracle.line(who.id, one.ownerId)));
  const pair = () => ({ hidden: customers.secret(), barred: random.maybe(read), fine: random.maybe(kept) });
  const [text, note] = [random.mark(), random.mark()];
  return [
    ...attempts('customers.update', 'id', pair(), random, ({ id, version }) =>
      send('PATCH', `/customers/${id}`, { version, description: text }),
    ),
    ...attempts('customers.confirm', 'id', pair(), random, ({ id, version }) =>
      send('POST', `/customers/${id}/confirm`, { version }),
    ),
    ...attempts(
      'customers.addNote',
      'id',
      pair(),
      random,
      ({ id }) => send('POST', `/customers/${id}/notes`, { text: note }),
      ({ id }) => written(scene, note, who.login, (other) => oracleOf(world).customer(other, id)),
    ),
    ...attempts('customers.createContact', 'customerId', pair(), random, ({ id }) =>
      send('POST', `/customers/${id}/contacts`, { name: text }),
    ),
    ...attempts(
      'customers.updateContact',
      'id',
      {
        hidden: contacts.secret(),
        barred: random.maybe(contacts.seen.filter((one) => read.some(({ id }) => id === one.customerId))),
        fine: random.maybe(contacts.seen.filter((one) => kept.some(({ id }) => id === one.customerId))),
      },
      random,
      ({ id, version }) => send('PATCH', `/contacts/${id}`, { version, title: text }),
    ),
    ...attempts(
      'customers.setTeam',
      'id',
      { hidden: customers.secret(), barred: others, fine: mine },
      random,
      ({ id, version }) =>
        send('PUT', `/customers/${id}/team`, { version, team: [{ personId: who.id, role: 'owner' }] }),
      (customer) => give(customer, who.id),
    ),
    ...parents(scene, who, customers, random),
    ...owners(scene, who, random, mine),
    ...duplicates(customers, kept, random),
  ];
};

type Key = { id: string; field: 'name' | 'phone' | 'creditCode'; value: string };

/** What somebody else has already is refused, and nothing of it is told but whose it is. */
function duplicates(customers: Hand<Customer>, kept: Customer[], random: Random): Attempt[] {
  const secret = customers.secret();
  const own = random.maybe(kept);
  if (!secret) return [];
  const field = random.pick(['name', 'phone', 'creditCode'] as const);
  const key: Key = { id: secret.id, field, value: secret[field] };
  const create = ({ field: taken, value }: Key) =>
    send('POST', '/customers', { name: `宁波 ${random.mark()}`, [taken]: value });
  const change = ({ field: taken, value }: Key) =>
    send('PATCH', `/customers/${own?.id}`, { version: own?.version, [taken]: value });
  return [
    ...attempts('customers.create', 'taken', { barred: key }, random, create),
    ...(own ? attempts('customers.update', 'taken', { barred: key }, random, change) : []),
  ];
}

export function give(customer: Customer, ownerId: string): void {
  if (ownerId !== customer.ownerId) leavePool(customer);
  customer.team = [{ personId: ownerId, role: 'owner', access: 'write' }];
  customer.ownerId = ownerId;
}

/** A group that is named by a hidden company would tell that it is there. */
function parents(scene: Scene, who: Person, customers: Hand<Customer>, random: Random): Attempt[] {
  // Above all the parent that a customer has already and that may not be seen: it must not be found out by trying.
  const kept = customers.seen.filter((one) => scene.oracle.written(who.id, one.id));
  const child =
    random.maybe(kept.filter((one) => customers.hidden.some((other) => other.id === one.parentId))) ??
    random.maybe(kept);
  const hidden =
    scene.world.customers.find((one) => one.id === child?.parentId && customers.hidden.includes(one)) ??
    customers.secret();
  const fine = customers.known();
  const made = attempts('customers.create', 'parentId', { hidden, fine }, random, ({ id }) =>
    send('POST', '/customers', { name: `宁波 ${random.mark()}`, parentId: id }),
  );
  if (!child) return made;
  return [
    ...made,
    ...attempts('customers.update', 'parentId', { hidden, fine: fine === child ? null : fine }, random, ({ id }) =>
      send('PATCH', `/customers/${child.id}`, { version: child.version, parentId: id }),
    ),
  ];
}

/** Nobody gives a customer to somebody beside or above them. */
function owners(scene: Scene, who: Person, random: Random, mine: Customer | null): Attempt[] {
  const { world, oracle } = scene;
  const active = world.people.filter((one) => one.active);
  const below = random.maybe(active.filter((one) => oracle.line(who.id, one.id)));
  const beside = active.filter((one) => !oracle.line(who.id, one.id));
  const barred = nearOne(scene, who, beside, random);
  const made = attempts('customers.create', 'ownerId', { barred, fine: below }, random, ({ id }) =>
    send('POST', '/customers', { name: `宁波 ${random.mark()}`, ownerId: id }),
  );
  if (!mine) return made;
  return [
    ...made,
    ...attempts(
      'customers.setTeam',
      'team.personId',
      { barred, fine: below },
      random,
      ({ id }) =>
        send('PUT', `/customers/${mine.id}/team`, { version: mine.version, team: [{ personId: id, role: 'owner' }] }),
      ({ id }) => give(mine, id),
    ),
  ];
}
