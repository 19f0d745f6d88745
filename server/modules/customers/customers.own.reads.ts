import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { OwnOperator } from '../../../contract/fields.rules.ts';
import { operatorsOf } from '../../../contract/fields.rules.ts';
import type { OwnField, OwnFieldType, OwnValue } from '../../../contract/fields.ts';
import type { Actor } from '../../platform/actor.ts';
import { invalid } from '../../platform/errors.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { parseOwnValue } from '../fields/index.ts';

/**
 * Columns `own` and `ownRefs` of a customer `c`. A customer that the actor does not see is not named: its field is as
 * if it were empty.
 */
export function ownColumns(actor: Actor): RawBuilder<unknown> {
  const seen = customerSeenRow(actor, 'v.other_id');
  return sql`
    c.own - coalesce((
      select array_agg(v.field_id::text) from customer_values v
      where v.customer_id = c.id and v.other_id is not null and not ${seen}
    ), '{}') as own,
    json_build_object(
      'people', coalesce((
        select json_agg(distinct jsonb_build_object('id', u.id, 'name', u.name, 'post', u.post))
        from customer_values v join users u on u.id = v.person_id where v.customer_id = c.id
      ), '[]'),
      'customers', coalesce((
        select json_agg(distinct jsonb_build_object('id', p.id, 'name', p.name))
        from customer_values v join customers p on p.id = v.other_id where v.customer_id = c.id and ${seen}
      ), '[]'),
      'files', coalesce((
        select json_agg(distinct jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size))
        from customer_values v join files f on f.id = v.file_id where v.customer_id = c.id
      ), '[]')
    ) as "ownRefs"`;
}

/** The column of customer_values that holds the values of a type, and its type in SQL. */
const columns = {
  text: { name: 'text_value', type: 'text' },
  number: { name: 'number_value', type: 'numeric' },
  money: { name: 'number_value', type: 'numeric' },
  formula: { name: 'number_value', type: 'numeric' },
  date: { name: 'day_value', type: 'date' },
  choice: { name: 'choice_id', type: 'uuid' },
  multiChoice: { name: 'choice_id', type: 'uuid' },
  person: { name: 'person_id', type: 'uuid' },
  customer: { name: 'other_id', type: 'uuid' },
  attachment: { name: 'file_id', type: 'uuid' },
} as const satisfies Record<OwnFieldType, { name: string; type: string }>;

/**
 * That a customer `c` has a value of an own field that fits. `values` are what `is` and `isNot` name one of, and the
 * one value of `from`, `to` (both inclusive) and `startsWith`; `isNot` and `empty` hold for customers without a value.
 * A customer as a value counts only for who sees it. Refuses an operator or value that does not fit at `path`.
 */
export function ownFieldCondition(
  actor: Actor,
  field: OwnField,
  operator: OwnOperator,
  values: readonly unknown[],
  path: string,
): RawBuilder<boolean> {
  if (!operatorsOf(field).includes(operator)) throw invalid(path, 'choice');
  const having = (wanted: OwnPositive) => sql<boolean>`exists (
    select 1 from customer_values v
    where v.customer_id = c.id and ${ownValueCondition(actor, field, wanted, values, path)}
  )`;
  if (operator === 'empty') return sql<boolean>`not ${having('filled')}`;
  return operator === 'isNot' ? sql<boolean>`not ${having('is')}` : having(operator);
}

export type OwnPositive = Exclude<OwnOperator, 'isNot' | 'empty'>;

/** What a value `v` of the field has to be; the operators as in ownFieldCondition. */
export function ownValueCondition(
  actor: Actor,
  field: OwnField,
  operator: OwnPositive,
  values: readonly unknown[],
  path: string,
): RawBuilder<boolean> {
  if (operator !== 'filled' && !operatorsOf(field).includes(operator)) throw invalid(path, 'choice');
  const column = sql.ref(`v.${columns[field.type].name}`);
  const seen = field.type === 'customer' ? sql` and ${customerSeenRow(actor, 'v.other_id')}` : sql``;
  const being = (condition: RawBuilder<unknown>) =>
    sql<boolean>`v.field_id = ${field.id} and ${column} is not null and ${condition}${seen}`;
  if (operator === 'filled') return being(sql`true`);
  const wanted = values.map((value) => sought(field, value, path));
  const [first] = wanted;
  if (first === undefined) throw invalid(path, 'required');
  const type = sql.raw(columns[field.type].type);
  if (operator === 'from') return being(sql`${column} >= ${first}::${type}`);
  if (operator === 'to') return being(sql`${column} <= ${first}::${type}`);
  // `^@` is "begins with" and is served by an index in the order of bytes.
  if (operator === 'startsWith') return being(sql`v.text_key is not null and v.text_key ^@ lower(${first}::text)`);
  if (field.type !== 'text') return being(sql`${column} = any(${wanted}::${type}[])`);
  return being(
    sql`v.text_key is not null and v.text_key = any(array(select lower(left(t, 200)) from unnest(${wanted}::text[]) as t))`,
  );
}

/** The column of customer_values in whose order an index holds the values of a field; null for types without one. */
export function ownIndexOrder({ type }: Pick<OwnField, 'type'>): RawBuilder<unknown> | null {
  const { name, type: inSql } = columns[type];
  if (inSql === 'uuid') return null;
  return inSql === 'text' ? sql`v.text_key` : sql.ref(`v.${name}`);
}

/** A value to look for, as it is kept; what was retired can still be looked for. */
function sought(field: OwnField, value: unknown, path: string): string | number {
  // A computed number is looked for like one that was typed.
  const like: OwnField = field.type === 'formula' ? { ...field, type: 'number' } : field;
  const isMany = field.type === 'multiChoice';
  const parsed = parseOwnValue(like, isMany ? [value] : value, isMany ? [String(value)] : String(value));
  if (!('value' in parsed)) throw invalid(path, parsed.code, parsed.params);
  const found: OwnValue | undefined = (Array.isArray(parsed.value) ? parsed.value[0] : parsed.value) ?? undefined;
  if (found === undefined) throw invalid(path, 'required');
  return Array.isArray(found) ? String(found[0]) : found;
}

export type OwnSort = {
  /** To be joined to `customers c`; customers without a value fall out and are read in a second way. */
  join: RawBuilder<unknown>;
  /** What to order by, with `sorted.customer_id` behind it. */
  column: RawBuilder<unknown>;
  /** The type of the column in SQL, for the cursor. */
  type: RawBuilder<unknown>;
};

/** How customers are ordered by an own field, along its index; null for types without an order. */
export function ownFieldSort(field: OwnField): OwnSort | null {
  const { name, type } = columns[field.type];
  if (type === 'uuid') return null;
  const column = sql.ref(`sorted.${name}`);
  return {
    join: sql`join customer_values sorted
      on sorted.customer_id = c.id and sorted.field_id = ${field.id} and ${column} is not null`,
    column,
    type: sql.raw(type),
  };
}
