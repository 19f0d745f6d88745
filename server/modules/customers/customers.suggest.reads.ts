import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import { seenFrom } from '../../platform/reach.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { normalizeName } from '../../platform/text.names.ts';
import { likePrefix, searchQuery } from '../../platform/text.ts';

/** Of the customers a person worked on, the newest ones that a picker looks through first. */
const recent = 200;

type Found = { id: string; name: string };

/**
 * Customers for a picker: those the actor worked on last first, then names that begin with what was typed, then names
 * that hold it. With nothing typed: the last worked on, then the last changed.
 */
export async function suggestCustomers(ctx: Ctx, query: { q?: string; limit: number }): Promise<{ items: Found[] }> {
  const { limit } = query;
  const typed = query.q ? searchQuery(query.q) : null;
  if (query.q && typed === null) return { items: [] };
  const matching = typed === null ? sql`true` : sql`c.search @@ ${typed}::tsquery`;
  const found = await recentlyTouched(ctx, matching, limit);
  if (found.length < limit && query.q) found.push(...(await beginningWith(ctx, query.q, limit)));
  if (distinct(found).length < limit) {
    const seen = await seenFrom(ctx.db, ctx.actor, 'c.id', typed !== null);
    const { rows } = await sql<Found>`
      select c.id, c.name from customers c where ${matching} and ${seen}
      order by c.updated_at desc, c.id desc limit ${limit + found.length}
    `.execute(ctx.db);
    found.push(...rows);
  }
  return { items: distinct(found).slice(0, limit) };
}

async function recentlyTouched(ctx: Ctx, matching: ReturnType<typeof sql>, limit: number): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select c.id, c.name
    from (
      select customer_id, touched_at from customer_touches
      where user_id = ${ctx.actor.id} order by touched_at desc limit ${recent}
    ) t
    join customers c on c.id = t.customer_id
    where ${matching} and ${customerSeenRow(ctx.actor, 'c.id')}
    order by t.touched_at desc limit ${limit}
  `.execute(ctx.db);
  return rows;
}

async function beginningWith(ctx: Ctx, typed: string, limit: number): Promise<Found[]> {
  const prefix = normalizeName(typed);
  if (prefix === '') return [];
  const seen = await seenFrom(ctx.db, ctx.actor, 'c.id', true);
  const { rows } = await sql<Found>`
    select c.id, c.name from customers c
    where c.normalized_name like ${likePrefix(prefix)} and ${seen}
    order by c.normalized_name limit ${limit}
  `.execute(ctx.db);
  return rows;
}

function distinct(found: readonly Found[]): Found[] {
  return [...new Map(found.map((one) => [one.id, one])).values()].map(({ id, name }) => ({ id, name }));
}
