import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

const unknownId = '01900000-0000-7000-8000-000000000000';

let app: TestApp;
let manager: TestPerson;
let rep: TestPerson;
let peer: TestPerson;
let outsider: TestPerson;
let asManager: Caller;
let asRep: Caller;
let asPeer: Caller;
let asOutsider: Caller;
let asOperations: Caller;

beforeAll(async () => {
  app = await createTestApp();
  manager = await app.person({ name: '经理', roles: ['manager'] });
  rep = await app.person({ name: '销售甲', supervisor: manager });
  peer = await app.person({ name: '销售乙', supervisor: manager });
  outsider = await app.person({ name: '外区销售' });
  asManager = await app.as(manager);
  asRep = await app.as(rep);
  asPeer = await app.as(peer);
  asOutsider = await app.as(outsider);
  asOperations = await app.as(await app.person({ roles: ['operations'] }));
});
afterAll(() => app.stop());

let number = 0;
/** A company name that is like no other in these tests. */
function freshName(): string {
  number += 1;
  return `${[...String(number).padStart(3, '0')].map((digit) => '甲乙丙丁戊己庚辛壬癸'[Number(digit)]).join('')}厂`;
}

async function entry(list: string, name: string): Promise<string> {
  const made = await asOperations.call('POST', '/api/lists', { list, name });
  expect(made.status).toBe(200);
  return made.body.id;
}

const comparable = (body: { requestId?: string }) => ({ ...body, requestId: '' });

describe('create', () => {
  test('with everything, owner on the own line, first contacts', async () => {
    const [segmentId, regionId] = [await entry('segment', '直销工厂'), await entry('region', '华东')];
    const made = await asManager.call('POST', '/api/customers', {
      name: '苏州永晟化工有限公司',
      segmentId,
      regionId,
      phone: '0512-6666 8888',
      creditCode: '91320500ma1xxxxx00'.replace(/x/g, 'k'),
      website: 'https://example.com',
      foundedYear: 1998,
      employees: 120,
      annualRevenue: '123456789.50',
      description: '做树脂的',
      addresses: [{ kind: 'factory', text: '苏州市吴中区' }],
      ownerId: rep.id,
      contacts: [{ name: '王总', title: '总经理', decisionRole: 'decisionMaker', phone: '13812345678' }],
    });
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({
      name: '苏州永晟化工有限公司',
      segmentId,
      regionId,
      industryId: null,
      owner: { id: rep.id, name: '销售甲', post: null },
      creditCode: '91320500MA1KKKKK00',
      annualRevenue: '123456789.50',
      addresses: [{ kind: 'factory', text: '苏州市吴中区' }],
      team: [{ person: { id: rep.id }, role: 'owner' }],
      contacts: [{ name: '王总', decisionRole: 'decisionMaker', leftOn: null, version: 1 }],
      stale: false,
      can: { update: true, changeTeam: true },
      version: 1,
    });
    const seen = await asRep.call('GET', `/api/customers/${made.body.id}`);
    expect(seen.body).toMatchObject({ id: made.body.id, can: { update: true, changeTeam: true } });
  });

  test('not signed in, without permission', async () => {
    expect((await app.anonymous.call('POST', '/api/customers', { name: 'x' })).status).toBe(401);
    const finance = await app.as(await app.person({ roles: ['finance'] }));
    expect((await finance.call('POST', '/api/customers', { name: 'x' })).status).toBe(403);
  });

  test('the owner is oneself or somebody below; anybody else answers as nobody', async () => {
    for (const ownerId of [manager.id, peer.id, outsider.id, unknownId]) {
      const refused = await asRep.call('POST', '/api/customers', { name: freshName(), ownerId });
      expect(refused).toMatchObject({ status: 422, body: { code: 'customers.ownerOutOfScope' } });
    }
  });

  test('entries of other lists, retired ones, unknown ones and unseen parents are not found', async () => {
    const industryId = await entry('industry', '涂料');
    const theirs = await app.customer({ owner: outsider, name: freshName() });
    for (const fields of [{ segmentId: industryId }, { segmentId: unknownId }, { parentId: theirs.id }]) {
      const refused = await asRep.call('POST', '/api/customers', { name: freshName(), ...fields });
      expect(refused.status).toBe(422);
      expect(refused.body.fields).toEqual([{ path: Object.keys(fields)[0], code: 'notFound' }]);
    }
    await asOperations.call('PATCH', `/api/lists/${industryId}`, { version: 1, retired: true });
    const retired = await asRep.call('POST', '/api/customers', { name: freshName(), industryId });
    expect(retired.body.fields).toEqual([{ path: 'industryId', code: 'notFound' }]);
  });

  test('invalid input is refused at its field', async () => {
    for (const [fields, path, code] of [
      [{ name: '' }, 'name'],
      [{ name: '！！（）' }, 'name'],
      [{ name: 'x'.repeat(201) }, 'name'],
      [{ name: freshName(), creditCode: '123' }, 'creditCode', 'format'],
      [{ name: freshName(), creditCode: '91320500MA1KKKKK01' }, 'creditCode', 'checkDigit'],
      [{ name: freshName(), foundedYear: 3000 }, 'foundedYear'],
      [{ name: freshName(), annualRevenue: '1e9' }, 'annualRevenue'],
      [{ name: freshName(), contacts: [{ name: '' }] }, 'contacts.0.name'],
    ] as const) {
      const refused = await asRep.call('POST', '/api/customers', fields);
      expect(refused.status).toBe(422);
      expect(refused.body.fields[0].path).toBe(path);
      if (code) expect(refused.body.fields).toEqual([{ path, code }]);
    }
  });

  test('a repeated command makes one customer', async () => {
    const name = freshName();
    const key = 'create-once-1';
    const first = await asRep.call('POST', '/api/customers', { name }, { key });
    const second = await asRep.call('POST', '/api/customers', { name }, { key });
    expect(second).toMatchObject({ status: 200, body: { id: first.body.id } });
    expect((await asRep.call('POST', '/api/customers', { name: freshName() }, { key })).body.code).toBe(
      'common.keyReused',
    );
  });
});

