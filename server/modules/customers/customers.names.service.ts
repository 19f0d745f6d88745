import { sql } from 'kysely';
import type { Runtime } from '../../platform/runtime.ts';
import { coreName, normalizeName } from '../../platform/text.names.ts';

const derivedAtOnce = 1000;

/**
 * Makes the normalised names of customers anew that wait for it, since the way to normalise has changed. Where two now
 * have the same one, the second keeps its old one: they are duplicates to be merged.
 */
export async function deriveNames(runtime: Pick<Runtime, 'kysely'>): Promise<void> {
  for (;;) {
    const count = await runtime.kysely.transaction().execute(async (tx) => {
      const { rows } = await sql<{ id: string; name: string; normalized: string; core: string }>`
        with due as (
          delete from customers_to_derive where customer_id in (
            select customer_id from customers_to_derive limit ${derivedAtOnce} for update skip locked
          ) returning customer_id
        )
        select c.id, c.name, c.normalized_name as normalized, c.core_name as core
        from due join customers c on c.id = due.customer_id
      `.execute(tx);
      for (const { id, name, normalized, core } of rows) {
        const next = { normalized: normalizeName(name), core: coreName(name) };
        if (next.normalized === normalized && next.core === core) continue;
        await sql`
          update customers c set core_name = ${next.core}, normalized_name = case
            when exists (select 1 from customers o where o.normalized_name = ${next.normalized} and o.id <> c.id)
            then c.normalized_name else ${next.normalized} end
          where c.id = ${id}
        `.execute(tx);
      }
      return rows.length;
    });
    if (count < derivedAtOnce) return;
  }
}
