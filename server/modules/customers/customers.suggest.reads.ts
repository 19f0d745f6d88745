import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import { wordsFor } from '../../platform/masking.ts';
import { beginningWith, holding } from '../../platform/reach.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { normalizeName } from '../../platform/text.names.ts';
import { searchQuery } from '../../platform/text.ts';
import { listCustomers } from './customers.list.reads.ts';

/** Of the customers a person worked on, the newest ones that a picker looks through first. */
const recent = 200;

type Found = { id: string; name: string };

/**
 * Customers for a picker: those the actor worked on last first, then names that begin with what was typed, then names
 * that hold it. With nothing typed: the last worked on, then the last changed.
 */
export async function suggestCustomers(ctx: Ctx, query: { q?: string; limit: number }): Promise<{ items: Found[] }> {
  const { q, limit } = query;
  const typed = q ? searchQuery(q, wordsFor(ctx.actor)) : null;
  if (q && typed === null) return { items: [] };
  const found = await recentlyTouched(ctx, typed, limit);
  if (found.length < limit && q) found.push(...(await namedLike(ctx, q, limit)));
  if (distinct(found).length < limit) found.push(...(await lastChanged(ctx, q, limit + found.length)));
  return { items: distinct(found).slice(0, limit) };
}

async function lastChanged(ctx: Ctx, q: string | undefined, limit: number): Promise<Found[]> {
  const page = await listCustomers(ctx, { ...(q && { q }), limit, sort: 'updatedAt', order: 'desc' });
  return page.items;
}

async function recentlyTouched(ctx: Ctx, typed: string | null, limit: number): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select c.id, c.name
    from (
      select customer_id, touched_at from customer_touches
      where user_id = ${ctx.actor.id} order by touched_at desc limit ${recent}
    ) t
    join customers c on c.id = t.customer_id
    where ${holding('c', typed)} and ${customerSeenRow(ctx.actor, 'c.id')}
    order by t.touched_at desc limit ${limit}
  `.execute(ctx.db);
  return rows;
}

async function namedLike(ctx: Ctx, typed: string, limit: number): Promise<Found[]> {
  const prefix = normalizeName(typed);
  if (prefix === '') return [];
  const found = await beginningWith(ctx.db, ctx.actor, prefix, limit);
  const { rows } = await sql<Found>`select c.id, c.name from ${found} order by c.normalized_name`.execute(ctx.db);
  return rows;
}

function distinct(found: readonly Found[]): Found[] {
  return [...new Map(found.map((one) => [one.id, one])).values()].map(({ id, name }) => ({ id, name }));
}
