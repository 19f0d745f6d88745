import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Answer, Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { teamOwnedBy, verdictOf } from './customers.bulk.rules.ts';
import { workOnBulk } from './customers.bulk.work.service.ts';

let app: TestApp;
let manager: TestPerson;
let rep: TestPerson;
let peer: TestPerson;
let outsider: TestPerson;
let asManager: Caller;
let asRep: Caller;
let asOutsider: Caller;
const levels = [newId(), newId()] as [string, string];
const retired = newId();

beforeAll(async () => {
  app = await createTestApp();
  manager = await app.person({ roles: ['manager'] });
  rep = await app.person({ supervisor: manager });
  peer = await app.person({ supervisor: manager });
  outsider = await app.person();
  [asManager, asRep, asOutsider] = (await Promise.all([manager, rep, outsider].map(app.as))) as [
    Caller,
    Caller,
    Caller,
  ];
  for (const [at, id] of [...levels, retired].entries()) {
    await app.runtime.pool.query('insert into list_entries (id, list, name, retired) values ($1, $2, $3, $4)', [
      id,
      'level',
      `级别 ${at}`,
      id === retired,
    ]);
  }
});
afterAll(() => app.stop());

const get = async (caller: Caller, id: string): Promise<Answer['body']> =>
  (await caller.call('GET', `/api/customers/${id}`)).body;
const run = (caller: Caller, ids: string[], changes: object) =>
  caller.call('POST', '/api/bulk-edits', { selection: { ids }, changes });
const result = async (caller: Caller, id: string) => (await caller.call('GET', `/api/bulk-edits/${id}`)).body;
const eventsOf = async (id: string, type: string) =>
  (await app.runtime.pool.query('select count(*) as count from events where subject_id = $1 and type = $2', [id, type]))
    .rows[0].count;

async function done(caller: Caller, ids: string[], changes: object) {
  const asked = await run(caller, ids, changes);
  expect([asked.status, asked.body.state]).toEqual([200, 'running']);
  await workOnBulk(app.runtime, asked.body.id);
  return result(caller, asked.body.id);
}

async function undone(caller: Caller, edit: Answer['body']) {
  const asked = await caller.call('POST', `/api/bulk-edits/${edit.id}/undo`, { version: edit.version });
  expect([asked.status, asked.body.state]).toEqual([200, 'undoing']);
  await workOnBulk(app.runtime, edit.id);
  return result(caller, edit.id);
}

describe('the rules', () => {
  const actor = { id: 'me', line: new Set(['me', 'below']) } as unknown as Parameters<typeof verdictOf>[0];
  const current = {
    segmentId: null,
    regionId: 'r',
    industryId: null,
    levelId: null,
    ownerId: 'other',
    own: {},
    written: true,
  };

  test('what is as wanted stays, an owner above may not be changed', () => {
    expect(verdictOf(actor, [], current, { regionId: 'r', segmentId: null })).toEqual({ state: 'unchanged' });
    expect(verdictOf(actor, [], current, { regionId: null })).toEqual({ state: 'changed' });
    expect(verdictOf(actor, [], current, { ownerId: 'me' })).toEqual({ state: 'failed', code: 'common.forbidden' });
    expect(verdictOf(actor, [], { ...current, written: false }, { regionId: null })).toEqual({
      state: 'failed',
      code: 'common.forbidden',
    });
    expect(verdictOf(actor, [], { ...current, ownerId: 'below' }, { ownerId: 'me' })).toEqual({ state: 'changed' });
  });

  test('who owned it stays with it, nobody is there twice', () => {
    const team = [
      { personId: 'a', role: 'owner' },
      { personId: 'b', role: 'technical' },
    ] as const;
    expect(teamOwnedBy(team, 'b')).toEqual([
      { personId: 'b', role: 'owner' },
      { personId: 'a', role: 'sales' },
    ]);
  });
});

