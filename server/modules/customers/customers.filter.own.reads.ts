import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { isOwnKey } from '../../../contract/customer-lists.ts';
import type { OwnOperator } from '../../../contract/fields.rules.ts';
import type { OwnField } from '../../../contract/fields.ts';
import type { FilterCondition } from '../../../contract/filters.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/db.ts';
import { lineSeesRow } from '../../platform/scope.ts';
import { likePrefix } from '../../platform/text.ts';
import { addDays } from '../../platform/time.ts';
import { ownFields } from '../fields/index.ts';
import { daysOfPeriod } from './customers.filter.rules.ts';
import { ownFieldCondition } from './customers.own.reads.ts';

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
  const { op, value } = condition;
  const holds = (operator: OwnOperator, ...values: unknown[]) =>
    ownFieldCondition(asked.actor, field, operator, values.map(toKept(field)), asked.path);
  const between = (from: unknown, to: unknown) => sql`(${holds('from', from)} and ${holds('to', to)})`;
  switch (op) {
    case 'empty':
    case 'filled':
      return holds(op);
    case 'me':
      return holds('is', asked.actor.id);
    case 'myTeam':
      return sql`exists (
        select 1 from customer_values v
        where v.customer_id = c.id and v.field_id = ${field.id} and v.person_id is not null
          and ${lineSeesRow(asked.actor, 'v.person_id')}
      )`;
    case 'oneOf':
      return holds('is', ...(Array.isArray(value) ? value : [value]));
    case 'contains':
      return sql`c.own ->> ${field.id} ilike ${`%${likePrefix(String(value))}`}`;
    case 'beginsWith':
      return holds('startsWith', value);
    case 'atLeast':
      return holds('from', value);
    case 'atMost':
      return holds('to', value);
    case 'before':
      return holds('to', addDays(String(value), -1));
    case 'after':
      return holds('from', addDays(String(value), 1));
    case 'between':
      return Array.isArray(value) ? between(value[0], value[1]) : holds('is', value);
    case 'within':
      return value === undefined ? holds('filled') : between(...daysOfPeriod(value, asked.today));
    default:
      return holds('is', value);
  }
}

/** Amounts are kept as decimal text. */
function toKept(field: OwnField) {
  return (value: unknown) => (field.type === 'money' && typeof value === 'number' ? value.toFixed(2) : value);
}