describe('duplicates', () => {
  test('the same name, however it is written, is refused and says who has it', async () => {
    await app.customer({ owner: rep, name: '华东重机（集团）股份有限公司' });
    const own = await asManager.call('POST', '/api/customers', {
      name: ' 华东重机(集团)股份有限公司 ',
      acceptSimilar: true,
    });
    expect(own).toMatchObject({
      status: 409,
      body: {
        code: 'customers.duplicate',
        params: { reason: 'name', owner: '销售甲', customer: '华东重机（集团）股份有限公司' },
      },
    });
    const foreign = await asOutsider.call('POST', '/api/customers', { name: '华东重机（集团）股份有限公司' });
    expect(foreign.body.params).toEqual({ reason: 'name', owner: '销售甲' });
  });

  test('credit code and telephone, too; what is not seen gives the owner alone', async () => {
    await asRep.call('POST', '/api/customers', {
      name: freshName(),
      phone: '+86 139 0000 1111',
      creditCode: '91320500MA1WWWWW0A',
    });
    const byPhone = await asOutsider.call('POST', '/api/customers', { name: freshName(), phone: '139-0000-1111' });
    expect(byPhone.body.params).toEqual({ reason: 'phone', owner: '销售甲', similar: 1 });
    const shared = { name: freshName(), phone: '139-0000-1111', acceptSimilar: true };
    expect((await asOutsider.call('POST', '/api/customers', shared)).status).toBe(200);
    const found = await asOutsider.call('POST', '/api/customers/duplicates', { creditCode: '91320500ma1wwwww0a' });
    expect(found.body.items).toEqual([
      { reason: 'creditCode', customer: null, owner: { id: rep.id, name: '销售甲', post: null, department: null } },
    ]);
  });

  test('similar names only among what is seen, and they can be accepted', async () => {
    const known = await app.customer({ owner: rep, name: '无锡凯盛树脂有限公司' });
    for (const name of ['凯盛树脂', '南京凯盛树脂集团', '凯盛', '上海凯盛树脂科技有限公司']) {
      const found = await asManager.call('POST', '/api/customers/duplicates', { name });
      expect(found.body.items).toEqual([
        { reason: 'similarName', customer: { id: known.id, name: known.name }, owner: expect.anything() },
      ]);
      expect((await asOutsider.call('POST', '/api/customers/duplicates', { name })).body.items).toEqual([]);
    }
    const refused = await asRep.call('POST', '/api/customers', { name: '南京凯盛树脂集团' });
    expect(refused.body).toMatchObject({ code: 'customers.duplicate', params: { similar: 1, customerId: known.id } });
    const accepted = await asRep.call('POST', '/api/customers', { name: '南京凯盛树脂集团', acceptSimilar: true });
    expect(accepted.status).toBe(200);
    const itself = await asRep.call('POST', '/api/customers/duplicates', { name: known.name, exceptId: known.id });
    expect(itself.body.items.map((item: { reason: string }) => item.reason)).toEqual(['similarName']);
  });

  test('an id that is not seen hides nothing', async () => {
    const theirs = await app.customer({ owner: outsider, name: freshName() });
    const found = await asRep.call('POST', '/api/customers/duplicates', { name: theirs.name, exceptId: theirs.id });
    expect(found.body.items).toHaveLength(1);
  });

  test('of twenty who save the same customer at once one succeeds, the others learn who', async () => {
    const name = freshName();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? asRep : asPeer).call('POST', '/api/customers', { name })),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    const others = answers.filter((answer) => answer.status !== 200);
    expect(new Set(others.map((answer) => answer.body.code))).toEqual(new Set(['customers.duplicate']));
    expect(others.every((answer) => answer.body.params.owner)).toBe(true);
  });
});

