import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

let app: TestApp;
let manager: TestPerson;
let rep: TestPerson;
let peer: TestPerson;
let outsider: TestPerson;
let ops: TestPerson;
let asManager: Caller;
let asRep: Caller;
let asPeer: Caller;
let asOutsider: Caller;
let asOps: Caller;
const unknownId = '01890000-0000-7000-8000-000000000000';
const departments = { company: newId(), east: newId(), south: newId() };
const now = new Date('2026-09-20T08:00:00Z');

beforeAll(async () => {
  app = await createTestApp({ worker: true, now: () => now });
  manager = await app.person({ name: '经理', roles: ['manager'] });
  rep = await app.person({ name: '销售甲', supervisor: manager });
  peer = await app.person({ name: '销售乙', supervisor: manager });
  outsider = await app.person({ name: '外区甲' });
  ops = await app.person({ name: '管理部', roles: ['operations'] });
  const south = [outsider, await app.person({ name: '外区乙' }), await app.person({ name: '外区丙' })];
  asManager = await app.as(manager);
  asRep = await app.as(rep);
  asPeer = await app.as(peer);
  asOutsider = await app.as(outsider);
  asOps = await app.as(ops);
  const { kysely } = app.runtime;
  await kysely
    .insertInto('departments')
    .values([
      { id: departments.company, name: '公司', parent_id: null },
      { id: departments.east, name: '华东', parent_id: departments.company },
      { id: departments.south, name: '华南', parent_id: departments.company },
    ])
    .execute();
  const place = (people: TestPerson[], department: string) =>
    kysely
      .updateTable('users')
      .set({ department_id: department })
      .where(
        'id',
        'in',
        people.map((one) => one.id),
      )
      .execute();
  await place([manager, rep, peer], departments.east);
  await place(south, departments.south);
  await place([ops], departments.company);
});
afterAll(() => app.stop());

async function contactAt(customer: { id: string }, fields: object, by: Caller = asRep) {
  const made = await by.call('POST', `/api/customers/${customer.id}/contacts`, fields);
  expect(made.status).toBe(200);
  return made.body;
}
const matrix = async (by: Caller, customer: { id: string }) =>
  (await by.call('GET', `/api/customers/${customer.id}/relationships`)).body;
const set = (by: Caller, contact: { id: string }, person: { id: string }, body: object) =>
  by.call('PUT', `/api/contacts/${contact.id}/relationships/${person.id}`, { version: 0, ...body });
const who = (by: Caller, query: Record<string, string>) =>
  by.call('GET', `/api/who-knows?${new URLSearchParams(query)}`);
const messagesOf = async (by: Caller, kind: string) =>
  (await by.call('GET', '/api/messages')).body.items.filter((one: { kind: string }) => one.kind === kind);

