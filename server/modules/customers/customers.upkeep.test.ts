import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

let app: TestApp;
const start = new Date('2026-03-10T04:00:00Z');
let now = start;
let owner: TestPerson;
let asOwner: Caller;
let asBoss: Caller;
let asStranger: Caller;
let asOperations: Caller;

beforeAll(async () => {
  app = await createTestApp({ now: () => now, worker: true });
  const boss = await app.person({ roles: ['manager'] });
  owner = await app.person({ supervisor: boss });
  asOwner = await app.as(owner);
  asBoss = await app.as(boss);
  asStranger = await app.as(await app.person());
  asOperations = await app.as(await app.person({ roles: ['operations'] }));
});
afterAll(() => app.stop());

/** A customer whose archive was last kept so many days ago. */
async function customerMade(days: number, fields: Record<string, unknown> = {}): Promise<string> {
  const made = await asOwner.call('POST', '/api/customers', { name: `苏州 ${Math.random()}`, phone: null, ...fields });
  expect(made.status).toBe(200);
  const at = new Date(now.getTime() - days * 86_400_000).toISOString();
  await sql`update customers set archive_updated_at = ${at}, created_at = ${at} where id = ${made.body.id}`.execute(
    app.runtime.kysely,
  );
  await sql`update contacts set created_at = ${at} where customer_id = ${made.body.id}`.execute(app.runtime.kysely);
  return made.body.id;
}
const archive = async (id: string) => (await asOwner.call('GET', `/api/customers/${id}`)).body;
const upkeep = async (as: Caller, id: string) => (await as.call('GET', `/api/customers/${id}/upkeep`)).body;
const keysOf = (body: { points: { key: string }[] }) => body.points.map((point) => point.key);

describe('an archive', () => {
  test('is out of date after a calendar month, or after the cycle of its segment, also when the cycle changes', async () => {
    const segment = await asOperations.call('POST', '/api/lists', { list: 'segment', name: '直销工厂' });
    const fresh = await customerMade(28);
    expect(await archive(fresh)).toMatchObject({ stale: true, staleAt: '2026-03-10T04:00:00.000Z' });
    expect((await archive(await customerMade(27))).stale).toBe(false);
    const ofSegment = await customerMade(10, { segmentId: segment.body.id });
    const due = async () => (await archive(ofSegment)).staleAt;
    expect(await due()).toBe('2026-03-28T04:00:00.000Z');
    const first = await asOperations.call('PATCH', `/api/segments/${segment.body.id}`, {
      version: (await settings(segment.body.id)).version,
      cycleDays: 7,
    });
    expect(first.status).toBe(200);
    await vi.waitFor(async () => expect(await due()).toBe('2026-03-07T04:00:00.000Z'), { timeout: 10_000 });
    // New ones and changed ones go by the cycle at once.
    expect((await archive(await customerMade(0, { segmentId: segment.body.id }))).staleAt).toBe(
      '2026-03-17T04:00:00.000Z',
    );
    await asOperations.call('PATCH', `/api/segments/${segment.body.id}`, {
      version: first.body.version,
      cycleDays: null,
    });
    await vi.waitFor(async () => expect(await due()).toBe('2026-03-28T04:00:00.000Z'), { timeout: 10_000 });
  });

  const settings = async (id: string) =>
    (await asOperations.call('GET', '/api/customer-fields')).body.segments.find((one: { id: string }) => one.id === id);

  test('says what is probably out of date; points are confirmed one by one or all', async () => {
    const contacts = [{ name: '陈静' }];
    const id = await customerMade(120, { phone: '13812340001', website: 'example.com', contacts });
    const asked = await upkeep(asOwner, id);
    expect(asked).toMatchObject({ stale: true, snooze: null, can: { confirm: true, snooze: true } });
    const contact = (await archive(id)).contacts[0].id;
    expect(keysOf(asked)).toEqual([
      'field.segment',
      'field.region',
      'field.industry',
      'field.level',
      'field.addresses',
      'field.phone',
      'field.website',
      `contact.${contact}`,
    ]);
    const one = await asOwner.call('POST', `/api/customers/${id}/upkeep`, {
      version: asked.version,
      keys: ['field.phone'],
    });
    expect(one.status).toBe(200);
    expect(one.body.stale).toBe(true);
    expect(keysOf(one.body)).not.toContain('field.phone');
    const all = await asBoss.call('POST', `/api/customers/${id}/upkeep`, {
      version: one.body.version,
      keys: keysOf(one.body),
    });
    expect(all.body).toMatchObject({ stale: false });
    expect((await archive(id)).archiveUpdatedAt).toBe(now.toISOString());
  });

  test('is not confirmed in an old version, at unknown points, or by who does not see it', async () => {
    const id = await customerMade(60);
    const { version } = await upkeep(asOwner, id);
    const confirm = (as: Caller, body: object) => as.call('POST', `/api/customers/${id}/upkeep`, body);
    expect((await confirm(asOwner, { version: version + 1, keys: ['field.region'] })).body.code).toBe('common.stale');
    expect((await confirm(asOwner, { version, keys: ['field.secret'] })).body.fields).toEqual([
      { path: 'keys.0', code: 'notFound' },
    ]);
    expect((await confirm(asStranger, { version, keys: ['field.region'] })).body.code).toBe('common.notFound');
    expect((await asStranger.call('GET', `/api/customers/${id}/upkeep`)).body.code).toBe('common.notFound');
    expect((await app.anonymous.call('GET', `/api/customers/${id}/upkeep`)).status).toBe(401);
  });
});

