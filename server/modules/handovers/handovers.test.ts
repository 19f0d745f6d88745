import { afterAll, beforeAll, expect, test } from 'vitest';
import { allHoldings, allStaying } from '../../platform/holdings.ts';
import { newId } from '../../platform/ids.ts';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

let app: TestApp;
let head: TestPerson;
let manager: TestPerson;
let asHead: Caller;
let asManager: Caller;
let admin: Caller;
let counter = 0;

beforeAll(async () => {
  app = await createTestApp();
  admin = await app.as(await app.person({ roles: ['administrator'] }));
  head = await app.person({ roles: ['manager'] });
  manager = await app.person({ supervisor: head, roles: ['manager'] });
  asHead = await app.as(head);
  asManager = await app.as(manager);
});
afterAll(() => app.stop());

/** Somebody with customers, a place on a team, plan items, a visit to record, a subordinate and a pool. */
async function leaver() {
  counter += 1;
  const [person, other] = [await app.person({ supervisor: manager }), await app.person({ supervisor: manager })];
  const below = await app.person({ supervisor: person });
  const [one, two] = [await app.customer({ owner: person }), await app.customer({ owner: person })];
  const shared = await app.customer({ owner: other, team: [{ person, role: 'technical' }] });
  const caller = await app.as(person);
  const plan = (title: string, customerId: string | null) =>
    caller.call('POST', '/api/plan-items', { title, day: '2027-01-04', customerId, activity: 'call' });
  await plan('电话', one.id);
  await plan('内勤', null);
  const visit = await caller.call('POST', '/api/visits', { customerId: two.id });
  expect(visit.body.code ?? visit.status).toBe(200);
  return { person, other, below, one, two, shared, caller };
}

const held = (caller: Caller, person: TestPerson) => caller.call('GET', `/api/handovers/held?personId=${person.id}`);
const counts = (body: { kinds: { kind: string; count: number }[] }) =>
  Object.fromEntries(body.kinds.filter(({ count }) => count > 0).map(({ kind, count }) => [kind, count]));

/** Rows of every table, and of every column that names a person how many each has. */
async function census() {
  const { pool } = app.runtime;
  const { rows } = await pool.query<{ table: string; column: string }>(`
    select k.conrelid::regclass::text as table, a.attname as column
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'users'::regclass and k.conparentid = 0 order by 1, 2`);
  const found = new Map<string, number>();
  for (const { table } of rows) {
    const { rows: sizes } = await pool.query(`select count(*)::int as size from ${table}`);
    found.set(table, sizes[0].size);
  }
  return { tables: found, columns: rows.map(({ table, column }) => `${table}.${column}`) };
}

const holdsOf = async (person: TestPerson) => {
  let size = 0;
  for (const holding of allHoldings()) size += (await holding.list(app.runtime.kysely, person.id)).length;
  return size;
};

/** Columns that name a person and stay: who did or said it, and what was so at the time. */
const authorship = [
  'archive_snoozes.person_id',
  'closed_months.closed_by',
  'contact_departures.recorded_by',
  'bulk_edits.owner_id',
  'customer_locks.locked_by',
  'customer_merges.merged_by',
  'customer_merges.undone_by',
  'customer_owners.owner_id',
  'customer_values.person_id',
  'evaluation_replies.author_id',
  'evaluations.evaluator_id',
  'events.actor_id',
  'handover_items.receiver_id',
  'handovers.actor_id',
  'handovers.person_id',
  'workflow_deputies.deputy_id',
  'workflow_deputies.user_id',
  'workflow_instances.starter_id',
  'workflow_moves.requested_by',
  'workflow_person_times.person_id',
  'workflow_readers.user_id',
  'workflow_tasks.decided_by',
  'workflow_tasks.deputy_id',
  'workflow_tasks.from_id',
  'workflow_versions.published_by',
  'note_mentions.user_id',
  'notes.author_id',
  'plan_weeks.decided_by',
  'pool_warnings.owner_id',
  // Places to come of who has left are dropped when their day has come.
  'team_places.user_id',
  'team_requests.answered_by',
  'team_requests.told_owner_id',
];

/** Columns that belong to the account itself and are of no use to anybody else. */
const ofTheAccount = [
  'auth_accounts.user_id',
  'auth_sessions.user_id',
  'auth_two_factors.user_id',
  'auth_used_codes.user_id',
  'customer_view_defaults.user_id',
  'customer_touches.user_id',
  'exports.owner_id',
  'idempotency_keys.user_id',
  'notifications.user_id',
  'phone_reveals.user_id',
  'phone_checks.user_id',
  'reporting_line.ancestor_id',
  'reporting_line.descendant_id',
  'user_backgrounds.user_id',
  'user_roles.user_id',
];

