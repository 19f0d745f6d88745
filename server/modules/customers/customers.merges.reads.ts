import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { PersonRef } from '../../../contract/base.ts';
import { movedKinds } from '../../../contract/merges.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { authorize, ensure } from '../../platform/errors.ts';
import { readsPhones } from '../../platform/masking.ts';
import { customerSeenRow, customerWrittenRow, lineSeesRow } from '../../platform/scope.ts';
import { survivorsOf } from '../../platform/survivors.ts';
import { undoableUntil } from './customers.merges.rules.ts';
import * as policy from './customers.policy.ts';
import { seenCustomers } from './customers.store.ts';

/** The customer that this one has become part of, by now; null for one that has not. */
export async function survivorOf(db: Db, id: string): Promise<string | null> {
  return (await survivorsOf(db, [id])).get(id) ?? null;
}

const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/**
 * What was kept as JSON, as it reads now: a customer that has become part of another one is named as that one. Such
 * values are led when they are used, so that an undone merge leaves them as they were.
 */
export async function ledOnward<T>(db: Db, kept: T): Promise<T> {
  const text = JSON.stringify(kept) ?? '';
  const survivors = await survivorsOf(db, [...new Set(text.match(uuids) ?? [])]);
  if (survivors.size === 0) return kept;
  return JSON.parse(text.replace(uuids, (id) => survivors.get(id) ?? id));
}

/** Two customers that the actor may put together. Throws `common.notFound` and `common.forbidden`. */
export async function ensureMergeable(ctx: Ctx, db: Db, ids: readonly [string, string], lock: RawBuilder<unknown>) {
  const { rows } = await sql<{ id: string; ownerId: string; version: number; written: boolean }>`
    select c.id, c.owner_id as "ownerId", c.version, ${customerWrittenRow(ctx.actor, 'c.id')} as written
    from customers c where c.id = any(${[...ids]}::uuid[]) and ${customerSeenRow(ctx.actor, 'c.id')}
    order by c.id ${lock}
  `.execute(db);
  const [own, other] = ids.map((id) => rows.find((row) => row.id === id));
  ensure(own && other && own !== other, 'common.notFound');
  authorize(policy.merge(ctx.actor, own) && policy.merge(ctx.actor, other));
  return { own, other };
}

/** What would move, as far as the actor sees it, and contacts of the two that look like one person. */
export async function previewMerge(ctx: Ctx, input: { id: string; otherId: string }) {
  const { own, other } = await ensureMergeable(ctx, ctx.db, [input.id, input.otherId], sql``);
  const from = input.otherId;
  const counts: Record<(typeof movedKinds)[number], RawBuilder<unknown>> = {
    contacts: sql`select count(*) from contacts k where k.customer_id = ${from}`,
    visits: sql`select count(*) from visits v where v.customer_id = ${from}`,
    planItems: sql`
      select count(*) from plan_items i where i.customer_id = ${from} and ${lineSeesRow(ctx.actor, 'i.owner_id')}`,
    notes: sql`select count(*) from notes n where n.customer_id = ${from} and n.removed_at is null`,
    subsidiaries: sql`select count(*) from customers s where s.parent_id = ${from} and ${customerSeenRow(ctx.actor, 's.id')}`,
    channelLinks: sql`
      select count(*) from channel_links l where ${from} in (l.distributor_id, l.customer_id)
        and ${customerSeenRow(ctx.actor, 'l.distributor_id')} and ${customerSeenRow(ctx.actor, 'l.customer_id')}`,
    members: sql`
      select count(*) from customer_team t where t.customer_id = ${from} and not exists (
        select 1 from customer_team s where s.customer_id = ${input.id} and s.user_id = t.user_id)`,
  };
  const columns = movedKinds.map((kind) => sql`(${counts[kind]}) as ${sql.ref(kind)}`);
  const byPhone = readsPhones(ctx.actor, own.ownerId) && readsPhones(ctx.actor, other.ownerId);
  const [counted, people] = await Promise.all([
    sql<Record<(typeof movedKinds)[number], number>>`select ${sql.join(columns)}`.execute(ctx.db),
    sql<{ own: Contact; other: Contact }>`
      select json_build_object('id', a.id, 'name', a.name, 'title', a.title) as own,
        json_build_object('id', b.id, 'name', b.name, 'title', b.title) as other
      from contacts a join contacts b on b.customer_id = ${from}
        and (b.name_key = a.name_key or (${byPhone} and b.mobile_key = a.mobile_key))
      where a.customer_id = ${input.id} and (a.person_id is null or a.person_id is distinct from b.person_id)
      order by a.name, a.id, b.id limit 200
    `.execute(ctx.db),
  ]);
  const [found] = counted.rows;
  ensure(found, 'common.internal');
  return { moved: movedKinds.map((kind) => ({ kind, count: found[kind] })), samePeople: people.rows };
}

type Contact = { id: string; name: string; title: string | null };
type MergeRow = { id: string; name: string | null; by: PersonRef; at: string; undone: boolean };

/** Of a merge `m` that was undone: the one that came back is a customer that the actor does not see. */
const hidesOther = (
  actor: Actor,
) => sql<boolean>`(m.undone_at is not null and not ${customerSeenRow(actor, 'm.loser_id')}
  and not exists (select 1 from customer_merges s
    where s.survivor_id = m.survivor_id and s.loser_id = m.loser_id and s.undone_at is null))`;

/** Names of customers that were part of this one, are their own again, and are hidden from the actor. */
export async function namesOfHiddenOnes(ctx: Ctx, id: string): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`
    select m.loser_name as name from customer_merges m where m.survivor_id = ${id} and ${hidesOther(ctx.actor)}
  `.execute(ctx.db);
  return new Set(rows.map((row) => row.name));
}

/** Customers that were made part of one that the actor sees. Throws `common.notFound`. */
export async function listMerges(ctx: Ctx, id: string) {
  const [customer] = await seenCustomers(ctx.db, ctx.actor, [id]);
  ensure(customer, 'common.notFound');
  const { rows } = await sql<MergeRow>`
    select m.id, case when not ${hidesOther(ctx.actor)} then m.loser_name end as name, json_build_object('id', u.id, 'name', u.name, 'post', u.post) as by,
      m.merged_at as at, m.undone_at is not null as undone
    from customer_merges m join users u on u.id = m.merged_by
    where m.survivor_id = ${id}
    order by m.id desc limit 100
  `.execute(ctx.db);
  const now = ctx.now();
  return {
    items: rows.map((row) => {
      const until = undoableUntil(row.at);
      return { ...row, undoableUntil: row.undone || until < now ? null : until.toISOString() };
    }),
  };
}