describe('the archive', () => {
  test('seen by the owner, the team and the line above each; unseen as if it were not there', async () => {
    const customer = await app.customer({ owner: rep, name: freshName() });
    const path = `/api/customers/${customer.id}`;
    expect((await asManager.call('GET', path)).status).toBe(200);
    const nowhere = await asOutsider.call('GET', `/api/customers/${unknownId}`);
    for (const caller of [asPeer, asOutsider]) {
      const hidden = await caller.call('GET', path);
      expect(hidden.status).toBe(404);
      expect(comparable(hidden.body)).toEqual(comparable(nowhere.body));
    }
    expect((await app.anonymous.call('GET', path)).status).toBe(401);
    expect((await asRep.call('GET', '/api/customers/not-an-id')).status).toBe(422);
  });

  test('everyone who sees it changes it; each change is on the timeline with names of entries', async () => {
    const customer = await app.customer({ owner: rep, name: freshName(), team: [{ person: peer, role: 'technical' }] });
    const levelId = await entry('level', 'A 级');
    const path = `/api/customers/${customer.id}`;
    const changed = await asPeer.call('PATCH', path, {
      version: customer.version,
      levelId,
      phone: '021-5555 0001',
      description: '',
    });
    expect(changed).toMatchObject({ status: 200, body: { levelId, phone: '021-5555 0001', version: 3 } });
    const timeline = await asManager.call('GET', `${path}/timeline`);
    expect(timeline.body.items[0]).toMatchObject({
      type: 'customer.updated',
      actor: { name: '销售乙' },
      data: {
        changes: expect.arrayContaining([
          { field: 'level', from: null, to: 'A 级' },
          { field: 'phone', from: null, to: '021-5555 0001' },
        ]),
      },
    });
    const same = await asPeer.call('PATCH', path, { version: 3, levelId });
    expect(same.body.version).toBe(3);
  });

  test('a change of an older version is stale, one of an unseen customer not found, a foreign value refused', async () => {
    const customer = await app.customer({ owner: rep, name: freshName() });
    const other = await app.customer({ owner: outsider, name: freshName() });
    const path = `/api/customers/${customer.id}`;
    expect((await asRep.call('PATCH', path, { version: 1, website: 'a' })).status).toBe(200);
    expect((await asRep.call('PATCH', path, { version: 1, website: 'b' })).body.code).toBe('common.stale');
    expect((await asPeer.call('PATCH', path, { version: 2, website: 'b' })).status).toBe(404);
    expect((await asRep.call('PATCH', path, { version: 2, parentId: other.id })).body.fields).toEqual([
      { path: 'parentId', code: 'notFound' },
    ]);
    expect((await asRep.call('PATCH', path, { version: 2, name: other.name })).body.params).toEqual({
      reason: 'name',
      owner: '外区销售',
    });
    expect((await asRep.call('PATCH', path, { version: 2, name: `${customer.name}。` })).status).toBe(200);
  });

  test('of a hundred writers of one version exactly one wins', async () => {
    const customer = await app.customer({ owner: rep, name: freshName() });
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        asRep.call('PATCH', `/api/customers/${customer.id}`, { version: 1, website: `w${index}` }),
      ),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.body.code === 'common.stale')).toHaveLength(99);
  });

  test('groups have no circles, and a parent that is not seen stays hidden', async () => {
    const group = await app.customer({ owner: rep, name: freshName() });
    const middle = await asRep.call('POST', '/api/customers', { name: freshName(), parentId: group.id });
    const low = await asRep.call('POST', '/api/customers', { name: freshName(), parentId: middle.body.id });
    expect(low.body.parent).toEqual({ id: middle.body.id, name: middle.body.name });
    const circle = await asRep.call('PATCH', `/api/customers/${group.id}`, { version: 1, parentId: low.body.id });
    expect(circle.body.fields).toEqual([{ path: 'parentId', code: 'order' }]);
    const shared = await asRep.call('PUT', `/api/customers/${low.body.id}/team`, {
      version: 1,
      team: [
        { personId: rep.id, role: 'owner' },
        { personId: outsider.id, role: 'service' },
      ],
    });
    expect(shared.status).toBe(200);
    expect((await asOutsider.call('GET', `/api/customers/${low.body.id}`)).body.parent).toBeNull();
    await asRep.call('PATCH', `/api/customers/${low.body.id}`, { version: 2, parentId: group.id });
    const [change] = (await asOutsider.call('GET', `/api/customers/${low.body.id}/timeline`)).body.items;
    expect(change.data.changes).toEqual([{ field: 'parent', from: { customer: null }, to: { customer: null } }]);
  });

  test('a stale archive is confirmed', async () => {
    const customer = await app.customer({ owner: rep, name: freshName() });
    await app.runtime.pool.query(
      `update customers set archive_updated_at = now() - interval '40 days' where id = '${customer.id}'`,
    );
    const path = `/api/customers/${customer.id}`;
    expect((await asRep.call('GET', path)).body.stale).toBe(true);
    expect((await asPeer.call('POST', `${path}/confirm`, { version: 1 })).status).toBe(404);
    expect((await asRep.call('POST', `${path}/confirm`, { version: 9 })).status).toBe(409);
    const confirmed = await asRep.call('POST', `${path}/confirm`, { version: 1 });
    expect(confirmed.body).toMatchObject({ stale: false, version: 2 });
  });
});

