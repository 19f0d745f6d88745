import { addDays } from '../platform/time.ts';
import { at } from './clock.ts';
import type { Deed } from './deeds.ts';
import type { Client, World } from './index.ts';
import { backgrounds, coverages, departures, fading, known, strengths } from './relationships.data.ts';

/** What people learned of each other, in the order in which it happened once it is sorted. */
export function relationshipDeeds(world: World, today: string): Deed[] {
  const on = (day: number, time: string) => at(addDays(today, day), time);
  return [
    { by: 'ops', when: on(-59, '10:00'), act: (client) => setRules(world, client) },
    ...backgrounds.map(
      ({ login, school, employers }): Deed => ({
        by: login,
        when: on(-58, '17:00'),
        act: async (client) => {
          await client.relationships.setBackground({ version: 0, school, employers });
        },
      }),
    ),
    ...known.map(
      ({ customer, contact, by, day, ...facts }): Deed => ({
        by,
        when: on(day, '20:00'),
        act: async (client) => {
          const { id, version } = await current(world, client, customer, contact);
          await client.customers.updateContact({ id, version, ...facts });
        },
      }),
    ),
    ...strengths.map(
      ({ customer, contact, by, day, strength, note }): Deed => ({
        by,
        when: on(day, '20:10'),
        act: async (client) => {
          const contactId = world.contacts.get(`${customer}/${contact}`) ?? '';
          const personId = world.people.get(by) ?? '';
          const { edges } = await client.relationships.matrix({ id: world.customers.get(customer) ?? '' });
          const edge = edges.find((one) => one.contactId === contactId && one.personId === personId);
          await client.relationships.set({ contactId, personId, version: edge?.version ?? 0, strength, note });
        },
      }),
    ),
    ...departures.map(
      ({ customer, contact, by, day, next, ...leaving }): Deed => ({
        by,
        when: on(day, '16:00'),
        act: async (client) => {
          const { id, version } = await current(world, client, customer, contact);
          const { customer: where, ...post } = next;
          const customerId = world.customers.get(where) ?? '';
          await client.contacts.leave({
            id,
            version,
            leftOn: addDays(today, day),
            ...leaving,
            next: { customerId, ...post },
          });
        },
      }),
    ),
  ];
}

async function setRules(world: World, client: Client): Promise<void> {
  const rules = await client.relationships.rules();
  let { version } = await client.relationships.setRules({ version: rules.version, decayDays: fading });
  for (const { segment, coverages: wanted } of coverages) {
    const segmentId = world.entries.get(`segment/${segment}`) ?? '';
    ({ version } = await client.relationships.setCoverage({ segmentId, version, coverages: wanted }));
  }
}

async function current(world: World, client: Client, customer: string, contact: string) {
  const { contact: found } = await client.contacts.get({ id: world.contacts.get(`${customer}/${contact}`) ?? '' });
  return found;
}