test('a preview says what would change and changes nothing', async () => {
  const [own, shared] = await Promise.all([
    app.customer({ owner: rep, name: '预览甲' }),
    app.customer({ owner: outsider, name: '预览乙', team: [{ person: rep, role: 'technical' }] }),
  ]);
  const changes = { levelId: levels[0], ownerId: peer.id };
  const answer = await asManager.call('POST', '/api/bulk-edits/preview', {
    selection: { ids: [own.id, shared.id] },
    changes,
  });
  expect(answer.body).toMatchObject({
    total: 2,
    changing: 1,
    unchanged: 0,
    refused: [{ code: 'common.forbidden', count: 1 }],
    sample: [{ customer: { id: own.id, name: '预览甲' }, before: { levelId: null, ownerId: rep.id }, after: changes }],
  });
  expect(answer.body.people.map((person: TestPerson) => person.id).sort()).toEqual([rep.id, peer.id].sort());
  expect((await get(asManager, own.id)).version).toBe(own.version);
  const byFilter = { filter: { all: [{ field: 'name', op: 'beginsWith', value: '预览' }] } };
  const found = await asRep.call('POST', '/api/bulk-edits/preview', {
    selection: byFilter,
    changes: { levelId: levels[0] },
  });
  expect(found.body).toMatchObject({ total: 2, changing: 2, refused: [] });
  expect(
    (await asOutsider.call('POST', '/api/bulk-edits/preview', { selection: byFilter, changes: { levelId: null } }))
      .body,
  ).toMatchObject({ total: 1, changing: 0, unchanged: 1 });
});

test('it runs through the same rules and events, and is undone', async () => {
  const [first, second, third] = await Promise.all([
    app.customer({ owner: rep, name: '批改一' }),
    app.customer({ owner: rep, name: '批改二', team: [{ person: peer, role: 'service' }] }),
    app.customer({ owner: outsider, name: '批改三', team: [{ person: rep, role: 'technical' }] }),
  ]);
  const ids = [first.id, second.id, third.id];
  const edit = await done(asManager, ids, { levelId: levels[1], ownerId: peer.id });
  expect(edit).toMatchObject({ state: 'finished', total: 3, done: 3, counts: { changed: 2, unchanged: 0, failed: 1 } });
  for (const id of [first.id, second.id]) {
    expect(await get(asManager, id)).toMatchObject({ levelId: levels[1], owner: { id: peer.id } });
    expect([await eventsOf(id, 'customer.updated'), await eventsOf(id, 'customer.teamChanged')]).toEqual([
      1,
      id === second.id ? 2 : 1,
    ]);
  }
  const team = (await get(asManager, second.id)).team.map((one: Answer['body']) => [one.person.id, one.role]);
  expect(new Map(team)).toEqual(
    new Map([
      [peer.id, 'owner'],
      [rep.id, 'sales'],
    ]),
  );
  // Nothing of the one that failed was written, the level neither.
  expect(await get(asManager, third.id)).toMatchObject({ levelId: null, version: third.version });
  const failed = await asManager.call('GET', `/api/bulk-edits/${edit.id}/rows?state=failed`);
  expect(failed.body.items).toEqual([
    { row: 3, customer: { id: third.id, name: '批改三' }, state: 'failed', code: 'common.forbidden', fields: [] },
  ]);
  const messages = await asManager.call('GET', '/api/messages');
  expect(messages.body.items[0]).toMatchObject({
    kind: 'bulkEdit.finished',
    params: { changed: 2, failed: 1 },
    subjectId: edit.id,
  });

  const stale = await asManager.call('POST', `/api/bulk-edits/${edit.id}/undo`, { version: edit.version - 1 });
  expect(stale.body.code).toBe('common.stale');
  const after = await undone(asManager, edit);
  expect(after).toMatchObject({ state: 'undone', counts: { undone: 2, kept: 0, failed: 1 } });
  expect(await get(asManager, first.id)).toMatchObject({ levelId: null, owner: { id: rep.id } });
  const restored = (await get(asManager, second.id)).team.map((one: Answer['body']) => [one.person.id, one.role]);
  expect(new Map(restored)).toEqual(
    new Map([
      [rep.id, 'owner'],
      [peer.id, 'service'],
    ]),
  );
  const again = await asManager.call('POST', `/api/bulk-edits/${edit.id}/undo`, { version: after.version });
  expect([again.status, again.body.code]).toEqual([409, 'customers.bulkState']);
});

