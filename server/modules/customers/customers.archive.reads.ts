import { sql } from 'kysely';
import type { Customer } from '../../../contract/customers.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { phoneFor } from '../../platform/masking.ts';
import { customerSeenRow, customerWrittenRow } from '../../platform/scope.ts';
import { contactJson } from './customers.contacts.reads.ts';
import { rowColumns } from './customers.list.reads.ts';
import { survivorOf } from './customers.merges.reads.ts';
import { ownColumns } from './customers.own.reads.ts';
import * as policy from './customers.policy.ts';
import { isStale } from './customers.upkeep.rules.ts';

/**
 * The whole archive. The id of a customer that has become part of another one answers with that one. Throws
 * `common.notFound`, also for one that the actor may not see.
 */
export async function getCustomer(ctx: Ctx, id: string): Promise<Customer> {
  const customer = await findCustomer(ctx, id);
  if (customer) return { ...customer, mergedInto: null };
  const survivorId = await survivorOf(ctx.db, id);
  const survivor = survivorId ? await findCustomer(ctx, survivorId) : null;
  ensure(survivor, 'common.notFound');
  return { ...survivor, mergedInto: { id: survivor.id, name: survivor.name } };
}

/** In one query; null for one that is not there and for one that the actor may not see. */
async function findCustomer(ctx: Ctx, id: string): Promise<Omit<Customer, 'mergedInto'> | null> {
  const { rows } = await sql<Omit<Customer, 'stale' | 'can' | 'mergedInto'> & { written: boolean }>`
    select ${rowColumns},
      c.credit_code as "creditCode", c.website, c.founded_year as "foundedYear", c.employees,
      ${customerWrittenRow(ctx.actor, 'c.id')} as written, c.annual_revenue as "annualRevenue", c.description,
      c.addresses, ${ownColumns(ctx.actor)},
      (
        select json_build_object('id', p.id, 'name', p.name) from customers p
        where p.id = c.parent_id and ${customerSeenRow(ctx.actor, 'p.id')}
      ) as parent,
      (
        select json_agg(json_build_object(
          'person', json_build_object('id', u.id, 'name', u.name, 'post', u.post), 'role', t.role,
          'access', t.access, 'fromOn', t.from_on, 'untilOn', t.until_on
        ) order by t.role <> 'owner', t.created_at, u.name)
        from customer_team t join users u on u.id = t.user_id where t.customer_id = c.id
      ) as team,
      coalesce((
        select json_agg(${contactJson(ctx.actor)} order by k.left_on nulls first, k.id) from contacts k where k.customer_id = c.id
      ), '[]') as contacts
    from customers c join users o on o.id = c.owner_id
    where c.id = ${id} and ${customerSeenRow(ctx.actor, 'c.id')}
  `.execute(ctx.db);
  const [found] = rows;
  if (!found) return null;
  const { written, ...customer } = found;
  const ownerId = customer.owner.id;
  return {
    ...customer,
    phone: phoneFor(ctx.actor, ownerId, customer.phone),
    contacts: customer.contacts.map((contact) => ({
      ...contact,
      phone: phoneFor(ctx.actor, ownerId, contact.phone),
    })),
    stale: isStale(customer.staleAt, ctx.now()),
    can: {
      update: policy.update({ written }),
      changeTeam: policy.changeTeam(ctx.actor, { ownerId }),
      merge: policy.merge(ctx.actor, { ownerId, written }),
    },
  };
}

/** Stale archives of one owner, the longest neglected first. */
export async function staleOf(db: Db, ownerId: string, now: Date, limit: number) {
  const rows = await db
    .selectFrom('customers as c')
    .select(['c.id', 'c.name', 'c.archive_updated_at as archiveUpdatedAt'])
    .where('c.owner_id', '=', ownerId)
    .where('c.pool_id', 'is', null)
    .where('c.stale_at', '<=', now.toISOString())
    .orderBy('c.stale_at')
    .orderBy('c.id')
    .limit(limit)
    .execute();
  return rows.map(({ id, name, archiveUpdatedAt }) => ({ customer: { id, name }, archiveUpdatedAt }));
}