test('every column that names a person is held and moved, or known to stay', async () => {
  const { columns } = await census();
  const moved = [...allHoldings(), ...allStaying()].flatMap((kind) => kind.columns);
  const known = new Set([...moved, ...authorship, ...ofTheAccount]);
  expect(columns.filter((column) => !known.has(column))).toEqual([]);
});

test('everything is listed, previewed and handed over at once; history and authors stay; the account is closed', async () => {
  const { person, other, below, one, two, shared, caller } = await leaver();
  const listed = await held(asManager, person);
  expect(counts(listed.body)).toEqual({ customers: 2, teamPlaces: 1, items: 2, visits: 1, subordinates: 1 });
  expect(listed.body.canDepart).toBe(false);
  const plan = { personId: person.id, to: other.id, items: [{ kind: 'customers', id: two.id, to: manager.id }] };
  const preview = await asManager.call('POST', '/api/handovers/preview', plan);
  expect(preview.body.refusals).toEqual([]);
  const given = new Map(
    preview.body.receivers.map((each: { person: TestPerson; kinds: { kind: string; count: number }[] }) => [
      each.person.id,
      counts(each),
    ]),
  );
  // The visit goes with its customer.
  expect(given.get(manager.id)).toEqual({ customers: 1, visits: 1 });
  expect(given.get(other.id)).toEqual({ customers: 1, teamPlaces: 1, items: 2, subordinates: 1 });
  const before = await census();
  const command = { ...plan, stamp: listed.body.stamp, depart: true };
  expect((await asManager.call('POST', '/api/handovers', command)).status).toBe(403);
  const adminStamp = (await held(admin, person)).body;
  expect(adminStamp.kinds.every((kind: { items: unknown }) => kind.items === null)).toBe(true);
  const done = await admin.call(
    'POST',
    '/api/handovers',
    { ...command, introduceOn: '2027-02-01' },
    { key: 'hand-over-1' },
  );
  expect(done.body.code ?? done.status).toBe(200);
  const again = await admin.call(
    'POST',
    '/api/handovers',
    { ...command, introduceOn: '2027-02-01' },
    { key: 'hand-over-1' },
  );
  expect(again.body).toEqual(done.body);
  expect(await holdsOf(person)).toBe(0);
  expect((await caller.call('GET', '/api/auth/me')).status).toBe(401);
  const after = await census();
  const grown = { handovers: 1, handover_items: 7, plan_items: 2 };
  for (const [table, size] of before.tables) {
    if (
      ['events', 'customer_owners', 'team_places', 'customer_team', 'auth_sessions', 'idempotency_keys'].includes(table)
    )
      continue;
    expect(after.tables.get(table), table).toBe(size + (grown[table as keyof typeof grown] ?? 0));
  }
  const asOther = await app.as(other);
  const archive = await asOther.call('GET', `/api/customers/${one.id}`);
  expect(archive.body.team.map((member: { person: TestPerson }) => member.person.id)).toEqual([other.id]);
  const owners = (await asOther.call('GET', `/api/customers/${one.id}/owners`)).body.items;
  expect(owners.map((row: { how: string }) => row.how)).toEqual(['handedOver', 'created']);
  const timeline = (await asOther.call('GET', `/api/customers/${one.id}/timeline`)).body.items;
  expect(timeline.map((entry: { type: string }) => entry.type)).toContain('customer.created');
  expect(timeline.at(-1).actor.id).toBe(person.id);
  expect((await asOther.call('GET', `/api/customers/${shared.id}`)).body.team).toHaveLength(1);
  const { rows } = await app.runtime.pool.query('select supervisor_id from users where id = $1', [below.id]);
  expect(rows[0].supervisor_id).toBe(other.id);
  const items = (await asOther.call('GET', '/api/plan-items?from=2027-01-01&to=2027-03-01')).body.items;
  expect(items.map((item: { title: string }) => item.title).sort()).toEqual(
    ['内勤', '电话', `接手拜访（原负责人 ${person.name}）`].sort(),
  );
  const seen = await asOther.call('GET', `/api/handovers/${done.body.id}`);
  expect(seen.body.count).toBe(5);
  expect((await asOther.call('GET', '/api/handovers')).body.items.map((row: { id: string }) => row.id)).toContain(
    done.body.id,
  );
  const briefing = await asOther.call('GET', `/api/handovers/${done.body.id}/briefings/${one.id}`);
  expect(briefing.status).toBe(200);
  expect(String(briefing.body)).toContain(one.name);
  expect((await asOther.call('GET', `/api/handovers/${done.body.id}/briefings/${two.id}`)).status).toBe(404);
});

