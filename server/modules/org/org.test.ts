import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

let app: TestApp;
let admin: TestPerson;
let rep: TestPerson;
let asAdmin: Caller;
let asRep: Caller;

beforeAll(async () => {
  app = await createTestApp();
  admin = await app.person({ roles: ['administrator'] });
  rep = await app.person();
  asAdmin = await app.as(admin);
  asRep = await app.as(rep);
});
afterAll(() => app.stop());

/** What the closure must be, walked from users.supervisor_id by other means. */
async function lineIsRight(): Promise<void> {
  const users = await app.runtime.kysely.selectFrom('users').select(['id', 'supervisor_id']).execute();
  const above = new Map(users.map((user) => [user.id, user.supervisor_id]));
  const expected = users.flatMap(({ id }) => {
    const rows: string[] = [];
    for (let at: string | null | undefined = id, depth = 0; at; at = above.get(at), depth += 1)
      rows.push(`${at} ${id} ${depth}`);
    return rows;
  });
  const rows = await app.runtime.kysely.selectFrom('reporting_line').selectAll().execute();
  expect(rows.map((row) => `${row.ancestor_id} ${row.descendant_id} ${row.depth}`).sort()).toEqual(expected.sort());
}

async function roleId(code: string): Promise<string> {
  const { body } = await asAdmin.call('GET', '/api/roles');
  return body.items.find((role: { code: string }) => role.code === code).id;
}

test('a person is added, found, changed and listed', async () => {
  const made = await asAdmin.call('POST', '/api/users', { login: 'Lin.Lan', name: '林岚', supervisorId: admin.id });
  expect(made.status).toBe(200);
  expect(made.body).toMatchObject({ login: 'lin.lan', name: '林岚', active: true, supervisor: { id: admin.id } });
  const changed = await asAdmin.call('PATCH', `/api/users/${made.body.id}`, {
    version: 1,
    post: '销售代表',
    supervisorId: rep.id,
  });
  expect(changed.body).toMatchObject({ post: '销售代表', supervisor: { id: rep.id }, version: 2 });
  const listed = await asAdmin.call('GET', '/api/users?q=林岚');
  expect(listed.body.items.map((one: { id: string }) => one.id)).toEqual([made.body.id]);
  await lineIsRight();
});

test('only who may manage people does', async () => {
  for (const path of ['/api/users', '/api/roles', `/api/users/${rep.id}`]) {
    expect((await asRep.call('GET', path)).status).toBe(403);
    expect((await app.anonymous.call('GET', path)).status).toBe(401);
  }
  expect((await asRep.call('POST', '/api/users', { login: 'xx', name: 'x' })).status).toBe(403);
  expect((await asRep.call('PATCH', '/api/company', { version: 1, name: 'x' })).status).toBe(403);
});

test('bad input is refused at its field, also before the permission tells more', async () => {
  const answer = await asAdmin.call('POST', '/api/users', { login: 'a b', name: '', departmentId: 'x' });
  expect(answer.status).toBe(422);
  expect(answer.body.fields.map((field: { path: string }) => field.path).sort()).toEqual([
    'departmentId',
    'login',
    'name',
  ]);
  const unknown = '0190a000-0000-7000-8000-000000000000';
  const noSupervisor = await asAdmin.call('POST', '/api/users', { login: 'nobody', name: 'x', supervisorId: unknown });
  expect(noSupervisor.body.fields).toEqual([{ path: 'supervisorId', code: 'notFound' }]);
  expect((await asAdmin.call('GET', `/api/users/${unknown}`)).status).toBe(404);
  const taken = await asAdmin.call('POST', '/api/users', { login: rep.login.toUpperCase(), name: 'x' });
  expect([taken.status, taken.body.code]).toEqual([409, 'org.loginTaken']);
});

