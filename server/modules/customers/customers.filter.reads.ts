import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { ListFieldKey } from '../../../contract/customer-lists.ts';
import { listFields, ownFilterTypes } from '../../../contract/customer-lists.ts';
import type { FilterCondition, FilterGroup, FilterNode, FilterType, FilterValue } from '../../../contract/filters.ts';
import { conditionsOf, nodesOf } from '../../../contract/filters.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { invalid } from '../../platform/errors.ts';
import { customerSeenRow, lineSeesRow } from '../../platform/scope.ts';
import { statisticsOf } from '../../platform/statistics.ts';
import { survivorsOf } from '../../platform/survivors.ts';
import { normalizeName } from '../../platform/text.names.ts';
import { likePrefix, searchQuery } from '../../platform/text.ts';
import { addDays, dayOf } from '../../platform/time.ts';
import { companyOf } from '../org/index.ts';
import type { OwnFieldsByKey, OwnSought } from './customers.filter.own.reads.ts';
import { ownCondition, ownFieldsAmong, ownSought } from './customers.filter.own.reads.ts';
import { daysOfPeriod, filterMistake } from './customers.filter.rules.ts';
import { asMerged, customersNamed, fieldsNaming } from './customers.views.rules.ts';

type Sql = RawBuilder<unknown>;

/** Who asks and when: what `me`, `myTeam` and moving periods mean. */
type Asked = {
  actor: Actor;
  now: Date;
  today: string;
  timeZone: string;
  own: OwnFieldsByKey;
  path: string;
};

const isKey = (key: string): key is ListFieldKey => Object.hasOwn(listFields, key);

/** Refuses, at its path, a part of the filter that cannot be asked. Answers the own fields that it names. */
export async function ensureFilter(db: Db, filter: FilterGroup, path: string): Promise<OwnFieldsByKey> {
  const own = await ownFieldsAmong(
    db,
    conditionsOf(filter).map(({ field }) => field),
  );
  const typeOf = (key: string): FilterType | undefined => {
    const field = own.get(key);
    if (field) return ownFilterTypes[field.type];
    return isKey(key) ? listFields[key].type : undefined;
  };
  const mistake = filterMistake(filter, typeOf, path);
  if (mistake) throw invalid(mistake.path, mistake.code);
  return own;
}

export type FilterSql = {
  /** Of customers `c`, without the ones that stand in `values`. */
  condition: Sql;
  /** Values of own fields with an order that each customer that passes has. */
  values: readonly OwnSought[];
};

/** The conditions of a filter on customers. */
export async function filterCondition(ctx: Ctx, filter: FilterGroup, path: string): Promise<FilterSql> {
  const own = await ensureFilter(ctx.db, filter, path);
  const { timeZone } = await companyOf(ctx.db);
  const now = ctx.now();
  const naming = fieldsNaming(own.values());
  const led = asMerged(filter, naming, await survivorsOf(ctx.db, customersNamed(filter, naming)));
  const asked = { actor: ctx.actor, now, today: dayOf(now, timeZone), timeZone, own, path };
  const values: OwnSought[] = [];
  const rest: Sql[] = [sql`true`];
  for (const node of 'all' in led ? led.all : [led]) {
    const value = 'field' in node && !has(negated, node.op) ? soughtValue(node, asked) : null;
    if (value) values.push(value);
    else rest.push(nodeCondition(node, asked));
  }
  return { condition: sql`(${sql.join(rest, sql` and `)})`, values };
}

function soughtValue(condition: FilterCondition, asked: Asked): OwnSought | null {
  const field = asked.own.get(condition.field);
  return field ? ownSought(field, condition, asked) : null;
}

function nodeCondition(node: FilterNode, asked: Asked): Sql {
  if ('field' in node) return conditionOf(node, asked);
  const parts = nodesOf(node).map((part) => nodeCondition(part, asked));
  return sql`(${sql.join(parts, 'all' in node ? sql` and ` : sql` or `)})`;
}

/** Nobody has to keep the archive of a customer that lies in a pool. */
export function staleCondition(stale: boolean, now: Date): Sql {
  return stale
    ? sql`(c.pool_id is null and c.stale_at <= ${now})`
    : sql`(c.pool_id is not null or c.stale_at > ${now})`;
}