test('what does not come with the whole is read page by page, by those above the person alone', async () => {
  const person = await app.person({ supervisor: manager });
  const ids: string[] = [];
  for (let index = 0; index < 103; index += 1) ids.push((await app.customer({ owner: person })).id);
  ids.sort();
  const first = (await held(asManager, person)).body.kinds.find(({ kind }: { kind: string }) => kind === 'customers');
  expect(first).toMatchObject({ count: 103, nextCursor: expect.any(String) });
  const path = `/api/handovers/things?personId=${person.id}&kind=customers`;
  const found = first.items.map((item: { id: string }) => item.id);
  for (let cursor = first.nextCursor; cursor; ) {
    const page = await asManager.call('GET', `${path}&limit=2&cursor=${cursor}`);
    found.push(...page.body.items.map((item: { id: string }) => item.id));
    cursor = page.body.nextCursor;
  }
  expect(found).toEqual(ids);
  const whole = await asHead.call('GET', `${path}&limit=1`);
  expect(whole.body.items[0]).toMatchObject({ id: ids[0], bound: false, customerId: ids[0] });
  const stranger = await app.as(await app.person());
  for (const as of [admin, stranger, await app.as(person)]) expect((await as.call('GET', path)).status).toBe(404);
  expect((await app.anonymous.call('GET', path)).status).toBe(401);
  const imports = await asManager.call('GET', `/api/handovers/things?personId=${person.id}&kind=imports`);
  expect(imports.status).toBe(404);
  expect((await asManager.call('GET', `${path}&cursor=x`)).body.fields).toEqual([{ path: 'cursor', code: 'format' }]);
});

test('with the account what its person had asked to join is withdrawn, and it is recorded', async () => {
  const [person, owner] = [await app.person({ supervisor: manager }), await app.person()];
  const customer = await app.customer({ owner });
  const as = await app.as(person);
  expect((await as.call('POST', '/api/team-requests', { customerId: customer.id })).status).toBe(200);
  const [asked] = (await as.call('GET', '/api/team-requests/asked')).body.items;
  const waiting = async () => (await (await app.as(owner)).call('GET', '/api/team-requests/waiting')).body.items;
  expect(await waiting()).toHaveLength(1);
  const run = await admin.call('POST', '/api/handovers', {
    personId: person.id,
    to: manager.id,
    stamp: (await held(admin, person)).body.stamp,
    depart: true,
  });
  expect(run.status).toBe(200);
  expect(await waiting()).toEqual([]);
  const { rows } = await app.runtime.pool.query(
    `select r.state, e.audience, e.data from team_requests r join events e on e.subject_id = r.id
     where r.id = $1 and e.type = 'team.withdrawn'`,
    [asked.id],
  );
  expect(rows).toEqual([{ state: 'withdrawn', audience: 'audit', data: { asker: { personId: person.id } } }]);
});

test('the account is offered to be closed to nobody who holds less than its person', async () => {
  const { body: clerks } = await admin.call('POST', '/api/roles', { name: '人事专员', permissions: ['org.manage'] });
  const one = await app.person({ roles: [] });
  await app.runtime.kysely.insertInto('user_roles').values({ user_id: one.id, role_id: clerks.id }).execute();
  const clerk = await app.as(one);
  const [seller, nobody] = [await app.person({ supervisor: manager }), await app.person({ roles: [] })];
  expect((await held(clerk, seller)).body.canDepart).toBe(false);
  expect((await held(clerk, nobody)).body.canDepart).toBe(true);
  expect((await held(admin, seller)).body.canDepart).toBe(true);
});

