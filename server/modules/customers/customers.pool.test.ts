import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { workNight } from './customers.pool.night.service.ts';

const now = new Date('2026-03-02T04:00:00Z');

/** Everything that has happened was so many days earlier: the clock stands still, so that sessions live on. */
async function later(days: number) {
  await app.runtime.pool.query(`
    update customer_owners set from_at = from_at - interval '${days} days', until_at = until_at - interval '${days} days';
    update customers set last_visit_on = last_visit_on - ${days}, pooled_at = pooled_at - interval '${days} days';
    update pool_warnings set since = since - ${days}, warned_on = warned_on - ${days};
    delete from pool_runs;
  `);
}

let app: TestApp;
let manager: TestPerson;
let rep: TestPerson;
let other: TestPerson;
let stranger: TestPerson;
let keeper: TestPerson;
let ops: Caller;
let asRep: Caller;
let asOther: Caller;
let asManager: Caller;
let asStranger: Caller;
let asKeeper: Caller;
let region: string;
let level: string;
let reasonId: string;
let department: string;
let counter = 0;

beforeAll(async () => {
  app = await createTestApp({ now: () => now });
  manager = await app.person({ roles: ['manager'] });
  rep = await app.person({ supervisor: manager });
  other = await app.person({ supervisor: manager });
  stranger = await app.person();
  keeper = await app.person();
  ops = await app.as(await app.person({ roles: ['operations'] }));
  const top = newId();
  department = newId();
  await app.runtime.pool.query(
    `insert into departments (id, name, parent_id) values ($1, '销售', null), ($2, '华东', $1)`,
    [top, department],
  );
  await app.runtime.pool.query('update users set department_id = $1 where id = any($2)', [
    department,
    [manager.id, rep.id, other.id],
  ]);
  [asRep, asOther, asManager, asStranger, asKeeper] = (await Promise.all(
    [rep, other, manager, stranger, keeper].map((one) => app.as(one)),
  )) as [Caller, Caller, Caller, Caller, Caller];
  const entry = async (list: string, name: string) => (await ops.call('POST', '/api/lists', { list, name })).body.id;
  region = await entry('region', '华东');
  level = await entry('level', 'A');
  reasonId = await entry('returnReason', '没有需求');
  // Members are the people of a department, those below it included.
  await makePool({ departmentIds: [top] });
});
afterAll(() => app.stop());

const defaults = {
  segmentId: null,
  maxOwned: null,
  maxClaimsADay: null,
  coolingDays: 0,
  warnDays: 0,
  rules: [] as unknown[],
};

// biome-ignore lint/suspicious/noExplicitAny: a test looks at what it needs of an answer
let pool: any;
async function makePool(fields: object) {
  const made = await ops.call('POST', '/api/pools', {
    ...defaults,
    name: '华东公海',
    regionId: region,
    keeperId: keeper.id,
    ...fields,
  });
  expect(made.status).toBe(200);
  pool = made.body;
}

async function setPool(fields: object) {
  const changed = await ops.call('PATCH', `/api/pools/${pool.id}`, { version: pool.version, ...fields });
  expect(changed.body.code ?? changed.status).toBe(200);
  pool = changed.body;
}

async function customer(caller: Caller, fields: object = {}) {
  counter += 1;
  const name = `公海客户${String(counter).padStart(4, '0')}有限公司`;
  const phone = `1390000${String(counter).padStart(4, '0')}`;
  const made = await caller.call('POST', '/api/customers', {
    name,
    phone,
    regionId: region,
    acceptSimilar: true,
    ...fields,
  });
  expect(made.body.code ?? made.status).toBe(200);
  return made.body;
}

const giveBack = (caller: Caller, one: { id: string; version: number }) =>
  caller.call('POST', `/api/customers/${one.id}/return`, { version: one.version, reasonId, note: '等明年' });
const claim = (caller: Caller, id: string) => caller.call('POST', `/api/pool/customers/${id}/claim`, {});
const pooled = async (caller: Caller, query = '') =>
  (await caller.call('GET', `/api/pool/customers?limit=200${query}`)).body.items.map((one: { id: string }) => one.id);

