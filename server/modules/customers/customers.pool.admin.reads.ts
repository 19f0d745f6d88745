import { sql } from 'kysely';
import type { Pool } from '../../../contract/pools.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { companyOf, todayOf } from '../org/index.ts';
import type { DraftPool } from './customers.pool.due.reads.ts';
import { comingOf, dueCustomers } from './customers.pool.due.reads.ts';
import { returnDay, tonight } from './customers.pool.rules.ts';

export async function allPools(db: Db, id?: string): Promise<Pool[]> {
  const { rows } = await sql<Pool>`
    select p.id, p.name, p.segment_id as "segmentId", p.region_id as "regionId",
      json_build_object('id', k.id, 'name', k.name, 'post', k.post) as keeper,
      array(select department_id from pool_departments where pool_id = p.id order by department_id) as "departmentIds",
      p.max_owned as "maxOwned", p.max_claims_a_day as "maxClaimsADay", p.cooling_days as "coolingDays",
      p.warn_days as "warnDays",
      coalesce((
        select json_agg(json_build_object('kind', r.kind, 'levelId', r.level_id, 'days', r.days,
          'sparePlanned', r.spare_planned) order by r.position)
        from pool_rules r where r.pool_id = p.id
      ), '[]') as rules,
      p.retired, (select count(*) from customers c where c.pool_id = p.id) as customers, p.version
    from pools p join users k on k.id = p.keeper_id
    where ${id ? sql`p.id = ${id}` : sql`true`}
    order by p.retired, p.name, p.id
  `.execute(db);
  return rows;
}

export async function poolById(db: Db, id: string): Promise<Pool> {
  const [pool] = await allPools(db, id);
  ensure(pool, 'common.notFound');
  return pool;
}

const shown = 100;

/** What the night would do with these rules. Everyone's customers count; names are shown to who may see them. */
export async function previewRules(ctx: Ctx, draft: DraftPool) {
  const today = await todayOf(ctx.db, ctx.now());
  const { timeZone } = await companyOf(ctx.db);
  const only = draft.id ? sql`p.id = ${draft.id}` : sql`p.id = '00000000-0000-0000-0000-000000000000'`;
  const due = await dueCustomers(ctx.db, {
    today,
    timeZone,
    draft,
    only,
    visible: customerSeenRow(ctx.actor, 'd.id'),
  });
  const acts = due.flatMap((one) => {
    const act = tonight(one, today);
    return act ? [{ one, act }] : [];
  });
  const of = (wanted: 'return' | 'warn') => acts.filter(({ act }) => act === wanted);
  const items = [...of('return'), ...of('warn')]
    .slice(0, shown)
    .sort((a, b) => (returnDay(a.one, today) < returnDay(b.one, today) ? -1 : 1))
    .map(({ one, act }) => ({
      ...comingOf(one, today),
      customer: one.visible ? { id: one.customerId, name: one.name } : null,
      owner: one.owner,
      tonight: act,
    }));
  return { returned: of('return').length, warned: of('warn').length, items };
}
