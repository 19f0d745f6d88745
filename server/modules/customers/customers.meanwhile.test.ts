import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer, Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

/* What is looked at and goes before it is written: another transaction holds the row until the command waits for it. */

let app: TestApp;
let manager: TestPerson;
let rep: TestPerson;
let asManager: Caller;
let asRep: Caller;
let ops: Caller;

beforeAll(async () => {
  app = await createTestApp();
  manager = await app.person({ roles: ['manager'] });
  rep = await app.person({ supervisor: manager });
  [asManager, asRep] = [await app.as(manager), await app.as(rep)];
  ops = await app.as(await app.person({ roles: ['operations'] }));
});
afterAll(() => app.stop());

async function untilWaiting(count: number): Promise<void> {
  const waiting = `select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  const look = async () => (await app.runtime.pool.query<{ waiting: number }>(waiting)).rows[0]?.waiting;
  await expect.poll(look, { timeout: 10_000 }).toBe(count);
}

/** Lets commands run into rows that are held by `statements`, one after the other, and lets go when all of them wait. */
async function against(statements: readonly [string, string][], ...commands: (() => Promise<Answer>)[]) {
  const holder = await app.runtime.pool.connect();
  try {
    await holder.query('begin');
    for (const [statement, id] of statements) await holder.query(statement, [id]);
    const begun: Promise<Answer>[] = [];
    for (const command of commands) {
      begun.push(command());
      await untilWaiting(begun.length);
    }
    await holder.query('commit');
    return await Promise.all(begun);
  } finally {
    holder.release();
  }
}

const leaving = (id: string): [string, string][] => [
  ['select 1 from users where id = $1 for update', id],
  ['update users set active = false, departed_on = current_date where id = $1', id],
];

test('nobody is given a customer, a place or a plan while their account is closed', async () => {
  const leaver = await app.person({ supervisor: manager });
  const one = await app.customer({ owner: rep });
  const [made] = await against(leaving(leaver.id), () =>
    asManager.call('POST', '/api/customers', { name: '交接期间有限公司', ownerId: leaver.id, acceptSimilar: true }),
  );
  expect(made?.body.code).toBe('customers.ownerOutOfScope');

  const second = await app.person({ supervisor: manager });
  const [put] = await against(leaving(second.id), () =>
    asRep.call('PUT', `/api/customers/${one.id}/team`, {
      version: one.version,
      team: [
        { personId: rep.id, role: 'owner' },
        { personId: second.id, role: 'technical' },
      ],
    }),
  );
  expect(put?.body.fields).toEqual([{ path: 'team.1.personId', code: 'notFound' }]);

  const third = await app.person({ supervisor: manager });
  const [assigned] = await against(leaving(third.id), () =>
    asManager.call('POST', '/api/plan-items', { title: '拜访', day: '2027-03-01', ownerIds: [third.id] }),
  );
  expect(assigned?.status).toBe(422);
});

test('a customer is not returned to a pool that is retired, nor to a keeper who is none any more', async () => {
  const reasonId = (await ops.call('POST', '/api/lists', { list: 'returnReason', name: '没有需求' })).body.id;
  const [keeper, next] = [await app.person(), await app.person()];
  const made = await ops.call('POST', '/api/pools', {
    name: '公海',
    segmentId: null,
    regionId: null,
    keeperId: keeper.id,
    departmentIds: [],
    maxOwned: null,
    maxClaimsADay: null,
    coolingDays: 0,
    warnDays: 0,
    rules: [],
  });
  const path = `/api/pools/${made.body.id}`;
  /** The change comes first, the return is on its way already. */
  const returnedWhile = async (change: object) => {
    const one = await app.customer({ owner: rep });
    const { version } = (await ops.call('GET', '/api/pools')).body.items[0];
    const [changed, returned] = await against(
      [['select 1 from pools where id = $1 for update', made.body.id]],
      () => ops.call('PATCH', path, { version, ...change }),
      () => asRep.call('POST', `/api/customers/${one.id}/return`, { version: one.version, reasonId }),
    );
    expect(changed?.status).toBe(200);
    const { rows } = await app.runtime.pool.query(
      'select pool_id as "poolId", owner_id as "ownerId" from customers where id = $1',
      [one.id],
    );
    return { code: returned?.body.code, row: rows[0] };
  };

  const kept = await returnedWhile({ keeperId: next.id });
  expect(kept.row).toEqual({ poolId: made.body.id, ownerId: next.id });

  // Nothing lies in it when it is retired.
  await app.runtime.pool.query('update customers set pool_id = null, pooled_at = null where pool_id is not null');
  const refused = await returnedWhile({ retired: true });
  expect(refused.code).toBe('pool.none');
  expect(refused.row).toEqual({ poolId: null, ownerId: rep.id });
});
