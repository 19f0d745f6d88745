import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { step, upload } from '../../testing/imports.ts';

const realFiles = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'sales');

let app: TestApp;
let operations: TestPerson;
let asOperations: Caller;

beforeAll(async () => {
  app = await createTestApp({ worker: true });
  operations = await app.person({ name: '运营', login: 'ops', roles: ['operations'] });
  asOperations = await app.as(operations);
});
afterAll(() => app.stop());

async function imported(file: Buffer | string, name = 'people.csv', caller = asOperations) {
  const { body } = await upload(app, caller, 'people', file, name);
  const checked = await step(caller, body, 'check', { mapping: body.mapping });
  return { checked, finished: await step(caller, checked, 'run') };
}

type Found = { login: string; name: string; supervisor: string | null; department: string | null; roles: string[] };

async function people(): Promise<Map<string, Found>> {
  const { rows } = await app.runtime.pool.query<Found>(
    `select u.login, u.name, s.name as supervisor, d.name as department,
       array(select r.code from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = u.id) as roles
     from users u left join users s on s.id = u.supervisor_id left join departments d on d.id = u.department_id`,
  );
  return new Map(rows.map((row) => [row.name, row]));
}

/** The reporting line as the users table says it, and as the closure says it. */
async function lineIsRight(): Promise<void> {
  const { rows } = await app.runtime.pool.query(
    `with recursive line as (
       select id as a, id as d, 0 as depth from users
       union all select l.a, u.id, l.depth + 1 from line l join users u on u.supervisor_id = l.d
     )
     (select a, d, depth from line except select ancestor_id, descendant_id, depth from reporting_line)
     union all
     (select ancestor_id, descendant_id, depth from reporting_line except select a, d, depth from line)`,
  );
  expect(rows).toEqual([]);
}

test('people go in with department, line and role, and nobody can sign in by a password', async () => {
  const file =
    '姓名,部门,上级,岗位,邮箱,手机\n张伟,华东,李总,销售代表,zw@example.com,13800000001\n李总,华东,,大区经理,,\n张伟,华南,陈总,,,\n';
  const { checked, finished } = await imported(file);
  expect(checked).toMatchObject({
    counts: { create: 3, error: 0 },
    additions: { department: ['华东', '华南'], supervisor: ['陈总'] },
  });
  expect(finished).toMatchObject({ state: 'finished', done: 3, counts: { create: 3 } });
  const found = await people();
  expect(found.get('李总')).toMatchObject({ login: '李总', supervisor: null, department: '华东', roles: ['manager'] });
  expect(found.get('陈总')).toMatchObject({ department: '华南', roles: ['manager'] });
  const { rows } = await app.runtime.pool.query(
    `select login, post, email, phone from users where name = '张伟' order by login`,
  );
  expect(rows).toEqual([
    { login: '张伟', post: '销售代表', email: 'zw@example.com', phone: '13800000001' },
    { login: '张伟2', post: null, email: null, phone: null },
  ]);
  await lineIsRight();
  expect((await app.runtime.pool.query('select 1 from auth_accounts')).rows).toEqual([]);
  const again = await imported(file);
  expect(again.checked.counts).toMatchObject({ create: 0, skip: 3, error: 0 });
});

test('wrong rows stay out, and who stands below them', async () => {
  await app.person({ name: '同名', login: 'same1' });
  await app.person({ name: '同名', login: 'same2' });
  const { finished } = await imported(
    'name,login,manager,email\nA1,,B1,\nB1,,A1,\nC1,,A1,\nD1,,同名,\nE1,,same1,\nF1,ops,,\nG1,!,,\nH1,,,nope\nI1,,H1,\n,x9,,\n',
  );
  expect(finished.counts).toMatchObject({ create: 1, skip: 1, error: 8 });
  const { body } = await asOperations.call('GET', `/api/imports/${finished.id}/rows?outcome=error&limit=100`);
  expect(
    body.items.map((row: { row: number; errors: { field: string; code: string }[] }) => [
      row.row,
      row.errors[0]?.field,
      row.errors[0]?.code,
    ]),
  ).toEqual([
    [2, 'supervisor', 'cycle'],
    [3, 'supervisor', 'cycle'],
    [4, 'supervisor', 'notFound'],
    [5, 'supervisor', 'ambiguous'],
    [8, 'login', 'format'],
    [9, 'email', 'format'],
    [10, 'supervisor', 'notFound'],
    [11, 'name', 'required'],
  ]);
  await lineIsRight();
});

test('an import grants nothing that the importer does not hold', async () => {
  const { rows } = await app.runtime.pool.query(
    `insert into roles (id, code, name) values (gen_random_uuid(), 'clerk', '文员') returning id`,
  );
  await app.runtime.pool.query(
    `insert into role_permissions (role_id, permission) values ('${rows[0].id}', 'imports.people')`,
  );
  const clerk = await app.person({ roles: [] });
  await app.runtime.pool.query(`insert into user_roles (user_id, role_id) values ('${clerk.id}', '${rows[0].id}')`);
  const caller = await app.as(clerk);
  const { body } = await upload(app, caller, 'people', 'name\nX');
  const refused = await caller.call('POST', `/api/imports/${body.id}/check`, {
    version: body.version,
    mapping: body.mapping,
  });
  expect(refused).toMatchObject({ status: 403, body: { code: 'org.grantExceeds' } });
});

