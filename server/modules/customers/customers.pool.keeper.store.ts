import { sql } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';

/**
 * Customers that lie in a pool go over to its new keeper, the pool's own row being changed already. Their stay goes on:
 * why they were returned and since when is still to be seen.
 */
export async function passKept(tx: Tx, poolId: string, keeperId: string, at: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from customers where pool_id = ${poolId} order by id for no key update
  `.execute(tx);
  const ids = rows.map((row) => row.id);
  if (ids.length > 0) await goToKeeper(tx, ids, keeperId, at);
}

/** Customers that lie in a pool are its keeper's from now on. */
export async function goToKeeper(tx: Tx, ids: readonly string[], keeperId: string, at: string): Promise<void> {
  await sql`
    delete from customer_team
    where customer_id = any(${ids}::uuid[]) and (role = 'owner' or user_id = ${keeperId})
  `.execute(tx);
  await sql`
    insert into customer_team (customer_id, user_id, role)
    select id, ${keeperId}::uuid, 'owner' from unnest(${ids}::uuid[]) as kept (id)
  `.execute(tx);
  await sql`
    update customers set owner_id = ${keeperId}, updated_at = greatest(updated_at, ${at}::timestamptz),
      version = version + 1
    where id = any(${ids}::uuid[])
  `.execute(tx);
  await sql`
    update customer_owners w set how = 'returned', (reason_id, rule, note) = (
      select p.reason_id, p.rule, p.note from customer_owners p
      where p.customer_id = w.customer_id and p.id < w.id order by p.id desc limit 1
    )
    where w.customer_id = any(${ids}::uuid[]) and w.until_at is null
  `.execute(tx);
}
