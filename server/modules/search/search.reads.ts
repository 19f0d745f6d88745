import { sql } from 'kysely';
import type { SearchHit } from '../../../contract/search.ts';
import type { Ctx } from '../../platform/context.ts';
import { wordsFor } from '../../platform/masking.ts';
import { beginningWith, reach } from '../../platform/reach.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { normalizeName } from '../../platform/text.names.ts';
import { searchQuery } from '../../platform/text.ts';

/**
 * Customers, contacts and plan items that the actor sees and that hold what was typed: titles that are it first, then
 * those that begin with it, then the rest; customers before contacts before plan items.
 */
export async function find(ctx: Ctx, { q, limit }: Typed): Promise<SearchHit[]> {
  if (searchQuery(q, wordsFor(ctx.actor)) === null) return [];
  const prefix = normalizeName(q);
  const found = await Promise.all([
    customersBeginningWith(ctx, prefix, limit),
    customers(ctx, { q, limit }),
    contacts(ctx, { q, limit }),
    planItems(ctx, { q, limit }),
  ]);
  const hits = [...new Map(found.flat().map((hit) => [hit.id, hit])).values()];
  const rank = ({ title }: SearchHit) => {
    const name = normalizeName(title);
    return name === prefix ? 0 : name.startsWith(prefix) ? 1 : 2;
  };
  return hits.toSorted((a, b) => rank(a) - rank(b)).slice(0, limit);
}

type Typed = { q: string; limit: number };

async function customersBeginningWith(ctx: Ctx, prefix: string, limit: number): Promise<SearchHit[]> {
  const found = await beginningWith(ctx.db, ctx.actor, prefix, limit);
  const { rows } = await sql<SearchHit>`
    select 'customer' as type, c.id, c.name as title, o.name as detail, c.id as "customerId"
    from ${found} join users o on o.id = c.owner_id
    order by c.normalized_name
  `.execute(ctx.db);
  return rows;
}

async function customers(ctx: Ctx, { q, limit }: Typed): Promise<SearchHit[]> {
  const found = await reach(ctx.db, ctx.actor, 'customers', { q, page: limit });
  if (!found) return [];
  const { rows } = await sql<SearchHit>`
    select 'customer' as type, c.id, c.name as title, o.name as detail, c.id as "customerId"
    from (
      select c.id, c.name, c.owner_id, c.updated_at from ${found.from} where ${found.conditions}
      order by c.updated_at desc, c.id desc limit ${limit}
    ) c
    join users o on o.id = c.owner_id
    order by c.updated_at desc, c.id desc
  `.execute(ctx.db);
  return rows;
}

async function contacts(ctx: Ctx, { q, limit }: Typed): Promise<SearchHit[]> {
  const found = await reach(ctx.db, ctx.actor, 'contacts', { q, page: limit });
  if (!found) return [];
  const { rows } = await sql<SearchHit>`
    select 'contact' as type, k.id, k.name as title, c.name as detail, c.id as "customerId"
    from (
      select k.id, k.name, k.customer_id from ${found.from} where ${found.conditions}
      order by k.id desc limit ${limit}
    ) k
    join customers c on c.id = k.customer_id
    order by k.id desc
  `.execute(ctx.db);
  return rows;
}

async function planItems(ctx: Ctx, { q, limit }: Typed): Promise<SearchHit[]> {
  const found = await reach(ctx.db, ctx.actor, 'plan_items', { q, page: limit });
  if (!found) return [];
  const { rows } = await sql<SearchHit>`
    select 'planItem' as type, i.id, i.title, i.day || ' ' || o.name as detail,
      case when ${customerSeenRow(ctx.actor, 'i.customer_id')} then i.customer_id end as "customerId"
    from (
      select i.id, i.title, i.day, i.owner_id, i.customer_id from ${found.from}
      where ${found.conditions} and i.state <> 'cancelled'
      order by i.day desc, i.id desc limit ${limit}
    ) i
    join users o on o.id = i.owner_id
    order by i.day desc, i.id desc
  `.execute(ctx.db);
  return rows;
}