describe('the matrix', () => {
  test('is set by oneself, the line above and the owner; history tells who and when', async () => {
    const customer = await app.customer({ owner: rep, team: [{ person: outsider, role: 'technical' }] });
    const contact = await contactAt(customer, { name: '王总', decisionRole: 'decisionMaker' });
    const made = await set(asRep, contact, rep, { strength: 3, note: '老同学' });
    expect(made).toMatchObject({ status: 200, body: { strength: 3, shown: 3, since: '2026-09-20', version: 1 } });
    expect((await set(asManager, contact, rep, { version: 1, strength: 4 })).body).toMatchObject({ version: 2 });
    expect((await set(asRep, contact, outsider, { strength: 2 })).status).toBe(200);
    expect((await set(asOutsider, contact, rep, { version: 2, strength: 0 })).status).toBe(403);
    const shown = await matrix(asOutsider, customer);
    expect(shown.people).toMatchObject([
      { person: { id: rep.id }, role: 'owner', mayBeSet: false },
      { person: { id: outsider.id }, role: 'technical', mayBeSet: true },
    ]);
    expect(shown).toMatchObject({ decayDays: 90, gaps: [{ kind: 'oneOfThem', contactId: contact.id }] });
    const path = `/api/contacts/${contact.id}/relationships/${rep.id}/history`;
    const history = await asOutsider.call('GET', `${path}?limit=1`);
    expect(history.body.items).toMatchObject([{ from: 3, to: 4, actor: { id: manager.id }, note: null }]);
    const older = await asOutsider.call('GET', `${path}?limit=1&cursor=${history.body.nextCursor}`);
    expect(older.body).toMatchObject({ items: [{ from: null, to: 3, note: '老同学' }], nextCursor: null });
    expect((await asPeer.call('GET', path)).status).toBe(404);
    expect((await app.anonymous.call('GET', path)).status).toBe(401);
    const none = await asRep.call('GET', `/api/contacts/${contact.id}/relationships/${peer.id}/history`);
    expect(none.body).toEqual({ items: [], nextCursor: null });
  });

  test('is refused stale, out of scope, invalid, for who does not see the customer', async () => {
    const customer = await app.customer({ owner: rep });
    const contact = await contactAt(customer, { name: '李工' });
    await set(asRep, contact, rep, { strength: 1 });
    expect((await set(asRep, contact, rep, { strength: 2 })).body.code).toBe('common.stale');
    for (const person of [outsider, { id: unknownId }]) {
      expect((await set(asRep, contact, person, { strength: 2 })).body.fields).toEqual([
        { path: 'personId', code: 'notFound' },
      ]);
    }
    expect((await set(asOutsider, contact, outsider, { strength: 2 })).status).toBe(404);
    expect((await set(asRep, contact, rep, { version: 1, strength: 6 })).status).toBe(422);
    expect((await asOutsider.call('GET', `/api/customers/${customer.id}/relationships`)).status).toBe(404);
    expect((await app.anonymous.call('GET', `/api/customers/${customer.id}/relationships`)).status).toBe(401);
  });

  test('a recorded visit touches, and begins what was not there', async () => {
    const customer = await app.customer({ owner: rep });
    const known = await contactAt(customer, { name: '王总' });
    await set(asRep, known, rep, { strength: 4 });
    await app.runtime.pool.query(`update relationships set set_on = '2026-03-10' where contact_id = '${known.id}'`);
    expect((await matrix(asRep, customer)).edges).toMatchObject([{ strength: 4, shown: 2 }]);
    const visit = await asRep.call('POST', '/api/visits/record', {
      customerId: customer.id,
      discussed: '复访',
      contactIds: [known.id],
      newContacts: [{ name: '新人' }],
    });
    expect(visit.status).toBe(200);
    const after = await matrix(asRep, customer);
    expect(after.edges).toMatchObject([
      { contactId: known.id, strength: 4, shown: 4, lastTouchOn: '2026-09-20', since: '2026-09-20' },
      { personId: rep.id, strength: 1, shown: 1, lastTouchOn: '2026-09-20' },
    ]);
  });

  test('rules are set by who manages settings, for everyone to read', async () => {
    const before = (await asRep.call('GET', '/api/relationship-rules')).body;
    expect(before).toMatchObject({ decayDays: 90, coverages: [] });
    const body = { version: before.version, decayDays: 60 };
    expect((await asRep.call('PUT', '/api/relationship-rules', body)).status).toBe(403);
    expect((await asOps.call('PUT', '/api/relationship-rules', { ...body, decayDays: 1 })).status).toBe(422);
    const changed = (await asOps.call('PUT', '/api/relationship-rules', body)).body;
    expect(changed).toMatchObject({ decayDays: 60 });
    expect((await asOps.call('PUT', '/api/relationship-rules', body)).body.code).toBe('common.stale');
    const back = (await asOps.call('PUT', '/api/relationship-rules', { version: changed.version, decayDays: 90 })).body;

    const segment = (await asOps.call('POST', '/api/lists', { list: 'segment', name: '直销' })).body.id;
    const path = `/api/relationship-rules/${segment}`;
    const coverages = [{ decisionRole: 'decisionMaker', teamRole: 'sponsor' }];
    const cover = (fields: object) => asOps.call('PUT', path, { version: back.version, coverages, ...fields });
    expect((await asRep.call('PUT', path, { version: back.version, coverages })).status).toBe(403);
    expect((await cover({ coverages: [...coverages, ...coverages] })).body.fields[0].path).toBe('coverages.1');
    const foreign = await asOps.call('PUT', `/api/relationship-rules/${unknownId}`, {
      version: back.version,
      coverages,
    });
    expect(foreign.body.fields).toEqual([{ path: 'segmentId', code: 'notFound' }]);
    const covered = await cover({});
    expect(covered.body.coverages).toEqual([{ segmentId: segment, ...coverages[0] }]);
    expect((await cover({})).body.code).toBe('common.stale');
    const customer = await app.customer({ owner: rep });
    await asRep.call('PATCH', `/api/customers/${customer.id}`, { version: 1, segmentId: segment });
    expect((await matrix(asRep, customer)).gaps).toEqual([{ kind: 'uncovered', ...coverages[0] }]);
    await asOps.call('PUT', path, { version: covered.body.version, coverages: [] });
  });
});

