import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { step, upload } from '../../testing/imports.ts';

let app: TestApp;
let boss: TestPerson;
let author: TestPerson;
let asOps: Caller;
let asRep: Caller;

beforeAll(async () => {
  app = await createTestApp({ worker: true });
  boss = await app.person({ name: '陈立', login: 'chen.li', roles: ['operations'] });
  author = await app.person({ name: '林岚', login: 'lin.lan', supervisor: boss });
  [asOps, asRep] = [await app.as(boss), await app.as(author)];
});
afterAll(() => app.stop());

const rowsOf = async (caller: Caller, id: string) =>
  (await caller.call('GET', `/api/imports/${id}/rows?limit=200`)).body.items;

async function checked(caller: Caller, kind: 'customers' | 'contacts', file: string) {
  const { body } = await upload(app, caller, kind, file);
  return step(caller, body, 'check', { mapping: body.mapping });
}

test('author and time stay as they were elsewhere: on the archive, in its history, and on the timeline', async () => {
  const check = await checked(
    asOps,
    'customers',
    '客户名称,创建人,创建时间\n江苏永晟化工,lin.lan,2021/3/9 14:05\n嘉禾工程,,2020-01-02\n云枫涂装,林岚,\n',
  );
  expect(check.counts).toMatchObject({ create: 3, error: 0 });
  const done = await step(asOps, check, 'run');
  expect(done.counts).toMatchObject({ create: 3, error: 0 });
  const rows = await rowsOf(asOps, done.id);
  const first = async (row: number) => {
    const { recordId } = rows[row];
    const { body } = await asOps.call('GET', `/api/customers/${recordId}/timeline`);
    const { rows: made } = await app.runtime.pool.query('select created_at from customers where id = $1', [recordId]);
    return { ...body.items.at(-1), made: made[0].created_at };
  };
  // Shanghai, eight hours ahead; a day alone is its noon.
  expect(await first(0)).toMatchObject({
    type: 'customer.created',
    at: '2021-03-09T06:05:00.000Z',
    made: '2021-03-09T06:05:00.000Z',
    actor: { id: author.id },
  });
  expect(await first(1)).toMatchObject({ at: '2020-01-02T04:00:00.000Z', actor: { id: boss.id } });
  expect(await first(2)).toMatchObject({ actor: { id: author.id } });
  expect(Date.parse((await first(2)).at)).toBeGreaterThan(Date.now() - 600_000);
  const contacts = await checked(
    asOps,
    'contacts',
    '客户名称,姓名,创建人,创建时间\n江苏永晟化工,王建国,lin.lan,2022-05-06\n',
  );
  const brought = await step(asOps, contacts, 'run');
  expect(brought.counts).toMatchObject({ create: 1, error: 0 });
  const { body } = await asOps.call('GET', `/api/customers/${rows[0].recordId}/timeline`);
  expect(body.items).toMatchObject([
    { type: 'contact.created', at: '2022-05-06T04:00:00.000Z', actor: { id: author.id } },
    { type: 'customer.created' },
  ]);
  expect(await step(asOps, brought, 'undo')).toMatchObject({ state: 'undone' });
  expect((await asOps.call('GET', `/api/customers/${rows[0].recordId}`)).body.contacts).toEqual([]);
});

test('nobody unknown, no time to come, nothing that is no time', async () => {
  const check = await checked(
    asOps,
    'customers',
    '客户名称,创建人,创建时间\n甲公司,没有这个人,\n乙公司,,2199-01-01\n丙公司,,去年\n丁公司,,2021-02-30\n',
  );
  expect((await rowsOf(asOps, check.id)).map((row: { errors: unknown[] }) => row.errors)).toEqual([
    [{ field: 'createdBy', code: 'notFound', value: '没有这个人' }],
    [{ field: 'createdAt', code: 'future', value: '2199-01-01' }],
    [{ field: 'createdAt', code: 'format', value: '去年' }],
    [{ field: 'createdAt', code: 'format', value: '2021-02-30' }],
  ]);
});

test('only who holds the right brings them in: the columns are not recognised, and refused when they are named', async () => {
  const file = '客户名称,创建人,创建时间\n戊公司,chen.li,2021-03-09\n';
  const { body } = await upload(app, asRep, 'customers', file);
  expect(body.mapping).toEqual({ name: 0 });
  const named = await asRep.call('POST', `/api/imports/${body.id}/check`, {
    version: body.version,
    mapping: { name: 0, createdAt: 2 },
  });
  expect(named).toMatchObject({
    status: 422,
    body: { code: 'common.invalid', fields: [{ path: 'mapping.createdAt', code: 'forbidden' }] },
  });
});

test('a right that is lost between the dry run and the run refuses the rows', async () => {
  const check = await checked(asOps, 'customers', '客户名称,创建时间\n己公司,2021-03-09\n');
  expect(check.counts).toMatchObject({ create: 1 });
  await app.runtime.pool.query(`delete from role_permissions where permission = 'imports.history'`);
  const done = await step(asOps, check, 'run');
  expect(done.counts).toMatchObject({ create: 0, error: 1 });
});
