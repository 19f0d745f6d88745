import type { RawBuilder } from 'kysely';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import type { OwnOperator } from '../contract/fields.rules.ts';
import type { OwnField } from '../contract/fields.ts';
import { ownFieldCondition, ownFieldSort } from '../server/modules/customers/customers.own.reads.ts';
import { ownFields } from '../server/modules/fields/index.ts';
import { actorOf } from '../server/modules/org/index.ts';
import type { Schema } from '../server/platform/db/schema.ts';
import { isPgError } from '../server/platform/errors.ts';
import { reach } from '../server/platform/reach.ts';
import type { BenchPerson } from './company.ts';
import { profiles } from './customers-list.ts';

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

type Asked = { name: string; label: string; operator: OwnOperator; values: unknown[] };
const filters: readonly Asked[] = [
  { name: 'choice is', label: '等级', operator: 'is', values: ['0190f000-0000-7000-8000-000000000001'] },
  { name: 'choice empty', label: '等级', operator: 'empty', values: [] },
  { name: 'several choices is', label: '用途', operator: 'is', values: ['0190f000-0000-7000-8000-000000000003'] },
  { name: 'number is, rare', label: '年产能', operator: 'is', values: [500_250] },
  { name: 'number from, common', label: '年产能', operator: 'from', values: [500_000] },
  { name: 'number from, rare', label: '年产能', operator: 'from', values: [999_900] },
  { name: 'date from, rare', label: '投产', operator: 'from', values: ['2024-08-01'] },
  { name: 'text begins with', label: '主要设备', operator: 'startsWith', values: ['设备77'] },
];

type Asker = { kysely: Kysely<Schema>; actor: NonNullable<Awaited<ReturnType<typeof actorOf>>>; fields: OwnField[] };

/** Times a page of 50 under each filter and in the order of each kind of field, for one person of each reach. */
export async function measureOwnFields(pool: pg.Pool, people: readonly BenchPerson[]) {
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  const fields = await ownFields(kysely);
  const figures = [];
  for (const [profile, level] of Object.entries(profiles)) {
    const person = people.find((one) => one.level === level);
    const actor = person && (await actorOf(kysely, person.id));
    if (!actor) throw new Error(`nobody on level ${level}`);
    const asker = { kysely, actor, fields };
    for (const filter of filters)
      figures.push({ profile, ...(await timed(asker, await filtered(asker, filter), filter.name)) });
    for (const label of ['年产能', '投产', '主要设备']) {
      figures.push({ profile, ...(await timed(asker, await sorted(asker, label), `order by ${label}`)) });
    }
  }
  return figures;
}

const fieldOf = ({ fields }: Asker, label: string): OwnField => {
  const found = fields.find((field) => field.label === label);
  if (!found) throw new Error(label);
  return found;
};

async function filtered(asker: Asker, { label, operator, values }: Asked): Promise<RawBuilder<unknown>> {
  const condition = ownFieldCondition(asker.actor, fieldOf(asker, label), operator, values, 'filter');
  const rows = await reach(asker.kysely, asker.actor, 'customers', { q: undefined, page: 51, filtered: true });
  if (!rows) throw new Error('no rows');
  return sql`
    select c.id from ${rows.from} where ${rows.conditions} and ${condition}
    order by c.updated_at desc, c.id desc limit 51`;
}

async function sorted(asker: Asker, label: string): Promise<RawBuilder<unknown>> {
  const sort = ownFieldSort(fieldOf(asker, label));
  const rows = await reach(asker.kysely, asker.actor, 'customers', { q: undefined, page: 51, filtered: true });
  if (!sort || !rows) throw new Error('no order');
  return sql`
    select c.id from ${rows.from} ${sort.join} where ${rows.conditions}
    order by ${sort.column} desc, sorted.customer_id desc limit 51`;
}

/** A statement that is ended by its time limit has no figure. */
async function timed({ kysely }: Asker, statement: RawBuilder<unknown>, name: string) {
  const times: number[] = [];
  let found = 0;
  const run = async <T>(what: RawBuilder<T>) =>
    what.execute(kysely).catch((error: unknown) => {
      if (isPgError(error, '57014')) return null;
      throw error;
    });
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now();
    const answer = await run(statement);
    if (!answer) return { name, found: null, ms: null, plan: '' };
    found = answer.rows.length;
    times.push(performance.now() - began);
  }
  const explained = await run(sql<Record<string, string>>`explain (analyze, buffers, costs off) ${statement}`);
  const plan = (explained?.rows ?? []).map((row) => row['QUERY PLAN'] ?? '').join('\n');
  const [, , median = 0] = times.toSorted((one, other) => one - other);
  return { name, found, ms: Math.round(median * 10) / 10, plan };
}
