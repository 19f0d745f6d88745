import { sql } from 'kysely';
import type { Actor } from './actor.ts';
import type { Tx } from './db/db.ts';
import { newId } from './ids.ts';

/**
 * Who reads an event as history: `customer` all who see the customer, `line` the owner and the line above,
 * `audit` only those who read the audit trail.
 */
export type Audience = 'customer' | 'line' | 'audit';

export type EventSubject = {
  type: string;
  id: string;
  audience: Audience;
  customerId?: string | null;
  ownerId?: string | null;
};

export type RecordedEvent = {
  id: string;
  at: string;
  type: string;
  actorId: string | null;
  subject: EventSubject;
  data: Record<string, unknown>;
};

const subscriptions = new Map<string, string[]>();

/**
 * Makes the job `task` follow every event of these types. The job's payload is the RecordedEvent; it is queued in the
 * transaction of the mutation and may run more than once, so it must be idempotent. Called once per task at start.
 */
export function subscribe(task: string, types: readonly string[]): void {
  for (const type of types) {
    const tasks = subscriptions.get(type) ?? [];
    if (!tasks.includes(task)) subscriptions.set(type, [...tasks, task]);
  }
}

/** Who does it and when; a use case hands on its context, a background task of nobody in particular null. */
export type Doer = { actor: Pick<Actor, 'id'>; now: () => Date } | Pick<Actor, 'id'> | null;

/**
 * Records a mutation in its own transaction: the audit line, the line on the timeline and the outbox in one.
 * Its id carries its time: the order of ids is the order in which things happened.
 * `data` is what its audience may learn and nothing more.
 */
export async function recordEvent(
  tx: Tx,
  by: Doer,
  type: string,
  subject: EventSubject,
  data: Record<string, unknown> = {},
): Promise<RecordedEvent> {
  const at = by && 'now' in by ? by.now() : new Date();
  const event: RecordedEvent = {
    id: newId(at),
    at: at.toISOString(),
    type,
    actorId: by ? ('actor' in by ? by.actor.id : by.id) : null,
    subject,
    data,
  };
  const tasks = subscriptions.get(type) ?? [];
  await sql`
    with recorded as (
      insert into events (id, at, type, actor_id, subject_type, subject_id, customer_id, owner_id, audience, data)
      values (${event.id}, ${event.at}, ${type}, ${event.actorId}, ${subject.type}, ${subject.id},
        ${subject.customerId ?? null}, ${subject.ownerId ?? null}, ${subject.audience}, ${JSON.stringify(data)}::jsonb)
      returning id
    )
    select graphile_worker.add_job(task, ${JSON.stringify(event)}::json, job_key => task || ':' || recorded.id)
    from recorded, unnest(${tasks}::text[]) as task
  `.execute(tx);
  return event;
}

/** The same for many mutations of one type in one transaction, such as an import: each has its own event. */
export async function recordEvents(
  tx: Tx,
  by: Doer,
  type: string,
  mutations: readonly { subject: EventSubject; data: Record<string, unknown> }[],
): Promise<void> {
  if (mutations.length === 0) return;
  const now = by && 'now' in by ? by.now() : new Date();
  const at = now.toISOString();
  const actorId = by ? ('actor' in by ? by.actor.id : by.id) : null;
  const events = mutations.map(
    ({ subject, data }): RecordedEvent => ({ id: newId(now), at, type, actorId, subject, data }),
  );
  const tasks = subscriptions.get(type) ?? [];
  await sql`
    with given as (
      select (event ->> 'id')::uuid as id, event -> 'subject' as subject, event
      from jsonb_array_elements(${JSON.stringify(events)}::jsonb) as event
    ), recorded as (
      insert into events (id, at, type, actor_id, subject_type, subject_id, customer_id, owner_id, audience, data)
      select id, ${at}, ${type}, ${actorId}, subject ->> 'type', (subject ->> 'id')::uuid,
        (subject ->> 'customerId')::uuid, (subject ->> 'ownerId')::uuid, subject ->> 'audience', event -> 'data'
      from given
      returning id
    )
    select graphile_worker.add_job(task, given.event::json, job_key => task || ':' || recorded.id)
    from recorded join given using (id), unnest(${tasks}::text[]) as task
  `.execute(tx);
}

/** Tells live connections, at commit, of something that is not a message: progress, or a record that changed. */
export async function announce(tx: Tx, userIds: readonly string[], message: Record<string, unknown>): Promise<void> {
  if (userIds.length === 0) return;
  await sql`select pg_notify('licheng_live', ${JSON.stringify({ userIds, message })})`.execute(tx);
}
