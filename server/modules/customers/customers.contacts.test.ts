import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

let app: TestApp;
let manager: TestPerson;
let rep: TestPerson;
let peer: TestPerson;
let outsider: TestPerson;
let asManager: Caller;
let asRep: Caller;
let asPeer: Caller;
let asOutsider: Caller;
const unknownId = '01890000-0000-7000-8000-000000000000';

beforeAll(async () => {
  app = await createTestApp({ worker: true });
  manager = await app.person({ name: '经理', roles: ['manager'] });
  rep = await app.person({ name: '销售甲', supervisor: manager });
  peer = await app.person({ name: '销售乙', supervisor: manager });
  outsider = await app.person({ name: '外区' });
  asManager = await app.as(manager);
  asRep = await app.as(rep);
  asPeer = await app.as(peer);
  asOutsider = await app.as(outsider);
});
afterAll(() => app.stop());

async function contactAt(customer: { id: string }, fields: object, by: Caller = asRep) {
  const made = await by.call('POST', `/api/customers/${customer.id}/contacts`, fields);
  expect(made.status).toBe(200);
  return made.body;
}
const detail = async (by: Caller, id: string) => (await by.call('GET', `/api/contacts/${id}`)).body;
const eventsOf = async (by: Caller, customer: { id: string }, type: string) =>
  (await by.call('GET', `/api/customers/${customer.id}/timeline`)).body.items.filter(
    (one: { type: string }) => one.type === type,
  );
const messagesOf = async (by: Caller, kind: string) =>
  (await by.call('GET', '/api/messages')).body.items.filter((one: { kind: string }) => one.kind === kind);

describe('what is known of a contact', () => {
  test('attitude, influence and the person behind the post are kept and changed', async () => {
    const customer = await app.customer({ owner: rep });
    const facts = {
      attitude: 'supporter',
      influence: 4,
      birthday: '1980-05-04',
      school: '华东理工大学',
      employers: ['蓝海助剂'],
      startedOn: '2020-01-01',
    };
    const made = await contactAt(customer, { name: '王总', ...facts });
    expect(made).toMatchObject({ ...facts, departure: null });
    const changed = await asRep.call('PATCH', `/api/contacts/${made.id}`, { version: 1, influence: 5, employers: [] });
    expect(changed.body).toMatchObject({ influence: 5, employers: [], school: '华东理工大学', version: 2 });
    const [event] = await eventsOf(asRep, customer, 'contact.updated');
    expect(event.data.changes).toEqual([
      { field: 'influence', from: 4, to: 5 },
      { field: 'employers', from: ['蓝海助剂'], to: [] },
    ]);
    for (const wrong of [{ influence: 6 }, { attitude: 'friend' }, { birthday: 'x' }, { employers: [''] }]) {
      expect((await asRep.call('PATCH', `/api/contacts/${made.id}`, { version: 2, ...wrong })).status).toBe(422);
    }
  });

  test('a contact is read by who sees its customer alone', async () => {
    const customer = await app.customer({ owner: rep });
    const { id } = await contactAt(customer, { name: '李工' });
    expect(await detail(asManager, id)).toMatchObject({ customer: { id: customer.id }, contact: { id } });
    expect((await asOutsider.call('GET', `/api/contacts/${id}`)).status).toBe(404);
    expect((await asRep.call('GET', `/api/contacts/${unknownId}`)).status).toBe(404);
    expect((await app.anonymous.call('GET', `/api/contacts/${id}`)).status).toBe(401);
  });

  test('a remark is for its author and the line above', async () => {
    const customer = await app.customer({ owner: rep, team: [{ person: peer, role: 'sales' }] });
    const { id } = await contactAt(customer, { name: '李工' });
    const path = `/api/contacts/${id}/remark`;
    const kept = await asRep.call('PUT', path, { version: 0, text: '喜欢钓鱼' });
    expect(kept.body).toMatchObject({ remarkVersion: 1, remarks: [{ author: { id: rep.id }, text: '喜欢钓鱼' }] });
    expect((await detail(asManager, id)).remarks).toMatchObject([{ text: '喜欢钓鱼' }]);
    expect(await detail(asPeer, id)).toMatchObject({ remarks: [], remarkVersion: 0 });
    expect(await eventsOf(asPeer, customer, 'contact.remarked')).toEqual([]);
    expect(await eventsOf(asManager, customer, 'contact.remarked')).toHaveLength(1);
    expect((await asRep.call('PUT', path, { version: 0, text: 'x' })).body.code).toBe('common.stale');
    expect((await asOutsider.call('PUT', path, { version: 0, text: 'x' })).status).toBe(404);
    expect((await asRep.call('PUT', path, { version: 1, text: 'x'.repeat(2001) })).status).toBe(422);
    expect((await asRep.call('PUT', path, { version: 1, text: '' })).body).toMatchObject({ remarks: [] });
  });
});