test('undo leaves alone what was changed since', async () => {
  const [touched, quiet] = await Promise.all([
    app.customer({ owner: rep, name: newId() }),
    app.customer({ owner: rep, name: newId() }),
  ]);
  const edit = await done(asRep, [touched.id, quiet.id], { levelId: levels[0] });
  const { version } = await get(asRep, touched.id);
  await asRep.call('PATCH', `/api/customers/${touched.id}`, { version, description: '刚改过' });
  const after = await undone(asRep, edit);
  expect(after.counts).toMatchObject({ undone: 1, kept: 1 });
  expect((await get(asRep, touched.id)).levelId).toBe(levels[0]);
  expect((await get(asRep, quiet.id)).levelId).toBeNull();
  const kept = await asRep.call('GET', `/api/bulk-edits/${edit.id}/rows?state=kept`);
  expect(kept.body.items).toMatchObject([{ customer: { id: touched.id }, code: 'common.stale' }]);
});

test('each row is changed with the rights of that moment', async () => {
  const [kept, lost] = await Promise.all([
    app.customer({ owner: rep, name: newId() }),
    app.customer({ owner: outsider, name: newId(), team: [{ person: rep, role: 'sales' }] }),
  ]);
  const asked = await run(asRep, [kept.id, lost.id], { levelId: levels[0] });
  await asOutsider.call('PUT', `/api/customers/${lost.id}/team`, {
    version: lost.version,
    team: [{ personId: outsider.id, role: 'owner' }],
  });
  await workOnBulk(app.runtime, asked.body.id);
  const edit = await result(asRep, asked.body.id);
  expect(edit.counts).toMatchObject({ changed: 1, failed: 1 });
  const failed = await asRep.call('GET', `/api/bulk-edits/${edit.id}/rows?state=failed`);
  expect(failed.body.items).toEqual([{ row: 2, customer: null, state: 'failed', code: 'common.notFound', fields: [] }]);
  expect((await get(asOutsider, lost.id)).levelId).toBeNull();
});

test('several at work on one edit change each customer once, and the job goes on where it was', async () => {
  const customers = await Promise.all(Array.from({ length: 12 }, () => app.customer({ owner: rep, name: newId() })));
  const asked = await run(
    asRep,
    customers.map((one) => one.id),
    { levelId: levels[0] },
  );
  await Promise.all([1, 2, 3].map(() => workOnBulk(app.runtime, asked.body.id)));
  await workOnBulk(app.runtime, asked.body.id);
  expect(await result(asRep, asked.body.id)).toMatchObject({ state: 'finished', done: 12, counts: { changed: 12 } });
  for (const one of customers) expect(await eventsOf(one.id, 'customer.updated')).toBe(1);
  expect(await eventsOf(asked.body.id, 'bulkEdit.finished')).toBe(1);
});

test('two edits at once leave whole customers and lose nothing', async () => {
  const customers = await Promise.all(Array.from({ length: 8 }, () => app.customer({ owner: rep, name: newId() })));
  const ids = customers.map((one) => one.id);
  const [one, other] = await Promise.all([
    run(asRep, ids, { levelId: levels[0] }),
    run(asManager, ids.toReversed(), { ownerId: peer.id }),
  ]);
  await Promise.all([workOnBulk(app.runtime, one.body.id), workOnBulk(app.runtime, other.body.id)]);
  expect((await result(asRep, one.body.id)).counts).toMatchObject({ changed: 8, failed: 0 });
  expect((await result(asManager, other.body.id)).counts).toMatchObject({ changed: 8, failed: 0 });
  for (const id of ids) expect(await get(asManager, id)).toMatchObject({ levelId: levels[0], owner: { id: peer.id } });
});

