import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import { newId } from '../../platform/ids.ts';
import { lineSeesRow } from '../../platform/scope.ts';

/** What was asked for: the id behind a link, or words and whom the duplicate check named. */
export type Asked = { askedId: string } | { askedFor: string; toldOwnerId: string };

/** Answers the id; null when the asker asks for the same already. */
export async function insertRequest(
  tx: Tx,
  request: Asked & { askerId: string; customerId: string | null; note: string | null; at: string },
): Promise<string | null> {
  const byLink = 'askedId' in request;
  const made = await tx
    .insertInto('team_requests')
    .values({
      id: newId(),
      asker_id: request.askerId,
      customer_id: request.customerId,
      asked_id: byLink ? request.askedId : null,
      asked_for: byLink ? null : request.askedFor,
      told_owner_id: byLink ? null : request.toldOwnerId,
      note: request.note,
      answer: null,
      answered_by: null,
      answered_at: null,
      created_at: request.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return made?.id ?? null;
}

/** How many requests of this person wait, also those that nobody will ever answer. */
export async function waitingOf(db: Db, askerId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from team_requests where asker_id = ${askerId} and state = 'pending'
  `.execute(db);
  return rows[0]?.count ?? 0;
}

/** A request that the actor may answer, with the customer that it is about; undefined for every other one. */
export async function findAnswerable(db: Db, actor: Actor, id: string) {
  const { rows } = await sql<{ customerId: string; askerId: string }>`
    select r.customer_id as "customerId", r.asker_id as "askerId"
    from team_requests r join customers c on c.id = r.customer_id
    where r.id = ${id} and ${lineSeesRow(actor, 'c.owner_id')}
  `.execute(db);
  return rows[0];
}

export async function lockRequest(tx: Tx, id: string) {
  return tx
    .selectFrom('team_requests')
    .select(['id', 'asker_id as askerId', 'customer_id as customerId', 'state', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Closes a request; accepting closes all that this person asked about this customer. Answers the ids. */
export async function closeRequests(
  tx: Tx,
  request: { id: string; askerId: string; customerId: string | null },
  closed: { state: 'accepted' | 'declined' | 'withdrawn'; answer: string | null; by: string | null; at: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update team_requests set state = ${closed.state}, answer = ${closed.answer}, answered_by = ${closed.by},
      answered_at = ${closed.by ? closed.at : null}, version = version + 1
    where state = 'pending' and (id = ${request.id}
      or (${closed.state === 'accepted'} and asker_id = ${request.askerId} and customer_id = ${request.customerId}))
    returning id
  `.execute(tx);
  return rows.map((row) => row.id);
}
