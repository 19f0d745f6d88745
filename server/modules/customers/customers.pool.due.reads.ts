import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { PersonRef } from '../../../contract/base.ts';
import type { PoolRule, PoolRuleKind } from '../../../contract/pools.ts';
import type { Db } from '../../platform/db/db.ts';
import type { Due } from './customers.pool.rules.ts';
import { returnDay } from './customers.pool.rules.ts';

/** A pool as it is meant to be, to be looked at before it is saved. */
export type DraftPool = {
  id?: string | undefined;
  segmentId: string | null;
  regionId: string | null;
  warnDays: number;
  rules: readonly PoolRule[];
};

export type DueCustomer = Due & {
  customerId: string;
  name: string;
  owner: PersonRef;
  poolId: string | null;
};

type Scope = {
  /** The company's local day. */
  today: string;
  timeZone: string;
  /** Rules as they would be instead of those that the pool has. */
  draft?: DraftPool;
  /** On the customer `c`, its owner `o` or the pool `p`. */
  only?: RawBuilder<unknown>;
  /** Seen by the reader, as `visible`. */
  visible?: RawBuilder<boolean>;
};

const noPool = '00000000-0000-0000-0000-000000000000';

/** Pools in use by their place, the draft in the place of the pool that it changes. */
function poolsOf(draft: DraftPool | undefined): RawBuilder<unknown> {
  const saved = sql`select id, segment_id, region_id, warn_days from pools where not retired`;
  if (!draft) return saved;
  return sql`${saved} and id <> ${draft.id ?? noPool}::uuid
    union all
    select ${draft.id ?? noPool}::uuid, ${draft.segmentId}::uuid, ${draft.regionId}::uuid, ${draft.warnDays}::integer`;
}

function rulesOf(draft: DraftPool | undefined): RawBuilder<unknown> {
  const saved = sql`select pool_id, kind, level_id, days, spare_planned from pool_rules`;
  if (!draft) return saved;
  return sql`select ${draft.id ?? noPool}::uuid, kind, "levelId", days, "sparePlanned"
    from jsonb_to_recordset(${JSON.stringify(draft.rules)}::jsonb)
      as r (kind text, "levelId" uuid, days integer, "sparePlanned" boolean)`;
}

/**
 * Customers to which a rule of their pool applies, or will within its days of warning: each once, with the rule that
 * returns it first. The pool of a customer is the one for its segment and region, then the one for its segment, then
 * for its region, then the one for all. A rule for a level comes before the rule for every level. Locked customers
 * and, where a rule says so, those for which something is planned are left out.
 */
export async function dueCustomers(db: Db, scope: Scope): Promise<(DueCustomer & { visible: boolean })[]> {
  const { today, timeZone, draft, only = sql`true`, visible = sql<boolean>`true` } = scope;
  // A next step or an item of the plan counts, whoever is going to do it.
  const planned = sql`(coalesce(c.next_step_on >= ${today}::date, false) or exists (
    select 1 from plan_items i where i.customer_id = c.id and i.state = 'open' and i.day >= ${today}::date))`;
  const { rows } = await sql<DueCustomer & { visible: boolean }>`
    with places (id, segment_id, region_id, warn_days) as (${poolsOf(draft)}),
    rules (pool_id, kind, level_id, days, spare_planned) as (${rulesOf(draft)}),
    due as (
      select c.id, c.name, c.owner_id, p.id as pool_id, r.kind, r.days, p.warn_days,
        case r.kind when 'owned' then w.began else greatest(c.last_visit_on, w.began) end as since
      from customers c
      join users o on o.id = c.owner_id
      join lateral (
        select p.id, p.warn_days from places p
        where (p.segment_id is null or p.segment_id = c.segment_id) and (p.region_id is null or p.region_id = c.region_id)
        order by p.segment_id is null, p.region_id is null limit 1
      ) p on true
      join lateral (
        select distinct on (r.kind) r.kind, r.days, r.spare_planned from rules r
        where r.pool_id = p.id and (r.level_id is null or r.level_id = c.level_id)
        order by r.kind, r.level_id is null, r.days
      ) r on true
      cross join lateral (
        select (w.from_at at time zone ${timeZone})::date as began from customer_owners w
        where w.customer_id = c.id and w.until_at is null
      ) w
      where c.pool_id is null and ${only}
        and not exists (select 1 from customer_locks l where l.customer_id = c.id and l.until >= ${today}::date)
        and not (r.spare_planned and ${planned})
    )
    select distinct on (d.id) d.id as "customerId", d.name, d.pool_id as "poolId", d.kind as rule, d.days, d.since,
      d.warn_days as "warnDays", told.warned_on as "warnedOn", ${visible} as visible,
      json_build_object('id', o.id, 'name', o.name, 'post', o.post) as owner
    from due d
    join customers c on c.id = d.id
    join users o on o.id = d.owner_id
    left join pool_warnings told on told.customer_id = d.id and told.owner_id = d.owner_id and told.rule = d.kind
      and told.since = d.since
    where d.since + d.days - d.warn_days <= ${today}::date
    order by d.id, d.since + d.days
  `.execute(db);
  return rows;
}

/** What is shown of a coming return. */
export function comingOf(due: Due, today: string) {
  const { rule, days, since } = due;
  const over = returnDay(due, today);
  return { rule: rule satisfies PoolRuleKind, days, since, returnOn: over < today ? today : over };
}