describe('putting it off', () => {
  test('is for the owner, for a while, with a reason that those above read', async () => {
    const id = await customerMade(40);
    const { version } = await upkeep(asOwner, id);
    const snooze = (as: Caller, body: object) => as.call('POST', `/api/customers/${id}/snooze`, body);
    const until = '2026-03-11';
    expect((await snooze(asBoss, { version, until, reason: '代为推迟' })).status).toBe(403);
    expect((await snooze(asStranger, { version, until, reason: '看不见' })).status).toBe(404);
    expect((await snooze(asOwner, { version, until: '2026-03-10', reason: '今天' })).body.fields[0].code).toBe(
      'tooSmall',
    );
    expect((await snooze(asOwner, { version, until: '2026-05-01', reason: '太久' })).body.fields[0].code).toBe(
      'tooBig',
    );
    expect((await snooze(asOwner, { version, until, reason: '' })).body.fields[0].path).toBe('reason');
    const done = await snooze(asOwner, { version, until, reason: '客户停产检修' });
    expect(done.body).toMatchObject({
      stale: false,
      snooze: { until, reason: '客户停产检修', times: 1, person: { id: owner.id } },
    });
    const seen = (await asBoss.call('GET', '/api/stale-archives/snoozed')).body.items;
    expect(seen).toMatchObject([{ customer: { id }, owner: { id: owner.id }, until, reason: '客户停产检修' }]);
    expect((await asStranger.call('GET', '/api/stale-archives/snoozed')).body.items).toEqual([]);
    const history = JSON.stringify((await asBoss.call('GET', `/api/customers/${id}/timeline`)).body);
    expect(history).toContain('客户停产检修');
    now = new Date('2026-03-11T00:00:00Z');
    expect((await archive(id)).stale).toBe(true);
    expect((await asBoss.call('GET', '/api/stale-archives/snoozed')).body.items).toEqual([]);
    const again = await snooze(asOwner, { version: done.body.version, until: '2026-03-12', reason: '仍在检修' });
    expect(again.body.can.snooze).toBe(false);
    now = new Date('2026-03-12T00:00:00Z');
    const third = await snooze(asOwner, { version: again.body.version, until: '2026-03-13', reason: '第三次' });
    expect(third.body).toMatchObject({ code: 'customers.snoozeSpent', params: { times: 2 } });
    // Once the archive is kept, the count begins anew.
    const kept = await asOwner.call('POST', `/api/customers/${id}/confirm`, { version: again.body.version });
    expect(kept.body.stale).toBe(false);
    expect((await upkeep(asOwner, id)).can.snooze).toBe(true);
    now = start;
  });
});

test('managers see the count of each of their people, with the way down; others see their own', async () => {
  await sql`update customers set archive_updated_at = now() + interval '9 years'`.execute(app.runtime.kysely);
  const [first, second] = [await customerMade(50), await customerMade(50)];
  const people = (await asBoss.call('GET', '/api/stale-archives/people')).body.items;
  expect(people).toEqual([
    { person: expect.objectContaining({ id: owner.id }), count: 2, oldestAt: '2026-02-19T04:00:00.000Z', snoozed: 0 },
  ]);
  const down = await asBoss.call('GET', `/api/customers?ownerId=${owner.id}&stale=true`);
  expect(down.body.items.map((one: { id: string }) => one.id).sort()).toEqual([first, second].sort());
  expect((await asOwner.call('GET', '/api/stale-archives/people')).body.items).toHaveLength(1);
  expect((await asStranger.call('GET', '/api/stale-archives/people')).body.items).toEqual([]);
  const today = (await asOwner.call('GET', '/api/today')).body.stale;
  expect(today.map((one: { customer: { id: string } }) => one.customer.id).sort()).toEqual([first, second].sort());
});