test('what may not be seen, given or set is refused before anything runs', async () => {
  const own = await app.customer({ owner: rep, name: newId() });
  const hidden = await app.customer({ owner: outsider, name: newId() });
  const refused = async (selection: object, changes: object) => {
    const body = { selection, changes };
    const [preview, asked] = [
      await asRep.call('POST', '/api/bulk-edits/preview', body),
      await asRep.call('POST', '/api/bulk-edits', body),
    ];
    expect({ ...preview.body, requestId: '' }).toEqual({ ...asked.body, requestId: '' });
    return [asked.status, asked.body.code, asked.body.fields?.[0]?.path];
  };
  const levelId = levels[0];
  for (const id of [hidden.id, newId()]) {
    expect(await refused({ ids: [own.id, id] }, { levelId })).toEqual([422, 'common.invalid', 'selection.ids.1']);
  }
  expect(await refused({ ids: [own.id] }, { levelId: newId() })).toEqual([422, 'common.invalid', 'levelId']);
  expect(await refused({ ids: [own.id] }, { levelId: retired })).toEqual([422, 'common.invalid', 'levelId']);
  expect((await refused({ ids: [own.id] }, { ownerId: manager.id }))[1]).toBe('customers.ownerOutOfScope');
  expect(await refused({ ids: [own.id] }, {})).toEqual([422, 'common.invalid', 'changes']);
  expect(await refused({ ids: [own.id] }, { name: 'x' })).toEqual([422, 'common.invalid', 'changes.name']);
  expect(await refused({ ids: [own.id], q: 'x' }, { levelId })).toEqual([422, 'common.invalid', 'selection']);
  const wrong = { all: [{ field: 'level', op: 'within', value: 'today' }] };
  expect(await refused({ filter: wrong }, { levelId })).toEqual([422, 'common.invalid', 'selection.filter.all.0.op']);
  const nothing = { filter: { all: [{ field: 'name', op: 'is', value: '没有这家' }] } };
  const empty = await asRep.call('POST', '/api/bulk-edits', { selection: nothing, changes: { levelId } });
  expect([empty.status, empty.body.fields[0].path]).toEqual([422, 'selection']);
});

test('an edit is its owner’s alone', async () => {
  const own = await app.customer({ owner: rep, name: newId() });
  const { id, version } = await done(asRep, [own.id], { levelId: levels[0] });
  for (const [method, path, body] of [
    ['GET', '', undefined],
    ['GET', '/rows', undefined],
    ['POST', '/undo', { version }],
  ] as const) {
    const other = await asManager.call(method, `/api/bulk-edits/${id}${path}`, body);
    const missing = await asManager.call(method, `/api/bulk-edits/${newId()}${path}`, body);
    expect([other.status, missing.status]).toEqual([404, 404]);
    expect((await app.anonymous.call(method, `/api/bulk-edits/${id}${path}`, body)).status).toBe(401);
  }
  const ids = (await asManager.call('GET', '/api/bulk-edits')).body.items.map((one: { id: string }) => one.id);
  expect(ids).not.toContain(id);
});

test('more than can be chosen at once is refused', async () => {
  const wide = await app.person();
  await app.runtime.pool.query(
    `with made as (
      insert into customers (id, name, normalized_name, core_name, owner_id, search, archive_updated_at, created_at, updated_at)
      select gen_random_uuid(), 'many ' || n, 'many' || n, 'many' || n, $1, '', now(), now(), now()
      from generate_series(1, 10001) n returning id
    ) insert into customer_team (customer_id, user_id, role) select id, $1, 'owner' from made`,
    [wide.id],
  );
  const caller = await app.as(wide);
  const answer = await caller.call('POST', '/api/bulk-edits', { selection: {}, changes: { levelId: levels[0] } });
  expect([answer.status, answer.body.code, answer.body.params]).toEqual([
    422,
    'customers.bulkTooMany',
    { max: 10_000 },
  ]);
});