test('a stale change is refused', async () => {
  const person = await app.person();
  expect((await asAdmin.call('PATCH', `/api/users/${person.id}`, { version: 1, post: 'A' })).status).toBe(200);
  const stale = await asAdmin.call('PATCH', `/api/users/${person.id}`, { version: 1, post: 'B' });
  expect([stale.status, stale.body.code]).toEqual([409, 'common.stale']);
});

test('a repeated creating command is answered, not repeated; the same key for another request is refused', async () => {
  const body = { login: 'once.only', name: '一次' };
  const [first, second] = await Promise.all([
    asAdmin.call('POST', '/api/users', body, { key: 'key-once-0001' }),
    asAdmin.call('POST', '/api/users', body, { key: 'key-once-0001' }),
  ]);
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(first.body.id).toBe(second.body.id);
  const other = await asAdmin.call('POST', '/api/users', { ...body, login: 'twice' }, { key: 'key-once-0001' });
  expect(other.body.code).toBe('common.keyReused');
});

test('the reporting line has no cycle and stays right under moves at the same time', async () => {
  const people: TestPerson[] = [];
  for (let index = 0; index < 8; index += 1) {
    people.push(await app.person({ ...(index > 0 ? { supervisor: people[Math.floor((index - 1) / 2)] } : {}) }));
  }
  const below = await asAdmin.call('PATCH', `/api/users/${people[0]?.id}`, { version: 1, supervisorId: people[7]?.id });
  expect([below.status, below.body.code]).toEqual([409, 'org.cycle']);
  const moves = people.flatMap((person, index) =>
    people.map((other, at) => ({ person, other, skip: index === at })).filter((move) => !move.skip),
  );
  const answers = await Promise.all(
    moves.map(async ({ person, other }) => {
      const { body } = await asAdmin.call('GET', `/api/users/${person.id}`);
      return asAdmin.call('PATCH', `/api/users/${person.id}`, { version: body.version, supervisorId: other.id });
    }),
  );
  for (const answer of answers) expect([200, 409]).toContain(answer.status);
  await lineIsRight();
});

test('who leaves has no session any more; their people pass on', async () => {
  const boss = await app.person();
  const leaver = await app.person({ supervisor: boss });
  const below = await app.person({ supervisor: leaver });
  const asLeaver = await app.as(leaver);
  expect((await asLeaver.call('GET', '/api/company')).status).toBe(200);
  const gone = await asAdmin.call('POST', `/api/users/${leaver.id}/depart`, { version: 1 });
  expect(gone.body).toMatchObject({ active: false });
  await expect.poll(async () => (await asLeaver.call('GET', '/api/company')).status, { timeout: 1000 }).toBe(401);
  const moved = await asAdmin.call('GET', `/api/users/${below.id}`);
  expect(moved.body.supervisor.id).toBe(boss.id);
  await lineIsRight();
  const back = await asAdmin.call('POST', `/api/users/${leaver.id}/restore`, { version: gone.body.version });
  expect(back.body.active).toBe(true);
});

test('nobody grants or takes away more than they hold, and the last administrator stays', async () => {
  const clerk = await asAdmin.call('POST', '/api/roles', { name: '人事', permissions: ['org.manage'] });
  const hr = await app.person({ roles: [] });
  await asAdmin.call('PATCH', `/api/users/${hr.id}`, { version: 1, roleIds: [clerk.body.id] });
  const asHr = await app.as(hr);
  const administrator = await roleId('administrator');
  const raise = await asHr.call('PATCH', `/api/users/${hr.id}`, {
    version: 2,
    roleIds: [clerk.body.id, administrator],
  });
  expect([raise.status, raise.body.code]).toEqual([403, 'org.grantExceeds']);
  const strip = await asHr.call('PATCH', `/api/users/${admin.id}`, { version: 1, roleIds: [] });
  expect(strip.body.code).toBe('org.grantExceeds');
  const close = await asHr.call('POST', `/api/users/${admin.id}/depart`, { version: 1 });
  expect(close.body.code).toBe('org.grantExceeds');
  const last = await asAdmin.call('PATCH', `/api/users/${admin.id}`, { version: 1, roleIds: [] });
  expect(last.body.code).toBe('org.lastAdministrator');
  expect((await asHr.call('POST', '/api/roles', { name: 'x', permissions: [] })).status).toBe(403);
});

