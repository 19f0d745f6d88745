import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { phoneFor } from '../../platform/masking.ts';
import { customerSeenRow, customerWrittenRow } from '../../platform/scope.ts';
import { normalizeName } from '../../platform/text.names.ts';

/** A customer that a row of an import names. */
export type NamedCustomer = { id: string; name: string; ownerId: string; written: boolean };

/** Customers that the actor sees, by what was looked for: a name, or a credit code. */
export async function customersCalled(ctx: Ctx, names: readonly string[]): Promise<ReadonlyMap<string, NamedCustomer>> {
  if (names.length === 0) return new Map();
  const { rows } = await sql<NamedCustomer & { normalizedName: string; creditCode: string | null }>`
    select c.id, c.name, c.owner_id as "ownerId", c.normalized_name as "normalizedName",
      c.credit_code as "creditCode", ${customerWrittenRow(ctx.actor, 'c.id')} as written
    from customers c
    where (c.normalized_name = any(${names.map(normalizeName)}::text[])
        or c.credit_code = any(${names.map((name) => name.toUpperCase())}::text[]))
      and ${customerSeenRow(ctx.actor, 'c.id')}
  `.execute(ctx.db);
  const byName = new Map(rows.map((row) => [row.normalizedName, row]));
  const byCode = new Map(rows.map((row) => [row.creditCode, row]));
  return new Map(
    names.flatMap((name): [string, NamedCustomer][] => {
      const found = byName.get(normalizeName(name)) ?? byCode.get(name.toUpperCase());
      return found ? [[name, found]] : [];
    }),
  );
}

export type ContactThere = {
  id: string;
  customerId: string;
  name: string;
  title: string | null;
  decisionRole: string | null;
  /** As the actor reads it. */
  phone: string | null;
  email: string | null;
  note: string | null;
  leftOn: string | null;
  version: number;
};

/** Contacts of these customers, which the actor sees. */
export async function contactsThere(ctx: Ctx, customerIds: readonly string[]): Promise<ContactThere[]> {
  const { rows } = await sql<ContactThere & { ownerId: string }>`
    select k.id, k.customer_id as "customerId", k.name, k.title, k.decision_role as "decisionRole", k.phone, k.email,
      k.note, k.left_on as "leftOn", k.version, c.owner_id as "ownerId"
    from contacts k join customers c on c.id = k.customer_id
    where k.customer_id = any(${[...customerIds]}::uuid[]) order by k.id
  `.execute(ctx.db);
  return rows.map(({ ownerId, ...row }) => ({ ...row, phone: phoneFor(ctx.actor, ownerId, row.phone) }));
}

/** These fields of a contact as they stand, nothing masked: what undoes a change. */
export async function contactAsIs(db: Db, id: string, fields: readonly string[]): Promise<Record<string, unknown>> {
  const record = await db
    .selectFrom('contacts')
    .select(['title', 'decision_role as decisionRole', 'phone', 'email', 'note', 'left_on as leftOn'])
    .where('id', '=', id)
    .executeTakeFirst();
  const held: Record<string, unknown> = record ?? {};
  return Object.fromEntries(fields.map((field) => [field, held[field] ?? null]));
}

export type EdgeThere = {
  id: string;
  contactId: string;
  personId: string;
  strength: number;
  setOn: string;
  lastTouchOn: string | null;
  note: string | null;
  version: number;
};

/** Relationships with contacts of these customers, which the actor sees. */
export async function edgesThere(ctx: Ctx, customerIds: readonly string[]): Promise<EdgeThere[]> {
  const { rows } = await sql<EdgeThere>`
    select r.id, r.contact_id as "contactId", r.user_id as "personId", r.strength, r.set_on as "setOn",
      r.last_touch_on as "lastTouchOn", r.note, r.version
    from relationships r join contacts k on k.id = r.contact_id
    where k.customer_id = any(${[...customerIds]}::uuid[])
  `.execute(ctx.db);
  return rows;
}

export type PlaceThere = {
  customerId: string;
  personId: string;
  role: string;
  access: string;
  fromOn: string;
  untilOn: string | null;
};

/** Places on the teams of these customers, which the actor sees: those that are held and those that are planned. */
export async function placesThere(ctx: Ctx, customerIds: readonly string[]): Promise<PlaceThere[]> {
  const { rows } = await sql<PlaceThere>`
    select customer_id as "customerId", user_id as "personId", role, access, from_on as "fromOn", until_on as "untilOn"
    from customer_team where customer_id = any(${[...customerIds]}::uuid[])
    union all
    select customer_id, user_id, role, access, from_on, until_on
    from team_places where customer_id = any(${[...customerIds]}::uuid[]) and planned
  `.execute(ctx.db);
  return rows;
}

type Pair = { customerId: string; personId: string };
export const pairKey = ({ customerId, personId }: Pair) => `${customerId} ${personId}`;

/** Those of these pairs whose person sees the customer: on its team, or above somebody who is; as `pairKey`. */
export async function pairsSeeing(db: Db, pairs: readonly Pair[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<Pair>`
    select p."customerId", p."personId"
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as p ("customerId" uuid, "personId" uuid)
    where exists (
      select 1 from customer_team t join reporting_line l on l.descendant_id = t.user_id
      where t.customer_id = p."customerId" and l.ancestor_id = p."personId"
    )
  `.execute(db);
  return new Set(rows.map(pairKey));
}
