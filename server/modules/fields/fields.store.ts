import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { OwnField } from '../../../contract/fields.ts';
import type { Db, Tx } from '../../platform/db/db.ts';

/**
 * Definitions change one after the other, and never while somebody writes values by them: who writes values holds the
 * lock shared, taken before any lock of a customer.
 */
export async function lockDefinitions(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('licheng.fields'))`.execute(tx);
}

/** Keeps the definitions as they are until the end of the transaction. */
export async function holdDefinitions(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtext('licheng.fields'))`.execute(tx);
}

export type FieldRow = Omit<OwnField, 'key' | 'version' | 'retired'>;

const columnsOf = (field: FieldRow) => ({
  label: field.label,
  type: field.type,
  section_id: field.sectionId,
  segment_ids: field.segmentIds,
  compulsory: field.compulsory,
  help: field.help,
  visible_when: field.visibleWhen && JSON.stringify(field.visibleWhen),
  searchable: field.searchable,
  choices: JSON.stringify(field.choices),
  formula: field.formula,
});

/** Adds a field after the last one. */
export async function insertField(tx: Tx, field: FieldRow, at: Date): Promise<void> {
  const { next } = await tx
    .selectFrom('own_fields')
    .select(sql<number>`coalesce(max(position), 0) + 1`.as('next'))
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('own_fields')
    .values({ ...columnsOf(field), id: field.id, position: next, created_at: at.toISOString() })
    .execute();
}

export async function updateField(tx: Tx, field: OwnField): Promise<void> {
  await tx
    .updateTable('own_fields')
    .set((eb) => ({ ...columnsOf(field), retired: field.retired, version: eb('version', '+', 1) }))
    .where('id', '=', field.id)
    .execute();
}

export async function bumpLayout(tx: Tx): Promise<void> {
  await tx
    .updateTable('own_layout')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .execute();
}

const valueColumns = ['text_key', 'number_value', 'day_value', 'choice_id', 'person_id', 'other_id', 'file_id'];

/** That customers have values of the field whose id stands in this column; each kind is told by its own index. */
export function hasValues(fieldId: string): RawBuilder<boolean> {
  const kinds = valueColumns.map(
    (column) => sql`exists (
      select 1 from customer_values v where v.field_id = ${sql.ref(fieldId)} and ${sql.ref(`v.${column}`)} is not null
    )`,
  );
  return sql<boolean>`(${sql.join(kinds, sql` or `)})`;
}

/** Whether customers have values of the field, be they set aside. */
export async function isUsed(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select ${hasValues('f.id')} or exists (
      select 1 from customers c where c.own_aside <> '{}' and c.own_aside ? f.id::text
    ) as used
    from own_fields f where f.id = ${id}
  `.execute(db);
  return rows[0]?.used ?? false;
}

/** Ids among these choices that some customer has, or has had set aside. */
export async function usedChoices(db: Db, fieldId: string, choiceIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (choiceIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select given.id from unnest(${[...choiceIds]}::uuid[]) as given (id)
    where exists (select 1 from customer_values v where v.field_id = ${fieldId} and v.choice_id = given.id)
      or exists (
        select 1 from customers c where c.own_aside <> '{}' and (
          c.own_aside @> jsonb_build_object(${fieldId}::text, given.id::text)
          or c.own_aside @> jsonb_build_object(${fieldId}::text, jsonb_build_array(given.id::text))
        )
      )
  `.execute(db);
  return new Set(rows.map((row) => row.id));
}

/** Has all customers recalculated, from the first one on. */
export async function askRecalculation(tx: Tx): Promise<void> {
  await tx.updateTable('own_recalculation').set({ underway: true, after_id: null, done: 0, total: 0 }).execute();
}

export type Segment = { cycleDays: number | null; principles: string | null; creatorRoleIds: string[] };

/** Settings of a segment as they are, and their version; null when there is no such segment. */
export async function segmentOf(tx: Tx, id: string): Promise<(Segment & { version: number }) | null> {
  const { rows } = await sql<Segment & { version: number }>`
    select s.cycle_days as "cycleDays", s.principles, coalesce(s.creator_role_ids, '{}') as "creatorRoleIds",
      coalesce(s.version, 1) as version
    from list_entries e left join segment_settings s on s.segment_id = e.id
    where e.id = ${id} and e.list = 'segment'
    for update of e
  `.execute(tx);
  return rows[0] ?? null;
}

export async function setSegment(tx: Tx, id: string, segment: Segment, version: number): Promise<void> {
  const columns = {
    cycle_days: segment.cycleDays,
    principles: segment.principles,
    creator_role_ids: segment.creatorRoleIds,
    version,
  };
  await tx
    .insertInto('segment_settings')
    .values({ segment_id: id, ...columns })
    .onConflict((conflict) => conflict.column('segment_id').doUpdateSet(columns))
    .execute();
}

/** Ids among these that are roles. */
export async function rolesAmong(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('roles')
    .select('id')
    .where('id', 'in', [...ids])
    .execute();
  return new Set(rows.map((row) => row.id));
}
