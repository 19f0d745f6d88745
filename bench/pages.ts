import type pg from 'pg';
import { listBulk } from '../server/modules/customers/customers.bulk.reads.ts';
import { countCustomers } from '../server/modules/customers/customers.count.reads.ts';
import { whoKnows } from '../server/modules/customers/customers.introductions.reads.ts';
import { listCustomers } from '../server/modules/customers/customers.list.reads.ts';
import { comingReturns, countPooled, listPooled, openPools } from '../server/modules/customers/customers.pool.reads.ts';
import { matrixOf } from '../server/modules/customers/customers.relationships.reads.ts';
import { countWaiting, listWaiting } from '../server/modules/customers/customers.requests.reads.ts';
import { snoozedArchives, stalePeople } from '../server/modules/customers/customers.upkeep.reads.ts';
import { briefingsAt } from '../server/modules/handovers/handovers.briefing.reads.ts';
import { listHandovers } from '../server/modules/handovers/handovers.reads.ts';
import { listExports } from '../server/modules/transfers/transfers.exports.service.ts';
import { listImports } from '../server/modules/transfers/transfers.reads.ts';
import type { Ctx } from '../server/platform/context.ts';
import type { BenchPerson } from './company.ts';
import { watched } from './watched.ts';

/** Rows for every page beside the lists: set by set, in the order in which they refer to each other. */
const rowsOfPages = [
  `insert into departments (id, name) values ('0190f000-0000-7000-8000-00000000d000', 'whole')`,
  `insert into departments (id, name, parent_id)
   select gen_random_uuid(), 'department ' || n, '0190f000-0000-7000-8000-00000000d000' from generate_series(1, 20) n`,
  `update users u set department_id = d.id
   from (select id, row_number() over (order by id) - 1 as n from departments) d where abs(hashtext(u.id::text)) % 21 = d.n`,
  // 10,000 names; one contact in a thousand is called by the same one.
  `insert into contacts (id, customer_id, name, title, phone, search, created_at)
   select gen_random_uuid(), c.id,
     case when h % 1000 = 0 then '王伟' else chr(19968 + h % 100) || chr(20968 + h / 100 % 100) end,
     '经理', '139' || lpad((h % 100000000)::text, 8, '0'), '', now()
   from (select id, abs(hashtext(id::text || 'k')) as h from customers) c`,
  `insert into relationships (id, contact_id, user_id, strength, set_on, created_at)
   select gen_random_uuid(), k.id, c.owner_id, 3, current_date, now()
   from contacts k join customers c on c.id = k.customer_id where abs(hashtext(k.id::text)) % 2 = 0`,
  `insert into pools (id, name, region_id, keeper_id, created_at)
   select gen_random_uuid(), e.name, e.id, (select id from users order by login limit 1), now()
   from list_entries e where e.list = 'region'`,
  `insert into pool_departments select id, '0190f000-0000-7000-8000-00000000d000' from pools`,
  `insert into pool_rules (pool_id, position, kind, days, spare_planned)
   select id, 1, 'owned', 365, true from pools where abs(hashtext(id::text)) % 4 = 0`,
  `update customers c set pool_id = p.id, pooled_at = c.updated_at
   from pools p where p.region_id = c.region_id and abs(hashtext(c.id::text || 'p')) % 20 = 0`,
  `insert into pool_warnings (customer_id, owner_id, rule, since, warned_on)
   select c.id, c.owner_id, 'owned', w.from_at::date, current_date
   from customers c join customer_owners w on w.customer_id = c.id and w.until_at is null
   where abs(hashtext(c.id::text || 'w')) % 100 = 0`,
  `insert into archive_snoozes (customer_id, person_id, until, reason, times, kept_at, created_at)
   select id, owner_id, current_date + 1 + abs(hashtext(id::text || 's')) % 60, 'later', 1, archive_updated_at, now()
   from customers where abs(hashtext(id::text || 's')) % 10 = 1`,
  `insert into team_requests (id, asker_id, customer_id, asked_id, state, created_at)
   select gen_random_uuid(), u.id, c.id, c.id, 'pending', now()
   from (select id from customers where abs(hashtext(id::text || 'r')) % 20 = 1) c
   cross join (select id from users order by id limit 1) u`,
  `insert into handovers (id, person_id, actor_id, departed, created_at, total, done)
   select gen_random_uuid(), u.id, u.supervisor_id, true, now(), 200, 200 from users u where u.supervisor_id is not null`,
  `insert into handover_items (handover_id, kind, item_id, receiver_id)
   select h.id, 'customers', c.id, h.actor_id from handovers h join customers c on c.owner_id = h.person_id`,
  `insert into handover_briefings (handover_id, customer_id, content)
   select handover_id, item_id, '{"name":"","facts":[],"contacts":[],"visits":[],"promises":[]}'
   from handover_items where abs(hashtext(item_id::text)) % 5 = 0`,
  `insert into files (id, owner_id, name, type, size, sha256)
   select '0190f000-0000-7000-8000-00000000f000', id, 'file', 'text/csv', 1, '' from users limit 1`,
  ...['import', 'export', 'bulk_edit'].map(ofEveryone),
];

