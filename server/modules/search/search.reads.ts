import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { SearchHit } from '../../../contract/search.ts';
import type { Ctx } from '../../platform/context.ts';
import { seenFrom } from '../../platform/reach.ts';
import { customerSeenRow, lineSees } from '../../platform/scope.ts';
import { normalizeName } from '../../platform/text.names.ts';
import { likePrefix, searchQuery } from '../../platform/text.ts';

/**
 * Customers, contacts and plan items that the actor sees and that hold what was typed: titles that begin with it
 * first, then customers before contacts before plan items.
 */
export async function find(ctx: Ctx, input: { q: string; limit: number }): Promise<SearchHit[]> {
  const query = searchQuery(input.q);
  if (query === null) return [];
  const prefix = normalizeName(input.q);
  const typed = { query: sql`${query}::tsquery`, prefix, limit: input.limit };
  const found = await Promise.all([
    customersBeginningWith(ctx, typed),
    customers(ctx, typed),
    contacts(ctx, typed),
    planItems(ctx, typed),
  ]);
  const hits = [...new Map(found.flat().map((hit) => [hit.id, hit])).values()];
  const begins = hits.filter((hit) => normalizeName(hit.title).startsWith(prefix));
  const rest = hits.filter((hit) => !begins.includes(hit));
  return [...begins, ...rest].slice(0, input.limit);
}

type Typed = { query: RawBuilder<unknown>; prefix: string; limit: number };

async function customersBeginningWith(ctx: Ctx, { prefix, limit }: Typed): Promise<SearchHit[]> {
  const seen = await seenFrom(ctx.db, ctx.actor, 'c.id', true);
  const { rows } = await sql<SearchHit>`
    select 'customer' as type, c.id, c.name as title, o.name as detail, c.id as "customerId"
    from (
      select * from customers c
      where c.normalized_name like ${likePrefix(prefix)} and ${seen}
      order by c.normalized_name limit ${limit}
    ) c
    join users o on o.id = c.owner_id
    order by c.normalized_name
  `.execute(ctx.db);
  return rows;
}

async function customers(ctx: Ctx, { query, limit }: Typed): Promise<SearchHit[]> {
  const seen = await seenFrom(ctx.db, ctx.actor, 'c.id', true);
  const { rows } = await sql<SearchHit>`
    select 'customer' as type, c.id, c.name as title, o.name as detail, c.id as "customerId"
    from (
      select * from customers c where c.search @@ ${query} and ${seen}
      order by c.updated_at desc, c.id desc limit ${limit}
    ) c
    join users o on o.id = c.owner_id
    order by c.updated_at desc, c.id desc
  `.execute(ctx.db);
  return rows;
}

async function contacts(ctx: Ctx, { query, limit }: Typed): Promise<SearchHit[]> {
  const seen = await seenFrom(ctx.db, ctx.actor, 'k.customer_id', true);
  const { rows } = await sql<SearchHit>`
    select 'contact' as type, k.id, k.name as title, c.name as detail, c.id as "customerId"
    from (
      select * from contacts k where k.search @@ ${query} and ${seen} order by k.id desc limit ${limit}
    ) k
    join customers c on c.id = k.customer_id
    order by k.id desc
  `.execute(ctx.db);
  return rows;
}

async function planItems(ctx: Ctx, { query, limit }: Typed): Promise<SearchHit[]> {
  const { rows } = await sql<SearchHit>`
    select 'planItem' as type, i.id, i.title, i.day || ' ' || o.name as detail,
      case when ${customerSeenRow(ctx.actor, 'i.customer_id')} then i.customer_id end as "customerId"
    from (
      select * from plan_items i
      where i.search @@ ${query} and ${lineSees(ctx.actor, 'i.owner_id')} and i.state <> 'cancelled'
      order by i.day desc, i.id desc limit ${limit}
    ) i
    join users o on o.id = i.owner_id
    order by i.day desc, i.id desc
  `.execute(ctx.db);
  return rows;
}
