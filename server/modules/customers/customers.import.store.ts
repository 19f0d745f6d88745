import { sql } from 'kysely';
import type { OwnValue } from '../../../contract/fields.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import { referencesTo, unreferenced } from '../../platform/db/references.ts';
import type { Doer } from '../../platform/events.ts';
import { recordEvents } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { coreName, normalizeName } from '../../platform/text.names.ts';
import { contactSearch } from './customers.contacts.store.ts';
import { derivedColumns, refreshSearch } from './customers.store.ts';

export type Known = {
  id: string;
  normalizedName: string;
  creditCode: string | null;
  ownerName: string;
  visible: boolean;
};

/** Customers that have one of these names (normalised) or credit codes, whoever they belong to. */
export async function customersKnownBy(
  db: Db,
  actor: Actor,
  keys: { names: string[]; creditCodes: string[] },
): Promise<Known[]> {
  const { rows } = await sql<Known>`
    select c.id, c.normalized_name as "normalizedName", c.credit_code as "creditCode",
      o.name as "ownerName", ${customerSeenRow(actor, 'c.id')} as visible
    from customers c join users o on o.id = c.owner_id
    where c.normalized_name = any(${keys.names}::text[]) or c.credit_code = any(${keys.creditCodes}::text[])
  `.execute(db);
  return rows;
}

/** By name, a customer that the actor sees and that goes by nearly the same one: place and legal form aside. */
export async function customersNearlyNamed(
  db: Db,
  actor: Actor,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const cores = new Map(names.map((name) => [name, coreName(name)]));
  const { rows } = await sql<{ core: string; name: string; normalized: string }>`
    select c.core_name as core, c.name, c.normalized_name as normalized from customers c
    where c.core_name = any(${[...new Set(cores.values())].filter(Boolean)}::text[]) and ${customerSeenRow(actor, 'c.id')}
  `.execute(db);
  const byCore = Map.groupBy(rows, (row) => row.core);
  return new Map(
    [...cores].flatMap(([name, core]): [string, string][] => {
      const found = byCore.get(core) ?? [];
      // One of exactly that name is no matter of likeness.
      if (found.length === 0 || found.some((one) => one.normalized === normalizeName(name))) return [];
      return [[name, found[0]?.name ?? '']];
    }),
  );
}

/** Who made a record elsewhere, and when; null: whoever brings it in, now. */
export type Made = { by: string | null; at: string | null };

export type NewCustomer = {
  id: string;
  name: string;
  ownerId: string;
  segmentId: string | null;
  regionId: string | null;
  industryId: string | null;
  levelId: string | null;
  phone: string | null;
  creditCode: string | null;
  website: string | null;
  foundedYear: number | null;
  employees: number | null;
  annualRevenue: string | null;
  description: string | null;
  address: string | null;
  contact: { name: string; title: string | null; phone: string | null } | null;
  /** Own fields as they are kept. */
  own: Record<string, OwnValue>;
  made?: Made;
};

/**
 * Inserts many customers with owner and contact, each with its event; answers the ids of those that went in. One whose
 * name or credit code is taken meanwhile stays out.
 */
export async function insertCustomers(
  tx: Tx,
  by: Doer,
  importId: string,
  at: Date,
  customers: readonly NewCustomer[],
): Promise<ReadonlySet<string>> {
  const rows = customers.map((customer) => ({
    ...customer,
    ...derivedColumns({ ...customer, contacts: customer.contact ? [customer.contact] : [] }),
    createdAt: customer.made?.at ?? at.toISOString(),
  }));
  const inserted = await sql<{ id: string }>`
    insert into customers (id, name, normalized_name, core_name, segment_id, region_id, industry_id, level_id,
      owner_id, phone, phone_digits, credit_code, website, founded_year, employees, annual_revenue, description,
      addresses, own, search, import_id, archive_updated_at, created_at, updated_at)
    select id, name, normalized_name, core_name, "segmentId", "regionId", "industryId", "levelId", "ownerId", phone,
      phone_digits, "creditCode", website, "foundedYear", employees, "annualRevenue", description,
      case when address is null then '[]' else jsonb_build_array(jsonb_build_object('kind', 'office', 'text', address)) end,
      own, search, ${importId}, ${at}, "createdAt", ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
      id uuid, name text, normalized_name text, core_name text, "segmentId" uuid, "regionId" uuid, "industryId" uuid,
      "levelId" uuid, "ownerId" uuid, phone text, phone_digits text, "creditCode" text, website text,
      "foundedYear" integer, employees integer, "annualRevenue" numeric, description text, address text, own jsonb,
      search tsvector, "createdAt" timestamptz
    )
    on conflict do nothing
    returning id
  `.execute(tx);
  const ids = new Set(inserted.rows.map((row) => row.id));
  const made = customers.filter((customer) => ids.has(customer.id));
  await insertTeams(tx, made);
  await insertFirstContacts(tx, made, at);
  const described = rows.filter(({ id, own }) => ids.has(id) && Object.keys(own).length > 0);
  await refreshSearch(tx, ...described.map(({ id }) => id));
  for (const [doer, those] of byMaker(by, at, made)) {
    await recordEvents(
      tx,
      doer,
      'customer.created',
      those.map(({ id, name, ownerId, contact }) => ({
        subject: { type: 'customer', id, audience: 'customer', customerId: id, ownerId },
        data: { name, owner: { personId: ownerId }, contacts: contact ? [contact.name] : [], importId },
      })),
    );
  }
  return ids;
}

