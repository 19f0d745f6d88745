import type pg from 'pg';
import type { TimelineKind } from '../contract/timeline.ts';
import { timelineOf } from '../server/modules/customers/customers.timeline.reads.ts';
import type { BenchPerson } from './company.ts';
import { watched } from './watched.ts';

const eventsEach = 10;
const eventsOfBusy = 100_000;
const months = 24;

export type Histories = { busy: string; ordinary: string; colleague: string };

/** Two customers of one salesperson: of one that everything happens at, and of one like all others. */
async function historiesOf(
  pool: pg.Pool,
  salesperson: BenchPerson,
  people: readonly BenchPerson[],
): Promise<Histories> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from customers where owner_id = $1 order by id limit 2',
    [salesperson.id],
  );
  const colleague = people.find((one) => one.level === salesperson.level && one.id !== salesperson.id);
  return { busy: rows[0]?.id ?? '', ordinary: rows[1]?.id ?? '', colleague: colleague?.id ?? '' };
}

/**
 * Ten events for each customer and 100,000 for one, over two years of partitions, in the order in which they happened.
 * One in a thousand is a note, one in a thousand of a colleague, one in ten for the line alone.
 */
export async function loadHistories(pool: pg.Pool, salesperson: BenchPerson, people: readonly BenchPerson[]) {
  const histories = await historiesOf(pool, salesperson, people);
  const known = await pool.query('select 1 from events where customer_id = $1 limit 1', [histories.busy]);
  if (known.rows.length > 0) return histories;
  const session = await pool.connect();
  try {
    await session.query(`set statement_timeout = 0; set work_mem = '256MB'; set maintenance_work_mem = '512MB'; begin`);
    await session.query(
      `select ensure_month_partitions('events', (current_date - interval '${months} months')::date, ${months})`,
    );
    const { rows: indexes } = await session.query<{ name: string; definition: string }>(
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
       from pg_index where indrelid = 'events'::regclass and not indisprimary`,
    );
    for (const { name } of indexes) await session.query(`drop index ${name}`);
    await session.query(
      `insert into events (id, at, type, actor_id, subject_type, subject_id, customer_id, owner_id, audience, data)
       select uuidv7(made.at - clock_timestamp()), made.at,
         case when n % 1000 = 7 then 'customer.noted'
           else (array['visit.recorded', 'planItem.planned', 'customer.updated', 'contact.updated'])[1 + n % 4] end,
         case when n % 1000 = 8 then $3::uuid else owner_id end, 'customer', id, id, owner_id,
         case when n % 10 = 1 then 'line' else 'customer' end, '{}'
       from (
         select c.id, c.owner_id, abs(hashtext(c.id::text || n)) as n,
           date_trunc('day', now()) - make_interval(secs => abs(hashtext(n || c.id::text)) % (86400 * 30 * ${months - 1})) as at
         from customers c
         cross join lateral generate_series(1, case when c.id = $1 then $2::int else ${eventsEach} end) as n
         order by at
       ) made`,
      [histories.busy, eventsOfBusy, histories.colleague],
    );
    for (const { definition } of indexes) await session.query(definition.replace(' ON ONLY ', ' ON '));
    await session.query('commit');
    await session.query('vacuum analyze events');
  } finally {
    session.release(true);
  }
  return histories;
}

type Asked = { id: string; cursor?: string; kinds?: TimelineKind[]; personId?: string };

/** What is asked of a timeline, by its name. */
export async function timelinesOf(
  pool: pg.Pool,
  { busy, ordinary, colleague }: Histories,
): Promise<Record<string, Asked>> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from events where customer_id = $1 order by id offset $2 limit 1',
    [busy, eventsOfBusy / 20],
  );
  const cursor = Buffer.from(JSON.stringify(rows[0]?.id)).toString('base64url');
  return {
    ordinary: { id: ordinary },
    'ordinary, visits': { id: ordinary, kinds: ['visits'] },
    'ordinary, a colleague': { id: ordinary, personId: colleague },
    busy: { id: busy },
    'busy, deep': { id: busy, cursor },
    'busy, notes': { id: busy, kinds: ['notes'] },
    'busy, a colleague': { id: busy, personId: colleague },
    'busy, visits, deep': { id: busy, kinds: ['visits'], cursor },
  };
}

export function timelinePath({ id, cursor, kinds = [], personId }: Asked): string {
  const query = new URLSearchParams({ limit: '50', ...(cursor && { cursor }), ...(personId && { personId }) });
  for (const kind of kinds) query.append('kinds[]', kind);
  return `/api/customers/${id}/timeline?${query}`;
}

/** The statements that read the events of this timeline for this person, with their plans. */
export async function timelineStatements(pool: pg.Pool, person: BenchPerson, asked: Asked) {
  const { ctx, seen } = await watched(pool, person);
  await timelineOf(ctx, { ...asked, limit: 50 });
  const statements = seen.filter(({ sql }) => sql.includes('from events e'));
  return Promise.all(
    statements.map(async ({ sql, parameters }) => {
      const { rows } = await pool.query(`explain (analyze, buffers, costs off) ${sql}`, [...parameters]);
      const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN'] ?? '');
      return { sql, parameters: [...parameters], plan };
    }),
  );
}
