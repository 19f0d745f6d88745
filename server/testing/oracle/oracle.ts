import { circlesOf } from './oracle.circles.ts';
import { ownThings } from './oracle.own.ts';
import { opens } from './oracle.pools.ts';
import { workflowsOf } from './oracle.workflows.ts';
import type { World } from './world.types.ts';
import { roles } from './world.types.ts';

/**
 * Who sees what, said once more and independently of the product: who stands above whom, who is on which team, whose
 * record it is. Everything else follows from these few lines.
 */
export function oracleOf(world: World) {
  const above = new Map(world.people.map((person) => [person.id, person.supervisorId]));
  const teams = new Map(world.customers.map((customer) => [customer.id, customer.team.map((one) => one.personId)]));
  const keepers = keepersOf(world);
  const owners = new Map(world.customers.map((customer) => [customer.id, customer.ownerId]));
  const items = new Map(world.items.map((item) => [item.id, item]));
  const held = new Map(
    world.people.map((person) => [person.id, new Set<string>(person.roles.flatMap((role) => roles[role]))]),
  );

  /** Whether `who` is this person or stands somewhere above them. */
  const line = (who: string, person: string): boolean => {
    const next = above.get(person);
    return who === person || (next != null && line(who, next));
  };
  const customer = (who: string, id: string) => (teams.get(id) ?? []).some((person) => line(who, person));
  const written = (who: string, id: string) => (keepers.get(id) ?? []).some((person) => line(who, person));
  const answers = (who: string, { customerId }: { customerId: string | null }) =>
    customerId !== null && line(who, owners.get(customerId) ?? '');
  const owned = (who: string, record: { ownerId: string }) => line(who, record.ownerId);
  const ofItem = (who: string, { itemId }: { itemId: string }) => {
    const item = items.get(itemId);
    return item !== undefined && owned(who, item);
  };

  const contact = (who: string, one: { customerId: string }) => customer(who, one.customerId);
  const contacts = new Map(world.contacts.map((one) => [one.id, one]));
  const contactOf = (one: { contactId: string }) => contacts.get(one.contactId) ?? { customerId: '' };
  const holds = (who: string, permission: string) => held.get(who)?.has(permission) ?? false;
  return {
    line,
    ...ownThings(world),
    ...workflowsOf(world, line, (who) => holds(who, 'workflows.manage')),
    pool: (who: string, id: string | null) => id !== null && holds(who, 'pool.use') && opens(world, who, id),
    customer,
    /** Telephones: besides seeing the customer, one has the permission or owns it. */
    phones: (who: string, id: string) =>
      customer(who, id) && (held.get(who)?.has('customers.phones') === true || owners.get(id) === who),
    contact,
    remark: (who: string, one: { contactId: string; authorId: string }) =>
      contact(who, contactOf(one)) && line(who, one.authorId),
    relationship: (who: string, one: { contactId: string }) => contact(who, contactOf(one)),
    introduction: (who: string, one: { askerId: string; askedId: string }) =>
      one.askerId === who || one.askedId === who,
    ...circlesOf(world, line, (who, one) => contact(who, contactOf(one))),
    /** Changes it and what belongs to it. */
    written,
    /** Answers a request: who stands above the owner, or is the owner. */
    answers,
    merge: (who: string, one: { survivorId: string }) => customer(who, one.survivorId),
    link: (who: string, one: { distributorId: string; customerId: string }) =>
      customer(who, one.distributorId) && customer(who, one.customerId),
    request: (who: string, one: { askerId: string; customerId: string | null }) =>
      who === one.askerId || answers(who, one),
    visit: (who: string, one: { ownerId: string; customerId: string }) =>
      owned(who, one) || customer(who, one.customerId),
    item: owned,
    week: owned,
    evaluation: ofItem,
    reply: ofItem,
    event: (who: string, one: { customerId: string | null; audience: string; ownerId: string }) =>
      one.customerId !== null &&
      customer(who, one.customerId) &&
      (one.audience === 'customer' || (one.audience === 'line' && owned(who, one))),
    file: (who: string, one: { id: string; ownerId: string }) =>
      owned(who, one) ||
      world.items.some((item) => item.fileIds.includes(one.id) && owned(who, item)) ||
      holders(world, one.id).some((id) => customer(who, id)),
    holds,
  };
}

/** Customers that a file is attached to, by a note or in an own field. */
const holders = ({ notes, customers }: World, fileId: string): string[] => [
  ...notes.filter((note) => note.fileIds.includes(fileId)).map((note) => note.customerId),
  ...customers.filter(({ own }) => own.fileId === fileId).map(({ id }) => id),
];

export type Oracle = ReturnType<typeof oracleOf>;

/** By customer: those of its team who are more than readers. */
function keepersOf(world: World): Map<string, string[]> {
  return new Map(
    world.customers.map(({ id, team }) => [id, team.flatMap((one) => (one.access === 'write' ? [one.personId] : []))]),
  );
}
