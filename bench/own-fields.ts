import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { isOwnKey } from '../contract/customer-lists.ts';
import type { FilterOp, FilterValue } from '../contract/filters.ts';
import type { ListQuery } from '../server/modules/customers/customers.list.reads.ts';
import { listCustomers } from '../server/modules/customers/customers.list.reads.ts';
import { ownFields } from '../server/modules/fields/index.ts';
import type { Schema } from '../server/platform/db/schema.ts';
import { isPgError } from '../server/platform/errors.ts';
import type { BenchPerson } from './company.ts';
import { profiles } from './customers-list.ts';
import { watched } from './watched.ts';

/** Own fields of the bench: how a value is made from a number below 1,000 that is the customer's own. */
const columns = [
  { label: '等级', type: 'choice', share: 600, column: 'choice_id', value: `choice(r.a % 5)` },
  { label: '用途', type: 'multiChoice', share: 400, column: 'choice_id', value: `choice(r.a % 8)` },
  { label: '年产能', type: 'number', share: 700, column: 'number_value', value: `r.a * 1000 + r.b` },
  { label: '账期额度', type: 'money', share: 500, column: 'number_value', value: `r.a * 10000` },
  { label: '投产', type: 'date', share: 500, column: 'day_value', value: `date '2000-01-01' + r.a * 9` },
  { label: '主要设备', type: 'text', share: 400, column: 'text_value', value: `'设备' || r.a || '号'` },
  { label: '人均产能', type: 'formula', share: 700, column: 'number_value', value: `r.a * 7.25` },
] as const;

const choiceOf = (index: string) => `('0190f000-0000-7000-8000-0000000000' || lpad((${index})::text, 2, '0'))::uuid`;

/** Fills customer_values with about four values for each customer, straight into the index. */
export async function loadOwnFields(pool: pg.Pool): Promise<void> {
  const known = await pool.query('select 1 from own_fields limit 1');
  if (known.rows.length > 0) return;
  const session = await pool.connect();
  try {
    await session.query(`set statement_timeout = 0`);
    for (const [at, { label, type, share, column, value }] of columns.entries()) {
      const id = `0190f000-0000-7000-8000-00000000100${at}`;
      const choices = Array.from({ length: 8 }, (_, index) => ({
        id: `0190f000-0000-7000-8000-00000000000${index}`,
        label: `选项 ${index}`,
        retired: false,
      }));
      await session.query(
        `insert into own_fields (id, label, type, position, choices, formula) values ($1, $2, $3, $4, $5, $6)`,
        [id, label, type, at, column === 'choice_id' ? JSON.stringify(choices) : '[]', type === 'formula' ? '1' : null],
      );
      const made = value.replace(/choice\((.*)\)/, (_, index: string) => choiceOf(index));
      const key = column === 'text_value' ? ', text_key' : '';
      await session.query(
        `insert into customer_values (customer_id, field_id, place, ${column}${key})
         select c.id, $1, 1, ${made}${key && `, lower(${made})`}
         from customers c cross join lateral (
           select abs(hashtext(c.id::text || $2)) % 1000 as a, abs(hashtext(c.id::text || $2 || 'x')) % 1000 as b,
             abs(hashtext(c.id::text || $2 || 'y')) % 1000 as share
         ) r where r.share < $3`,
        [id, String(at), share],
      );
    }
    await session.query('vacuum analyze customer_values');
  } finally {
    session.release(true);
  }
}

type Asked = { name: string; label: string; op: FilterOp; value?: FilterValue };
const filters: readonly Asked[] = [
  { name: 'choice is', label: '等级', op: 'is', value: '0190f000-0000-7000-8000-000000000001' },
  { name: 'choice empty', label: '等级', op: 'empty' },
  { name: 'several choices is', label: '用途', op: 'is', value: '0190f000-0000-7000-8000-000000000003' },
  { name: 'number is, rare', label: '年产能', op: 'is', value: 500_250 },
  { name: 'number at least, common', label: '年产能', op: 'atLeast', value: 500_000 },
  { name: 'number at least, one in 100', label: '年产能', op: 'atLeast', value: 986_000 },
  { name: 'number at least, rare', label: '年产能', op: 'atLeast', value: 999_900 },
  { name: 'number between, rare', label: '年产能', op: 'between', value: [500_000, 500_200] },
  { name: 'date after, common', label: '投产', op: 'after', value: '2010-01-01' },
  { name: 'date after, rare', label: '投产', op: 'after', value: '2024-08-01' },
  { name: 'text begins with', label: '主要设备', op: 'beginsWith', value: '设备77' },
];

/** The list of 50 under each filter, and in the order of each kind of field, for one person of each reach. */
export async function measureOwnFields(pool: pg.Pool, people: readonly BenchPerson[]) {
  const fields = await ownFields(new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }));
  const keyOf = (label: string) => {
    const key = fields.find((field) => field.label === label)?.key ?? '';
    if (!isOwnKey(key)) throw new Error(label);
    return key;
  };
  const asked: [string, Partial<ListQuery>][] = [
    ...filters.map(({ name, label, ...condition }): [string, Partial<ListQuery>] => [
      name,
      { filter: { all: [{ field: keyOf(label), ...condition }] } },
    ]),
    ...['年产能', '投产', '主要设备'].map((label): [string, Partial<ListQuery>] => [
      `order by ${label}`,
      { sort: keyOf(label) },
    ]),
    [
      'order by 年产能, date after, rare',
      { sort: keyOf('年产能'), filter: { all: [{ field: keyOf('投产'), op: 'after', value: '2024-08-01' }] } },
    ],
  ];
  const figures = [];
  for (const [profile, level] of Object.entries(profiles)) {
    const person = people.find((one) => one.level === level);
    if (!person) throw new Error(`nobody on level ${level}`);
    for (const [name, query] of asked) figures.push({ profile, name, ...(await timed(pool, person, query)) });
  }
  return figures;
}

/** The middle of five in milliseconds; a statement that is ended by its time limit has no figure. */
async function timed(pool: pg.Pool, person: BenchPerson, query: Partial<ListQuery>) {
  const { ctx, seen } = await watched(pool, person);
  const times: number[] = [];
  let found = 0;
  try {
    for (let round = 0; round < 5; round += 1) {
      const began = performance.now();
      found = (await listCustomers(ctx, { sort: 'updatedAt', order: 'desc', limit: 50, ...query })).items.length;
      times.push(performance.now() - began);
    }
  } catch (error) {
    if (isPgError(error, '57014')) return { found: null, ms: null, plan: '' };
    throw error;
  }
  const last = seen.at(-1);
  const { rows } = await pool.query(`explain (analyze, buffers, costs off) ${last?.sql}`, [
    ...(last?.parameters ?? []),
  ]);
  const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN'] ?? '').join('\n');
  const [, , median = 0] = times.toSorted((one, other) => one - other);
  return { found, ms: Math.round(median * 10) / 10, plan };
}
