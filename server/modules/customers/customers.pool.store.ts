import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import { poolOpenTo } from '../../platform/scope.ts';
import type { Limits, Taken } from './customers.pool.rules.ts';
import { replaceTeam } from './customers.store.ts';
import { onDay, writePlanned } from './customers.team.store.ts';

export type PooledCustomer = {
  id: string;
  ownerId: string;
  poolId: string;
  pool: string;
  version: number;
  coolingDays: number;
  /** Who had it before it was returned, and the local day of that. */
  formerId: string | null;
  returnedOn: string;
} & Limits;

/** A customer that lies in a pool open to the actor, locked; undefined for any other. */
export async function lockPooled(
  tx: Tx,
  actor: Actor,
  id: string,
  timeZone: string,
): Promise<PooledCustomer | undefined> {
  // First the lock, then what holds under it: of two who want the same, the second finds it taken.
  await sql`select 1 from customers where id = ${id} for no key update`.execute(tx);
  const { rows } = await sql<PooledCustomer>`
    select c.id, c.owner_id as "ownerId", p.id as "poolId", p.name as pool, c.version, p.cooling_days as "coolingDays",
      p.max_owned as "maxOwned", p.max_claims_a_day as "maxClaimsADay",
      (c.pooled_at at time zone ${timeZone})::date as "returnedOn",
      (
        select w.owner_id from customer_owners w
        where w.customer_id = c.id and w.until_at is not null and w.how <> 'returned' order by w.id desc limit 1
      ) as "formerId"
    from customers c join pools p on p.id = c.pool_id
    where c.id = ${id} and ${poolOpenTo(actor, 'c.pool_id')}
  `.execute(tx);
  return rows[0];
}

/** Whether the customer lay, within the last day, in a pool that is open to the actor: then they may know that it went. */
export async function wasOpenTo(db: Db, actor: Actor, id: string, now: Date): Promise<boolean> {
  const before = new Date(now.getTime() - 86_400_000).toISOString();
  const { rows } = await sql`
    select 1 from customer_owners w
    where w.customer_id = ${id} and w.how = 'returned' and w.until_at >= ${before} and ${poolOpenTo(actor, 'w.pool_id')}
  `.execute(db);
  return rows.length > 0;
}

/** Claims of one person wait for each other, so that two at once do not both take the last one that is allowed. */
export async function takeTurn(tx: Tx, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`licheng.claims.${personId}`}))`.execute(tx);
}

/** Whether the person is active, kept so until the transaction ends. */
export async function staysActive(tx: Tx, personId: string): Promise<boolean> {
  const row = await tx.selectFrom('users').select('active').where('id', '=', personId).forShare().executeTakeFirst();
  return row?.active === true;
}

export async function takenBy(
  db: Db,
  personId: string,
  poolId: string,
  today: string,
  timeZone: string,
): Promise<Taken> {
  const { rows } = await sql<Taken>`
    select count(*) filter (where until_at is null) as owned,
      count(*) filter (where (from_at at time zone ${timeZone})::date = ${today}::date) as "claimedToday"
    from customer_owners where owner_id = ${personId} and pool_id = ${poolId} and how = 'claimed'
  `.execute(db);
  return rows[0] ?? { owned: 0, claimedToday: 0 };
}

type Passage = {
  customerId: string;
  version: number;
  ownerId: string;
  at: string;
  /** The company's day. */
  today: string;
  how: 'handedOver' | 'returned' | 'claimed' | 'assigned';
  /** Set when it goes into this pool. */
  into?: string;
  /** The pool that it comes from. */
  from?: string;
  reasonId?: string | null;
  rule?: 'owned' | 'contact' | null;
  note?: string | null;
};

/** Gives a locked customer to another owner, whose team it begins anew; the one before is over with. */
export async function passOn(tx: Tx, passage: Passage): Promise<void> {
  const { customerId, version, ownerId, at, how, into, from } = passage;
  await tx
    .updateTable('customers')
    .set({
      owner_id: ownerId,
      pool_id: into ?? null,
      pooled_at: into ? at : null,
      updated_at: at,
      version: version + 1,
    })
    .where('id', '=', customerId)
    .execute();
  await onDay(tx, passage.today);
  await replaceTeam(tx, customerId, [{ personId: ownerId, role: 'owner' }]);
  await writePlanned(tx, customerId, []);
  await tx
    .updateTable('customer_owners')
    .set({
      how,
      pool_id: into ?? from ?? null,
      reason_id: passage.reasonId ?? null,
      rule: passage.rule ?? null,
      note: passage.note || null,
    })
    .where('customer_id', '=', customerId)
    .where('until_at', 'is', null)
    .execute();
}

export type PlaceOfCustomer = { id: string; name: string; keeperId: string };

type Place = { segmentId: string | null; regionId: string | null };

const poolOf = ({ segmentId, regionId }: Place) => sql<PlaceOfCustomer>`
  select id, name, keeper_id as "keeperId" from pools
  where not retired and (segment_id is null or segment_id = ${segmentId}::uuid)
    and (region_id is null or region_id = ${regionId}::uuid)
  order by segment_id is null, region_id is null limit 1`;

/** The pool that a customer of this segment and region goes to; undefined when none takes it. */
export async function poolFor(db: Db, place: Place): Promise<PlaceOfCustomer | undefined> {
  const { rows } = await poolOf(place).execute(db);
  return rows[0];
}

/** The same, kept in use and with its keeper until the transaction ends. */
export async function holdPoolFor(tx: Tx, place: Place): Promise<PlaceOfCustomer | undefined> {
  const { rows } = await sql<PlaceOfCustomer>`${poolOf(place)} for share`.execute(tx);
  return rows[0];
}
