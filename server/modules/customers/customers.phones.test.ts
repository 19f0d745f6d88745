import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

let app: TestApp;
let now = new Date('2026-03-10T04:00:00Z');
let owner: TestPerson;
let finance: TestPerson;
let asOwner: Caller;
let asFinance: Caller;
let asBoss: Caller;
let customerId: string;
let contactId: string;

const phone = '13812345678';
const contactPhone = '13787654321';

beforeAll(async () => {
  app = await createTestApp({ now: () => now });
  const boss = await app.person({ roles: ['manager'] });
  owner = await app.person({ supervisor: boss });
  finance = await app.person({ roles: ['finance'] });
  [asOwner, asFinance, asBoss] = [await app.as(owner), await app.as(finance), await app.as(boss)];
  const made = await asOwner.call('POST', '/api/customers', {
    name: '苏州永晟塑业有限公司',
    phone,
    contacts: [{ name: '陈静', phone: contactPhone }],
  });
  customerId = made.body.id;
  contactId = made.body.contacts[0].id;
  await asOwner.call('PUT', `/api/customers/${customerId}/team`, {
    version: made.body.version,
    team: [
      { personId: owner.id, role: 'owner' },
      { personId: finance.id, role: 'service' },
    ],
  });
  const { version } = (await asOwner.call('GET', `/api/customers/${customerId}`)).body;
  await asOwner.call('PATCH', `/api/customers/${customerId}`, { version, phone: '021-55556666' });
  await asOwner.call('PATCH', `/api/customers/${customerId}`, { version: version + 1, phone });
});
afterAll(() => app.stop());

const found = async (as: Caller, q: string) => (await as.call('GET', `/api/customers?q=${q}`)).body.items.length;

describe('who lacks the permission', () => {
  test('reads telephones masked on the archive, in lists, at contacts and in history', async () => {
    const archive = (await asFinance.call('GET', `/api/customers/${customerId}`)).body;
    expect([archive.phone, archive.contacts[0].phone]).toEqual(['138****5678', '137****4321']);
    const list = (await asFinance.call('GET', '/api/customers')).body;
    expect(list.items[0].phone).toBe('138****5678');
    const history = JSON.stringify((await asFinance.call('GET', `/api/customers/${customerId}/timeline`)).body);
    expect(history).toContain('021****6666');
    for (const number of [phone, contactPhone, '55556666']) expect(history).not.toContain(number);
  });

  test('finds nothing by them, and everything else as before', async () => {
    for (const q of [phone, '5678', '138123', contactPhone, '4321']) {
      expect([q, await found(asFinance, q), await found(asOwner, q)]).toEqual([q, 0, 1]);
      expect((await asFinance.call('GET', `/api/search?q=${q}`)).body.items).toEqual([]);
      expect((await asFinance.call('GET', `/api/customers/suggest?q=${q}`)).body.items).toEqual([]);
    }
    for (const q of ['永晟', '陈静', '苏州 永晟']) expect([q, await found(asFinance, q)]).toEqual([q, 1]);
  });

  test('saves an archive without spoiling the number, and cannot put a mask in its place', async () => {
    const { version } = (await asFinance.call('GET', `/api/customers/${customerId}`)).body;
    const kept = await asFinance.call('PATCH', `/api/customers/${customerId}`, {
      version,
      phone: '138****5678',
      website: 'example.com',
    });
    expect(kept).toMatchObject({ status: 200, body: { phone: '138****5678', website: 'example.com' } });
    const spoilt = await asFinance.call('PATCH', `/api/customers/${customerId}`, {
      version: version + 1,
      phone: '139****5678',
    });
    expect(spoilt).toMatchObject({ status: 422, body: { code: 'common.invalid', fields: [{ path: 'phone' }] } });
    expect((await asOwner.call('GET', `/api/customers/${customerId}`)).body.phone).toBe(phone);
  });
});

