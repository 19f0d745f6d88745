import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import { lineSeesRow } from '../../platform/scope.ts';
import { getCustomer } from '../customers/index.ts';
import { entryNames } from '../settings/index.ts';
import { getHandover } from './handovers.reads.ts';

type Visit = { visitedOn: string; owner: string; discussed: string | null; needs: string | null };
type Line = { text: string; dueOn: string | null };

/** What a successor has to know of a customer, as far as the reader sees it. Throws `common.notFound`. */
export async function briefingOf(ctx: Ctx, handoverId: string, customerId: string) {
  const handover = await getHandover(ctx, handoverId);
  const customer = await getCustomer(ctx, customerId);
  const listed = [customer.segmentId, customer.regionId, customer.industryId, customer.levelId];
  const names = await entryNames(
    ctx.db,
    listed.filter((id) => id !== null),
  );
  const visits = await sql<Visit>`
    select v.visited_on as "visitedOn", u.name as owner, v.discussed, v.needs
    from visits v join users u on u.id = v.owner_id
    where v.customer_id = ${customerId} and v.state = 'recorded' order by v.visited_on desc, v.id desc limit 5
  `.execute(ctx.db);
  const promises = await sql<Line>`
    select k.text, k.due_on as "dueOn" from visit_commitments k
    join visits v on v.id = k.visit_id
    left join plan_items i on i.id = k.plan_item_id
    where v.customer_id = ${customerId} and k.side = 'ours' 
      -- How it stands with an item that the reader does not see is not told: its promise counts as open.
      and (i.id is null or i.state = 'open' or not ${lineSeesRow(ctx.actor, 'i.owner_id')})
    order by k.due_on desc nulls last limit 20
  `.execute(ctx.db);
  return {
    person: handover.person,
    customer,
    facts: listed.flatMap((id) => (id ? [names.get(id) ?? ''] : [])),
    visits: visits.rows,
    promises: promises.rows,
  };
}

export type Briefing = Awaited<ReturnType<typeof briefingOf>>;