/** A hundred for each person, and 10,000 for one. */
function ofEveryone(noun: string): string {
  const [columns, values] = {
    import: [
      'kind, file_id, file_name, state, encoding, columns',
      `'customers', '0190f000-0000-7000-8000-00000000f000'::uuid, 'file.csv', 'finished', 'utf-8', '[]'::jsonb`,
    ],
    export: ['kind, format, filter, state', `'customers', 'csv', '{}'::jsonb, 'expired'`],
    bulk_edit: ['state, changes, total', `'finished', '[]'::jsonb, 10`],
  }[noun] ?? ['', ''];
  return `insert into ${noun}s (id, owner_id, created_at, ${columns})
    select gen_random_uuid(), u.id, now(), ${values}
    from (select id, row_number() over (order by login desc) as n from users) u
    cross join lateral generate_series(1, case when u.n = 1 then 10000 else 100 end)`;
}

export async function loadPages(pool: pg.Pool, say: (line: string) => void): Promise<void> {
  const known = await pool.query('select 1 from pools limit 1');
  if (known.rows.length > 0) return;
  const session = await pool.connect();
  try {
    await session.query(`set statement_timeout = 0`);
    for (const statement of rowsOfPages) {
      say(`  ${statement.slice(0, 60).split('\n')[0]}`);
      await session.query(statement);
    }
    await session.query('vacuum analyze');
  } finally {
    session.release(true);
  }
}

type Page = (ctx: Ctx) => Promise<unknown>;

async function pagesOf(pool: pg.Pool, person: BenchPerson): Promise<Record<string, Page>> {
  const one = async (sql: string, ...parameters: unknown[]) =>
    (await pool.query<{ id: string }>(sql, parameters)).rows[0]?.id ?? '';
  const region = await one(`select id from list_entries where list = 'region' order by position limit 1`);
  const poolId = await one('select id from pools where region_id = $1', region);
  // A customer that the person sees: of their own line.
  const seen = `select t.customer_id as id from customer_team t
    join reporting_line l on l.descendant_id = t.user_id and l.ancestor_id = $1`;
  const customer = await one(`${seen} limit 1`, person.id);
  const contactId = await one('select id from contacts where customer_id = $1 limit 1', customer);
  const limit = 50;
  return {
    'who knows: a common name': (ctx) => whoKnows(ctx, { name: '王伟' }),
    'who knows: name and company': (ctx) => whoKnows(ctx, { name: '王伟', company: '新材料' }),
    'who knows: a contact': (ctx) => whoKnows(ctx, { contactId }),
    'matrix with gaps': (ctx) => matrixOf(ctx, customer),
    'pools open to me': (ctx) => openPools(ctx),
    'pools: newest': (ctx) => listPooled(ctx, { sort: 'pooledAt', limit }),
    'pools: by name': (ctx) => listPooled(ctx, { sort: 'name', limit }),
    'one pool: newest': (ctx) => listPooled(ctx, { poolId, sort: 'pooledAt', limit }),
    'one pool: by name': (ctx) => listPooled(ctx, { poolId, sort: 'name', limit }),
    'pools: words': (ctx) => listPooled(ctx, { q: '新材料', sort: 'pooledAt', limit }),
    'pools: words that nothing holds': (ctx) => listPooled(ctx, { q: '没有这样', sort: 'pooledAt', limit }),
    'pools: count': (ctx) => countPooled(ctx, {}),
    'one pool: count': (ctx) => countPooled(ctx, { poolId }),
    'pools: count of a region': (ctx) => countPooled(ctx, { regionId: region }),
    'coming returns': (ctx) => comingReturns(ctx, 20),
    'stale: list': (ctx) => listCustomers(ctx, { stale: true, sort: 'archiveUpdatedAt', order: 'asc', limit }),
    'stale: newest': (ctx) => listCustomers(ctx, { stale: true, sort: 'updatedAt', order: 'desc', limit }),
    'stale: count': (ctx) => countCustomers(ctx, { stale: true }),
    'stale: people': (ctx) => stalePeople(ctx, { limit }),
    'stale: put off': (ctx) => snoozedArchives(ctx, { limit }),
    'requests that wait': (ctx) => listWaiting(ctx, { limit }),
    'requests: count': (ctx) => countWaiting(ctx),
    handovers: (ctx) => listHandovers(ctx, { limit }),
    'briefings of a customer': (ctx) => briefingsAt(ctx, customer),
    imports: (ctx) => listImports(ctx, { limit }),
    exports: (ctx) => listExports(ctx, { limit }),
    'bulk edits': (ctx) => listBulk(ctx, { limit }),
  };
}

/** The middle of five in milliseconds of each page, with the plans of its statements. */
export async function measurePages(pool: pg.Pool, person: BenchPerson) {
  const figures = [];
  for (const [name, page] of Object.entries(await pagesOf(pool, person))) {
    const { ctx, seen } = await watched(pool, person);
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const began = performance.now();
      await page(ctx);
      times.push(performance.now() - began);
      if (round < 4) seen.length = 0;
    }
    const plans = [];
    for (const { sql, parameters } of seen) {
      if (sql.startsWith('explain')) continue;
      const { rows } = await pool.query(`explain (analyze, buffers, costs off) ${sql}`, [...parameters]);
      plans.push(rows.map((row: Record<string, string>) => row['QUERY PLAN'] ?? '').join('\n'));
    }
    const [, , median = 0] = times.toSorted((one, other) => one - other);
    const indexes = [...new Set(plans.join('\n').match(/(?<= using | Bitmap Index Scan on )\w+/g))];
    figures.push({ name, ms: Math.round(median * 10) / 10, indexes, plan: plans.join('\n\n') });
  }
  return figures;
}
