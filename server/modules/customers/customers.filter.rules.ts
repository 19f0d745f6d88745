import type { FieldCode } from '../../../contract/errors.ts';
import type {
  FilterCondition,
  FilterGroup,
  FilterNode,
  FilterOp,
  FilterType,
  FilterValue,
  Period,
} from '../../../contract/filters.ts';
import { filterOps, nodesOf } from '../../../contract/filters.ts';
import { addDays, mondayOf, monthOf, nextMonth } from '../../platform/time.ts';

type Mistake = { path: string; code: FieldCode };

/** What the fields are that a filter may name: their type by their key. */
export type FilterFields = (key: string) => FilterType | undefined;

/** The first thing that a filter asks and that cannot be asked; its path is that of the condition's part. */
export function filterMistake(node: FilterNode, fields: FilterFields, path = 'filter'): Mistake | null {
  if ('field' in node) return conditionMistake(node, fields, path);
  const key = 'all' in node ? 'all' : 'any';
  for (const [at, part] of nodesOf(node).entries()) {
    const mistake = filterMistake(part, fields, `${path}.${key}.${at}`);
    if (mistake) return mistake;
  }
  return null;
}

const withoutValue: readonly FilterOp[] = ['empty', 'filled', 'me', 'myTeam'];

function conditionMistake({ field, op, value }: FilterCondition, fields: FilterFields, path: string): Mistake | null {
  const type = fields(field);
  if (!type) return { path: `${path}.field`, code: 'choice' };
  const ops: readonly FilterOp[] = filterOps[type];
  if (!ops.includes(op)) return { path: `${path}.op`, code: 'choice' };
  if (withoutValue.includes(op)) return value === undefined ? null : { path: `${path}.value`, code: 'unknown' };
  if (value === undefined) return { path: `${path}.value`, code: 'required' };
  const code = valueMistake(type, op, value);
  return code ? { path: `${path}.value`, code } : null;
}

function valueMistake(type: FilterType, op: FilterOp, value: FilterValue): FieldCode | null {
  const fits = fitting[type];
  if (op === 'oneOf' || op === 'noneOf') return Array.isArray(value) && value.every(fits) ? null : 'format';
  if (op === 'within' || op === 'notWithin') return isPeriod(value) ? null : 'format';
  if (op !== 'between') return fits(value) ? null : 'format';
  if (!Array.isArray(value) || value.length !== 2 || !value.every(fits)) return 'format';
  return value[0] > value[1] ? 'order' : null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const isId = (value: unknown) => typeof value === 'string' && uuid.test(value);

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^(?:19|20|21)\d\d-\d\d-\d\d$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

const fitting: Record<FilterType, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string',
  choice: isId,
  person: isId,
  customer: isId,
  day: isDay,
  number: (value) => typeof value === 'number',
  presence: () => false,
  flag: (value) => typeof value === 'boolean',
};

function isPeriod(value: FilterValue): boolean {
  if (typeof value === 'string') return Object.hasOwn(named, value);
  return typeof value === 'object' && !Array.isArray(value);
}

type Days = readonly [from: string, to: string];

const monthFrom = (month: string): Days => [month, addDays(nextMonth(month), -1)];
const weekFrom = (monday: string): Days => [monday, addDays(monday, 6)];
const quarterOf = (day: string) => {
  const index = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${day.slice(0, 4)}-${String(index).padStart(2, '0')}-01`;
};
const quarterFrom = (start: string): Days => [start, addDays(nextMonth(nextMonth(nextMonth(start))), -1)];
const yearOf = (year: number): Days => [`${year}-01-01`, `${year}-12-31`];

const named: Record<Period, (today: string) => Days> = {
  today: (today) => [today, today],
  yesterday: (today) => [addDays(today, -1), addDays(today, -1)],
  tomorrow: (today) => [addDays(today, 1), addDays(today, 1)],
  thisWeek: (today) => weekFrom(mondayOf(today)),
  lastWeek: (today) => weekFrom(addDays(mondayOf(today), -7)),
  nextWeek: (today) => weekFrom(addDays(mondayOf(today), 7)),
  thisMonth: (today) => monthFrom(monthOf(today)),
  lastMonth: (today) => monthFrom(monthOf(addDays(monthOf(today), -1))),
  nextMonth: (today) => monthFrom(nextMonth(monthOf(today))),
  thisQuarter: (today) => quarterFrom(quarterOf(today)),
  lastQuarter: (today) => quarterFrom(quarterOf(addDays(quarterOf(today), -1))),
  thisYear: (today) => yearOf(Number(today.slice(0, 4))),
  lastYear: (today) => yearOf(Number(today.slice(0, 4)) - 1),
};

/** First and last day of a period, both of them in it; `value` has passed the check. */
export function daysOfPeriod(value: FilterValue, today: string): Days {
  if (typeof value === 'object' && 'last' in value) return [addDays(today, 1 - value.last), today];
  if (typeof value === 'object' && 'next' in value) return [today, addDays(today, value.next - 1)];
  return named[value as Period](today);
}

/** The same filter with each condition replaced; groups stay. */
export function mapConditions(
  group: FilterGroup,
  change: (condition: FilterCondition) => FilterCondition,
): FilterGroup {
  const mapNode = (node: FilterNode): FilterNode => ('field' in node ? change(node) : mapConditions(node, change));
  return 'all' in group ? { all: group.all.map(mapNode) } : { any: group.any.map(mapNode) };
}