test('a customer is returned, seen masked by members alone, claimed, and its history is kept', async () => {
  const one = await customer(asRep, { description: '秘密', contacts: [{ name: '张三', phone: '13811112222' }] });
  await asRep.call('PUT', `/api/customers/${one.id}/team`, {
    version: 1,
    team: [
      { personId: rep.id, role: 'owner' },
      { personId: stranger.id, role: 'technical' },
    ],
  });
  expect((await giveBack(asRep, { id: one.id, version: 2 })).status).toBe(200);
  for (const caller of [asRep, asStranger, asOther]) {
    expect((await caller.call('GET', `/api/customers/${one.id}`)).status).toBe(404);
  }
  const seen = await asOther.call('GET', `/api/pool/customers/${one.id}`);
  expect(seen.body).toEqual({
    id: one.id,
    name: one.name,
    segmentId: null,
    regionId: region,
    industryId: null,
    levelId: null,
    pool: { id: pool.id, name: '华东公海' },
    pooledAt: now.toISOString(),
    how: 'returned',
    reasonId,
    rule: null,
    coolingUntil: null,
  });
  expect((await asStranger.call('GET', `/api/pool/customers/${one.id}`)).status).toBe(404);
  expect(await pooled(asStranger)).toEqual([]);
  expect(await pooled(asOther)).toContain(one.id);
  expect((await asKeeper.call('GET', `/api/customers/${one.id}`)).body.owner.id).toBe(keeper.id);
  expect((await claim(asOther, one.id)).body).toEqual({ id: one.id });
  const archive = await asOther.call('GET', `/api/customers/${one.id}`);
  expect(archive.body.team.map((member: { person: { id: string } }) => member.person.id)).toEqual([other.id]);
  expect(archive.body.contacts).toHaveLength(1);
  expect(await pooled(asManager)).not.toContain(one.id);
  const owners = await asOther.call('GET', `/api/customers/${one.id}/owners`);
  expect(owners.body.items.map((row: { how: string; owner: { id: string } }) => [row.how, row.owner.id])).toEqual([
    ['claimed', other.id],
    ['returned', keeper.id],
    ['created', rep.id],
  ]);
  expect(owners.body.items[1]).toMatchObject({ reasonId, note: '等明年', pool: '华东公海' });
  const timeline = await asOther.call('GET', `/api/customers/${one.id}/timeline`);
  expect(timeline.body.items.map((entry: { type: string }) => entry.type).slice(0, 2)).toEqual([
    'customer.claimed',
    'customer.returned',
  ]);
});

test("a keeper's customers in a pool are no stale archives", async () => {
  const kept = await app.customer({ owner: keeper });
  const lying = await customer(asRep);
  expect((await giveBack(asRep, lying)).status).toBe(200);
  await app.runtime.pool.query(
    "update customers set archive_updated_at = now() - interval '1 year' where id = any($1)",
    [[kept.id, lying.id]],
  );
  const named = (body: object) => {
    const text = JSON.stringify(body);
    return [text.includes(kept.id), text.includes(lying.id)];
  };
  const list = (caller: Caller, query: string) =>
    caller.call('GET', `/api/customers?ownerId=${keeper.id}&limit=100&${query}`);
  const filter = encodeURIComponent(JSON.stringify({ all: [{ field: 'stale', op: 'is', value: true }] }));
  expect(named((await list(asKeeper, 'stale=true')).body)).toEqual([true, false]);
  expect(named((await list(asKeeper, 'stale=false')).body)).toEqual([false, true]);
  expect(named((await list(asKeeper, `filter=${filter}`)).body)).toEqual([true, false]);
  expect(named((await asKeeper.call('GET', '/api/today')).body)).toEqual([true, false]);
  expect((await asKeeper.call('GET', `/api/customers/${lying.id}`)).body).toMatchObject({
    stale: false,
    staleAt: null,
  });
  const rows: { id: string; staleAt: string | null }[] = (await list(asKeeper, '')).body.items;
  const due = rows.flatMap((row) => ([kept.id, lying.id].includes(row.id) ? [row.staleAt === null] : []));
  expect(due.sort()).toEqual([false, true]);
  const upkeep = (await asKeeper.call('GET', `/api/customers/${lying.id}/upkeep`)).body;
  expect(upkeep).toMatchObject({ stale: false, can: { snooze: false } });
  const snoozed = await asKeeper.call('POST', `/api/customers/${lying.id}/snooze`, {
    version: upkeep.version,
    until: '2026-03-10',
    reason: '池中客户',
  });
  expect(snoozed.body.code).toBe('common.forbidden');
  const count = (await asKeeper.call('GET', '/api/stale-archives/people')).body.items;
  expect(count).toMatchObject([{ person: { id: keeper.id }, count: 1 }]);
});

