import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { isOwnKey } from '../../../contract/customer-lists.ts';
import type { OwnField } from '../../../contract/fields.ts';
import type { FilterCondition } from '../../../contract/filters.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/db.ts';
import { lineSeesRow } from '../../platform/scope.ts';
import { likePrefix } from '../../platform/text.ts';
import { addDays } from '../../platform/time.ts';
import { ownFields } from '../fields/index.ts';
import { daysOfPeriod } from './customers.filter.rules.ts';
import type { OwnPositive } from './customers.own.reads.ts';
import { ownFieldCondition, ownIndexOrder, ownValueCondition } from './customers.own.reads.ts';

export type OwnFieldsByKey = ReadonlyMap<string, OwnField>;

/** The own fields among these keys; retired ones can still be asked for. */
export async function ownFieldsAmong(db: Db, keys: readonly string[]): Promise<OwnFieldsByKey> {
  if (!keys.some(isOwnKey)) return new Map();
  const fields = await ownFields(db);
  return new Map(fields.filter(({ key }) => keys.includes(key)).map((field) => [field.key, field]));
}

type Asked = { actor: Actor; today: string; path: string };

/** A condition that has passed the check, on an own field; negated ones are turned round by the caller. */
export function ownCondition(field: OwnField, condition: FilterCondition, asked: Asked): RawBuilder<unknown> {
  const value = ownValue(field, condition, asked);
  if (value) return sql`exists (select 1 from customer_values v where v.customer_id = c.id and ${value})`;
  if (condition.op === 'contains') return sql`c.own ->> ${field.id} ilike ${`%${likePrefix(String(condition.value))}`}`;
  return ownFieldCondition(asked.actor, field, 'empty', [], asked.path);
}

/** What a value `v` of the field has to be, so that the condition holds; null for what is not told by one value. */
function ownValue(field: OwnField, condition: FilterCondition, asked: Asked): RawBuilder<unknown> | null {
  const { op, value } = condition;
  const is = (operator: OwnPositive, ...values: unknown[]) =>
    ownValueCondition(asked.actor, field, operator, values.map(toKept(field)), asked.path);
  const between = (from: unknown, to: unknown) => sql`${is('from', from)} and ${is('to', to)}`;
  switch (op) {
    case 'empty':
    case 'contains':
      return null;
    case 'filled':
      return is(op);
    case 'me':
      return is('is', asked.actor.id);
    case 'myTeam':
      return sql`v.field_id = ${field.id} and v.person_id is not null and ${lineSeesRow(asked.actor, 'v.person_id')}`;
    case 'oneOf':
      return is('is', ...(Array.isArray(value) ? value : [value]));
    case 'beginsWith':
      return is('startsWith', value);
    case 'atLeast':
      return is('from', value);
    case 'atMost':
      return is('to', value);
    case 'before':
      return is('to', addDays(String(value), -1));
    case 'after':
      return is('from', addDays(String(value), 1));
    case 'between':
      return Array.isArray(value) ? between(value[0], value[1]) : is('is', value);
    case 'within':
      return value === undefined ? is('filled') : between(...daysOfPeriod(value, asked.today));
    default:
      return is('is', value);
  }
}

/** A value `v` of customer_values, the column in whose order an index holds it, and what it is known by. */
export type OwnSought = { value: RawBuilder<unknown>; order: RawBuilder<unknown>; key: string };

/** As ownValue, for fields that have an order. */
export function ownSought(field: OwnField, condition: FilterCondition, asked: Asked): OwnSought | null {
  const order = ownIndexOrder(field);
  const value = order && ownValue(field, condition, asked);
  return value ? { value, order, key: JSON.stringify([condition, asked.today]) } : null;
}

/** Amounts are kept as decimal text. */
function toKept(field: OwnField) {
  return (value: unknown) => (field.type === 'money' && typeof value === 'number' ? value.toFixed(2) : value);
}