/** Records of one author and time together; whoever brings them in stands where a file names nobody. */
export function byMaker<T extends { made?: Made }>(by: Doer, at: Date, records: readonly T[]): [Doer, T[]][] {
  const importer = by && 'actor' in by ? by.actor.id : (by?.id ?? null);
  const groups = Map.groupBy(records, ({ made }) => JSON.stringify([made?.by ?? null, made?.at ?? null]));
  return [...groups.values()].map((those): [Doer, T[]] => {
    const { by: author = null, at: then = null } = those[0]?.made ?? {};
    if (author === null && then === null) return [by, those];
    const id = author ?? importer;
    return [id === null ? null : { actor: { id }, now: () => (then === null ? at : new Date(then)) }, those];
  });
}

async function insertTeams(tx: Tx, made: readonly NewCustomer[]): Promise<void> {
  await sql`
    insert into customer_team (customer_id, user_id, role)
    select customer_id, user_id, 'owner'
    from unnest(${made.map(({ id }) => id)}::uuid[], ${made.map(({ ownerId }) => ownerId)}::uuid[])
      as t (customer_id, user_id)
  `.execute(tx);
}

async function insertFirstContacts(tx: Tx, made: readonly NewCustomer[], at: Date): Promise<void> {
  const contacts = made.flatMap(({ id, contact }) =>
    contact ? [{ id: newId(), customer_id: id, ...contact, search: contactSearch(contact) }] : [],
  );
  if (contacts.length === 0) return;
  await sql`
    insert into contacts (id, customer_id, name, title, phone, search, created_at)
    select id, customer_id, name, title, phone, search, ${at}
    from jsonb_to_recordset(${JSON.stringify(contacts)}::jsonb) as r(
      id uuid, customer_id uuid, name text, title text, phone text, search tsvector
    )
  `.execute(tx);
}

/**
 * Gives customers of an import their parents, by the parents' normalised names among those that the actor sees. The
 * version stays: it is the import that is completed. A parent that stands below the customer is left out.
 */
export async function completeParents(
  tx: Tx,
  actor: Actor,
  importId: string,
  wanted: readonly { id: string; parentName: string }[],
): Promise<void> {
  if (wanted.length === 0) return;
  await sql`select pg_advisory_xact_lock(hashtext('licheng.customers.parent'))`.execute(tx);
  await sql`
    with recursive wanted as (
      select w.id, p.id as parent_id
      from unnest(${wanted.map(({ id }) => id)}::uuid[], ${wanted.map(({ parentName }) => parentName)}::text[])
        as w (id, parent_name)
      join customers p on p.normalized_name = w.parent_name and p.id <> w.id and ${customerSeenRow(actor, 'p.id')}
    ), above as (
      select id, parent_id from wanted
      union
      select above.id, c.parent_id from above join customers c on c.id = above.parent_id where c.parent_id is not null
    )
    update customers c set parent_id = wanted.parent_id
    from wanted
    where c.id = wanted.id and c.import_id = ${importId} and c.version = 1 and c.parent_id is null
      and not exists (select 1 from above where above.id = c.id and above.parent_id = c.id)
  `.execute(tx);
}

/**
 * Removes customers of an import that nobody has worked on since: same version, no change of contacts, nothing on the
 * timeline but their creation, no visit, no plan, nothing else that refers to them. Answers which were removed and which only wait for a subsidiary
 * to go first; all others stay.
 */
export async function removeUntouched(
  tx: Tx,
  by: Doer,
  given: readonly { id: string; version: number }[],
): Promise<{ removed: ReadonlySet<string>; waiting: ReadonlySet<string> }> {
  const ids = given.map(({ id }) => id);
  // Locked first: what others are just adding is then there to be seen.
  await sql`select 1 from customers where id = any(${ids}::uuid[]) order by id for update`.execute(tx);
  const references = await referencesTo(tx, 'customers', ['customers']);
  const { rows } = await sql<{ id: string; ownerId: string; name: string; waiting: boolean }>`
    select c.id, c.name, c.owner_id as "ownerId", exists (select 1 from customers s where s.parent_id = c.id) as waiting
    from unnest(${ids}::uuid[], ${given.map(({ version }) => version)}::int[]) as g (id, version)
    join customers c on c.id = g.id and c.version = g.version and c.updated_at = c.created_at
    where not exists (select 1 from events e where e.customer_id = c.id and e.type <> 'customer.created')
      and ${unreferenced(references, 'c.id')}
  `.execute(tx);
  const going = rows.filter((row) => !row.waiting);
  if (going.length > 0) {
    await tx
      .deleteFrom('customers')
      .where(
        'id',
        'in',
        going.map((row) => row.id),
      )
      .execute();
  }
  await recordEvents(
    tx,
    by,
    'customer.removed',
    going.map(({ id, name, ownerId }) => ({
      subject: { type: 'customer', id, audience: 'audit', ownerId },
      data: { name },
    })),
  );
  return {
    removed: new Set(going.map((row) => row.id)),
    waiting: new Set(rows.filter((row) => row.waiting).map((row) => row.id)),
  };
}
