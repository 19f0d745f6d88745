import { sql } from 'kysely';
import { z } from 'zod';
import type { Introduction } from '../../../contract/relationships.ts';
import type { Ctx } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { todayOf } from '../org/index.ts';
import type { About } from './customers.acquaintances.reads.ts';
import { acquaintancesOf, askedBefore } from './customers.acquaintances.reads.ts';
import { wholeCompany } from './customers.acquaintances.rules.ts';

/** Who knows a person, as far as the actor may be told, and what the actor asked before. */
export async function whoKnows(ctx: Ctx, about: About) {
  const today = await todayOf(ctx.db, ctx.now());
  const { key, people, circles } = await acquaintancesOf(ctx.db, ctx.actor, today, about);
  const asked = circles.length === 0 ? new Map() : await askedBefore(ctx.db, ctx.actor.id, key);
  return {
    people,
    circles: circles.map(({ department }) => ({
      department,
      asked: asked.get(department?.id ?? wholeCompany) ?? null,
    })),
  };
}

/** Own requests and those to the actor, newest first. Each side sees the person by what it knows of them itself. */
export async function introductionsOf(ctx: Ctx, query: { cursor?: string; limit: number }) {
  const before = decodeCursor(query.cursor, z.uuid());
  const me = ctx.actor.id;
  const older = before ? sql`i.id < ${before}::uuid` : sql`true`;
  const most = query.limit + 1;
  const { rows } = await sql<Introduction>`
    select i.id, case when i.mine then 'mine' else 'theirs' end as side, i.words, i.state, i.answer,
      i.created_at as "createdAt", i.answered_at as "answeredAt",
      coalesce(k.name, case when i.mine then i.about_name end) as name,
      coalesce(c.name, case when i.mine then i.about_company end) as company,
      case when d.id is null then null else json_build_object('id', d.id, 'name', d.name) end as department,
      case when u.id is null then null else json_build_object('id', u.id, 'name', u.name, 'post', u.post) end as person
    from (
      (select i.*, true as mine from introductions i where i.asker_id = ${me} and ${older} order by i.id desc limit ${most})
      union all
      (select i.*, false as mine from introductions i where i.asked_id = ${me} and ${older} order by i.id desc limit ${most})
    ) i
    left join contacts k on k.id = case when i.mine then i.about_contact_id else i.known_contact_id end
      and ${customerSeenRow(ctx.actor, 'k.customer_id')}
    left join customers c on c.id = k.customer_id
    left join departments d on d.id = i.department_id and i.mine
    left join users u on u.id = case when not i.mine then i.asker_id when i.state = 'accepted' then i.asked_id end
    order by i.id desc limit ${most}
  `.execute(ctx.db);
  return toPage(rows, query.limit, (row) => row.id);
}
