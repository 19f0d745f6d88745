import type { Insertable, Selectable, Updateable } from 'kysely';
import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import type { CustomersTable } from '../../platform/db/tables/customers.ts';
import { AppError } from '../../platform/errors.ts';
import { customerSeenRow, customerWrittenRow } from '../../platform/scope.ts';
import { coreName, normalizeName } from '../../platform/text.names.ts';
import { phoneDigits, phoneTerms, searchVector } from '../../platform/text.ts';
import type { Member } from './customers.rules.ts';

export type CustomerRecord = Omit<Selectable<CustomersTable>, 'search' | 'own' | 'own_aside'>;

const recordColumns = [
  'id',
  'name',
  'normalized_name',
  'core_name',
  'segment_id',
  'region_id',
  'industry_id',
  'level_id',
  'parent_id',
  'owner_id',
  'phone',
  'phone_digits',
  'credit_code',
  'website',
  'founded_year',
  'employees',
  'annual_revenue',
  'description',
  'addresses',
  'archive_updated_at',
  'stale_at',
  'last_visit_on',
  'next_step',
  'next_step_on',
  'import_id',
  'pool_id',
  'pooled_at',
  'version',
  'created_at',
  'updated_at',
] as const;

/**
 * Locks a customer to change it; undefined for one that does not exist, and for one that the actor does not see. Throws
 * `common.forbidden` for one that they only read. The lock leaves its key free: a visit that is just inserted holds
 * that key, and two of them would wait for each other.
 */
export async function lockCustomer(tx: Tx, actor: Actor, id: string): Promise<CustomerRecord | undefined> {
  const customer = await tx
    .selectFrom('customers as c')
    .select(recordColumns.map((column) => `c.${column}` as const))
    .select(customerWrittenRow(actor, 'c.id').as('written'))
    .where('c.id', '=', id)
    .where(customerSeenRow(actor, 'c.id'))
    .forNoKeyUpdate('c')
    .executeTakeFirst();
  if (!customer) return undefined;
  // While it waited for the lock, a place on the team may have gone: asked again by what stands now.
  const [now] = await tx
    .selectFrom('customers as c')
    .select(customerWrittenRow(actor, 'c.id').as('written'))
    .where('c.id', '=', id)
    .where(customerSeenRow(actor, 'c.id'))
    .execute();
  if (!now) return undefined;
  if (!now.written) throw new AppError('common.forbidden');
  return customer;
}

/** Those of these customers that the actor sees, and whether they may be written. */
export async function customersWithRights(db: Db, actor: Actor, ids: readonly string[]) {
  return db
    .selectFrom('customers as c')
    .select(recordColumns.map((column) => `c.${column}` as const))
    .select(['c.own', customerWrittenRow(actor, 'c.id').as('written')])
    .where('c.id', 'in', [...ids])
    .where(customerSeenRow(actor, 'c.id'))
    .execute();
}

type Described = {
  name: string;
  /** Texts of own fields that are searched, and names from before a merge. */
  texts?: readonly string[];
  phone?: string | null;
  creditCode?: string | null;
  contacts?: readonly { name: string; phone?: string | null }[];
};

/** Columns that follow from others. A customer is found by name, telephone, credit code, and the people there. */
export function derivedColumns({ name, phone, creditCode, contacts = [], texts = [] }: Described) {
  return {
    normalized_name: normalizeName(name),
    core_name: coreName(name),
    phone_digits: phoneDigits(phone),
    search: searchVector(
      [name, creditCode, ...contacts.map((contact) => contact.name), ...texts],
      [phone, ...contacts.map((contact) => contact.phone)].flatMap(phoneTerms),
    ),
  };
}

/** Makes what customers are found by anew, after a change of the customers, their own fields or contacts. */
export async function refreshSearch(tx: Tx, ...ids: string[]): Promise<void> {
  const { rows } = await sql<Described & { id: string }>`
    select c.id, c.name, c.phone, c.credit_code as "creditCode", coalesce((
      select json_agg(json_build_object('name', k.name, 'phone', k.phone)) from contacts k where k.customer_id = c.id
    ), '[]') as contacts, coalesce((
      select json_agg(found.text) from (
        select c.own ->> f.id::text as text from own_fields f
        where f.searchable and not f.retired and c.own ? f.id::text
        union all
        select n.name from customer_former_names n where n.customer_id = c.id
      ) found
    ), '[]') as texts
    from customers c where c.id = any(${ids}::uuid[])
  `.execute(tx);
  const made = rows.map((described) => ({ id: described.id, search: derivedColumns(described).search }));
  await sql`
    update customers c set search = m.search
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as m (id uuid, search tsvector)
    where c.id = m.id and c.search <> m.search
  `.execute(tx);
}

export async function insertCustomer(tx: Tx, row: Insertable<CustomersTable>): Promise<void> {
  await tx.insertInto('customers').values(row).execute();
}

export async function updateCustomerRow(tx: Tx, id: string, changes: Updateable<CustomersTable>): Promise<void> {
  await tx.updateTable('customers').set(changes).where('id', '=', id).execute();
}

/** The owner of a customer that is new at this instant. */
export async function addOwner(tx: Tx, customerId: string, ownerId: string, at: string): Promise<void> {
  await sql`
    insert into customer_team (customer_id, user_id, role, from_on)
    select ${customerId}, ${ownerId}, 'owner', (${at}::timestamptz at time zone time_zone)::date from company
  `.execute(tx);
}

/** Makes the team what is given; those who stay keep the day they joined. */
export async function replaceTeam(tx: Tx, customerId: string, team: readonly Member[]): Promise<void> {
  await tx
    .deleteFrom('customer_team')
    .where('customer_id', '=', customerId)
    .where(
      'user_id',
      'not in',
      team.map((member) => member.personId),
    )
    .execute();
  // One owner at a time: the old one steps back before the new one is entered.
  await tx
    .updateTable('customer_team')
    .set({ role: 'sales' })
    .where('customer_id', '=', customerId)
    .where('role', '=', 'owner')
    .execute();
  await tx
    .insertInto('customer_team')
    .values(team.map(({ personId, role }) => ({ customer_id: customerId, user_id: personId, role })))
    .onConflict((conflict) =>
      conflict.columns(['customer_id', 'user_id']).doUpdateSet((eb) => ({ role: eb.ref('excluded.role') })),
    )
    .execute();
}

/** Remembers that a person worked on a customer, for what pickers offer first. */
export async function touch(tx: Tx, userId: string, customerId: string, at: Date): Promise<void> {
  await sql`
    insert into customer_touches (user_id, customer_id, touched_at) values (${userId}, ${customerId}, ${at})
    on conflict (user_id, customer_id) do update set touched_at = greatest(customer_touches.touched_at, excluded.touched_at)
  `.execute(tx);
}

/** Ids among these of people who are active; none of them leaves until the transaction ends. */
export async function activePeople(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .selectFrom('users')
    .select('id')
    .where('id', 'in', [...ids])
    .where('active', '=', true)
    .forKeyShare()
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** Customers among these that the actor sees. */
export async function seenCustomers(db: Db, actor: Actor, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('customers as c')
    .select(['c.id', 'c.name', 'c.owner_id as ownerId'])
    .where('c.id', 'in', [...ids])
    .where(customerSeenRow(actor, 'c.id'))
    .execute();
}