test('what is masked is not found by searching or filtering', async () => {
  const one = await customer(asRep);
  await giveBack(asRep, one);
  expect(await pooled(asOther, `&q=${encodeURIComponent(one.name.slice(2, 8))}`)).toEqual([one.id]);
  for (const q of [one.phone, one.phone.slice(-4), '13900']) {
    expect((await asOther.call('GET', `/api/pool/customers/count?q=${q}`)).body.count, q).toBe(
      q === one.phone.slice(-4) ? 1 : 0,
    );
  }
  expect(await pooled(asOther, `&regionId=${region}&sort=name`)).toContain(one.id);
  expect(await pooled(asOther, `&levelId=${level}`)).toEqual([]);
});

test('of many who claim at once exactly one gets it, the others learn that it is taken', async () => {
  const one = await customer(asRep);
  await giveBack(asRep, one);
  const answers = await Promise.all(
    [asOther, asManager, asRep, asOther, asManager].map((caller) => claim(caller, one.id)),
  );
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  for (const answer of answers.filter((each) => each.status !== 200)) {
    expect(answer).toMatchObject({ status: 409, body: { code: 'pool.taken' } });
  }
  expect((await claim(asStranger, one.id)).status).toBe(404);
});

test('limits by person and day, also for claims at once; cooling time of the former owner', async () => {
  const some = [];
  for (let index = 0; index < 4; index += 1) some.push(await customer(asRep));
  for (const one of some) expect((await giveBack(asRep, one)).status).toBe(200);
  const before = (await asManager.call('GET', '/api/pool/pools')).body.items[0];
  await setPool({ maxClaimsADay: before.claimedToday + 2, coolingDays: 30 });
  const answers = await Promise.all(some.map((one) => claim(asManager, one.id)));
  expect(answers.map((answer) => answer.body.code ?? 'ok').sort()).toEqual([
    'ok',
    'ok',
    'pool.tooManyClaims',
    'pool.tooManyClaims',
  ]);
  const left = some.find((_, index) => answers[index]?.status !== 200) ?? { id: '' };
  const own = await claim(asRep, left.id);
  expect(own).toMatchObject({ status: 409, body: { code: 'pool.cooling', params: { until: '2026-04-01' } } });
  await later(1);
  await setPool({ maxClaimsADay: null, maxOwned: before.owned + 2 });
  expect((await claim(asManager, left.id)).body.code).toBe('pool.tooManyOwned');
  expect(
    (await asManager.call('POST', `/api/pool/customers/${left.id}/assign`, { personId: stranger.id })).body.code,
  ).toBe('customers.ownerOutOfScope');
  // A manager knows what they are doing: no limit, no cooling time.
  expect((await asManager.call('POST', `/api/pool/customers/${left.id}/assign`, { personId: rep.id })).status).toBe(
    200,
  );
  await setPool({ maxOwned: null, coolingDays: 0 });
});

test('refused: not the owner, no pool, stale, already in the pool, unknown reason', async () => {
  const one = await customer(asRep);
  expect((await giveBack(asStranger, one)).status).toBe(404);
  expect((await giveBack(asRep, { ...one, version: 9 })).body.code).toBe('common.stale');
  const path = `/api/customers/${one.id}/return`;
  const unknown = await asRep.call('POST', path, { version: 1, reasonId: level });
  expect(unknown.body).toMatchObject({ code: 'common.invalid', fields: [{ path: 'reasonId', code: 'notFound' }] });
  const nowhere = await customer(asRep, { regionId: null });
  expect((await giveBack(asRep, nowhere)).body.code).toBe('pool.none');
  expect((await giveBack(asRep, one)).status).toBe(200);
  expect((await giveBack(asKeeper, { ...one, version: 2 })).body.code).toBe('common.conflict');
  expect((await app.anonymous.call('GET', '/api/pool/customers')).status).toBe(401);
  const asFinance = await app.as(await app.person({ roles: ['finance'] }));
  expect((await asFinance.call('GET', '/api/pool/customers')).status).toBe(403);
  expect((await asRep.call('GET', '/api/pools')).status).toBe(403);
  expect((await claim(asRep, '01900000-0000-7000-8000-000000000000')).status).toBe(404);
});

test('a locked customer is returned by nobody but who may lift the lock', async () => {
  const one = await customer(asRep);
  const lock = { until: '2026-03-02', reason: '年度框架合同' };
  expect((await asManager.call('PUT', `/api/customers/${one.id}/lock`, lock)).status).toBe(200);
  const state = async (as: Caller) => (await as.call('GET', `/api/customers/${one.id}/pool`)).body.can.return;
  expect([await state(asRep), await state(asManager)]).toEqual([false, true]);
  expect(await giveBack(asRep, one)).toMatchObject({
    status: 409,
    body: { code: 'pool.locked', params: { until: '2026-03-02' } },
  });
  expect((await giveBack(asManager, one)).status).toBe(200);
  const { rows } = await app.runtime.pool.query('select 1 from customer_locks where customer_id = $1', [one.id]);
  expect(rows).toEqual([]);
  // A lock of days gone by keeps nothing.
  const other = await customer(asRep);
  await app.runtime.pool.query(
    `insert into customer_locks (customer_id, until, reason, locked_by, locked_at)
     values ($1, '2026-03-01', 'x', $2, now())`,
    [other.id, manager.id],
  );
  expect((await giveBack(asRep, other)).status).toBe(200);
});

