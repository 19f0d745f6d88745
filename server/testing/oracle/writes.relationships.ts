import type { Scene } from './looks.ts';
import type { Oracle } from './oracle.ts';
import { oracleOf } from './oracle.ts';
import type { Random } from './random.ts';
import { contactName } from './world.customers.ts';
import { departments } from './world.relationships.ts';
import type { Contact, Customer, Person } from './world.types.ts';
import type { Attempt, Hand, Writer } from './writes.ts';
import { attempts, handOf, send, written } from './writes.ts';

export const relationshipWrites: Writer = (scene, who, random) => {
  const { world, oracle } = scene;
  const contacts = handOf(scene, who, random, world.contacts, (one) => oracle.contact(who.id, one));
  const customers = handOf(scene, who, random, world.customers, (one) => oracle.customer(who.id, one.id));
  return [
    ...leaving(scene, who, random, contacts, customers),
    ...successions(scene, who, random, contacts),
    ...persons(scene, who, random, contacts),
    ...relationships(scene, who, random, contacts),
    ...introductions(scene, who, random, contacts),
  ];
};

const present = (one: Contact) => one.departure === null;

/** Contacts that the person may change, and those that they only read. */
function byAccess({ oracle }: Scene, who: Person, { seen }: Hand<Contact>) {
  const isKept = ({ customerId }: Contact) => oracle.written(who.id, customerId);
  return { kept: seen.filter(isKept), read: seen.filter((one) => !isKept(one)) };
}

function leaving(
  scene: Scene,
  who: Person,
  random: Random,
  contacts: Hand<Contact>,
  customers: Hand<Customer>,
): Attempt[] {
  const leftOn = scene.today;
  const { kept, read } = byAccess(scene, who, contacts);
  const mine = random.maybe(kept.filter(present));
  const isKept = ({ id }: Customer) => scene.oracle.written(who.id, id);
  const made = attempts(
    'contacts.leave',
    'id',
    {
      hidden: contacts.secret(),
      barred: random.maybe(read.filter(present)),
      fine: random.maybe(kept.filter(present)),
    },
    random,
    ({ id, version }) => send('POST', `/contacts/${id}/leave`, { version, leftOn }),
  );
  if (!mine) return made;
  return [
    ...made,
    ...attempts(
      'contacts.leave',
      'next.customerId',
      {
        hidden: customers.secret(),
        barred: random.maybe(customers.seen.filter((one) => !isKept(one))),
        fine: random.maybe(customers.seen.filter(isKept)),
      },
      random,
      ({ id }) =>
        send('POST', `/contacts/${mine.id}/leave`, { version: mine.version, leftOn, next: { customerId: id } }),
      ({ id }) => share(scene, who, mine, id),
    ),
    ...attempts(
      'contacts.leave',
      'successorId',
      {
        hidden: contacts.secret(),
        fine: random.maybe(kept.filter((one) => present(one) && one.customerId === mine.customerId && one !== mine)),
      },
      random,
      ({ id: successorId }) =>
        send('POST', `/contacts/${mine.id}/leave`, { version: mine.version, leftOn, successorId }),
    ),
  ];
}

/** A word that somebody may meet from now on beside those who could before; teams may have changed until it is met. */
function wider(scene: Scene, mark: string, by: string, sees: (oracle: Oracle, who: string) => boolean): void {
  const before = scene.markers.get(mark)?.seenBy;
  written(scene, mark, by, (who) => before?.(who) === true || sees(oracleOf(scene.world), who));
}

/** What is known of a person is known at their other post from then on. */
function share(scene: Scene, who: Person, contact: Contact, customerId: string): void {
  const sees = (oracle: Oracle, other: string) => oracle.contact(other, contact) || oracle.customer(other, customerId);
  for (const mark of [contact.mark, contact.employerMark]) wider(scene, mark, who.login, sees);
}

/** Only who leads the customer says that nobody follows. */
function successions(scene: Scene, who: Person, random: Random, contacts: Hand<Contact>): Attempt[] {
  const { world, oracle } = scene;
  const ownerOf = ({ customerId }: Contact) => world.customers.find(({ id }) => id === customerId)?.ownerId ?? '';
  const left = contacts.seen.filter((one) => !present(one));
  const settle = ({ id, version }: Contact) =>
    send('POST', `/contacts/${id}/succession`, { version, successorId: null });
  const mine = random.maybe(left.filter((one) => oracle.line(who.id, ownerOf(one))));
  const barred = random.maybe(left.filter((one) => !oracle.line(who.id, ownerOf(one))));
  const made = attempts(
    'contacts.settleSuccession',
    'id',
    { hidden: contacts.secret(), barred, fine: mine },
    random,
    settle,
  );
  const gone = random.maybe(left.filter((one) => oracle.written(who.id, one.customerId)));
  if (!gone) return made;
  const follower = random.maybe(
    contacts.seen.filter((one) => present(one) && one.customerId === gone.customerId && one !== gone),
  );
  return [
    ...made,
    ...attempts(
      'contacts.settleSuccession',
      'successorId',
      { hidden: contacts.secret(), fine: follower },
      random,
      ({ id }) => send('POST', `/contacts/${gone.id}/succession`, { version: gone.version, successorId: id }),
    ),
  ];
}

