import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readSheet } from '../../platform/spreadsheet.ts';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

let app: TestApp;
let boss: TestPerson;
let rep: TestPerson;
let asBoss: Caller;
let asRep: Caller;

beforeAll(async () => {
  app = await createTestApp({ worker: true });
  boss = await app.person({ roles: ['manager'], name: '陈立' });
  rep = await app.person({ supervisor: boss, name: '林岚' });
  asBoss = await app.as(boss);
  asRep = await app.as(rep);
  const made = await asRep.call('POST', '/api/customers', {
    name: '苏州永晟塑业有限公司',
    phone: '13812345678',
    website: '=1+1',
    contacts: [{ name: '@陈静', phone: '13787654321', decisionRole: 'buyer' }],
  });
  expect(made.status).toBe(200);
  await app.customer({ owner: await app.person(), name: '别人的客户' });
});
afterAll(() => app.stop());

type Wanted = { kind: string; format?: string; filter?: object; columns?: string[] };

async function exported(as: Caller, wanted: Wanted) {
  const asked = await as.call('POST', '/api/exports', { format: 'csv', ...wanted });
  expect(asked).toMatchObject({ status: 200 });
  return vi.waitFor(
    async () => {
      const { body } = await as.call('GET', `/api/exports/${asked.body.id}`);
      expect(['finished', 'failed']).toContain(body.state);
      return body;
    },
    { timeout: 15_000, interval: 50 },
  );
}

const fetched = (as: Caller, id: string) =>
  app.http.inject({ url: `/api/exports/${id}/file`, headers: { cookie: as.cookie } });

async function rowsOf(as: Caller, wanted: Wanted): Promise<string[][]> {
  const one = await exported(as, wanted);
  expect(one).toMatchObject({ state: 'finished', failure: null });
  const { rawPayload, statusCode } = await fetched(as, one.id);
  expect(statusCode).toBe(200);
  const sheet = await readSheet(rawPayload);
  const rows: string[][] = [];
  for await (const batch of sheet.batches) rows.push(...batch.map((row) => row.cells));
  return rows;
}

describe.each(['csv', 'xlsx'])('an export as %s', (format) => {
  test('holds what the caller sees, in the caller’s language, and is read back as it was', async () => {
    const rows = await rowsOf(asBoss, { kind: 'customers', format, columns: ['name', 'phone', 'website', 'owner'] });
    expect(rows).toEqual([
      ['客户名称', '电话', '网址', '负责人'],
      ['苏州永晟塑业有限公司', '13812345678', '=1+1', '林岚'],
    ]);
    const contacts = await rowsOf(asBoss, { kind: 'contacts', format });
    expect(contacts.slice(1)).toEqual([['苏州永晟塑业有限公司', '@陈静', '', '采购', '13787654321']]);
    const teams = await rowsOf(asBoss, { kind: 'teams', format, columns: ['customer', 'person', 'role', 'access'] });
    expect(teams.slice(1)).toEqual([['苏州永晟塑业有限公司', '林岚', '负责人', '可编辑']]);
    expect(await rowsOf(asBoss, { kind: 'relationships', format })).toHaveLength(1);
  });

  test('guards what a spreadsheet would take for a formula', async () => {
    const one = await exported(asBoss, { kind: 'customers', format, columns: ['website'] });
    const { rawPayload } = await fetched(asBoss, one.id);
    if (format === 'csv') expect(rawPayload.toString('utf8')).toContain("'=1+1");
    else expect(rawPayload.subarray(0, 2).toString()).toBe('PK');
  });
});

test('a filter narrows it as it narrows the list', async () => {
  expect(await rowsOf(asBoss, { kind: 'customers', filter: { q: '永晟' }, columns: ['name'] })).toHaveLength(2);
  expect(await rowsOf(asBoss, { kind: 'customers', filter: { q: '没有' }, columns: ['name'] })).toHaveLength(1);
  expect(await rowsOf(asBoss, { kind: 'customers', filter: { ownerId: boss.id }, columns: ['name'] })).toHaveLength(1);
});

test('telephones are masked for who may not read them, and nothing is found by them', async () => {
  const clerk = await app.person({ roles: ['finance'] });
  const { runtime } = app;
  const role = await runtime.kysely
    .selectFrom('roles')
    .select('id')
    .where('code', '=', 'finance')
    .executeTakeFirstOrThrow();
  await runtime.kysely
    .insertInto('role_permissions')
    .values({ role_id: role.id, permission: 'exports.customers' })
    .execute();
  const own = await app.customer({ owner: rep });
  await asRep.call('PATCH', `/api/customers/${own.id}`, { version: own.version, phone: '13700001111' });
  const { version } = (await asRep.call('GET', `/api/customers/${own.id}`)).body;
  await asRep.call('PUT', `/api/customers/${own.id}/team`, {
    version,
    team: [
      { personId: rep.id, role: 'owner' },
      { personId: clerk.id, role: 'service' },
    ],
  });
  const asClerk = await app.as(clerk);
  expect(await rowsOf(asClerk, { kind: 'customers', columns: ['phone'] })).toEqual([['电话'], ['137****1111']]);
  expect(await rowsOf(asClerk, { kind: 'customers', columns: ['phone'], filter: { q: '13700001111' } })).toHaveLength(
    1,
  );
});

test('it is its maker’s alone, needs the permission, is recorded with filter and count, and expires', async () => {
  const one = await exported(asBoss, { kind: 'customers', filter: { q: '永晟' } });
  const other = await app.as(await app.person({ roles: ['manager'] }));
  expect((await other.call('GET', `/api/exports/${one.id}`)).body.code).toBe('common.notFound');
  expect((await fetched(other, one.id)).statusCode).toBe(404);
  expect((await asRep.call('POST', '/api/exports', { kind: 'customers' })).status).toBe(403);
  expect((await fetched(asRep, one.id)).statusCode).toBe(403);
  expect((await app.anonymous.call('GET', '/api/exports')).status).toBe(401);
  const [event] = await app.runtime.kysely
    .selectFrom('events')
    .select(['audience', 'data', 'actor_id as actorId'])
    .where('subject_id', '=', one.id)
    .where('type', '=', 'export.finished')
    .execute();
  expect(event).toEqual({
    audience: 'audit',
    actorId: boss.id,
    data: { kind: 'customers', format: 'csv', filter: { q: '永晟' }, rows: 1 },
  });
  expect((await asBoss.call('GET', '/api/exports')).body.items[0].id).toBe(one.id);
  await app.runtime.kysely
    .updateTable('exports')
    .set({ expires_at: '2020-01-01T00:00:00Z' })
    .where('id', '=', one.id)
    .execute();
  expect((await fetched(asBoss, one.id)).statusCode).toBe(404);
});

test('bad input is refused at its field', async () => {
  const refused = async (body: object) => (await asBoss.call('POST', '/api/exports', body)).body.fields;
  expect(await refused({ kind: 'people' })).toMatchObject([{ path: 'kind', code: 'choice' }]);
  expect(await refused({ kind: 'customers', columns: ['name', 'secret'] })).toMatchObject([{ path: 'columns.1' }]);
  expect(await refused({ kind: 'customers', filter: { ownerId: 'x' } })).toMatchObject([{ path: 'filter.ownerId' }]);
});
