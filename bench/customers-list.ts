import type pg from 'pg';
import type { FilterGroup } from '../contract/filters.ts';
import { listCustomers } from '../server/modules/customers/customers.list.reads.ts';
import type { BenchPerson } from './company.ts';
import { watched } from './watched.ts';

/** Whom the list is measured for: one of each kind of reach. */
export const profiles = {
  executive: 0,
  director: 2,
  manager: 4,
  salesperson: 6,
} as const;

export const listScenarios = ['customers-list', 'customers-filter'] as const;
export type ListScenario = (typeof listScenarios)[number];

/** Common values of two fields together: a ninth or so of all customers, everywhere along the order. */
export async function filterOf(pool: pg.Pool, scenario: ListScenario): Promise<FilterGroup | undefined> {
  if (scenario === 'customers-list') return undefined;
  const entryOf = async (list: string) => {
    const { rows } = await pool.query<{ id: string }>(
      'select id from list_entries where list = $1 order by position limit 2',
      [list],
    );
    return rows.map((row) => row.id);
  };
  const [levels, segments] = [await entryOf('level'), await entryOf('segment')];
  return {
    all: [
      { field: 'level', op: 'is', value: levels[0] ?? '' },
      { field: 'segment', op: 'oneOf', value: segments },
    ],
  };
}

export function listPath(filter: FilterGroup | undefined): string {
  const asked = filter ? `&filter=${encodeURIComponent(JSON.stringify(filter))}` : '';
  return `/api/customers?limit=50&sort=updatedAt&order=desc${asked}`;
}

/** The statement that the application sends for this list of this person, with its plan. */
export async function statementOf(pool: pg.Pool, person: BenchPerson, filter: FilterGroup | undefined) {
  const { ctx, seen } = await watched(pool, person);
  await listCustomers(ctx, { sort: 'updatedAt', order: 'desc', limit: 50, filter });
  const last = seen.at(-1);
  if (!last) throw new Error('the list sent no statement');
  const { rows } = await pool.query(`explain (analyze, buffers, costs off) ${last.sql}`, [...last.parameters]);
  return {
    sql: last.sql,
    parameters: [...last.parameters],
    plan: rows.map((row: Record<string, string>) => row['QUERY PLAN'] ?? ''),
  };
}