test('undo removes who did nothing yet, named supervisors too; who signed in, was changed or owns something stays', async () => {
  const before = (await people()).size;
  const { finished } = await imported(
    'name,manager,department\n撤甲,撤上级,撤部\n撤乙,撤上级,撤部\n登录过,另一上级,撤部\n改过的,,撤部\n有客户的,,撤部\n',
  );
  expect((await people()).size).toBe(before + 7);
  const { rows } = await app.runtime.pool.query<TestPerson>(
    `select id, login, name from users where name in ('登录过', '有客户的')`,
  );
  for (const person of rows) await app.as(person);
  const owner = rows.find((person) => person.name === '有客户的');
  if (!owner) throw new Error('missing');
  await app.customer({ owner });
  await app.runtime.pool.query(`delete from auth_sessions where user_id = '${owner.id}'`);
  await app.runtime.pool.query(`update users set post = 'x', version = version + 1 where name = '改过的'`);
  const undone = await step(asOperations, finished, 'undo');
  expect(undone.state).toBe('undone');
  const { body } = await asOperations.call('GET', `/api/imports/${finished.id}/rows?limit=100`);
  expect(body.items.map((row: { outcome: string }) => row.outcome)).toEqual([
    'undone',
    'undone',
    'kept',
    'kept',
    'kept',
  ]);
  const left = await people();
  expect(left.has('撤上级')).toBe(false);
  expect(left.has('另一上级')).toBe(true);
  expect(left.size).toBe(before + 4);
  await lineIsRight();
});

describe.skipIf(!existsSync(realFiles))('real files (skipped without ../shared/data)', () => {
  test('sales_teams.csv and accounts.csv go in as they are; a colleague of another office sees nothing', async () => {
    const { checked, finished } = await imported(readFileSync(join(realFiles, 'sales_teams.csv')), 'sales_teams.csv');
    expect(checked).toMatchObject({
      total: 35,
      counts: { create: 35, skip: 0, error: 0 },
      additions: { department: ['Central', 'East', 'West'] },
    });
    expect(checked.additions.supervisor).toEqual([
      'Dustin Brinkmann',
      'Melvin Marxen',
      'Cara Losch',
      'Rocco Neubert',
      'Celia Rouche',
      'Summer Sewald',
    ]);
    expect(finished.counts).toEqual({ create: 35, update: 0, skip: 0, error: 0, held: 0 });
    const found = await people();
    expect(found.get('Anna Snelling')).toEqual({
      name: 'Anna Snelling',
      login: 'anna.snelling',
      supervisor: 'Dustin Brinkmann',
      department: 'Central',
      roles: ['salesperson'],
    });
    expect(found.get('Cara Losch')).toMatchObject({ login: 'cara.losch', department: 'East', roles: ['manager'] });
    await lineIsRight();

    const login = async (name: string) =>
      app.as((await app.runtime.pool.query(`select id, login, name from users where name = '${name}'`)).rows[0]);
    // The accounts bring regions and industries, which only who maintains the lists may add.
    await app.runtime.pool.query(
      `insert into user_roles (user_id, role_id) select u.id, r.id from users u, roles r
       where u.name = 'Dustin Brinkmann' and r.code = 'operations'`,
    );
    const manager = await login('Dustin Brinkmann');
    const { body } = await upload(
      app,
      manager,
      'customers',
      readFileSync(join(realFiles, 'accounts.csv')),
      'accounts.csv',
    );
    expect(body).toMatchObject({ total: 85, encoding: 'utf-8' });
    const accounts = await step(manager, body, 'check', { mapping: body.mapping });
    expect(accounts.counts).toEqual({ create: 85, update: 0, skip: 0, error: 0, held: 0 });
    expect(accounts.additions.industry).toHaveLength(10);
    expect(accounts.additions.region).toHaveLength(15);
    expect((await step(manager, accounts, 'run')).counts.create).toBe(85);
    const { body: list } = await manager.call('GET', '/api/customers?q=acme');
    expect(list.items).toMatchObject([{ name: 'Acme Corporation' }]);
    const bluth = (await manager.call('GET', '/api/customers?q=bluth')).body.items[0];
    expect((await manager.call('GET', `/api/customers/${bluth.id}`)).body).toMatchObject({
      name: 'Bluth Company',
      foundedYear: 1993,
      employees: 3027,
      annualRevenue: '1242.32',
      parent: { name: 'Acme Corporation' },
    });
    const stranger = await login('Cara Losch');
    expect((await stranger.call('GET', '/api/customers')).body.items).toEqual([]);
    expect((await stranger.call('GET', `/api/customers/${bluth.id}`)).status).toBe(404);
    expect((await stranger.call('GET', '/api/search?q=acme')).body.items).toEqual([]);
  });
});

test('the same people from an XLSX file', async () => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('人员');
  sheet.addRow(['员工名单']);
  sheet.addRow(['姓名', '直属上级', '部门']);
  sheet.addRow(['表格甲', '表格经理', '表格部']);
  sheet.addRow([{ formula: '"表格"&"乙"', result: '表格乙' }, '表格经理', '表格部']);
  const { finished } = await imported(Buffer.from(await book.xlsx.writeBuffer()), '人员.xlsx');
  expect(finished).toMatchObject({ encoding: 'xlsx', columns: ['姓名', '直属上级', '部门'], counts: { create: 2 } });
  expect((await people()).get('表格乙')).toMatchObject({ supervisor: '表格经理', department: '表格部' });
});