test('refused: not above, receivers out of scope, departed or without the permission, circles, stale, no account closed by a manager', async () => {
  const { person, other, below, caller } = await leaver();
  expect((await held(caller, person)).status).toBe(404);
  expect((await held(await app.as(other), person)).status).toBe(404);
  expect((await held(asManager, { ...person, id: newId() })).status).toBe(404);
  expect((await app.anonymous.call('GET', `/api/handovers/held?personId=${person.id}`)).status).toBe(401);
  const stranger = await app.person();
  const reader = await app.person({ supervisor: manager, roles: ['finance'] });
  const preview = async (to: string) =>
    (await asManager.call('POST', '/api/handovers/preview', { personId: person.id, to })).body.refusals;
  const reasons = async (to: string) => [...new Set((await preview(to)).map((one: { reason: string }) => one.reason))];
  expect(await reasons(stranger.id)).toEqual(['outOfScope']);
  expect(await reasons(newId())).toEqual(['outOfScope']);
  expect(await reasons(person.id)).toEqual(['self']);
  expect(await reasons(below.id)).toEqual(['cycle']);
  expect(await preview(reader.id)).toEqual([{ kind: 'visits', receiverId: reader.id, reason: 'permission' }]);
  const { stamp } = (await held(asManager, person)).body;
  const run = (fields: object) =>
    asManager.call('POST', '/api/handovers', { personId: person.id, to: other.id, stamp, depart: false, ...fields });
  expect((await run({ to: stranger.id })).body.code).toBe('handover.refused');
  await caller.call('POST', '/api/plan-items', { title: '新的', day: '2027-01-05', activity: 'call' });
  expect((await run({})).body.code).toBe('common.stale');
  expect(await holdsOf(person)).toBeGreaterThan(0);
});

test('an account is not closed while its person holds work, unless that is overridden', async () => {
  const { person } = await leaver();
  const path = `/api/users/${person.id}/depart`;
  const { version } = (await admin.call('GET', `/api/users/${person.id}`)).body;
  expect((await admin.call('POST', path, { version })).body).toMatchObject({
    code: 'org.stillHolds',
    params: { count: 6 },
  });
  expect((await admin.call('POST', path, { version, override: true })).status).toBe(200);
});

test('who keeps the organisation gains no sight by it', async () => {
  const { person, other } = await leaver();
  const role = await admin.call('POST', '/api/roles', {
    name: '人事',
    permissions: ['org.manage', 'plans.use', 'visits.use'],
  });
  const clerk = await app.person();
  await app.runtime.pool.query('delete from user_roles where user_id = $1', [clerk.id]);
  await app.runtime.pool.query('insert into user_roles (user_id, role_id) values ($1, $2)', [clerk.id, role.body.id]);
  const asClerk = await app.as(clerk);
  const preview = (to: string) => asClerk.call('POST', '/api/handovers/preview', { personId: person.id, to });
  expect((await preview(clerk.id)).body.refusals[0].reason).toBe('outOfScope');
  expect((await preview(other.id)).body.refusals).toEqual([]);
});

test('by region: customers with what belongs to them go to the receiver of their region', async () => {
  const { person, other, one } = await leaver();
  const region = (await admin.call('POST', '/api/lists', { list: 'region', name: `区 ${counter}` })).body.id;
  await app.runtime.pool.query('update customers set region_id = $1 where id = $2', [region, one.id]);
  const plan = { personId: person.id, to: other.id, places: [{ entryId: region, to: manager.id }] };
  const { receivers } = (await asHead.call('POST', '/api/handovers/preview', plan)).body;
  const of = (id: string) => counts(receivers.find((each: { person: TestPerson }) => each.person.id === id));
  expect(of(manager.id)).toEqual({ customers: 1, items: 1 });
});

test('a claim and a handover at once leave nothing behind and nothing doubled', async () => {
  const { person, other, caller } = await leaver();
  const department = newId();
  await app.runtime.pool.query('insert into departments (id, name) values ($1, $2)', [department, `部 ${counter}`]);
  await app.runtime.pool.query('update users set department_id = $1 where id = $2', [department, person.id]);
  const reason = (await admin.call('POST', '/api/lists', { list: 'returnReason', name: `原因 ${counter}` })).body.id;
  const made = await admin.call('POST', '/api/pools', {
    name: '公海',
    segmentId: null,
    regionId: null,
    keeperId: head.id,
    departmentIds: [department],
    maxOwned: null,
    maxClaimsADay: null,
    coolingDays: 0,
    warnDays: 0,
    rules: [],
  });
  expect(made.status).toBe(200);
  const pooled = [];
  for (let index = 0; index < 6; index += 1) {
    const one = await app.customer({ owner: other });
    await (await app.as(other)).call('POST', `/api/customers/${one.id}/return`, {
      version: one.version,
      reasonId: reason,
    });
    pooled.push(one.id);
  }
  const { stamp } = (await held(admin, person)).body;
  const command = { personId: person.id, to: other.id, stamp, depart: true };
  const [handed] = await Promise.all([
    admin.call('POST', '/api/handovers', command),
    ...pooled.map((id) => caller.call('POST', `/api/pool/customers/${id}/claim`, {})),
  ]);
  if (handed.status === 200) expect(await holdsOf(person)).toBe(0);
  else expect(handed.body.code).toBe('common.stale');
  const { rows } = await app.runtime.pool.query(`
    select c.id from customers c
    where (select count(*) from customer_team t where t.customer_id = c.id and t.role = 'owner' and t.user_id = c.owner_id) <> 1
      or (select count(*) from customer_owners w where w.customer_id = c.id and w.until_at is null and w.owner_id = c.owner_id) <> 1`);
  expect(rows).toEqual([]);
});

