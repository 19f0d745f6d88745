import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type {
  DefinitionDetail,
  DefinitionLine,
  WorkflowContent,
  WorkflowFault,
} from '../../../contract/workflows.design.ts';
import { workflowContent } from '../../../contract/workflows.design.ts';
import type { WorkflowFamily } from '../../../contract/workflows.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { likePrefix } from '../../platform/text.ts';
import { faultsOf, namedIn } from './workflow.design.rules.ts';

/** Instances under way are counted so far. */
const mostCounted = 1000;

const runningWhere = (condition: RawBuilder<unknown>) => sql<number>`(
  select count(*) from (
    select from workflow_instances i where i.status = 'running' and ${condition} limit ${sql.lit(mostCounted)}
  ) as few)`;

const columns = sql`
  d.id, d.code, d.name, d.family, d.state, d.current_number as number, d.version,
  json_build_object('id', o.id, 'name', o.name, 'post', o.post) as owner,
  (v.content is distinct from d.draft) as changed, ${runningWhere(sql`i.definition_id = d.id`)} as running`;
const joins = sql`
  join users o on o.id = d.owner_id
  left join workflow_versions v on v.definition_id = d.id and v.number = d.current_number`;

type Query = {
  q?: string | undefined;
  family?: WorkflowFamily | undefined;
  state?: DefinitionLine['state'] | undefined;
  cursor?: string | undefined;
  limit: number;
};

/** Workflows as they are drawn, by name; `q` is part of a name. */
export async function listDefinitions({ db }: Ctx, query: Query) {
  const after = decodeCursor(query.cursor, z.tuple([z.string(), z.uuid()]));
  const conditions = [
    query.q ? sql`d.name ilike ${`%${likePrefix(query.q)}`}` : sql`true`,
    query.family ? sql`d.family = ${query.family}` : sql`true`,
    query.state ? sql`d.state = ${query.state}` : sql`true`,
    after ? sql`(d.name, d.id) > (${after[0]}, ${after[1]})` : sql`true`,
  ];
  const { rows } = await sql<DefinitionLine>`
    select ${columns} from workflow_definitions d ${joins}
    where ${sql.join(conditions, sql` and `)} order by d.name, d.id limit ${query.limit + 1}`.execute(db);
  return toPage(rows, query.limit, ({ name, id }) => [name, id]);
}

export async function getDefinition({ db }: Ctx, id: string): Promise<DefinitionDetail> {
  const { rows } = await sql<DefinitionLine & { draft: unknown }>`
    select ${columns}, d.draft from workflow_definitions d ${joins} where d.id = ${id}`.execute(db);
  const [row] = rows;
  ensure(row, 'common.notFound');
  const draft = workflowContent.parse(row.draft);
  const versions = await versionsOf(db, id);
  return { ...row, draft, versions, ...(await judge(db, draft, id)) };
}

async function versionsOf(db: Db, id: string): Promise<DefinitionDetail['versions']> {
  const { rows } = await sql<DefinitionDetail['versions'][number]>`
    select v.number, v.published_at as "publishedAt",
      json_build_object('id', p.id, 'name', p.name, 'post', p.post) as "publishedBy",
      ${runningWhere(sql`i.version_id = v.id`)} as running
    from workflow_versions v join users p on p.id = v.published_by
    where v.definition_id = ${id} and v.number is not null order by v.number desc`.execute(db);
  return rows;
}

/** What a version that was published holds. */
export async function versionContent({ db }: Ctx, id: string, number: number): Promise<WorkflowContent> {
  const row = await db
    .selectFrom('workflow_versions')
    .select('content')
    .where('definition_id', '=', id)
    .where('number', '=', number)
    .executeTakeFirst();
  ensure(row, 'common.notFound');
  return workflowContent.parse(row.content);
}

/** What is drawn, with whose it is. */
export async function drawingOf(
  db: Db,
  id: string,
): Promise<{ name: string; ownerId: string; draft: WorkflowContent }> {
  const row = await db
    .selectFrom('workflow_definitions')
    .select(['name', 'owner_id as ownerId', 'draft'])
    .where('id', '=', id)
    .executeTakeFirst();
  ensure(row, 'common.notFound');
  return { ...row, draft: workflowContent.parse(row.draft) };
}

export type Judged = { faults: WorkflowFault[]; names: Record<string, string> };

/** What is wrong with a drawing, and what it names is called; `id` is the one that it is drawn for. */
export async function judge(db: Db, content: WorkflowContent, id: string | null): Promise<Judged> {
  const named = namedIn(content);
  const [people, roles, children] = [
    await peopleBy(db, named.people),
    await rolesBy(db, named.roles),
    await childrenBy(db, named.children, id),
  ];
  const faults = faultsOf(content, {
    active: new Set(people.filter(({ active }) => active).map((one) => one.id)),
    holders: new Map(roles.map((role) => [role.id, role.holders])),
    children: new Map(children.filter(({ ready }) => ready).map((child) => [child.id, child])),
  });
  const names = [...people, ...roles, ...children].map((one) => [one.id, one.name] as const);
  return { faults, names: Object.fromEntries(names) };
}

async function peopleBy(db: Db, ids: readonly string[]): Promise<{ id: string; name: string; active: boolean }[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; name: string; active: boolean }>`
    select id, name, active from users where id = any(${ids}::uuid[])`.execute(db);
  return rows;
}

async function rolesBy(db: Db, ids: readonly string[]): Promise<{ id: string; name: string; holders: number }[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; name: string; holders: number }>`
    select r.id, r.name, (
      select count(*) from user_roles m join users u on u.id = m.user_id and u.active where m.role_id = r.id
    ) as holders
    from roles r where r.id = any(${ids}::uuid[])`.execute(db);
  return rows;
}

/** Every role, by name. */
export async function rolesToChoose({ db }: Ctx): Promise<{ id: string; code: string; name: string }[]> {
  return db.selectFrom('roles').select(['id', 'code', 'name']).orderBy('name').orderBy('id').execute();
}

type Child = { id: string; name: string; ready: boolean; circle: boolean };

/** The sub-processes, and whether what they are made of, as it is published, leads back to `id`. */
async function childrenBy(db: Db, ids: readonly string[], id: string | null): Promise<Child[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Child>`
    with recursive reached as (
      select d.id as root, d.id from workflow_definitions d where d.id = any(${ids}::uuid[])
      union
      select r.root, (node ->> 'definitionId')::uuid
      from reached r
      join workflow_definitions d on d.id = r.id
      join workflow_versions v on v.definition_id = d.id and v.number = d.current_number
      cross join jsonb_path_query(v.content, '$.definition.nodes.** ? (@.type == "child")') as node
    )
    select d.id, d.name, d.state = 'published' as ready,
      exists (select from reached r where r.root = d.id and r.id = ${id}::uuid) as circle
    from workflow_definitions d where d.id = any(${ids}::uuid[])`.execute(db);
  return rows;
}
