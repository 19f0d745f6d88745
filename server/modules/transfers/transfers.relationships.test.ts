import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { exportedFile, step, upload } from '../../testing/imports.ts';

let app: TestApp;
let boss: TestPerson;
let rep: TestPerson;
let mate: TestPerson;
let stranger: TestPerson;
let asRep: Caller;
let asBoss: Caller;
let customer: { id: string; version: number };

beforeAll(async () => {
  app = await createTestApp({ worker: true });
  boss = await app.person({ name: '陈立', login: 'chen.li', roles: ['manager'] });
  rep = await app.person({ name: '林岚', login: 'lin.lan', supervisor: boss, roles: ['salesperson', 'manager'] });
  mate = await app.person({ name: '王磊', login: 'wang.lei', supervisor: boss });
  stranger = await app.person({ name: '外人', login: 'wai.ren' });
  [asRep, asBoss] = [await app.as(rep), await app.as(boss)];
  customer = await app.customer({ owner: rep, name: '苏州永晟塑业有限公司' });
  for (const body of [{ name: '陈静' }, { name: '王强' }]) {
    expect(await asRep.call('POST', `/api/customers/${customer.id}/contacts`, body)).toMatchObject({ status: 200 });
  }
  await app.customer({ owner: boss, name: '瑞安化工有限公司' });
});
afterAll(() => app.stop());

const rowsOf = async (id: string) => (await asRep.call('GET', `/api/imports/${id}/rows?limit=200`)).body.items;
const errorsOf = async (id: string) => (await rowsOf(id)).map((row: { errors: unknown }) => row.errors);
const outcomes = async (id: string) => (await rowsOf(id)).map((row: { outcome: string }) => row.outcome);

async function checkedWith(kind: string, file: string, options: object = {}) {
  const { body } = await upload(app, asRep, kind, file);
  return step(asRep, body, 'check', { mapping: body.mapping, ...options });
}

const edges = async () => {
  const { rows } = await app.runtime.pool.query(
    `select k.name as contact, u.login, r.strength, r.set_on as "setOn", r.last_touch_on as "lastTouchOn", r.note
     from relationships r join contacts k on k.id = r.contact_id join users u on u.id = r.user_id order by 1, 2`,
  );
  return rows;
};

test('relationships go in with their days, an export goes in again, changes are shown and taken back', async () => {
  const file = [
    '客户,联系人,我方人员,强度,评定日期,最近接触,备注',
    '苏州永晟塑业有限公司,陈静,林岚,4,2026-01-05,2026-02-06,同学',
    '苏州永晟塑业有限公司,王强,chen.li,2,,,',
  ].join('\n');
  const checked = await checkedWith('relationships', file);
  expect(checked.counts).toMatchObject({ create: 2, error: 0 });
  const finished = await step(asRep, checked, 'run');
  expect(finished).toMatchObject({ state: 'finished', counts: { create: 2 } });
  const first = {
    contact: '陈静',
    login: 'lin.lan',
    strength: 4,
    setOn: '2026-01-05',
    lastTouchOn: '2026-02-06',
    note: '同学',
  };
  expect(await edges()).toMatchObject([{ contact: '王强', login: 'chen.li', strength: 2 }, first]);
  const exported = await exportedFile(app, asRep, 'relationships');
  expect(exported).toContain('lin.lan');
  const same = await checkedWith('relationships', exported, { updateExisting: true });
  expect(same.counts).toMatchObject({ create: 0, update: 0, skip: 2, error: 0 });
  const edited = exported.replace(',4,', ',5,');
  const again = await checkedWith('relationships', edited, { updateExisting: true });
  expect(again.counts).toMatchObject({ update: 1, skip: 1, error: 0 });
  const row = (await rowsOf(again.id)).find((one: { outcome: string }) => one.outcome === 'update');
  expect(row.changes).toEqual([{ field: 'strength', from: '4' }]);
  const changed = await step(asRep, again, 'run');
  expect(await edges()).toMatchObject([{}, { ...first, strength: 5 }]);
  expect((await step(asRep, changed, 'undo')).state).toBe('undone');
  expect(await edges()).toMatchObject([{}, first]);
  // The first import's relationship was written again since: it stays, the other one goes.
  await step(asRep, finished, 'undo');
  expect(await outcomes(finished.id)).toEqual(['kept', 'undone']);
  expect(await edges()).toMatchObject([first]);
});