test('own fields are set and undone in bulk, where they apply', async () => {
  const [segment, other] = [newId(), newId()];
  for (const [id, name] of [
    [segment, '直销'],
    [other, '经销'],
  ]) {
    await app.runtime.pool.query(`insert into list_entries (id, list, name) values ($1, 'segment', $2)`, [id, name]);
  }
  const keeper = await app.as(await app.person({ roles: ['administrator'] }));
  const made = async (fields: object) => (await keeper.call('POST', '/api/customer-fields', fields)).body;
  const volume = await made({ label: '年用量', type: 'number' });
  const special = await made({ label: '专供', type: 'text', segmentIds: [segment] });
  const names = [newId(), newId()];
  const [first, second] = [
    (await asRep.call('POST', '/api/customers', { name: names[0], segmentId: segment, own: { [volume.id]: 5 } })).body,
    (await asRep.call('POST', '/api/customers', { name: names[1], segmentId: other })).body,
  ];
  const changes = { own: { [volume.id]: 20, [special.id]: '是' } };
  const selection = { ids: [first.id, second.id] };
  const preview = await asRep.call('POST', '/api/bulk-edits/preview', { selection, changes });
  expect(preview.body).toMatchObject({ changing: 1, refused: [{ code: 'common.invalid', count: 1 }] });
  expect(preview.body.sample[0].before).toEqual({ own: { [volume.id]: 5, [special.id]: null } });
  const edit = await done(asRep, selection.ids, changes);
  expect(edit.counts).toMatchObject({ changed: 1, failed: 1 });
  const failed = await asRep.call('GET', `/api/bulk-edits/${edit.id}/rows?state=failed`);
  expect(failed.body.items[0]).toMatchObject({
    code: 'common.invalid',
    fields: [{ path: `own.${special.id}`, code: 'hidden' }],
  });
  expect((await get(asRep, first.id)).own).toEqual({ [volume.id]: 20, [special.id]: '是' });
  await undone(asRep, edit);
  expect((await get(asRep, first.id)).own).toEqual({ [volume.id]: 5 });
  const find = async (filter: object, more = '') =>
    (await asRep.call('GET', `/api/customers?filter=${encodeURIComponent(JSON.stringify(filter))}${more}`)).body;
  const key = volume.key;
  expect(
    (await find({ all: [{ field: key, op: 'atLeast', value: 5 }] })).items.map(({ id }: { id: string }) => id),
  ).toEqual([first.id]);
  expect((await find({ all: [{ field: special.key, op: 'within', value: 'today' }] })).fields[0].path).toBe(
    'filter.all.0.op',
  );
  const sorted = await asRep.call('GET', `/api/customers?sort=${key}&order=desc&limit=1&columns[0]=${key}`);
  expect(sorted.body.items[0]).toMatchObject({ id: first.id, more: { [key]: 5 } });
  const next = await asRep.call(
    'GET',
    `/api/customers?sort=${key}&order=desc&limit=200&cursor=${sorted.body.nextCursor}`,
  );
  expect(next.body.items.map(({ id }: { id: string }) => id)).not.toContain(first.id);
  expect((await asRep.call('GET', `/api/customers?sort=own.${newId()}`)).status).toBe(422);
  const wrong = await asRep.call('POST', '/api/bulk-edits', { selection, changes: { own: { [volume.id]: 'x' } } });
  expect([wrong.status, wrong.body.fields[0].path]).toEqual([422, `changes.own.${volume.id}`]);
});
