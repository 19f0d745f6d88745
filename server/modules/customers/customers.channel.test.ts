import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

const clock = new Date('2026-03-10T04:00:00Z');
let app: TestApp;
let rep: TestPerson;
let peer: TestPerson;
let asManager: Caller;
let asRep: Caller;
let asOperations: Caller;

beforeAll(async () => {
  app = await createTestApp({ now: () => clock });
  const manager = await app.person({ name: '经理', roles: ['manager'] });
  rep = await app.person({ name: '销售甲', supervisor: manager });
  peer = await app.person({ name: '销售乙', supervisor: manager });
  asManager = await app.as(manager);
  asRep = await app.as(rep);
  asOperations = await app.as(await app.person({ roles: ['operations'] }));
});
afterAll(() => app.stop());

const link = (caller: Caller, body: object) => caller.call('POST', '/api/channel-links', body);
const below = async (child: { id: string; version: number }, parentId: string, caller = asManager) =>
  caller.call('PATCH', `/api/customers/${child.id}`, { version: child.version, parentId });

describe('a group', () => {
  test('up to the head and down again, only what is seen and reached without a gap, with figures', async () => {
    const [head, mine, hidden, beyond] = [
      await app.customer({ owner: rep, name: '集团总部' }),
      await app.customer({ owner: rep, name: '自己的子公司' }),
      await app.customer({ owner: peer, name: '别人的子公司' }),
      await app.customer({ owner: rep, name: '隔着别人的孙公司' }),
    ];
    await below(mine, head.id);
    await below(hidden, head.id);
    await below(beyond, hidden.id);
    await asRep.call('POST', '/api/visits/record', { customerId: mine.id, discussed: '近' });
    await asRep.call('POST', '/api/plan-items', { title: '去一趟', day: '2026-03-12', customerId: head.id });
    await asRep.call('POST', `/api/customers/${mine.id}/contacts`, { name: '王总' });
    const seen = (await asRep.call('GET', `/api/customers/${mine.id}/group`)).body;
    expect(seen).toMatchObject({
      nodes: [
        { id: head.id, parentId: null, planItems: 1 },
        { id: mine.id, parentId: head.id, contacts: 1, visits: 1 },
      ],
      totals: { contacts: 1, visits: 1, planItems: 1 },
      more: false,
    });
    const apart = (await asRep.call('GET', `/api/customers/${beyond.id}/group`)).body;
    expect(apart.nodes).toMatchObject([{ id: beyond.id, parentId: null }]);
    const whole = (await asManager.call('GET', `/api/customers/${mine.id}/group`)).body;
    expect(whole.nodes).toHaveLength(4);
    expect((await asRep.call('GET', `/api/customers/${hidden.id}/group`)).body.code).toBe('common.notFound');
    expect((await app.anonymous.call('GET', `/api/customers/${mine.id}/group`)).status).toBe(401);
    const circle = await asRep.call('GET', `/api/customers/${head.id}`);
    const refused = await below(circle.body, mine.id);
    expect(refused.body.fields).toEqual([{ path: 'parentId', code: 'order' }]);
  });
});

describe('distributors', () => {
  test('serve end customers for a time in a region; both sides list it, overlaps are told', async () => {
    const [one, two, end] = [
      await app.customer({ owner: rep }),
      await app.customer({ owner: rep }),
      await app.customer({ owner: rep }),
    ];
    const region = (await asOperations.call('POST', '/api/lists', { list: 'region', name: '浙江' })).body;
    const first = await link(asRep, {
      distributorId: one.id,
      customerId: end.id,
      fromOn: '2025-01-01',
      untilOn: '2025-12-31',
      product: '树脂',
    });
    expect(first.body).toMatchObject({ overlaps: [], region: null, product: '树脂', can: { change: true } });
    const second = (
      await link(asRep, { distributorId: two.id, customerId: end.id, fromOn: '2026-01-01', regionId: region.id })
    ).body;
    expect(second.overlaps).toEqual([]);
    const { body: changed } = await asRep.call('PATCH', `/api/channel-links/${first.body.id}`, {
      version: 1,
      untilOn: '2026-02-01',
    });
    expect(changed.overlaps).toMatchObject([{ id: second.id, distributor: { id: two.id } }]);
    const list = async (id: string, query = '') =>
      (await asRep.call('GET', `/api/customers/${id}/channel-links${query}`)).body;
    expect((await list(end.id)).items.map((row: { id: string }) => row.id)).toEqual([second.id, changed.id]);
    expect((await list(two.id)).items).toMatchObject([{ customer: { id: end.id }, region: { name: '浙江' } }]);
    const page = await list(end.id, '?limit=1');
    expect((await list(end.id, `?limit=1&cursor=${page.nextCursor}`)).items).toMatchObject([{ id: changed.id }]);
    const stale = await asRep.call('POST', `/api/channel-links/${second.id}/remove`, { version: 9 });
    expect(stale.body.code).toBe('common.stale');
    expect((await asRep.call('POST', `/api/channel-links/${second.id}/remove`, { version: 1 })).status).toBe(200);
    expect((await list(end.id)).items).toMatchObject([{ id: changed.id, overlaps: [] }]);
    const types = (await asRep.call('GET', `/api/customers/${end.id}/timeline`)).body.items.map(
      (entry: { type: string }) => entry.type,
    );
    expect(types.slice(0, 4)).toEqual(['channel.unlinked', 'channel.changed', 'channel.linked', 'channel.linked']);
  });

  test('a link is there only for who sees both ends, and changed only by who writes one', async () => {
    const mine = await app.customer({ owner: rep });
    const theirs = await app.customer({ owner: peer });
    const made = (await link(asManager, { distributorId: theirs.id, customerId: mine.id, fromOn: '2026-01-01' })).body;
    expect((await asRep.call('GET', `/api/customers/${mine.id}/channel-links`)).body.items).toEqual([]);
    const patch = await asRep.call('PATCH', `/api/channel-links/${made.id}`, { version: 1, product: 'x' });
    expect(patch.body.code).toBe('common.notFound');
    for (const [body, path] of [
      [{ distributorId: theirs.id, customerId: mine.id, fromOn: '2026-01-01' }, 'distributorId'],
      [{ distributorId: mine.id, customerId: theirs.id, fromOn: '2026-01-01' }, 'customerId'],
      [{ distributorId: mine.id, customerId: mine.id, fromOn: '2026-01-01' }, 'customerId'],
    ] as const) {
      expect((await link(asRep, body)).body.fields[0].path).toBe(path);
    }
    const other = await app.customer({ owner: rep });
    const bad = { distributorId: mine.id, customerId: other.id, fromOn: '2026-02-01', untilOn: '2026-01-01' };
    expect((await link(asRep, bad)).body.fields).toEqual([{ path: 'untilOn', code: 'order' }]);
    const reader = await app.person();
    for (const one of [mine, other]) {
      const team = [
        { personId: rep.id, role: 'owner' },
        { personId: reader.id, role: 'service', access: 'read' },
      ];
      await asRep.call('PUT', `/api/customers/${one.id}/team`, { version: one.version, team });
    }
    const asReader = await app.as(reader);
    const read = await link(asReader, { distributorId: mine.id, customerId: other.id, fromOn: '2026-01-01' });
    expect(read.body.code).toBe('common.forbidden');
  });
});