describe('who knows a person', () => {
  test('colleagues at the customer, of the same school, of the same company, each with the reason', async () => {
    const customer = await app.customer({ owner: rep, name: '苏州远航电子有限公司' });
    const contact = await contactAt(customer, { name: '林总', school: '复旦大学', employers: ['蓝海助剂有限公司'] });
    await set(asRep, contact, rep, { strength: 3 });
    const profile = { version: 0, school: '复旦 大学', employers: ['蓝海助剂', '远航电子'] };
    const kept = await asOutsider.call('PUT', '/api/me/background', profile);
    expect(kept.body).toMatchObject({ school: '复旦 大学', version: 1 });
    expect((await asOutsider.call('PUT', '/api/me/background', profile)).body.code).toBe('common.stale');
    expect((await asOutsider.call('PUT', '/api/me/background', { version: 1 })).status).toBe(422);
    expect((await asOutsider.call('GET', '/api/me/background')).body).toEqual(kept.body);
    expect((await app.anonymous.call('GET', '/api/me/background')).status).toBe(401);
    const found = await who(asManager, { contactId: contact.id });
    expect(found.body).toMatchObject({
      people: [
        { person: { id: rep.id }, reasons: [{ kind: 'relationship', shown: 3, customer: { id: customer.id } }] },
        {
          person: { id: outsider.id },
          department: { name: '华南' },
          reasons: [
            { kind: 'sameSchool', school: '复旦大学' },
            { kind: 'workedThere', employer: '苏州远航电子有限公司' },
            { kind: 'sameEmployer', employer: '蓝海助剂有限公司' },
          ],
        },
      ],
      circles: [],
    });
    expect((await who(asOutsider, { contactId: contact.id })).status).toBe(404);
    expect((await who(asOutsider, { contactId: unknownId })).status).toBe(404);
    expect((await who(asRep, { company: '林总' })).body.fields).toEqual([{ path: 'name', code: 'required' }]);
    expect((await app.anonymous.call('GET', '/api/who-knows')).status).toBe(401);
    await asOutsider.call('PUT', '/api/me/background', { version: 1, school: null, employers: [] });
  });

  test('a short company, or none, finds posts at customers that one sees and never hidden ones', async () => {
    const customer = await app.customer({
      owner: rep,
      team: [{ person: peer, role: 'technical' }],
      name: '扬州远帆船舶重工有限公司',
    });
    const contact = await contactAt(customer, { name: '纪远航' });
    await set(asRep, contact, peer, { strength: 3 });
    for (const company of [undefined, '远帆', '扬州远帆', '远帆船舶重工集团', '遠帆船舶', '扬州远帆船舶重工有限公司']) {
      const found = await who(asRep, { name: '纪远航', ...(company ? { company } : {}) });
      expect(found.body, company).toMatchObject({ people: [{ person: { id: peer.id } }], circles: [] });
      const far = await who(asOutsider, { name: '纪远航', ...(company ? { company } : {}) });
      const whole = company?.startsWith('扬州远帆船舶') || company === '远帆船舶重工集团';
      expect(far.body.people, company).toEqual([]);
      expect(far.body.circles.length > 0, company).toBe(whole ?? false);
    }
    expect((await who(asRep, { name: '纪远航', company: '近帆' })).body).toEqual({ people: [], circles: [] });
  });

  test('a relationship that may not be told reads as somebody in a large enough department', async () => {
    const hidden = await app.customer({ owner: outsider, name: '广州明达塑胶有限公司' });
    const theirs = await contactAt(hidden, { name: '许工', phone: '13911112222' }, asOutsider);
    const asked = { name: '许 工', company: '明达塑胶' };
    expect((await who(asRep, asked)).body).toEqual({ people: [], circles: [] });
    await set(asOutsider, theirs, outsider, { strength: 5 });
    const south = { id: departments.south, name: '华南' };
    const circles = [{ department: south, asked: null }];
    expect((await who(asRep, asked)).body).toEqual({ people: [], circles });
    const own = await contactAt(await app.customer({ owner: rep }), { name: '老许', phone: '139-1111-2222' });
    const byPhone = await who(asRep, { contactId: own.id });
    expect(byPhone.body).toEqual({ people: [], circles });
    // The owner's own side sees names and has no circle.
    expect((await who(asOutsider, asked)).body).toEqual({ people: [], circles: [] });
    // The same colleague, named for another reason, must not make the circle go.
    await asOutsider.call('PUT', '/api/me/background', { version: 2, school: '中山大学', employers: [] });
    await asRep.call('PATCH', `/api/contacts/${own.id}`, { version: 1, school: '中山大学' });
    expect((await who(asRep, { contactId: own.id })).body).toMatchObject({
      people: [{ person: { id: outsider.id }, reasons: [{ kind: 'sameSchool' }] }],
      circles,
    });
  });

  test('a department in which few could be meant gives way to the one above', async () => {
    const hidden = await app.customer({ owner: ops, name: '常州立新机械有限公司' });
    const theirs = await contactAt(hidden, { name: '何工' }, asOps);
    await set(asOps, theirs, ops, { strength: 2 });
    const query = { name: '何工', company: '立新机械' };
    expect((await who(asRep, query)).body.circles).toMatchObject([{ department: { name: '公司' } }]);
    await app.runtime.kysely.updateTable('users').set({ department_id: null }).where('id', '=', ops.id).execute();
    expect((await who(asRep, query)).body.circles).toEqual([{ department: null, asked: null }]);
  });
});

