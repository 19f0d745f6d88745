import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/db.ts';
import type { Held, Move } from '../../platform/holdings.ts';

/** Wishes to join that wait at customers of the person, in a pool or not: they are answered by whoever owns these. */
export async function waitingRequests(db: Db, personId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select r.id, u.name as title, r.version, c.id as "customerId", null as "segmentId", null as "regionId",
      coalesce(c.pool_id, c.id) as "boundTo"
    from customers c
    join team_requests r on r.customer_id = c.id and r.state = 'pending'
    join users u on u.id = r.asker_id
    where c.owner_id = ${personId} order by r.id
  `.execute(db);
  return rows;
}

/** Who asked to join and gets the customer itself needs no answer any more. */
export async function settleOwnRequests(tx: Tx, moves: readonly Move[], by: string, at: string): Promise<void> {
  await sql`
    update team_requests r set state = 'accepted', answered_by = ${by}, answered_at = ${at}, version = r.version + 1
    from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m (id uuid, "to" uuid)
    where r.id = m.id and r.asker_id = m."to"
  `.execute(tx);
}

/** What the person has asked to join and nobody has answered. Answers the ids. */
export async function withdrawOwnRequests(tx: Tx, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update team_requests set state = 'withdrawn', version = version + 1
    where asker_id = ${personId} and state = 'pending' returning id
  `.execute(tx);
  return rows.map((row) => row.id);
}

/** Requests for an introduction that the person has not answered. */
export async function owedIntroductions(db: Db, personId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select i.id, u.name as title, 1 as version, k.customer_id as "customerId", null as "segmentId", null as "regionId"
    from introductions i join users u on u.id = i.asker_id left join contacts k on k.id = i.known_contact_id
    where i.asked_id = ${personId} and i.state = 'open' order by i.id
  `.execute(db);
  return rows;
}

/** Nobody asks themselves: the request of a receiver is declined, which names nobody. */
export async function moveIntroductions(tx: Tx, moves: readonly Move[], at: string): Promise<void> {
  await sql`
    update introductions i set
      asked_id = case when i.asker_id = m."to" then i.asked_id else m."to" end,
      state = case when i.asker_id = m."to" then 'declined' else i.state end,
      answered_at = case when i.asker_id = m."to" then ${at}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m (id uuid, "to" uuid)
    where i.id = m.id
  `.execute(tx);
}

/** Views that the person shares with a department; those of their own are of use to nobody else. */
export async function sharedViews(db: Db, personId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select id, name as title, version, null as "customerId", null as "segmentId", null as "regionId"
    from customer_views where owner_id = ${personId} and department_id is not null order by id
  `.execute(db);
  return rows;
}

type Counted = 'relationships' | 'remarks' | 'ownRequests' | 'ownIntroductions' | 'ownViews';

const counted = {
  relationships: sql`relationships where user_id`,
  remarks: sql`contact_remarks where author_id`,
  ownRequests: sql`team_requests where state = 'pending' and asker_id`,
  ownIntroductions: sql`introductions where state = 'open' and asker_id`,
  ownViews: sql`customer_views where department_id is null and owner_id`,
} satisfies Record<Counted, unknown>;

/** How many of these the person has. */
export async function countOf(db: Db, kind: Counted, personId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${counted[kind]} = ${personId}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
