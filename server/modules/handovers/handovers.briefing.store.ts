import { sql } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';
import type { Move } from '../../platform/holdings.ts';

/** What everyone who sees the customer may read; telephones are masked when it is read. */
export type BriefingContent = {
  name: string;
  owner: string;
  facts: string[];
  phone: string | null;
  description: string | null;
  addresses: { text: string }[];
  nextStep: string | null;
  nextStepOn: string | null;
  contacts: { name: string; title: string | null; phone: string | null; email: string | null }[];
  visits: { visitedOn: string; owner: string; discussed: string | null; needs: string | null }[];
  /** `keptBy` owns the item by which the promise was kept. */
  promises: { text: string; dueOn: string | null; keptBy: string | null }[];
};

/** Keeps for each of these customers what its new owner has to know of it. */
export async function insertBriefings(tx: Tx, handoverId: string, moves: readonly Move[]): Promise<void> {
  await sql`
    insert into handover_briefings (handover_id, customer_id, content)
    select ${handoverId}, c.id, jsonb_build_object(
      'name', c.name, 'owner', r.name, 'phone', c.phone, 'description', c.description, 'addresses', c.addresses,
      'nextStep', c.next_step, 'nextStepOn', c.next_step_on,
      'facts', coalesce((
        select jsonb_agg(l.name order by place) from unnest(array[c.segment_id, c.region_id, c.industry_id, c.level_id])
          with ordinality as fact (id, place) join list_entries l on l.id = fact.id), '[]'),
      'contacts', coalesce((
        select jsonb_agg(jsonb_build_object('name', k.name, 'title', k.title, 'phone', k.phone, 'email', k.email)
          order by k.id) from contacts k where k.customer_id = c.id and k.left_on is null), '[]'),
      'visits', coalesce((
        select jsonb_agg(jsonb_build_object('visitedOn', v.visited_on, 'owner', u.name, 'discussed', v.discussed,
          'needs', v.needs) order by v.visited_on desc, v.id desc)
        from (select * from visits v where v.customer_id = c.id and v.state = 'recorded'
          order by v.visited_on desc, v.id desc limit 5) v join users u on u.id = v.owner_id), '[]'),
      'promises', coalesce((
        select jsonb_agg(jsonb_build_object('text', p.text, 'dueOn', p.due_on,
          'keptBy', case when i.state <> 'open' then i.owner_id end) order by p.due_on desc nulls last)
        from (select k.* from visit_commitments k join visits v on v.id = k.visit_id
          where v.customer_id = c.id and k.side = 'ours' order by k.due_on desc nulls last limit 20) p
        left join plan_items i on i.id = p.plan_item_id), '[]')
    )
    from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m (id uuid, "to" uuid)
    join customers c on c.id = m.id join users r on r.id = m."to"
  `.execute(tx);
}
