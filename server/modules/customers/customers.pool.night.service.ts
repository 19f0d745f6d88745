import { sql } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';
import { recordEvent, recordEvents } from '../../platform/events.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { companyOf, todayOf } from '../org/index.ts';
import type { DueCustomer } from './customers.pool.due.reads.ts';
import { dueCustomers } from './customers.pool.due.reads.ts';
import { returnDay, tonight } from './customers.pool.rules.ts';
import { holdPoolFor, passOn } from './customers.pool.store.ts';
import { subjectOf } from './customers.service.ts';

type Night = { today: string; timeZone: string };

/** From this local hour on the night of a day is worked, so that nothing changes hands during work. */
const fromHour = 2;

/**
 * Applies the rules of all pools once a local day: returns what is due and warns of what is going to be. Each customer
 * is looked at again under its lock, so that a visit recorded meanwhile counts. May be called at any time and again.
 */
export async function workNight(runtime: Runtime): Promise<void> {
  const { kysely, now } = runtime;
  const { timeZone } = await companyOf(kysely);
  const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(now()));
  const today = await todayOf(kysely, now());
  if (hour < fromHour) return;
  const done = await kysely.selectFrom('pool_runs').select('day').where('day', '=', today).executeTakeFirst();
  if (done) return;
  const night = { today, timeZone };
  const due = await dueCustomers(kysely, night);
  let returned = 0;
  for (const one of due.filter((each) => tonight(each, today) === 'return')) {
    if (await returnByRule(runtime, night, one.customerId)) returned += 1;
  }
  const warned = await warnOwners(
    runtime,
    night,
    due.filter((each) => tonight(each, today) === 'warn'),
  );
  await kysely
    .insertInto('pool_runs')
    .values({ day: today, returned, warned, at: now().toISOString() })
    .onConflict((conflict) => conflict.column('day').doNothing())
    .execute();
}

/** Whether it was returned: a claim, a visit or a lock that was faster keeps it where it is. */
async function returnByRule({ kysely, now }: Runtime, night: Night, customerId: string): Promise<boolean> {
  return kysely.transaction().execute(async (tx) => {
    const { rows } = await sql<{ version: number; ownerId: string; segmentId: string | null; regionId: string | null }>`
      select version, owner_id as "ownerId", segment_id as "segmentId", region_id as "regionId"
      from customers where id = ${customerId} for no key update
    `.execute(tx);
    const [customer] = rows;
    const [due] = await dueCustomers(tx, { ...night, only: sql`c.id = ${customerId}` });
    if (!customer || !due || tonight(due, night.today) !== 'return') return false;
    const pool = await holdPoolFor(tx, customer);
    if (!pool) return false;
    await passOn(tx, {
      customerId,
      version: customer.version,
      ownerId: pool.keeperId,
      at: now().toISOString(),
      today: night.today,
      how: 'returned',
      into: pool.id,
      rule: due.rule,
    });
    await recordEvent(tx, null, 'customer.returned', subjectOf({ id: customerId, ownerId: pool.keeperId }), {
      pool: pool.name,
      from: { personId: customer.ownerId },
      rule: due.rule,
      days: due.days,
    });
    return true;
  });
}

const warnedAtOnce = 500;

async function warnOwners({ kysely }: Runtime, night: Night, due: readonly DueCustomer[]): Promise<number> {
  let warned = 0;
  for (let at = 0; at < due.length; at += warnedAtOnce) {
    const ids = due.slice(at, at + warnedAtOnce).map(({ customerId }) => customerId);
    warned += await kysely.transaction().execute((tx) => warnSome(tx, night, ids));
  }
  return warned;
}

/** Nobody is warned of what a visit, a plan or a lock that was faster has put off. */
async function warnSome(tx: Tx, night: Night, ids: readonly string[]): Promise<number> {
  await sql`select 1 from customers where id = any(${[...ids]}::uuid[]) order by id for no key update`.execute(tx);
  const still = await dueCustomers(tx, { ...night, only: sql`c.id = any(${[...ids]}::uuid[])` });
  const { today } = night;
  const due = still.filter((one) => tonight(one, today) === 'warn');
  if (due.length === 0) return 0;
  const rows = await tx
    .insertInto('pool_warnings')
    .values(
      due.map(({ customerId, owner, rule, since }) => ({
        customer_id: customerId,
        owner_id: owner.id,
        rule,
        since,
        warned_on: today,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('customer_id as customerId')
    .execute();
  const told = new Set(rows.map((row) => row.customerId));
  await recordEvents(
    tx,
    null,
    'customer.poolWarned',
    due
      .filter(({ customerId }) => told.has(customerId))
      .map((one) => ({
        subject: subjectOf({ id: one.customerId, ownerId: one.owner.id }),
        data: { rule: one.rule, days: one.days, returnOn: returnDay({ ...one, warnedOn: today }, today) },
      })),
  );
  return told.size;
}
