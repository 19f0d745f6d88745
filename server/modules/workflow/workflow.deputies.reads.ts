import { sql } from 'kysely';
import { z } from 'zod';
import type { Deputy } from '../../../contract/workflows.deputies.ts';
import { may } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { authorize } from '../../platform/errors.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { todayOf } from '../org/index.ts';

type Query = { box: 'own' | 'acting' | 'all'; cursor?: string | undefined; limit: number };

/** Who acts for the reader, for whom the reader acts, or, for administrators, everybody's; newest first. */
export async function listDeputies(ctx: Ctx, { box, cursor, limit }: Query) {
  const me = ctx.actor.id;
  const manages = may(ctx.actor, 'org.manage');
  if (box === 'all') authorize(manages);
  const today = await todayOf(ctx.db, ctx.now());
  const before = decodeCursor(cursor, z.uuid());
  const whose = { own: sql`a.user_id = ${me}`, acting: sql`a.deputy_id = ${me}`, all: sql`true` }[box];
  const { rows } = await sql<Deputy>`
    select a.id, a.family, a.from_on as "fromOn", a.until_on as "untilOn", a.version,
      json_build_object('id', p.id, 'name', p.name, 'post', p.post) as person,
      json_build_object('id', u.id, 'name', u.name, 'post', u.post) as deputy,
      case when a.until_on < ${today} then 'over' when a.from_on > ${today} then 'coming' else 'now' end as state,
      json_build_object('change', a.until_on >= ${today} and (a.user_id = ${me} or ${manages})) as can
    from workflow_deputies a join users p on p.id = a.user_id join users u on u.id = a.deputy_id
    where ${whose} and ${before ? sql`a.id < ${before}` : sql`true`}
    order by a.id desc limit ${limit + 1}`.execute(ctx.db);
  return toPage(rows, limit, (row) => row.id);
}

/**
 * Instances with a pending task whose deputy is not the one of today: because an absence has begun, has ended, or was
 * changed. Nobody is the deputy of an approver for what they have started themselves.
 */
export async function instancesToDeputise(db: Db, today: string): Promise<string[]> {
  const pending = sql`t.state in ('open', 'held', 'queued') and t.kind <> 'copy'`;
  const { rows } = await sql<{ id: string }>`
    with pending as (
      select t.instance_id, t.person_id, t.deputy_id from workflow_deputies a
      join workflow_tasks t on t.person_id = a.user_id and ${pending}
      where a.from_on <= ${today} and a.until_on >= ${today}
      union
      select t.instance_id, t.person_id, t.deputy_id from workflow_tasks t where t.deputy_id is not null and ${pending}
    )
    select distinct p.instance_id as id from pending p
    join workflow_instances i on i.id = p.instance_id and i.status = 'running'
    join workflow_definitions d on d.id = i.definition_id
    left join lateral (
      select a.deputy_id from workflow_deputies a join users u on u.id = a.deputy_id and u.active
      where a.user_id = p.person_id and a.from_on <= ${today} and a.until_on >= ${today}
        and (a.family is null or a.family = d.family)
      order by a.from_on desc, a.id desc limit 1
    ) now on true
    where p.deputy_id is distinct from nullif(now.deputy_id, i.starter_id)
    order by 1`.execute(db);
  return rows.map(({ id }) => id);
}