describe('the team', () => {
  const team = (...members: [TestPerson, string][]) => members.map(([{ id }, role]) => ({ personId: id, role }));

  test('changed by the owner or above; the new owner stands on the own line; members come from anywhere', async () => {
    const customer = await app.customer({ owner: rep, name: freshName() });
    const path = `/api/customers/${customer.id}/team`;
    const sideways = await asRep.call('PUT', path, { version: 1, team: team([peer, 'owner']) });
    expect(sideways.body.code).toBe('customers.ownerOutOfScope');
    const shared = await asRep.call('PUT', path, { version: 1, team: team([rep, 'owner'], [outsider, 'technical']) });
    expect(shared.body.team).toHaveLength(2);
    expect((await asOutsider.call('GET', `/api/customers/${customer.id}`)).body.can).toEqual({
      update: true,
      changeTeam: false,
      merge: false,
    });
    const refused = await asOutsider.call('PUT', path, { version: 2, team: team([outsider, 'owner']) });
    expect(refused.status).toBe(403);
    const given = await asManager.call('PUT', path, { version: 2, team: team([peer, 'owner'], [rep, 'sales']) });
    expect(given.body).toMatchObject({ owner: { id: peer.id }, version: 3 });
    expect((await asOutsider.call('GET', `/api/customers/${customer.id}`)).status).toBe(404);
    const [change] = (await asPeer.call('GET', `/api/customers/${customer.id}/timeline`)).body.items;
    expect(change).toMatchObject({
      type: 'customer.teamChanged',
      data: { owner: { from: { person: { name: '销售甲' } }, to: { person: { name: '销售乙' } } } },
    });
  });

  test('is refused without owner, with two, with somebody twice, unknown or departed; stale', async () => {
    const customer = await app.customer({ owner: rep, name: freshName() });
    const gone = await app.person({ supervisor: manager });
    await app.runtime.pool.query(`update users set active = false, departed_on = now() where id = '${gone.id}'`);
    const path = `/api/customers/${customer.id}/team`;
    const nobody = { id: unknownId, login: '', name: '' };
    for (const [members, field] of [
      [team([rep, 'sales']), 'team'],
      [team([rep, 'owner'], [peer, 'owner']), 'team'],
      [team([rep, 'owner'], [rep, 'sales']), 'team.1.personId'],
      [team([rep, 'owner'], [nobody, 'sales']), 'team.1.personId'],
      [team([rep, 'owner'], [gone, 'sales']), 'team.1.personId'],
      [[], 'team'],
    ] as const) {
      const refused = await asManager.call('PUT', path, { version: 1, team: members });
      expect(refused.status).toBe(422);
      expect(refused.body.fields[0].path).toBe(field);
    }
    const departed = await asManager.call('PUT', path, { version: 1, team: team([gone, 'owner']) });
    expect(departed.body.code).toBe('customers.ownerOutOfScope');
    expect((await asManager.call('PUT', path, { version: 7, team: team([rep, 'owner']) })).body.code).toBe(
      'common.stale',
    );
    expect((await asPeer.call('PUT', path, { version: 1, team: team([peer, 'owner']) })).status).toBe(404);
  });
});

