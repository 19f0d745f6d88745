import type { Writer } from './writes.ts';
import { attempts, handOf, send } from './writes.ts';

/** Uncovering telephones: only where the customer is seen, and only with the permission, which the run asks for itself. */
export const phoneWrites: Writer = (scene, who, random) => {
  const { world, oracle } = scene;
  if (!oracle.holds(who.id, 'customers.revealPhones')) return [];
  const customers = handOf(scene, who, random, world.customers, (one) => oracle.customer(who.id, one.id));
  const contacts = handOf(scene, who, random, world.contacts, (one) => oracle.contact(who.id, one));
  return [
    ...attempts('phones.ofCustomer', 'id', { hidden: customers.secret(), fine: customers.known() }, random, ({ id }) =>
      send('POST', `/customers/${id}/phone/reveal`, {}),
    ),
    ...attempts('phones.ofContact', 'id', { hidden: contacts.secret(), fine: contacts.known() }, random, ({ id }) =>
      send('POST', `/contacts/${id}/phone/reveal`, {}),
    ),
  ];
};