test('what waits for an answer goes on: requests with their customer, weeks and evaluations with the subordinate', async () => {
  const { person, other, below, one, caller } = await leaver();
  const { pool } = app.runtime;
  const asBelow = await app.as(below);
  const asOther = await app.as(other);
  await asOther.call('POST', '/api/team-requests', { customerId: one.id });
  const stranger = await app.person({ supervisor: head });
  await (await app.as(stranger)).call('POST', '/api/team-requests', { customerId: one.id });
  const planned = await asBelow.call('POST', '/api/plan-items', {
    title: '待评价',
    day: '2027-03-01',
    activity: 'call',
  });
  const [item] = planned.body.items;
  await asBelow.call('POST', `/api/plan-items/${item.id}/complete`, {
    version: item.version,
    note: '做了',
  });
  await asBelow.call('POST', '/api/plan-items', { title: '下周', day: '2027-03-08', activity: 'call' });
  await asBelow.call('POST', '/api/plans/weeks/2027-03-08/submit', { version: 0 });
  const introduction = (asker: TestPerson, key: string) => [newId(), asker.id, person.id, key, newId()];
  const asked = [introduction(other, '甲'), introduction(stranger, '乙')];
  for (const values of asked) {
    await pool.query(
      `insert into introductions (id, asker_id, asked_id, about_name, about_key, circle, created_at)
       values ($1, $2, $3, $4, $4, $5, now())`,
      values,
    );
  }
  const { body } = await held(asManager, person);
  expect(counts(body)).toMatchObject({ requests: 2, introductions: 2, evaluations: 1, weeks: 1 });
  const kind = (name: string) => body.kinds.find((each: { kind: string }) => each.kind === name);
  expect(kind('introductions').items).toBeNull();
  expect(kind('weeks').items).toEqual([
    expect.objectContaining({ title: `${below.name} 2027-03-08`, bound: true, customerId: null }),
  ]);
  // What is bound goes with what it is bound to, whatever the command says.
  const astray = { kind: 'weeks', id: kind('weeks').items[0].id, to: manager.id };
  const plan = { personId: person.id, to: other.id, items: [astray] };
  expect((await asManager.call('POST', '/api/handovers', { ...plan, stamp: body.stamp, depart: false })).status).toBe(
    200,
  );
  const inbox = (await asOther.call('GET', '/api/plans/inbox')).body.items;
  expect(inbox.map((entry: { kind: string }) => entry.kind).sort()).toEqual(['approveWeek', 'evaluate']);
  expect((await caller.call('GET', '/api/plans/inbox')).body.items).toEqual([]);
  const waiting = (await asOther.call('GET', '/api/team-requests/waiting')).body.items;
  expect(waiting.map((entry: { asker: TestPerson }) => entry.asker.id)).toEqual([stranger.id]);
  const { rows } = await pool.query(
    'select asked_id, state from introductions where id = any($1) order by about_name',
    [asked.map(([id]) => id)],
  );
  expect(rows.map((row) => [row.asked_id, row.state]).sort()).toEqual(
    [
      [other.id, 'open'],
      [person.id, 'declined'],
    ].sort(),
  );
  expect(await holdsOf(person)).toBe(0);
});

test('what stays with its author is told in numbers', async () => {
  const { person, caller } = await leaver();
  await caller.call('POST', '/api/team-requests', { customerId: newId() });
  const { stays } = (await held(asManager, person)).body;
  expect(Object.fromEntries(stays.map((one: { kind: string; count: number }) => [one.kind, one.count]))).toMatchObject({
    ownRequests: 1,
    files: 0,
    unanswered: 0,
  });
});
