import { sql } from 'kysely';
import type { PersonRef } from '../../../contract/base.ts';
import { isAboveOrSelf } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import { ensure } from '../../platform/errors.ts';
import { phoneFor } from '../../platform/masking.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import type { BriefingContent } from './handovers.briefing.store.ts';

type Row = { person: PersonRef; ownerId: string; handedOn: string; content: BriefingContent };

/** What was kept of a customer at a handover, for everyone who sees the customer. Throws `common.notFound`. */
export async function briefingOf(ctx: Ctx, handoverId: string, customerId: string) {
  const { rows } = await sql<Row>`
    select json_build_object('id', p.id, 'name', p.name, 'post', p.post) as person, c.owner_id as "ownerId",
      (h.created_at at time zone company.time_zone)::date::text as "handedOn", b.content
    from handover_briefings b
    join handovers h on h.id = b.handover_id
    join users p on p.id = h.person_id
    join customers c on c.id = b.customer_id
    cross join company
    where b.handover_id = ${handoverId} and b.customer_id = ${customerId} and ${customerSeenRow(ctx.actor, 'c.id')}
  `.execute(ctx.db);
  const [found] = rows;
  ensure(found, 'common.notFound');
  const { content, ownerId, ...briefing } = found;
  const phone = (given: string | null) => phoneFor(ctx.actor, ownerId, given);
  // How it stands with an item that the reader does not see is not told: its promise counts as open.
  const told = (keptBy: string | null) => keptBy !== null && (ctx.actor.everyone || isAboveOrSelf(ctx.actor, keptBy));
  return {
    ...briefing,
    ...content,
    phone: phone(content.phone),
    contacts: content.contacts.map((one) => ({ ...one, phone: phone(one.phone) })),
    promises: content.promises.filter(({ keptBy }) => !told(keptBy)),
  };
}

export type Briefing = Awaited<ReturnType<typeof briefingOf>>;

/** A customer is handed over a few times in its life; more than these nobody reads. */
const mostListed = 50;

/** Throws `common.notFound`, also for a customer that the actor may not see. */
export async function briefingsAt(ctx: Ctx, customerId: string) {
  const { rows: seen } = await sql`
    select 1 from customers c where c.id = ${customerId} and ${customerSeenRow(ctx.actor, 'c.id')}
  `.execute(ctx.db);
  ensure(seen.length > 0, 'common.notFound');
  const { rows: items } = await sql<{ handoverId: string; person: PersonRef; createdAt: string }>`
    select b.handover_id as "handoverId", json_build_object('id', p.id, 'name', p.name, 'post', p.post) as person,
      h.created_at as "createdAt"
    from handover_briefings b join handovers h on h.id = b.handover_id join users p on p.id = h.person_id
    where b.customer_id = ${customerId} order by b.handover_id desc limit ${mostListed}
  `.execute(ctx.db);
  return { items };
}
