import type { Look, Looker } from './looks.ts';
import { exactly, get, nearOne } from './looks.ts';
import type { WorldEvent } from './world.types.ts';

const kinds: Record<string, (event: WorldEvent) => boolean> = {
  visits: (event) => event.type.startsWith('visit.'),
  notes: (event) => event.type === 'customer.noted',
  archive: (event) => event.type === 'customer.updated',
  team: (event) => event.type === 'customer.teamChanged' || event.type === 'customer.handedOver',
  contacts: () => false,
};

/** Timelines narrowed to kinds and people, who can be mentioned at a customer, and files of notes. */
export const noteLooks: Looker = (scene, who, random) => {
  const { world, oracle } = scene;
  const seen = world.customers.filter((one) => oracle.customer(who.id, one.id));
  const hidden = world.customers.filter((one) => !oracle.customer(who.id, one.id));
  const looks: Look[] = [];
  for (const customer of random.some(seen, 2)) {
    const path = `/customers/${customer.id}/timeline`;
    const events = world.events.filter((one) => one.customerId === customer.id && oracle.event(who.id, one));
    const wanted = random.some(Object.keys(kinds), random.between(1, 3));
    const query = Object.fromEntries(wanted.map((kind, at) => [`kinds[${at}]`, kind]));
    const byKind = events.filter((event) => wanted.some((kind) => kinds[kind]?.(event)));
    const actorId = random.maybe(world.events)?.actorId ?? who.id;
    looks.push(
      {
        route: 'customers.timeline',
        request: get(path, { ...query, limit: random.pick([1, 2, 50]) }),
        walk: true,
        check: exactly(byKind),
      },
      {
        route: 'customers.timeline',
        request: get(path, { personId: actorId, limit: 2 }),
        walk: true,
        check: exactly(events.filter((event) => event.actorId === actorId)),
      },
      {
        route: 'notes.mentionable',
        request: get(`/customers/${customer.id}/mentionable`),
        // Twenty are suggested; worlds side by side have more people, of whom few see one customer.
        check: exactly(
          world.people.filter((one) => one.active && one.id !== who.id && oracle.customer(one.id, customer.id)),
        ),
      },
    );
  }
  const secret = nearOne(scene, who, hidden, random);
  if (secret) {
    const path = (id: string) => `/customers/${id}/mentionable`;
    looks.push({ route: 'notes.mentionable', request: get(path(secret.id)), like: get(path(random.strangeId())) });
  }
  const note = random.maybe(world.notes.filter((one) => one.fileIds.length > 0));
  for (const id of note?.fileIds ?? []) {
    const file = world.files.find((one) => one.id === id);
    const request = get(`/files/${id}`);
    if (file && oracle.file(who.id, file)) looks.push({ route: 'files.get', request });
    else looks.push({ route: 'files.get', request, like: get(`/files/${random.strangeId()}`) });
  }
  return looks;
};
