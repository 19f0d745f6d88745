import { sql } from 'kysely';
import type { z } from 'zod';
import type { me as meShape } from '../../../contract/auth.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import type { Settings } from '../../platform/runtime.ts';
import { dayOf } from '../../platform/time.ts';

type Me = z.output<typeof meShape>;
type MeRow = Omit<Me, 'permissions' | 'demo' | 'version' | 'company'> & { companyName: string; timeZone: string };

/** The signed-in person, with the company's local day. */
export async function readMe(ctx: Ctx, settings: Settings): Promise<Me> {
  const { rows } = await sql<MeRow>`
    select u.id, u.login, u.name, u.post, u.locale, u.theme, u.two_factor_enabled as "secondStep",
      u.must_change_password as "mustChangePassword", c.name as "companyName", c.time_zone as "timeZone",
      case when d.id is not null then json_build_object('id', d.id, 'name', d.name) end as department,
      case when s.id is not null then json_build_object('id', s.id, 'name', s.name) end as supervisor,
      exists (select 1 from reporting_line l where l.ancestor_id = u.id and l.depth > 0) as "hasSubordinates"
    from users u cross join company c
    left join departments d on d.id = u.department_id
    left join users s on s.id = u.supervisor_id
    where u.id = ${ctx.actor.id}`.execute(ctx.db);
  const [row] = rows;
  ensure(row, 'common.notFound');
  const { companyName, timeZone, ...person } = row;
  return {
    ...person,
    permissions: [...ctx.actor.permissions],
    company: { name: companyName, timeZone, today: dayOf(ctx.now(), timeZone) },
    demo: settings.demo && settings.loopback,
    version: settings.version,
  };
}

/** Own open sessions, the last used first; when one was used is known to within ten minutes. */
export async function listSessions(ctx: Ctx) {
  const rows = await ctx.db
    .selectFrom('auth_sessions')
    .select([
      'id',
      'created_at as createdAt',
      'updated_at as lastSeenAt',
      'user_agent as userAgent',
      'ip_address as ipAddress',
    ])
    .where('user_id', '=', ctx.actor.id)
    .where('expires_at', '>', ctx.now().toISOString())
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const items = rows.map((row) => ({
    ...row,
    userAgent: row.userAgent || null,
    ipAddress: row.ipAddress || null,
    current: row.id === ctx.actor.sessionId,
  }));
  return { items };
}

/** Active people, at most 200, those first who were there first. */
export async function listDemoPeople(db: Db) {
  return db
    .selectFrom('users')
    .select(['login', 'name', 'post'])
    .where('active', '=', true)
    .orderBy('id')
    .limit(200)
    .execute();
}
