import { sql } from 'kysely';
import { ownKey } from '../../../contract/fields.rules.ts';
import type { FieldCatalogue, OwnField, SegmentSettings } from '../../../contract/fields.ts';
import { ownFieldTypes } from '../../../contract/fields.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/db.ts';
import { hasValues } from './fields.store.ts';

/** Own fields in the order of the form, retired ones among them: sections by their order, then fields by theirs. */
export async function ownFields(db: Db): Promise<OwnField[]> {
  const rows = await db
    .selectFrom('own_fields as f')
    .leftJoin('own_sections as s', 's.id', 'f.section_id')
    .select(['f.id', 'f.label', 'f.type', 'f.section_id as sectionId', 'f.segment_ids as segmentIds', 'f.compulsory'])
    .select(['f.help', 'f.visible_when as visibleWhen', 'f.searchable', 'f.choices', 'f.formula', 'f.retired'])
    .select('f.version')
    .orderBy(sql`s.position nulls first`)
    .orderBy('f.position')
    .orderBy('f.id')
    .execute();
  return rows.flatMap((row) => {
    const type = ownFieldTypes.find((known) => known === row.type);
    return type ? [{ ...row, key: ownKey(row.id), type }] : [];
  });
}

export async function fieldById(db: Db, id: string): Promise<OwnField | undefined> {
  return (await ownFields(db)).find((field) => field.id === id);
}

/** Settings of every segment, and whether the actor may create customers of it. */
export async function segmentSettings(db: Db, actor: Actor): Promise<SegmentSettings[]> {
  const { rows } = await sql<SegmentSettings>`
    select e.id, s.cycle_days as "cycleDays", s.principles, coalesce(s.creator_role_ids, '{}') as "creatorRoleIds",
      coalesce(s.creator_role_ids, '{}') = '{}' or exists (
        select 1 from user_roles r where r.user_id = ${actor.id} and r.role_id = any(s.creator_role_ids)
      ) as "mayCreate",
      coalesce(s.version, 1) as version
    from list_entries e left join segment_settings s on s.segment_id = e.id
    where e.list = 'segment'
    order by e.position, e.name
  `.execute(db);
  return rows;
}

/** Among these segments those that the actor's roles keep the actor from creating customers of. */
export async function barredSegments(
  db: Db,
  actor: Pick<Actor, 'id'>,
  segmentIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (segmentIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select s.segment_id as id from segment_settings s
    where s.segment_id = any(${[...segmentIds]}::uuid[]) and s.creator_role_ids <> '{}' and not exists (
      select 1 from user_roles r where r.user_id = ${actor.id} and r.role_id = any(s.creator_role_ids)
    )
  `.execute(db);
  return new Set(rows.map((row) => row.id));
}

/**
 * Days within which archives of each segment have to be brought up to date. A segment that is not in it, and customers
 * of none, have the general rule: one month. A change is told by the event `segment.updated`.
 */
export async function segmentCycles(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('segment_settings')
    .select(['segment_id as id', 'cycle_days as days'])
    .where('cycle_days', 'is not', null)
    .execute();
  return new Map(rows.flatMap(({ id, days }) => (days === null ? [] : [[id, days]])));
}

export async function fieldCatalogue(db: Db, actor: Actor): Promise<FieldCatalogue> {
  const [fields, sections, segments, layout] = await Promise.all([
    ownFields(db),
    db.selectFrom('own_sections').select(['id', 'name', 'version']).orderBy('position').orderBy('name').execute(),
    segmentSettings(db, actor),
    db.selectFrom('own_layout').select('version').executeTakeFirstOrThrow(),
  ]);
  return { fields, sections, segments, layoutVersion: layout.version };
}

/** What administration has to know beside the catalogue. */
export async function fieldState(db: Db) {
  const [roles, fields, choices, recalculation] = await Promise.all([
    db.selectFrom('roles').select(['id', 'code', 'name']).orderBy('code').execute(),
    sql<{ id: string }>`
      select f.id from own_fields f where ${hasValues('f.id')}
    `.execute(db),
    sql<{ id: string }>`
      select c.id from own_fields f cross join lateral jsonb_to_recordset(f.choices) as c (id uuid)
      where exists (select 1 from customer_values v where v.field_id = f.id and v.choice_id = c.id)
    `.execute(db),
    db.selectFrom('own_recalculation').select(['underway', 'done', 'total']).executeTakeFirstOrThrow(),
  ]);
  const { underway, done, total } = recalculation;
  return {
    roles,
    usedFieldIds: fields.rows.map((row) => row.id),
    usedChoiceIds: choices.rows.map((row) => row.id),
    progress: underway ? Math.min(1, total === 0 ? 0 : done / total) : null,
  };
}