const texts = {
  creditCode: sql`c.credit_code`,
  website: sql`c.website`,
  description: sql`c.description`,
  nextStep: sql`c.next_step`,
};
const numbers = {
  foundedYear: sql`c.founded_year`,
  employees: sql`c.employees`,
  annualRevenue: sql`c.annual_revenue`,
};
const choices = {
  segment: sql`c.segment_id`,
  region: sql`c.region_id`,
  industry: sql`c.industry_id`,
  level: sql`c.level_id`,
};
const days = { lastVisitOn: sql`c.last_visit_on`, nextStepOn: sql`c.next_step_on` };
const instants = {
  archiveUpdatedAt: sql`c.archive_updated_at`,
  updatedAt: sql`c.updated_at`,
  createdAt: sql`c.created_at`,
};

const has = <T extends object>(map: T, key: PropertyKey): key is keyof T => Object.hasOwn(map, key);

/** A negated condition holds wherever the plain one does not, what is empty included. */
const negated = { isNot: 'is', noneOf: 'oneOf', notContains: 'contains', notWithin: 'within' } as const;

function conditionOf(condition: FilterCondition, asked: Asked): Sql {
  const { field, op, value } = condition;
  if (has(negated, op)) return sql`(${conditionOf({ ...condition, op: negated[op] }, asked)}) is not true`;
  const own = asked.own.get(field);
  if (own) return ownCondition(own, condition, asked);
  if (field === 'name') return nameCondition(condition);
  if (field === 'address') return addressCondition(condition);
  if (field === 'owner') return ownerCondition(condition, asked);
  if (field === 'team') return teamCondition(condition, asked);
  if (field === 'parent') return parentCondition(condition, asked);
  if (field === 'phone') return op === 'filled' ? sql`c.phone is not null` : sql`c.phone is null`;
  if (field === 'stale') {
    return staleCondition(value === true, asked.now);
  }
  if (has(texts, field)) return textCondition(texts[field], condition);
  if (has(numbers, field)) return numberCondition(numbers[field], condition);
  if (has(choices, field)) return idCondition(choices[field], condition);
  if (has(days, field)) return dayCondition(days[field], condition, asked, (day) => sql`${day}::date`);
  if (has(instants, field)) {
    return dayCondition(
      instants[field],
      condition,
      asked,
      (day) => sql`(${day}::timestamp at time zone ${asked.timeZone})`,
    );
  }
  throw invalid('filter', 'choice');
}

const textOf = (value: FilterValue | undefined) => String(value ?? '');
const likeAnywhere = (text: string) => `%${likePrefix(text)}`;

function textCondition(column: Sql, { op, value }: FilterCondition): Sql {
  const text = textOf(value);
  if (op === 'empty') return sql`${column} is null`;
  if (op === 'filled') return sql`${column} is not null`;
  if (op === 'contains') return sql`${column} ilike ${likeAnywhere(text)}`;
  if (op === 'beginsWith') return sql`${column} ilike ${likePrefix(text)}`;
  return sql`lower(${column}) = lower(${text})`;
}

const onlyHan = /^\p{Script=Han}{2,}$/u;

/** Names are compared as the check for duplicates does: without width, case, spaces and punctuation. */
function nameCondition({ op, value }: FilterCondition): Sql {
  if (op === 'empty' || op === 'filled') return sql`${op === 'filled'}`;
  const name = normalizeName(textOf(value));
  // Nothing but punctuation: no name is that or holds it.
  if (name === '') return sql`false`;
  if (op === 'is') return sql`c.normalized_name = ${name}`;
  if (op === 'beginsWith') return sql`c.normalized_name like ${likePrefix(name)}`;
  const holds = sql`c.normalized_name like ${likeAnywhere(name)}`;
  // Two Chinese characters and more are looked up in the index first.
  return onlyHan.test(name) ? sql`(c.search @@ ${searchQuery(name, 'open')}::tsquery and ${holds})` : holds;
}

function addressCondition({ op, value }: FilterCondition): Sql {
  if (op === 'empty') return sql`c.addresses = '[]'`;
  if (op === 'filled') return sql`c.addresses <> '[]'`;
  const one = textCondition(sql`address ->> 'text'`, { field: 'address', op, value: textOf(value) });
  return sql`exists (select 1 from jsonb_array_elements(c.addresses) as address where ${one})`;
}