test('a keeper who gives a customer away takes it out of the pool; a new keeper takes over', async () => {
  const [one, two] = [await customer(asRep), await customer(asRep)];
  await giveBack(asRep, one);
  await giveBack(asRep, two);
  const second = await app.person({ supervisor: keeper });
  await asKeeper.call('PUT', `/api/customers/${one.id}/team`, {
    version: 2,
    team: [{ personId: second.id, role: 'owner' }],
  });
  expect(await pooled(asOther)).not.toContain(one.id);
  await setPool({ keeperId: second.id });
  expect(await pooled(asOther)).toContain(two.id);
  expect((await asOther.call('GET', `/api/pool/customers/${two.id}`)).body).toMatchObject({
    how: 'returned',
    reasonId,
  });
  expect((await (await app.as(second)).call('GET', `/api/customers/${two.id}`)).status).toBe(200);
  await setPool({ keeperId: keeper.id });
});

test('pools: one for each place, references checked, stale', async () => {
  const fields = { ...defaults, name: 'x', regionId: region, keeperId: keeper.id, departmentIds: [] };
  expect((await ops.call('POST', '/api/pools', fields)).body.code).toBe('pool.placeTaken');
  const wrong = await ops.call('POST', '/api/pools', { ...fields, keeperId: newId() });
  expect(wrong.body.fields).toEqual([{ path: 'keeperId', code: 'notFound' }]);
  const rule = { kind: 'owned', levelId: null, days: 10, sparePlanned: true };
  const twice = await ops.call('POST', '/api/pools', { ...fields, regionId: null, rules: [rule, rule] });
  expect(twice.body.fields).toEqual([{ path: 'rules.1.levelId', code: 'taken' }]);
  expect((await ops.call('PATCH', `/api/pools/${pool.id}`, { version: 1, name: 'y' })).body.code).toBe('common.stale');
  expect((await ops.call('PATCH', `/api/pools/${pool.id}`, { version: pool.version, retired: true })).body.code).toBe(
    'common.conflict',
  );
  expect((await ops.call('PATCH', `/api/pools/${newId()}`, { version: 1 })).status).toBe(404);
});

test('the night warns first and returns after the days of warning; a visit, a plan and a lock keep a customer', async () => {
  const [lost, visited, planned, locked] = [
    await customer(asRep),
    await customer(asRep),
    await customer(asRep),
    await customer(asRep),
  ];
  await later(25);
  const rules = [{ kind: 'contact', levelId: null, days: 30, sparePlanned: true }];
  const preview = await ops.call('POST', '/api/pools/preview', {
    id: pool.id,
    segmentId: null,
    regionId: region,
    warnDays: 7,
    rules,
  });
  expect(preview.body.returned).toBe(0);
  expect(preview.body.warned).toBeGreaterThanOrEqual(4);
  // Operations see none of these customers: how many, whose and why, but no names.
  expect(preview.body.items.every((item: { customer: unknown }) => item.customer === null)).toBe(true);
  await setPool({ warnDays: 7, rules });
  await workNight(app.runtime);
  const state = (await asRep.call('GET', `/api/customers/${lost.id}/pool`)).body;
  expect(state.coming).toMatchObject({ rule: 'contact', days: 30, since: '2026-02-05', returnOn: '2026-03-09' });
  expect(state.can).toEqual({ return: true, lock: false });
  const { rows: told } = await app.runtime.pool.query(
    `select data from events where type = 'customer.poolWarned' and subject_id = $1`,
    [lost.id],
  );
  expect(told).toEqual([{ data: { rule: 'contact', days: 30, returnOn: '2026-03-09' } }]);
  const warned = await asManager.call('GET', '/api/pool/warnings?limit=100');
  expect(warned.body.items.map((item: { customer: { id: string } }) => item.customer.id)).toContain(lost.id);
  expect((await asStranger.call('GET', '/api/pool/warnings')).body.items).toEqual([]);
  await asRep.call('POST', '/api/visits/record', { customerId: visited.id, discussed: '还在用' });
  await asRep.call('POST', '/api/plan-items', {
    title: '回访',
    day: '2026-03-20',
    customerId: planned.id,
    activity: 'visit',
  });
  const lock = { until: '2026-12-31', reason: '年度框架合同' };
  expect((await asRep.call('PUT', `/api/customers/${locked.id}/lock`, lock)).status).toBe(403);
  expect((await asManager.call('PUT', `/api/customers/${locked.id}/lock`, lock)).status).toBe(200);
  await later(3);
  expect((await asRep.call('GET', `/api/customers/${lost.id}/pool`)).body.coming.returnOn).toBe('2026-03-06');
  await workNight(app.runtime);
  expect((await asRep.call('GET', `/api/customers/${lost.id}`)).status).toBe(200);
  await later(5);
  await workNight(app.runtime);
  expect((await asRep.call('GET', `/api/customers/${lost.id}`)).status).toBe(404);
  expect((await asOther.call('GET', `/api/pool/customers/${lost.id}`)).body).toMatchObject({
    how: 'returned',
    rule: 'contact',
  });
  for (const one of [visited, planned, locked]) {
    expect((await asRep.call('GET', `/api/customers/${one.id}`)).status).toBe(200);
  }
  const { rows } = await app.runtime.pool.query(
    'select count(*)::int as warnings from pool_warnings where customer_id = $1',
    [lost.id],
  );
  expect(rows[0].warnings).toBe(1);
  expect((await asManager.call('DELETE', `/api/customers/${locked.id}/lock`)).status).toBe(200);
  await setPool({ rules: [] });
});

