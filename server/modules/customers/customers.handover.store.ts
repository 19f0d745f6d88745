import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/db.ts';
import type { Held, Move } from '../../platform/holdings.ts';
import { passKept } from './customers.pool.keeper.store.ts';

/** Owned customers; what lies in a pool goes with the pool. */
export async function ownedCustomers(db: Db, personId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select id, name as title, version, id as "customerId", segment_id as "segmentId", region_id as "regionId"
    from customers where owner_id = ${personId} and pool_id is null order by id
  `.execute(db);
  return rows;
}

/** Places on the teams of others. Those to come end with the account: nobody sees a customer by them yet. */
export async function teamPlaces(db: Db, personId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select c.id, c.name as title, c.version, c.id as "customerId", c.segment_id as "segmentId", c.region_id as "regionId"
    from customers c
    where c.owner_id <> ${personId} and c.id in (
      select customer_id from customer_team where user_id = ${personId} and role <> 'owner'
    )
    order by c.id
  `.execute(db);
  return rows;
}

export async function keptPools(db: Db, personId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select id, name as title, version, null as "customerId", segment_id as "segmentId", region_id as "regionId"
    from pools where keeper_id = ${personId} and (not retired or exists (
      select 1 from customers c where c.pool_id = pools.id)) order by id
  `.execute(db);
  return rows;
}

const movesTable = (moves: readonly Move[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m (id uuid, "to" uuid)`;

/** The customers, locked and seen as they were when they were listed, go over with their place of owner. */
export async function moveOwned(tx: Tx, personId: string, moves: readonly Move[], at: string): Promise<void> {
  await sql`
    delete from customer_team t using ${movesTable(moves)} where t.customer_id = m.id and t.user_id = ${personId}
  `.execute(tx);
  await sql`delete from team_places t using ${movesTable(moves)}
    where t.customer_id = m.id and t.planned and t.user_id = m."to"`.execute(tx);
  await sql`
    update customers c set owner_id = m."to", updated_at = greatest(c.updated_at, ${at}::timestamptz),
      version = c.version + 1
    from ${movesTable(moves)} where c.id = m.id
  `.execute(tx);
  await sql`
    insert into customer_team (customer_id, user_id, role)
    select m.id, m."to", 'owner' from ${movesTable(moves)}
    on conflict (customer_id, user_id) do update set role = 'owner'
  `.execute(tx);
  await sql`
    update customer_owners w set how = 'handedOver' from ${movesTable(moves)}
    where w.customer_id = m.id and w.until_at is null
  `.execute(tx);
}

/** Who is on the team already keeps the place that they have. */
export async function movePlaces(tx: Tx, personId: string, moves: readonly Move[], at: string): Promise<void> {
  await sql`
    with over as (
      delete from customer_team t using ${movesTable(moves)}
      where t.customer_id = m.id and t.user_id = ${personId} and t.role <> 'owner'
      returning t.customer_id, m."to", t.role, t.access, t.until_on
    )
    insert into customer_team (customer_id, user_id, role, access, until_on)
    select customer_id, "to", role, access, until_on from over
    on conflict (customer_id, user_id) do nothing
  `.execute(tx);
  await sql`
    update customers c set updated_at = greatest(c.updated_at, ${at}::timestamptz), version = c.version + 1
    from ${movesTable(moves)} where c.id = m.id
  `.execute(tx);
}

export async function moveKept(tx: Tx, moves: readonly Move[], at: string): Promise<void> {
  for (const { id, to } of moves) {
    await tx
      .updateTable('pools')
      .set((eb) => ({ keeper_id: to, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
    await passKept(tx, id, to, at);
  }
}