function idCondition(column: Sql, { op, value }: FilterCondition): Sql {
  if (op === 'empty') return sql`${column} is null`;
  if (op === 'filled') return sql`${column} is not null`;
  if (op === 'oneOf') return sql`${column} = any(${value}::uuid[])`;
  return sql`${column} = ${value}::uuid`;
}

function ownerCondition(condition: FilterCondition, { actor }: Asked): Sql {
  if (condition.op === 'me') return sql`c.owner_id = ${actor.id}`;
  if (condition.op === 'myTeam') return lineSeesRow(actor, 'c.owner_id');
  return idCondition(sql`c.owner_id`, condition);
}

function teamCondition({ op, value }: FilterCondition, { actor }: Asked): Sql {
  if (op === 'empty' || op === 'filled') return sql`${op === 'filled'}`;
  if (op === 'myTeam') return customerSeenRow(actor, 'c.id');
  const people = op === 'me' ? [actor.id] : Array.isArray(value) ? value : [value];
  return sql`c.id = any(array(select customer_id from customer_team where user_id = any(${people}::uuid[])))`;
}

/** A parent that is not seen is none: neither its id nor that there is one can be found out. */
function parentCondition(condition: FilterCondition, { actor }: Asked): Sql {
  const seen = customerSeenRow(actor, 'c.parent_id');
  if (condition.op === 'empty') return sql`(c.parent_id is not null and ${seen}) is not true`;
  return sql`(${idCondition(sql`c.parent_id`, condition)} and ${seen})`;
}

function numberCondition(column: Sql, { op, value }: FilterCondition): Sql {
  if (op === 'empty') return sql`${column} is null`;
  if (op === 'filled') return sql`${column} is not null`;
  if (op === 'atLeast') return sql`${column} >= ${value}::numeric`;
  if (op === 'atMost') return sql`${column} <= ${value}::numeric`;
  if (op === 'between' && Array.isArray(value))
    return sql`${column} between ${value[0]}::numeric and ${value[1]}::numeric`;
  return sql`${column} = ${value}::numeric`;
}

/** `startOf` is the beginning of a local day, as the column counts. */
function dayCondition(column: Sql, { op, value }: FilterCondition, asked: Asked, startOf: (day: string) => Sql): Sql {
  if (op === 'empty') return sql`${column} is null`;
  if (op === 'filled') return sql`${column} is not null`;
  if (op === 'before') return sql`${column} < ${startOf(textOf(value))}`;
  if (op === 'after') return sql`${column} >= ${startOf(addDays(textOf(value), 1))}`;
  const [from, to] = spanOf(op, value, asked.today);
  return sql`(${column} >= ${startOf(from)} and ${column} < ${startOf(addDays(to, 1))})`;
}

function spanOf(op: string, value: FilterValue | undefined, today: string): readonly [string, string] {
  if (op === 'between' && Array.isArray(value)) return [String(value[0]), String(value[1])];
  if (op === 'within' && value !== undefined) return daysOfPeriod(value, today);
  return [textOf(value), textOf(value)];
}

const remembered = 60_000;
const shares = new Map<string, { share: number; until: number }>();

/** The share of all customers that conditions leave, as the planner takes it from its statistics; up to a minute old. */
export async function shareKept(ctx: Ctx, conditions: Sql, asked: object): Promise<number> {
  const key = `${ctx.actor.id} ${JSON.stringify(asked)}`;
  const known = shares.get(key);
  if (known && known.until > Date.now()) return known.share;
  const plans = (of: Sql) =>
    sql<Record<string, [{ Plan: { 'Plan Rows': number } }]>>`explain (format json) ${of}`.execute(ctx.db);
  const rowsIn = ({ rows }: Awaited<ReturnType<typeof plans>>) => rows[0]?.['QUERY PLAN']?.[0].Plan['Plan Rows'] ?? 1;
  const [left, all] = await Promise.all([
    plans(sql`select 1 from customers c where ${conditions}`),
    statisticsOf(ctx.db, 'customers'),
  ]);
  const share = Math.min(1, rowsIn(left) / Math.max(all.rows, 1));
  if (shares.size >= 10_000) shares.clear();
  shares.set(key, { share, until: Date.now() + remembered });
  return share;
}