describe('contacts and notes', () => {
  test('a contact is added, changed, marked as left; the archive counts as kept, its version stays', async () => {
    const customer = await app.customer({ owner: rep, name: freshName() });
    const path = `/api/customers/${customer.id}/contacts`;
    const made = await asManager.call('POST', path, { name: '李工', decisionRole: 'user', email: 'li@example.com' });
    expect(made).toMatchObject({ status: 200, body: { name: '李工', customerId: customer.id, version: 1 } });
    const changed = await asRep.call('PATCH', `/api/contacts/${made.body.id}`, {
      version: 1,
      title: '车间主任',
      leftOn: '2026-01-05',
    });
    expect(changed.body).toMatchObject({ title: '车间主任', leftOn: '2026-01-05', version: 2 });
    const stale = await asRep.call('PATCH', `/api/contacts/${made.body.id}`, { version: 1, title: 'x' });
    expect(stale.body.code).toBe('common.stale');
    const archive = await asRep.call('GET', `/api/customers/${customer.id}`);
    expect(archive.body).toMatchObject({ version: 1, contacts: [{ title: '车间主任' }] });
    expect(archive.body.archiveUpdatedAt > customer.archiveUpdatedAt).toBe(true);
    for (const caller of [asOutsider, asPeer]) {
      expect((await caller.call('PATCH', `/api/contacts/${made.body.id}`, { version: 2, title: 'x' })).status).toBe(
        404,
      );
      expect((await caller.call('POST', path, { name: 'x' })).status).toBe(404);
    }
    expect((await app.anonymous.call('POST', path, { name: 'x' })).status).toBe(401);
    expect((await asRep.call('POST', path, { name: 'x', email: 'nope' })).body.fields[0].path).toBe('email');
    expect(
      (await asRep.call('PATCH', `/api/contacts/${made.body.id}`, { version: 2, leftOn: '0001-01-01' })).status,
    ).toBe(422);
  });

  test('a note stands on the timeline once, however often it was sent', async () => {
    const customer = await app.customer({ owner: rep, name: freshName() });
    const path = `/api/customers/${customer.id}/notes`;
    const text = '他们 4 月扩产 🚀 \u202Eabc =1+1';
    await asRep.call('POST', path, { text }, { key: 'note-key-1' });
    await asRep.call('POST', path, { text }, { key: 'note-key-1' });
    const timeline = await asManager.call('GET', `/api/customers/${customer.id}/timeline`);
    const notes = timeline.body.items.filter((item: { type: string }) => item.type === 'customer.noted');
    expect(notes).toMatchObject([{ note: { text }, actor: { id: rep.id } }]);
    expect((await asOutsider.call('POST', path, { text })).status).toBe(404);
    expect((await asRep.call('POST', path, { text: '' })).status).toBe(422);
  });

  test('the timeline goes page by page, newest first, and only to who sees the customer', async () => {
    const customer = await app.customer({ owner: rep, name: freshName() });
    for (let index = 1; index <= 7; index += 1) {
      await asRep.call('POST', `/api/customers/${customer.id}/notes`, { text: `第 ${index} 条` });
    }
    const texts: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await asRep.call(
        'GET',
        `/api/customers/${customer.id}/timeline?limit=3${cursor ? `&cursor=${cursor}` : ''}`,
      );
      texts.push(
        ...page.body.items.map((item: { note: { text: string } | null; type: string }) => item.note?.text ?? item.type),
      );
      cursor = page.body.nextCursor;
    }
    expect(texts).toEqual([...[7, 6, 5, 4, 3, 2, 1].map((index) => `第 ${index} 条`), 'customer.created']);
    expect((await asOutsider.call('GET', `/api/customers/${customer.id}/timeline`)).status).toBe(404);
    expect((await asRep.call('GET', `/api/customers/${customer.id}/timeline?cursor=zzz`)).status).toBe(422);
  });
});