describe('a contact who leaves', () => {
  test('ends the post, begins the next one, tells team and supervisor once, and leaves a gap', async () => {
    const from = await app.customer({ owner: rep, team: [{ person: outsider, role: 'technical' }] });
    const to = await app.customer({ owner: rep });
    const contact = await contactAt(from, { name: '赵经理', title: '采购', school: '浙江大学', note: '内部备注' });
    await asRep.call('PUT', `/api/contacts/${contact.id}/relationships/${rep.id}`, {
      version: 0,
      strength: 4,
    });
    const body = {
      version: 1,
      leftOn: '2026-01-05',
      reason: 'moved',
      note: '听说待遇更好',
      next: { customerId: to.id, title: '采购总监' },
    };
    const path = `/api/contacts/${contact.id}/leave`;
    const left = await asRep.call('POST', path, body, { key: 'leave-key-1' });
    await asRep.call('POST', path, body, { key: 'leave-key-1' });
    expect(left.body.contact).toMatchObject({
      leftOn: '2026-01-05',
      title: '采购',
      version: 2,
      departure: { reason: 'moved', customer: { id: to.id }, succession: 'open', successor: null },
    });
    expect(left.body.posts).toMatchObject([{ title: '采购总监', customer: { id: to.id } }]);
    const archive = (await asRep.call('GET', `/api/customers/${to.id}`)).body;
    expect(archive.contacts).toMatchObject([
      { name: '赵经理', school: '浙江大学', note: null, startedOn: '2026-01-05', leftOn: null },
    ]);
    const known = (await asRep.call('GET', `/api/customers/${to.id}/relationships`)).body;
    expect(known.edges).toMatchObject([{ personId: rep.id, strength: 4 }]);
    await expect.poll(() => messagesOf(asManager, 'contact.left')).toHaveLength(1);
    expect(await messagesOf(asOutsider, 'contact.left')).toMatchObject([
      { params: { actor: '销售甲' }, subjectType: 'customer', subjectId: from.id },
    ]);
    expect(await messagesOf(asRep, 'contact.left')).toEqual([]);
    const gaps = (await asOutsider.call('GET', `/api/customers/${from.id}/relationships`)).body.gaps;
    expect(gaps).toContainEqual({ kind: 'noSuccessor', contactId: contact.id });
  });

  test('where to is shown only to who sees that customer, and so is where from', async () => {
    const from = await app.customer({ owner: rep, team: [{ person: outsider, role: 'technical' }] });
    const to = await app.customer({ owner: rep, team: [{ person: peer, role: 'sales' }] });
    const contact = await contactAt(from, { name: '钱工' });
    const next = { customerId: to.id };
    await asRep.call('POST', `/api/contacts/${contact.id}/leave`, { version: 1, leftOn: '2026-01-05', next });
    const unseen = await asOutsider.call('GET', `/api/contacts/${contact.id}`);
    expect(unseen.body).toMatchObject({ contact: { departure: { customer: null } }, posts: [] });
    const [told] = await eventsOf(asOutsider, from, 'contact.left');
    expect(told.data.to).toEqual({ customer: null });
    expect(JSON.stringify([unseen.body, told])).not.toContain(to.id);
    const [moved] = await eventsOf(asPeer, to, 'contact.moved');
    expect(moved.data.from).toEqual({ customer: null });
    expect(JSON.stringify((await asPeer.call('GET', `/api/customers/${to.id}`)).body)).not.toContain(from.id);
  });

  test('is refused twice, in the future, before the post began, at a customer not seen, stale', async () => {
    const customer = await app.customer({ owner: rep });
    const foreign = await app.customer({ owner: outsider });
    const contact = await contactAt(customer, { name: '孙工', startedOn: '2024-01-01' });
    const path = `/api/contacts/${contact.id}/leave`;
    const leave = (fields: object, by: Caller = asRep) =>
      by.call('POST', path, { version: 1, leftOn: '2026-01-05', ...fields });
    expect((await leave({ leftOn: '2199-01-01' })).body.fields).toEqual([{ path: 'leftOn', code: 'tooBig' }]);
    expect((await leave({ leftOn: '2023-01-01' })).body.fields).toEqual([{ path: 'leftOn', code: 'order' }]);
    for (const id of [foreign.id, unknownId]) {
      const refused = await leave({ next: { customerId: id } });
      expect(refused.body.fields).toEqual([{ path: 'next.customerId', code: 'notFound' }]);
    }
    expect((await leave({ version: 7 })).body.code).toBe('common.stale');
    expect((await leave({}, asOutsider)).status).toBe(404);
    expect((await app.anonymous.call('POST', path, {})).status).toBe(401);
    expect((await leave({ place: '自己创业' })).status).toBe(200);
    expect((await leave({ version: 2 })).body.code).toBe('common.conflict');
  });

  test('by the day alone: the same consequences, and none once the day is taken back', async () => {
    const customer = await app.customer({ owner: rep });
    const contact = await contactAt(customer, { name: '周工' });
    const path = `/api/contacts/${contact.id}`;
    const left = await asRep.call('PATCH', path, { version: 1, leftOn: '2026-01-05' });
    expect(left.body.departure).toMatchObject({ succession: 'open', reason: null });
    expect(await eventsOf(asRep, customer, 'contact.left')).toHaveLength(1);
    const back = await asRep.call('PATCH', path, { version: 2, leftOn: null });
    expect(back.body).toMatchObject({ leftOn: null, departure: null });
  });

  test('the successor can be named with the departure; only somebody present at the same customer', async () => {
    const customer = await app.customer({ owner: rep });
    const contact = await contactAt(customer, { name: '施工' });
    const follower = await contactAt(customer, { name: '张工' });
    const elsewhere = await contactAt(await app.customer({ owner: rep }), { name: '别家' });
    const leave = (successorId: string | null) =>
      asRep.call('POST', `/api/contacts/${contact.id}/leave`, { version: 1, leftOn: '2026-01-05', successorId });
    for (const id of [elsewhere.id, contact.id, unknownId]) {
      expect((await leave(id)).body.fields).toEqual([{ path: 'successorId', code: 'notFound' }]);
    }
    expect((await leave(follower.id)).body.contact.departure).toMatchObject({
      succession: 'named',
      successor: { id: follower.id, name: '张工' },
    });
    expect(await eventsOf(asRep, customer, 'contact.succeeded')).toHaveLength(1);
  });

  test('a successor is named, or the owner says that there is none', async () => {
    const customer = await app.customer({ owner: rep, team: [{ person: outsider, role: 'technical' }] });
    const contact = await contactAt(customer, { name: '吴工' });
    const follower = await contactAt(customer, { name: '郑工' });
    const elsewhere = await contactAt(await app.customer({ owner: rep }), { name: '别家' });
    const path = `/api/contacts/${contact.id}/succession`;
    const settle = (by: Caller, version: number, successorId: string | null) =>
      by.call('POST', path, { version, successorId });
    expect((await settle(asRep, 1, null)).body.code).toBe('common.conflict');
    await asRep.call('POST', `/api/contacts/${contact.id}/leave`, { version: 1, leftOn: '2026-01-05' });
    for (const id of [elsewhere.id, contact.id, unknownId]) {
      expect((await settle(asRep, 2, id)).body.fields).toEqual([{ path: 'successorId', code: 'notFound' }]);
    }
    expect((await settle(asOutsider, 2, null)).status).toBe(403);
    expect((await settle(asPeer, 2, follower.id)).status).toBe(404);
    expect((await settle(asRep, 1, null)).body.code).toBe('common.stale');
    expect((await settle(asOutsider, 2, follower.id)).body.contact.departure).toMatchObject({
      succession: 'named',
      successor: { id: follower.id, name: '郑工' },
    });
    const none = await asManager.call('POST', path, { version: 3, successorId: null, note: '岗位撤销' });
    expect(none.body.contact.departure).toMatchObject({ succession: 'none', successionNote: '岗位撤销' });
  });
});