test('whoever has the permission, and the owner without it, read them', async () => {
  expect((await asBoss.call('GET', `/api/customers/${customerId}`)).body.phone).toBe(phone);
  const clerk = await app.person({ roles: ['finance'] });
  const mine = await app.customer({ owner: await app.person({ supervisor: clerk }) });
  const asClerk = await app.as(clerk);
  await asClerk.call('PATCH', `/api/customers/${mine.id}`, { version: mine.version, phone: '13500001111' });
  const masked = (await asClerk.call('GET', `/api/customers/${mine.id}`)).body;
  expect(masked.phone).toBe('135****1111');
  const own = await asClerk.call('PUT', `/api/customers/${mine.id}/team`, {
    version: masked.version,
    team: [{ personId: clerk.id, role: 'owner' }],
  });
  expect(own.body.phone).toBe('13500001111');
});

test('a duplicate by a masked telephone names its owner alone', async () => {
  const clerk = await app.person({ roles: ['finance'] });
  const asClerk = await app.as(clerk);
  const { version } = (await asOwner.call('GET', `/api/customers/${customerId}`)).body;
  const team = (await asOwner.call('GET', `/api/customers/${customerId}`)).body.team.map(
    ({ person, role }: { person: TestPerson; role: string }) => ({ personId: person.id, role }),
  );
  await asOwner.call('PUT', `/api/customers/${customerId}/team`, {
    version,
    team: [...team, { personId: clerk.id, role: 'sales' }],
  });
  await app.runtime.kysely
    .insertInto('role_permissions')
    .columns(['role_id', 'permission'])
    .expression((eb) =>
      eb
        .selectFrom('roles')
        .select((one) => ['id', one.val('customers.create').as('permission')])
        .where('code', '=', 'finance'),
    )
    .execute();
  const asked = await (await app.as(clerk)).call('POST', '/api/customers/duplicates', { phone });
  expect(asked.body.items).toEqual([
    { reason: 'phone', customer: null, owner: expect.objectContaining({ id: owner.id }) },
  ]);
  const own = await asClerk.call('POST', '/api/customers/duplicates', { phone, exceptId: customerId });
  expect(own.body.items).toHaveLength(1);
});

describe('numbers that somebody who reads masks tries', () => {
  const digits = (end: number) => `138000${String(10_000 + end)}`;

  async function trader() {
    const person = await app.person({ roles: ['finance'] });
    return { person, as: await app.as(person) };
  }

  test('are counted by the different one, wherever they are tried, recorded, and limited for an hour', async () => {
    const { person, as } = await trader();
    const check = (number: string) => as.call('POST', '/api/customers/duplicates', { phone: number });
    for (let end = 0; end < 18; end += 1) expect((await check(digits(end))).status).toBe(200);
    // Again, and written otherwise, it is the same one; the beginning of one is none.
    for (const same of [digits(3), `+86 ${digits(3)}`, '1380001', '138000123']) {
      expect((await check(same)).status).toBe(200);
    }
    const named = { reason: 'phone', value: digits(18), ownerId: owner.id };
    expect((await as.call('POST', '/api/team-requests', { match: named })).status).toBe(422);
    const made = await as.call('POST', '/api/customers', { name: '试号公司', phone: digits(19) });
    expect(made.status).toBe(200);
    const limit = { status: 429, body: { code: 'customers.phoneCheckLimit', params: { limit: 20 } } };
    expect(await check(phone)).toMatchObject(limit);
    expect(await as.call('POST', '/api/team-requests', { match: { ...named, value: phone } })).toMatchObject(limit);
    expect(await as.call('POST', '/api/customers', { name: '又一公司', phone })).toMatchObject(limit);
    const other = { id: made.body.id, version: made.body.version };
    expect(await as.call('PATCH', `/api/customers/${other.id}`, { version: other.version, phone })).toMatchObject(
      limit,
    );
    // Names, and the number of an own customer, go on.
    expect((await as.call('POST', '/api/customers/duplicates', { name: '又一公司' })).status).toBe(200);
    const again = await as.call('PATCH', `/api/customers/${other.id}`, { version: other.version, phone: digits(19) });
    expect(again.status).toBe(200);
    const recorded = await app.runtime.kysely
      .selectFrom('events')
      .select(['audience', 'data'])
      .where('type', '=', 'customer.phoneChecked')
      .where('actor_id', '=', person.id)
      .execute();
    expect(recorded).toHaveLength(20);
    expect(recorded[0]).toEqual({ audience: 'audit', data: { phone: digits(0) } });
    await app.runtime.kysely
      .updateTable('phone_checks')
      .set({ at: new Date(app.runtime.now().getTime() - 3_600_000).toISOString() })
      .where('user_id', '=', person.id)
      .execute();
    expect((await check(phone)).body.items).toHaveLength(1);
  });

  test('of twenty at once no more than are left are tried; who reads them all is not counted', async () => {
    const { as } = await trader();
    const tries = Array.from({ length: 30 }, (_, end) =>
      as.call('POST', '/api/customers/duplicates', { phone: digits(100 + end) }),
    );
    expect((await Promise.all(tries)).filter(({ status }) => status === 200)).toHaveLength(20);
    const free = Array.from({ length: 30 }, (_, end) =>
      asBoss.call('POST', '/api/customers/duplicates', { phone: digits(200 + end) }),
    );
    expect((await Promise.all(free)).every(({ status }) => status === 200)).toBe(true);
  });
});

