import { contactSearch } from '../../modules/customers/customers.contacts.store.ts';
import { derivedColumns } from '../../modules/customers/customers.store.ts';
import type { Insert } from './insert.ts';
import { randomOf } from './random.ts';
import { contactName } from './world.customers.ts';
import { ownText } from './world.fields.ts';
import type { Contact, Customer, World } from './world.types.ts';

const millisADay = 86_400_000;

export function customerRow(customer: Customer, contacts: readonly Contact[], at: Date) {
  const { name, phone, creditCode } = customer;
  const texts = customer.own.textMark === null ? [] : [ownText(customer.own.textMark)];
  const kept = new Date(at.getTime() - customer.archiveAge * millisADay).toISOString();
  // Name search and the search for duplicates need what the product derives; a wrong derivation shows as a loss.
  const derived = derivedColumns({ name, phone, creditCode, contacts: contacts.map(nameAndPhone), texts });
  return {
    id: customer.id,
    name,
    ...derived,
    segment_id: customer.segmentId,
    region_id: customer.regionId,
    industry_id: customer.industryId,
    level_id: customer.levelId,
    parent_id: customer.parentId,
    owner_id: customer.ownerId,
    phone,
    credit_code: creditCode,
    description: customer.descriptionMark,
    addresses: [{ kind: 'office', text: customer.addressMark }],
    archive_updated_at: kept,
    next_step: customer.nextStepMark,
    pool_id: customer.poolId,
    pooled_at: customer.poolId ? kept : null,
    version: customer.version,
    created_at: kept,
    updated_at: kept,
  };
}

const nameAndPhone = ({ mark, phone }: Contact) => ({ name: contactName(mark), phone });

export function contactRow(contact: Contact, at: Date) {
  const { name } = nameAndPhone(contact);
  return {
    id: contact.id,
    customer_id: contact.customerId,
    name,
    title: '采购经理',
    phone: contact.phone,
    note: contact.noteMark,
    person_id: contact.personId,
    school: contact.school,
    employers: [contact.employerMark],
    left_on: contact.departure?.leftOn ?? null,
    search: contactSearch({ name, title: '采购经理', phone: contact.phone }),
    version: contact.version,
    created_at: at.toISOString(),
  };
}

export async function insertCustomers(insert: Insert, world: World, at: Date): Promise<void> {
  const contactsOf = (customer: Customer) => world.contacts.filter((contact) => contact.customerId === customer.id);
  await insert(
    'customers',
    world.customers.map((customer) => customerRow(customer, contactsOf(customer), at)),
  );
  await insert(
    'customer_team',
    world.customers.flatMap((customer) =>
      customer.team.map(({ personId, role, access }) => ({
        customer_id: customer.id,
        user_id: personId,
        role,
        access,
        created_at: at.toISOString(),
      })),
    ),
  );
  await insert(
    'contacts',
    world.contacts.map((contact) => contactRow(contact, at)),
  );
  await insert('customer_touches', touchesOf(world, at));
}

/** People worked on customers that they may not see any more. */
function touchesOf(world: World, at: Date) {
  const random = randomOf(world.customers.length, 7);
  return world.people.flatMap((person) =>
    random.some(world.customers, 3).map((customer) => ({
      user_id: person.id,
      customer_id: customer.id,
      touched_at: new Date(at.getTime() - random.int(30) * millisADay).toISOString(),
    })),
  );
}