function persons(scene: Scene, who: Person, random: Random, contacts: Hand<Contact>): Attempt[] {
  const { kept, read } = byAccess(scene, who, contacts);
  const [one, other] = random.some(kept, 2);
  const text = random.mark();
  const remarked = (id: string) =>
    scene.world.remarks.some(({ contactId, authorId }) => contactId === id && authorId === who.id);
  const made = [
    ...attempts(
      'contacts.separate',
      'id',
      { hidden: contacts.secret(), barred: random.maybe(read), fine: random.maybe(kept) },
      random,
      ({ id, version }) => send('POST', `/contacts/${id}/separate`, { version }),
    ),
    ...attempts(
      'contacts.remark',
      'id',
      { hidden: contacts.secret(), fine: contacts.known() },
      random,
      ({ id }) => send('PUT', `/contacts/${id}/remark`, { version: remarked(id) ? 1 : 0, text }),
      (contact) =>
        wider(scene, text, who.login, (now, person) => now.line(person, who.id) && now.contact(person, contact)),
    ),
  ];
  if (!one || !other) return made;
  const join = (contact: Contact, otherId: string) =>
    send('POST', `/contacts/${contact.id}/same-person`, { version: contact.version, otherId });
  return [
    ...made,
    ...attempts(
      'contacts.join',
      'id',
      { hidden: contacts.secret(), fine: one },
      random,
      (contact) => join(contact, other.id),
      () => exchange(scene, who, one, other),
    ),
    ...attempts(
      'contacts.join',
      'otherId',
      { hidden: contacts.secret(), barred: random.maybe(read), fine: other },
      random,
      ({ id }) => join(one, id),
      () => exchange(scene, who, one, other),
    ),
  ];
}

function exchange(scene: Scene, who: Person, one: Contact, other: Contact): void {
  const sees = (oracle: Oracle, person: string) => oracle.contact(person, one) || oracle.contact(person, other);
  for (const mark of [one.employerMark, other.employerMark]) wider(scene, mark, who.login, sees);
}

/** How well somebody knows a contact is for themselves, their line and the customer's owner to say. */
function relationships(scene: Scene, who: Person, random: Random, contacts: Hand<Contact>): Attempt[] {
  const { world, oracle } = scene;
  const ownerOf = ({ customerId }: Contact) => world.customers.find(({ id }) => id === customerId)?.ownerId ?? '';
  const { kept, read } = byAccess(scene, who, contacts);
  const fresh = kept.filter(
    (one) => !world.relationships.some(({ contactId, personId }) => contactId === one.id && personId === who.id),
  );
  const set = (contact: Contact, personId: string) =>
    send('PUT', `/contacts/${contact.id}/relationships/${personId}`, { version: 0, strength: 3 });
  const made = attempts(
    'relationships.set',
    'contactId',
    { hidden: contacts.secret(), barred: random.maybe(read), fine: random.maybe(fresh) },
    random,
    (contact) => set(contact, who.id),
  );
  const teamOf = ({ customerId }: Contact) => world.customers.find(({ id }) => id === customerId)?.team ?? [];
  const isKnown = (contact: Contact, id: string) =>
    world.relationships.some(({ contactId, personId }) => contactId === contact.id && personId === id);
  // Somebody who sees the customer: but for the right to say it, nothing stands in the way.
  const besides = kept
    .filter((one) => !oracle.line(who.id, ownerOf(one)))
    .flatMap((one) => teamOf(one).map(({ personId }) => ({ contact: one, id: personId })))
    .filter(({ contact, id }) => !oracle.line(who.id, id) && !isKnown(contact, id));
  const beside = random.maybe(besides);
  if (!beside) return made;
  return [
    ...made,
    ...attempts('relationships.set', 'personId', { barred: beside }, random, ({ contact, id }) => set(contact, id)),
  ];
}

function introductions(scene: Scene, who: Person, random: Random, contacts: Hand<Contact>): Attempt[] {
  const { world, oracle } = scene;
  const asked = handOf(scene, who, random, world.introductions, (one) => one.askedId === who.id);
  const open = random.maybe(asked.seen.filter((one) => one.state === 'open'));
  const circlesOf = (posts: Contact[]) => [...oracle.acquaintances(who.id, posts).circles];
  const samePerson = (one: Contact) =>
    world.contacts.filter((other) => other === one || (one.personId !== null && other.personId === one.personId));
  const behind = random.maybe(contacts.seen.filter((one) => circlesOf(samePerson(one)).length > 0));
  const circle = behind ? (circlesOf(samePerson(behind))[0] ?? null) : null;
  const made = [
    ...attempts('relationships.answer', 'id', { hidden: asked.secret(), fine: open }, random, ({ id }) =>
      send('POST', `/introductions/${id}/answer`, { accept: false }),
    ),
    ...attempts('relationships.ask', 'contactId', { hidden: contacts.secret(), fine: behind }, random, ({ id }) =>
      send('POST', '/introductions', { contactId: id, departmentId: circle }),
    ),
  ];
  const secret = random.maybe(contacts.hidden.filter((one) => circlesOf([one]).some((id) => id !== null)));
  if (!secret) return made;
  const customer = world.customers.find(({ id }) => id === secret.customerId);
  const [name, company] = [contactName(secret.mark), customer?.name ?? ''];
  const shown = circlesOf([secret]);
  const byId = (id: string | null | undefined) => (id ? { id } : null);
  return [
    ...made,
    ...attempts(
      'relationships.ask',
      'departmentId',
      {
        hidden: byId(departments.find(({ id }) => !shown.includes(id))?.id),
        fine: byId(shown.find((id) => id !== null)),
      },
      random,
      ({ id }) => send('POST', '/introductions', { name, company, departmentId: id }),
      () => {
        // What was typed is read again by who typed it.
        wider(scene, secret.mark, who.login, (now, other) => other === who.id || now.contact(other, secret));
        if (customer)
          wider(scene, customer.mark, who.login, (now, other) => other === who.id || now.customer(other, customer.id));
      },
    ),
  ];
}