test('nobody is warned of what a visit recorded meanwhile has put off', async () => {
  const [seen, unseen] = [await customer(asRep), await customer(asRep)];
  await later(25);
  await setPool({ warnDays: 7, rules: [{ kind: 'contact', levelId: null, days: 30, sparePlanned: false }] });
  const visit = await app.runtime.pool.connect();
  await visit.query('begin');
  await visit.query('update customers set last_visit_on = $2 where id = $1', [seen.id, '2026-03-02']);
  const night = workNight(app.runtime);
  const waiting = `select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  await expect.poll(async () => (await app.runtime.pool.query(waiting)).rows[0].waiting).toBe(1);
  await visit.query('commit');
  visit.release();
  await night;
  const { rows } = await app.runtime.pool.query(
    'select customer_id as id from pool_warnings where customer_id = any($1)',
    [[seen.id, unseen.id]],
  );
  expect(rows).toEqual([{ id: unseen.id }]);
  await setPool({ warnDays: 0, rules: [] });
});

test('a rule for a level comes before the rule for every level', async () => {
  const [important, plain] = [await customer(asRep, { levelId: level }), await customer(asRep)];
  await later(50);
  await setPool({
    warnDays: 0,
    rules: [
      { kind: 'owned', levelId: null, days: 40, sparePlanned: false },
      { kind: 'owned', levelId: level, days: 90, sparePlanned: false },
    ],
  });
  await workNight(app.runtime);
  expect((await asRep.call('GET', `/api/customers/${important.id}`)).status).toBe(200);
  expect((await asRep.call('GET', `/api/customers/${plain.id}`)).status).toBe(404);
  await setPool({ rules: [] });
});

test('the night and a claim or a visit at the same time leave one owner', async () => {
  const some = [];
  for (let index = 0; index < 6; index += 1) some.push(await customer(asRep));
  await later(20);
  await setPool({ warnDays: 0, rules: [{ kind: 'contact', levelId: null, days: 10, sparePlanned: false }] });
  await Promise.all([
    workNight(app.runtime),
    workNight(app.runtime),
    ...some.map((one) => asRep.call('POST', '/api/visits/record', { customerId: one.id, discussed: '见了' })),
    ...some.map((one) => claim(asOther, one.id)),
  ]);
  const { rows } = await app.runtime.pool.query(
    `select c.id, c.owner_id, (c.pool_id is not null) as pooled,
       (select count(*)::int from customer_owners w where w.customer_id = c.id and w.until_at is null) as current,
       (select count(*)::int from customer_team t where t.customer_id = c.id and t.role = 'owner' and t.user_id = c.owner_id) as owners,
       (select count(*)::int from customer_team t where t.customer_id = c.id) as team
     from customers c where c.id = any($1)`,
    [some.map((one) => one.id)],
  );
  for (const row of rows) {
    expect(row).toMatchObject({ current: 1, owners: 1, team: 1 });
    expect(row.pooled ? [keeper.id] : [rep.id, other.id]).toContain(row.owner_id);
  }
  await setPool({ rules: [] });
});