describe('uncovering a telephone', () => {
  const reveal = (as: Caller, path: string) => as.call('POST', `/api/${path}/phone/reveal`, {});

  test('answers it, is recorded, and counts once a day', async () => {
    expect((await reveal(asFinance, `customers/${customerId}`)).body).toEqual({ phone, left: 19 });
    expect((await reveal(asFinance, `customers/${customerId}`)).body).toEqual({ phone, left: 19 });
    expect((await reveal(asFinance, `contacts/${contactId}`)).body).toEqual({ phone: contactPhone, left: 18 });
    const events = await app.runtime.kysely
      .selectFrom('events')
      .select(['type', 'audience', 'subject_id as subjectId', 'data'])
      .where('type', 'in', ['customer.phoneRevealed', 'contact.phoneRevealed'])
      .orderBy('id')
      .execute();
    expect(events.map(({ type }) => type)).toEqual([
      'customer.phoneRevealed',
      'customer.phoneRevealed',
      'contact.phoneRevealed',
    ]);
    expect(events.every(({ audience, data }) => audience === 'audit' && JSON.stringify(data) === '{}')).toBe(true);
  });

  test('is limited by the company, and goes on the next local day', async () => {
    const operations = await app.as(await app.person({ roles: ['operations'] }));
    const { version } = (await operations.call('GET', '/api/company')).body;
    await operations.call('PATCH', '/api/company', { version, phoneReveals: 2 });
    const other = await app.customer({ owner });
    await asOwner.call('PATCH', `/api/customers/${other.id}`, { version: other.version, phone: '13711112222' });
    const team = await asOwner.call('GET', `/api/customers/${other.id}`);
    await asOwner.call('PUT', `/api/customers/${other.id}/team`, {
      version: team.body.version,
      team: [
        { personId: owner.id, role: 'owner' },
        { personId: finance.id, role: 'service' },
      ],
    });
    const refused = await reveal(asFinance, `customers/${other.id}`);
    expect(refused).toMatchObject({
      status: 429,
      body: { code: 'customers.revealLimit', params: { limit: 2, day: '2026-03-11', retryAfter: 12 * 3600 } },
    });
    expect(refused.headers['retry-after']).toBe(String(12 * 3600));
    now = new Date('2026-03-10T16:00:01Z');
    expect((await reveal(asFinance, `customers/${other.id}`)).body).toEqual({ phone: '13711112222', left: 1 });
  });

  test('needs the permission, a session and a customer that is seen', async () => {
    expect((await reveal(asOwner, `customers/${customerId}`)).status).toBe(403);
    expect((await reveal(app.anonymous, `customers/${customerId}`)).status).toBe(401);
    const stranger = await app.as(await app.person({ roles: ['finance'] }));
    expect((await reveal(stranger, `customers/${customerId}`)).body.code).toBe('common.notFound');
    expect((await reveal(stranger, `contacts/${contactId}`)).body.code).toBe('common.notFound');
  });
});