test('departments form a tree; one in use cannot go', async () => {
  const top = (await asAdmin.call('POST', '/api/departments', { name: '华东' })).body;
  const child = (await asAdmin.call('POST', '/api/departments', { name: '上海', parentId: top.id })).body;
  const cycle = await asAdmin.call('PATCH', `/api/departments/${top.id}`, { version: 1, parentId: child.id });
  expect(cycle.body.code).toBe('org.cycle');
  const twice = await asAdmin.call('POST', '/api/departments', { name: '上海', parentId: top.id });
  expect(twice.body.fields).toEqual([{ path: 'name', code: 'taken' }]);
  const used = await asAdmin.call('DELETE', `/api/departments/${top.id}?version=1`);
  expect(used.body.code).toBe('org.departmentNotEmpty');
  expect((await asAdmin.call('DELETE', `/api/departments/${child.id}?version=1`)).status).toBe(200);
  expect((await asRep.call('GET', '/api/departments')).body.items.map((one: { name: string }) => one.name)).toEqual([
    '华东',
  ]);
});

test('the calendar follows the working week and its exceptions', async () => {
  await asAdmin.call('PUT', '/api/calendar/2026-10-01', { working: false, name: '国庆节' });
  await asAdmin.call('PUT', '/api/calendar/2026-10-10', { working: true, name: '调休' });
  const { body } = await asRep.call('GET', '/api/calendar?from=2026-09-30&to=2026-10-11');
  const working = body.days.filter((one: { working: boolean }) => one.working).map((one: { day: string }) => one.day);
  expect(working).toEqual([
    '2026-09-30',
    '2026-10-02',
    '2026-10-05',
    '2026-10-06',
    '2026-10-07',
    '2026-10-08',
    '2026-10-09',
    '2026-10-10',
  ]);
  const zone = await asAdmin.call('PATCH', '/api/company', { version: 1, timeZone: 'Mars/Base' });
  expect(zone.body.fields).toEqual([{ path: 'timeZone', code: 'unknown' }]);
  expect((await asRep.call('GET', '/api/calendar?from=2026-01-01&to=2028-01-01')).status).toBe(422);
});

test('who only manages people gives nobody sight of others: not by placing them below themselves', async () => {
  const role = await asAdmin.call('POST', '/api/roles', { name: '人事专员', permissions: ['org.manage'] });
  const hr = await app.person({ roles: [] });
  await asAdmin.call('PATCH', `/api/users/${hr.id}`, { version: 1, roleIds: [role.body.id] });
  const below = await app.person({ supervisor: hr });
  const other = await app.person();
  const asHr = await app.as(hr);
  const place = (supervisorId: string) => asHr.call('PATCH', `/api/users/${other.id}`, { version: 1, supervisorId });
  expect((await place(hr.id)).status).toBe(403);
  expect((await place(below.id)).status).toBe(403);
  expect((await place(rep.id)).status).toBe(200);
  await lineIsRight();
});

test('what no text can hold is refused, never an error of the server', async () => {
  const half = '{"login":"half.char","name":"A\\ud800"}';
  const answer = await app.http.inject({
    method: 'POST',
    url: '/api/users',
    headers: { cookie: asAdmin.cookie, 'content-type': 'application/json' },
    payload: half,
  });
  expect(answer.statusCode).toBe(422);
  expect((await asRep.call('GET', '/api/colleagues?q=%00')).status).toBe(400);
  expect((await asAdmin.call('PATCH', '/api/company', { version: 1, timeZone: '+08:00' })).status).toBe(422);
});
