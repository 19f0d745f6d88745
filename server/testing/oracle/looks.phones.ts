import type { Body, Look, Looker, Scene } from './looks.ts';
import { equals, firstOf, get } from './looks.ts';
import type { Person } from './world.types.ts';

/** As a person reads a number of the worlds, all of which have eleven digits. */
const phoneOf = (scene: Scene, who: Person, customerId: string, phone: string) =>
  scene.oracle.phones(who.id, customerId) ? phone : `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/**
 * What those look at who see customers and do not read their telephones: archives and history, where the markers find
 * what is not masked, and searches, where a number that is there is like one that nobody has.
 */
export const phoneLooks: Looker = (scene, who, random) => {
  const { world, oracle } = scene;
  const masked = world.customers.filter((one) => oracle.customer(who.id, one.id) && !oracle.phones(who.id, one.id));
  const told = masked.filter((one) =>
    world.events.some((event) => event.phone === one.phone && oracle.event(who.id, event)),
  );
  const looks: Look[] = [];
  for (const one of random.some(masked, 2)) {
    const contacts = world.contacts.filter((contact) => contact.customerId === one.id);
    looks.push({
      route: 'customers.get',
      request: get(`/customers/${one.id}`),
      check: ([body]) =>
        firstOf(
          equals(body.phone, phoneOf(scene, who, one.id, one.phone), 'phone'),
          ...contacts.map((contact) => {
            const shown = body.contacts.find((other: Body) => other.id === contact.id)?.phone;
            return equals(shown, phoneOf(scene, who, one.id, contact.phone), `phone of contact ${contact.mark}`);
          }),
        ),
    });
    const number = random.pick([one.phone, ...contacts.map((contact) => contact.phone)]);
    const strange = `136${random.digits(8)}`;
    for (const [route, path] of [
      ['customers.list', '/customers'],
      ['customers.count', '/customers/count'],
      ['customers.suggest', '/customers/suggest'],
      ['search.find', '/search'],
    ] as const) {
      looks.push({ route, request: get(path, { q: number }), like: get(path, { q: strange }) });
    }
  }
  for (const one of random.some(told, 2)) {
    looks.push({
      route: 'customers.timeline',
      request: get(`/customers/${one.id}/timeline`, { limit: 50 }),
      walk: true,
    });
  }
  return looks;
};