describe('the same person', () => {
  test('is suggested where both are seen, joined, and separated again', async () => {
    const [one, two, hidden] = [
      await app.customer({ owner: rep }),
      await app.customer({ owner: rep }),
      await app.customer({ owner: outsider }),
    ];
    const first = await contactAt(one, { name: '冯工', phone: '138 0000 7777', school: '清华大学' });
    const second = await contactAt(two, { name: '冯 工', phone: '+86 13800007777', birthday: '1979-09-09' });
    const third = await contactAt(hidden, { name: '冯工', phone: '13800007777' }, asOutsider);
    const found = await detail(asRep, first.id);
    expect(found.suggestions).toMatchObject([{ id: second.id, reason: 'mobile', customer: { id: two.id } }]);
    const path = `/api/contacts/${first.id}/same-person`;
    for (const otherId of [third.id, first.id, unknownId]) {
      const refused = await asRep.call('POST', path, { version: 1, otherId });
      expect(refused.body.fields).toEqual([{ path: 'otherId', code: 'notFound' }]);
    }
    expect((await asRep.call('POST', path, { version: 9, otherId: second.id })).body.code).toBe('common.stale');
    expect((await asOutsider.call('POST', path, { version: 1, otherId: second.id })).status).toBe(404);
    const joined = await asRep.call('POST', path, { version: 1, otherId: second.id });
    expect(joined.body).toMatchObject({
      contact: { school: '清华大学', birthday: '1979-09-09', version: 2 },
      posts: [{ id: second.id }],
      suggestions: [],
    });
    expect((await detail(asRep, second.id)).contact).toMatchObject({ school: '清华大学', birthday: '1979-09-09' });
    await asRep.call('PATCH', `/api/contacts/${first.id}`, { version: 2, school: '北京大学' });
    expect((await detail(asRep, second.id)).contact).toMatchObject({ school: '北京大学' });
    const apart = await asRep.call('POST', `/api/contacts/${first.id}/separate`, { version: 3 });
    expect(apart.body).toMatchObject({ posts: [], suggestions: [{ id: second.id }] });
    expect((await asOutsider.call('POST', `/api/contacts/${first.id}/separate`, { version: 4 })).status).toBe(404);
    expect((await asRep.call('POST', `/api/contacts/${first.id}/separate`, { version: 1 })).body.code).toBe(
      'common.stale',
    );
  });

  test('also by name and e-mail, never by name alone', async () => {
    const [one, two] = [await app.customer({ owner: rep }), await app.customer({ owner: rep })];
    const first = await contactAt(one, { name: '陈工', email: 'Chen@example.com' });
    await contactAt(two, { name: '陈工' });
    const third = await contactAt(two, { name: '陈工', email: 'chen@example.com' });
    expect((await detail(asRep, first.id)).suggestions).toMatchObject([{ id: third.id, reason: 'nameAndEmail' }]);
  });
});