describe('an introduction', () => {
  test('is asked of somebody unnamed, who agrees and is named', async () => {
    const hidden = await app.customer({ owner: outsider, name: '佛山恒通电缆有限公司' });
    const theirs = await contactAt(hidden, { name: '高总' }, asOutsider);
    await set(asOutsider, theirs, outsider, { strength: 4 });
    const about = { name: '高总', company: '恒通电缆', departmentId: departments.south };
    const body = { ...about, words: '想约一次拜访' };
    expect((await asRep.call('POST', '/api/introductions', body, { key: 'ask-key-1' })).body).toEqual({ ok: true });
    expect((await asRep.call('POST', '/api/introductions', body)).body).toEqual({ ok: true });
    const wrong = { ...about, departmentId: departments.east };
    expect((await asRep.call('POST', '/api/introductions', wrong)).status).toBe(404);
    expect((await asRep.call('POST', '/api/introductions', { ...about, name: '无此人' })).status).toBe(404);
    expect((await app.anonymous.call('POST', '/api/introductions', body)).status).toBe(401);
    const mine = (await asRep.call('GET', '/api/introductions')).body.items;
    expect(mine).toMatchObject([
      { side: 'mine', person: null, name: '高总', department: { name: '华南' }, state: 'open', words: '想约一次拜访' },
    ]);
    expect(JSON.stringify(mine)).not.toContain(outsider.id);
    const [request] = (await asOutsider.call('GET', '/api/introductions')).body.items;
    expect(request).toMatchObject({ side: 'theirs', person: { id: rep.id }, name: '高总', company: hidden.name });
    await expect.poll(() => messagesOf(asOutsider, 'introduction.asked')).toHaveLength(1);
    const path = `/api/introductions/${request.id}/answer`;
    expect((await asRep.call('POST', path, { accept: true })).status).toBe(404);
    expect((await asPeer.call('POST', path, { accept: true })).status).toBe(404);
    expect((await asOutsider.call('POST', path, {})).status).toBe(422);
    expect((await app.anonymous.call('POST', path, { accept: true })).status).toBe(401);
    expect((await asOutsider.call('POST', path, { accept: true, words: '周三一起去' })).body).toEqual({ ok: true });
    expect((await asOutsider.call('POST', path, { accept: false })).body.code).toBe('common.conflict');
    await expect
      .poll(() => messagesOf(asRep, 'introduction.accepted'))
      .toMatchObject([{ params: { actor: '外区甲' } }]);
    expect((await asRep.call('GET', '/api/introductions')).body.items).toMatchObject([
      { person: { id: outsider.id }, state: 'accepted', answer: '周三一起去' },
    ]);
    const { circles } = (await who(asRep, { name: '高总', company: '恒通电缆' })).body;
    expect(circles).toMatchObject([{ asked: 'accepted' }]);
  });

  test('is declined without a name', async () => {
    const hidden = await app.customer({ owner: outsider, name: '中山宏业地板有限公司' });
    const theirs = await contactAt(hidden, { name: '梁工' }, asOutsider);
    await set(asOutsider, theirs, outsider, { strength: 1 });
    const own = await contactAt(await app.customer({ owner: rep }), { name: '梁工', phone: '13700001111' });
    await asOutsider.call('PATCH', `/api/contacts/${theirs.id}`, { version: 1, phone: '13700001111' });
    const body = { contactId: own.id, departmentId: departments.south };
    expect((await asRep.call('POST', '/api/introductions', body)).status).toBe(200);
    expect((await asOutsider.call('POST', '/api/introductions', body)).status).toBe(404);
    const [request] = (await asOutsider.call('GET', '/api/introductions?limit=1')).body.items;
    await asOutsider.call('POST', `/api/introductions/${request.id}/answer`, { accept: false });
    await expect.poll(() => messagesOf(asRep, 'introduction.declined')).toMatchObject([{ params: {} }]);
    const [mine] = (await asRep.call('GET', '/api/introductions?limit=1')).body.items;
    expect(mine).toMatchObject({ person: null, state: 'declined', name: '梁工' });
    expect(JSON.stringify(mine)).not.toContain(outsider.id);
  });
});
