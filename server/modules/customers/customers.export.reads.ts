import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { OwnValue } from '../../../contract/fields.ts';
import type { Ctx } from '../../platform/context.ts';
import { phoneFor } from '../../platform/masking.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { listCustomers } from './customers.list.reads.ts';
import { ownColumns } from './customers.own.reads.ts';
import type { Filters } from './customers.rows.reads.ts';

/** Ids of customers that the list finds with these filters, the oldest first, a batch at a time. */
export async function customerBatch(ctx: Ctx, filter: Filters, cursor: string | null, limit: number) {
  const query = { ...filter, sort: 'createdAt' as const, order: 'asc' as const, limit };
  const page = await listCustomers(ctx, cursor === null ? query : { ...query, cursor });
  return { ids: page.items.map((row) => row.id), cursor: page.nextCursor };
}

/** What a row of an export holds: plain values by the key of their column, and own fields as they are kept. */
export type ExportRow = Record<string, string | number | null> & { ownerId: string };
export type ExportedCustomer = {
  row: ExportRow;
  own: Record<string, OwnValue>;
  refs: { people: Named[]; customers: Named[]; files: Named[] };
};
type Named = { id: string; name: string };

const ofBatch = (ctx: Ctx, ids: readonly string[]): RawBuilder<unknown> => sql`
  from unnest(${[...ids]}::uuid[]) with ordinality as given (id, place)
  join customers c on c.id = given.id and ${customerSeenRow(ctx.actor, 'c.id')}
  join users o on o.id = c.owner_id`;

/** Customers among these that are still seen, in the order given. */
export async function exportedCustomers(ctx: Ctx, ids: readonly string[]): Promise<ExportedCustomer[]> {
  const name = (column: string) => sql`(select e.name from list_entries e where e.id = ${sql.ref(column)})`;
  const { rows } = await sql<ExportRow & { own: ExportedCustomer['own']; ownRefs: ExportedCustomer['refs'] }>`
    select c.id, c.owner_id as "ownerId", c.name, ${name('c.segment_id')} as segment, ${name('c.region_id')} as region,
      ${name('c.industry_id')} as industry, ${name('c.level_id')} as level, o.name as owner,
      (select p.name from customers p where p.id = c.parent_id and ${customerSeenRow(ctx.actor, 'p.id')}) as parent,
      c.phone, c.credit_code as "creditCode", c.website, c.founded_year as "foundedYear", c.employees,
      c.annual_revenue as "annualRevenue", c.description, c.addresses -> 0 ->> 'text' as address,
      c.next_step as "nextStep", c.next_step_on as "nextStepOn", c.last_visit_on as "lastVisit",
      c.archive_updated_at as archive, c.created_at as created, ${ownColumns(ctx.actor)}
    ${ofBatch(ctx, ids)} order by given.place
  `.execute(ctx.db);
  return rows.map(({ own, ownRefs, ...row }) => ({ row: masked(ctx, row, 'phone'), own, refs: ownRefs }));
}

/** Without own fields of its type the row is only this. */
const masked = (ctx: Ctx, row: object, key: 'phone'): ExportRow => {
  const plain = row as ExportRow;
  const phone = plain[key];
  return { ...plain, [key]: typeof phone === 'string' ? phoneFor(ctx.actor, plain.ownerId, phone) : null };
};

/** Contacts of these customers; telephones as the actor reads them. */
export async function exportedContacts(ctx: Ctx, ids: readonly string[]): Promise<ExportRow[]> {
  const { rows } = await sql<ExportRow>`
    select c.owner_id as "ownerId", c.name as customer, k.name, k.title, k.decision_role as "decisionRole", k.phone,
      k.email, k.note, k.last_met_on as "lastMetOn", k.left_on as "leftOn"
    ${ofBatch(ctx, ids)} join contacts k on k.customer_id = c.id order by given.place, k.id
  `.execute(ctx.db);
  return rows.map((row) => masked(ctx, row, 'phone'));
}

/** Who of us knows whom there. */
export async function exportedRelationships(ctx: Ctx, ids: readonly string[]): Promise<ExportRow[]> {
  const { rows } = await sql<ExportRow>`
    select c.owner_id as "ownerId", c.name as customer, k.name as contact, u.name as person, u.login, r.strength,
      r.set_on as "setOn", r.last_touch_on as "lastTouchOn", r.note
    ${ofBatch(ctx, ids)}
    join contacts k on k.customer_id = c.id
    join relationships r on r.contact_id = k.id
    join users u on u.id = r.user_id
    order by given.place, k.id, u.name, u.id
  `.execute(ctx.db);
  return rows;
}

/** Owners and members with role, access and period. */
export async function exportedTeams(ctx: Ctx, ids: readonly string[]): Promise<ExportRow[]> {
  const { rows } = await sql<ExportRow>`
    select c.owner_id as "ownerId", c.name as customer, u.name as person, u.login, t.role, t.access,
      t.from_on as "fromOn", t.until_on as "untilOn"
    ${ofBatch(ctx, ids)}
    join customer_team t on t.customer_id = c.id
    join users u on u.id = t.user_id
    order by given.place, t.role <> 'owner', u.name, u.id
  `.execute(ctx.db);
  return rows;
}