test('relationships that do not fit stay out with their reason', async () => {
  const file = [
    '客户,联系人,我方人员,强度,评定日期',
    '瑞安化工有限公司,陈静,林岚,3,',
    '没有的公司,陈静,林岚,3,',
    '苏州永晟塑业有限公司,没有此人,林岚,3,',
    '苏州永晟塑业有限公司,王强,外人,3,',
    '苏州永晟塑业有限公司,王强,没有此人,3,',
    '苏州永晟塑业有限公司,王强,林岚,9,2199-01-01',
    '苏州永晟塑业有限公司,,,,',
    '苏州永晟塑业有限公司,王强,林岚,3,',
    '苏州永晟塑业有限公司,王强,lin.lan,4,',
  ].join('\n');
  const checked = await checkedWith('relationships', file);
  expect(await errorsOf(checked.id)).toEqual([
    [{ field: 'customer', code: 'notFound', value: '瑞安化工有限公司' }],
    [{ field: 'customer', code: 'notFound', value: '没有的公司' }],
    [{ field: 'contact', code: 'notFound', value: '没有此人' }],
    [{ field: 'person', code: 'notFound', value: '外人' }],
    [{ field: 'person', code: 'notFound', value: '没有此人' }],
    [
      { field: 'strength', code: 'tooBig', value: '9' },
      { field: 'setOn', code: 'future', value: '2199-01-01' },
    ],
    [
      { field: 'person', code: 'required', value: '' },
      { field: 'contact', code: 'required', value: '' },
      { field: 'strength', code: 'required', value: '' },
    ],
    [],
    [{ field: 'person', code: 'duplicate', value: 'lin.lan' }],
  ]);
});

test('who is no owner sets their own relationships alone', async () => {
  const other = await app.customer({ owner: boss, name: '昆山嘉禾工程塑料有限公司' });
  const { version } = (await asBoss.call('GET', `/api/customers/${other.id}`)).body;
  const team = [
    { personId: boss.id, role: 'owner' },
    { personId: rep.id, role: 'sales' },
    { personId: mate.id, role: 'technical' },
  ];
  await asBoss.call('PUT', `/api/customers/${other.id}/team`, { version, team });
  await asBoss.call('POST', `/api/customers/${other.id}/contacts`, { name: '李工' });
  const file = '客户,联系人,我方人员,强度\n昆山嘉禾工程塑料有限公司,李工,林岚,3\n昆山嘉禾工程塑料有限公司,李工,王磊,3';
  const checked = await checkedWith('relationships', file);
  expect(await errorsOf(checked.id)).toEqual([[], [{ field: 'person', code: 'outOfScope', value: '王磊' }]]);
  expect(await step(asRep, checked, 'run')).toMatchObject({ counts: { create: 1, error: 1 } });
});

const teamOf = async () =>
  (await asRep.call('GET', `/api/customers/${customer.id}`)).body.team.map(
    (one: { person: { id: string }; role: string; access: string; untilOn: string | null }) => ({
      id: one.person.id,
      role: one.role,
      access: one.access,
      untilOn: one.untilOn,
    }),
  );

