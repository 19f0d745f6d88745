import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { PlanItem, PlanItemDetail } from '../../../contract/plans.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/db.ts';
import { customerSeenRow, lineSeesRow, visitSeenRow, workflowSeenRow } from '../../platform/scope.ts';
import type { WeekState } from './plans.policy.ts';
import { itemCan } from './plans.policy.ts';

/** An instant inside JSON, written as the driver writes it elsewhere. */
const jsonInstant = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
export const personJson = (user: string) =>
  sql`json_build_object('id', ${sql.ref(`${user}.id`)}, 'name', ${sql.ref(`${user}.name`)}, 'post', ${sql.ref(`${user}.post`)})`;

const weekOf = (day: string) => sql`(${sql.ref(day)} - (extract(isodow from ${sql.ref(day)})::integer - 1))`;
const monthOf = (day: string) => sql`date_trunc('month', ${sql.ref(day)})::date`;

/** Whether the month of this day is closed. */
export const inClosedMonth = (day: string) =>
  sql<boolean>`exists (select 1 from closed_months m where m.month = ${monthOf(day)})`;

const itemColumns = sql`
  i.id, ${personJson('o')} as owner,
  case when c.id is null then null else json_build_object('id', c.id, 'name', c.name) end as customer,
  i.kind, i.activity, i.title, i.expected_result as "expectedResult", i.importance, i.day,
  to_char(i.start_time, 'HH24:MI') as "startTime", to_char(i.end_time, 'HH24:MI') as "endTime", i.state,
  case when a.id is null then null else ${personJson('a')} end as "assignedBy",
  fv.id as "fromVisitId", v.id as "openVisitId",
  i.completed_at as "completedAt", i.on_time as "onTime", i.score::float8 as score, i.result, i.version,
  coalesce(w.state, 'draft') as "weekState", m.month is not null as "monthClosed"`;

const detailColumns = (actor: Actor) => sql`
  coalesce((
    select json_agg(json_build_object('id', p.id, 'kind', p.kind, 'visitId', p.visit_id, 'fileId', p.file_id,
      'workflow', case when wi.id is null then null
        else json_build_object('id', wi.id, 'number', wi.number, 'status', wi.status) end,
      'title', coalesce(f.name, p.note, left(pv.discussed, 200), wi.title, ''), 'createdAt', ${jsonInstant('p.created_at')}) order by p.id)
    from plan_item_proofs p left join files f on f.id = p.file_id left join visits pv on pv.id = p.visit_id
    left join lateral (
      select i.id, i.number, i.title, i.status from workflow_instances i
      where i.id = p.instance_id and ${workflowSeenRow(actor)}
    ) wi on true
    where p.item_id = i.id
  ), '[]') as proofs,
  coalesce((
    select json_agg(json_build_object('id', e.id, 'score', e.score, 'advice', e.advice, 'evaluator', ${personJson('eu')},
      'createdAt', ${jsonInstant('e.created_at')}, 'correctsId', e.corrects_id, 'version', e.version) order by e.id)
    from evaluations e join users eu on eu.id = e.evaluator_id where e.item_id = i.id
  ), '[]') as evaluations,
  coalesce((
    select json_agg(json_build_object('id', r.id, 'author', ${personJson('ru')}, 'text', r.text,
      'createdAt', ${jsonInstant('r.created_at')}) order by r.id)
    from evaluation_replies r join users ru on ru.id = r.author_id where r.item_id = i.id
  ), '[]') as replies`;

const itemTables = (actor: Actor) => sql`
  join users o on o.id = i.owner_id
  left join users a on a.id = i.assigned_by
  left join customers c on c.id = i.customer_id and ${customerSeenRow(actor, 'i.customer_id')}
  left join visits v on v.plan_item_id = i.id and v.state = 'checkedIn'
    and ${visitSeenRow(actor, 'v.owner_id', 'v.customer_id')}
  left join visits fv on fv.id = i.from_visit_id and ${visitSeenRow(actor, 'fv.owner_id', 'fv.customer_id')}
  left join plan_weeks w on w.owner_id = i.owner_id and w.week = ${weekOf('i.day')}
  left join closed_months m on m.month = ${monthOf('i.day')}`;

type Facts = { weekState: WeekState; monthClosed: boolean };
type ItemRow<T extends PlanItem> = Omit<T, 'can'> & Facts;

function finish<T extends ItemRow<PlanItem>>(actor: Actor, row: T): Omit<T, keyof Facts> & Pick<PlanItem, 'can'> {
  const { weekState, monthClosed, ...item } = row;
  const can = itemCan(actor, {
    ownerId: row.owner.id,
    assignedById: row.assignedBy?.id ?? null,
    kind: row.kind,
    state: row.state,
    weekState,
    monthClosed,
  });
  return { ...item, can };
}

/**
 * The items that `picked` selects (a query of rows of plan_items, already within the scope), in the order of `by`
 * over the alias `i`.
 */
export async function readItems(db: Db, actor: Actor, picked: RawBuilder<unknown>, by = sql`i.day, i.id`) {
  const { rows } = await sql<ItemRow<PlanItem>>`
    select ${itemColumns} from (${picked}) i ${itemTables(actor)} order by ${by}
  `.execute(db);
  return rows.map((row) => finish(actor, row));
}

/** As readItems, with proofs, evaluations and replies, and further columns of `picked` by `extra`. */
export async function readItemDetails<X = object>(
  db: Db,
  actor: Actor,
  picked: RawBuilder<unknown>,
  by = sql`i.day, i.id`,
  extra: RawBuilder<X>[] = [],
) {
  const columns = sql.join([itemColumns, detailColumns(actor), ...extra]);
  const { rows } = await sql<ItemRow<PlanItemDetail> & X>`
    select ${columns} from (${picked}) i ${itemTables(actor)} order by ${by}
  `.execute(db);
  return rows.map((row) => finish(actor, row));
}

/** One item that the actor sees, or null. */
export async function findItem(db: Db, actor: Actor, id: string): Promise<PlanItemDetail | null> {
  const picked = sql`select * from plan_items where id = ${id} and ${lineSeesRow(actor, 'plan_items.owner_id')}`;
  const [found] = await readItemDetails(db, actor, picked);
  return found ?? null;
}

/** Items by id, in the order of the ids; those that the actor does not see are left out. */
export async function itemsByIds(db: Db, actor: Actor, ids: readonly string[]): Promise<PlanItem[]> {
  const picked = sql`select * from plan_items where id = any(${ids}::uuid[]) and ${lineSeesRow(actor, 'plan_items.owner_id')}`;
  return readItems(db, actor, picked, sql`array_position(${ids}::uuid[], i.id)`);
}