test('teams go in, an export goes in again, a place that was changed since stays', async () => {
  const owner = { id: rep.id, role: 'owner', access: 'write', untilOn: null };
  const file = [
    '客户,我方人员,角色,权限,开始日期,结束日期',
    '苏州永晟塑业有限公司,王磊,技术,仅查看,,2199-12-31',
    '苏州永晟塑业有限公司,外人,service,write,,',
    '苏州永晟塑业有限公司,林岚,负责人,,,',
  ].join('\n');
  const checked = await checkedWith('teams', file.replace('仅查看', 'read'));
  expect(checked.counts).toMatchObject({ create: 2, skip: 1, error: 0 });
  const finished = await step(asRep, checked, 'run');
  const made = { id: mate.id, role: 'technical', access: 'read', untilOn: '2199-12-31' };
  const helper = { id: stranger.id, role: 'service', access: 'write', untilOn: null };
  expect(await teamOf()).toEqual(expect.arrayContaining([owner, made, helper]));
  const exported = await exportedFile(app, asRep, 'teams');
  const same = await checkedWith('teams', exported, { updateExisting: true });
  expect(same.counts).toMatchObject({ create: 0, update: 0, error: 0 });
  const again = await checkedWith('teams', exported.replace('技术', '服务'), { updateExisting: true });
  expect(again.counts).toMatchObject({ update: 1, error: 0 });
  const row = (await rowsOf(again.id)).find((one: { outcome: string }) => one.outcome === 'update');
  expect(row.changes).toEqual([{ field: 'role', from: '技术' }]);
  const changed = await step(asRep, again, 'run');
  expect(await teamOf()).toContainEqual({ ...made, role: 'service' });
  await step(asRep, changed, 'undo');
  expect(await teamOf()).toContainEqual(made);
  const { version, team } = (await asRep.call('GET', `/api/customers/${customer.id}`)).body;
  const places = team.map(({ person, ...place }: { person: { id: string }; role: string }) => ({
    personId: person.id,
    role: place.role === 'technical' ? 'sales' : place.role,
  }));
  expect(await asRep.call('PUT', `/api/customers/${customer.id}/team`, { version, team: places })).toMatchObject({
    status: 200,
  });
  await step(asRep, finished, 'undo');
  expect(await outcomes(finished.id)).toEqual(['kept', 'undone', 'skip']);
  expect((await teamOf()).map(({ id }: { id: string }) => id).sort()).toEqual([rep.id, mate.id].sort());
});

test('places that do not fit stay out with their reason; only who leads a customer changes its team', async () => {
  const led = await app.customer({ owner: boss, name: '宁波云枫涂装有限公司' });
  const { version } = (await asBoss.call('GET', `/api/customers/${led.id}`)).body;
  const team = [
    { personId: boss.id, role: 'owner' },
    { personId: rep.id, role: 'sales' },
  ];
  await asBoss.call('PUT', `/api/customers/${led.id}/team`, { version, team });
  const file = [
    '客户,我方人员,角色,权限,开始日期,结束日期',
    '瑞安化工有限公司,外人,服务,,,',
    '没有的公司,外人,服务,,,',
    '宁波云枫涂装有限公司,外人,服务,,,',
    '苏州永晟塑业有限公司,外人,负责人,,,',
    '苏州永晟塑业有限公司,没有此人,服务,,,',
    '苏州永晟塑业有限公司,外人,老板,随便,什么时候,2020-01-01',
    '苏州永晟塑业有限公司,陈立,服务,,,2020-01-01',
  ].join('\n');
  const checked = await checkedWith('teams', file);
  expect(await errorsOf(checked.id)).toEqual([
    [{ field: 'customer', code: 'notFound', value: '瑞安化工有限公司' }],
    [{ field: 'customer', code: 'notFound', value: '没有的公司' }],
    [{ field: 'customer', code: 'notLeader', value: '宁波云枫涂装有限公司' }],
    [{ field: 'role', code: 'ownerKept', value: '' }],
    [{ field: 'person', code: 'notFound', value: '没有此人' }],
    [
      { field: 'role', code: 'unknownEntry', value: '老板' },
      { field: 'access', code: 'unknownEntry', value: '随便' },
      { field: 'fromOn', code: 'format', value: '什么时候' },
    ],
    [{ field: 'untilOn', code: 'order', value: '2020-01-01' }],
  ]);
});
