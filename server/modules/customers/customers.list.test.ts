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
let asOutsider: Caller;
const ids = new Map<string, string>();

type Row = { id: string; name: string; updatedAt: string };

beforeAll(async () => {
  app = await createTestApp();
  manager = await app.person({ roles: ['manager'] });
  rep = await app.person({ supervisor: manager });
  peer = await app.person({ supervisor: manager });
  outsider = await app.person();
  asManager = await app.as(manager);
  asRep = await app.as(rep);
  asOutsider = await app.as(outsider);
  const owners = {
    北方机床: rep,
    南方电缆: rep,
    东海渔业: rep,
    西山煤矿: peer,
    中原粮油: peer,
    Zeta: rep,
    alpha: peer,
    远方物流: outsider,
  };
  for (const [name, owner] of Object.entries(owners)) {
    ids.set(name, (await app.customer({ owner, name })).id);
  }
  await app.customer({ owner: outsider, name: '共有化工', team: [{ person: rep, role: 'technical' }] });
});
afterAll(() => app.stop());

async function names(caller: Caller, query: string): Promise<string[]> {
  const answer = await caller.call('GET', `/api/customers?${query}`);
  expect(answer.status).toBe(200);
  return answer.body.items.map((row: Row) => row.name);
}

describe('the list', () => {
  test('holds own, shared and subordinates’ customers and nothing else', async () => {
    expect((await names(asRep, '')).sort()).toEqual(['Zeta', '东海渔业', '共有化工', '北方机床', '南方电缆'].sort());
    expect(await names(asManager, 'sort=name&order=asc')).toEqual([
      '北方机床',
      '东海渔业',
      '共有化工',
      '南方电缆',
      '西山煤矿',
      '中原粮油',
      'alpha',
      'Zeta',
    ]);
    expect((await names(asOutsider, '')).sort()).toEqual(['共有化工', '远方物流']);
    expect((await app.anonymous.call('GET', '/api/customers')).status).toBe(401);
  });

  test.each([
    ['updatedAt', 'desc'],
    ['updatedAt', 'asc'],
    ['createdAt', 'desc'],
    ['createdAt', 'asc'],
    ['name', 'asc'],
    ['name', 'desc'],
  ])('page by page by %s %s is the whole list in order', async (sort, order) => {
    const whole = await names(asManager, `sort=${sort}&order=${order}`);
    const paged: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await asManager.call(
        'GET',
        `/api/customers?sort=${sort}&order=${order}&limit=3${cursor ? `&cursor=${cursor}` : ''}`,
      );
      expect(page.body.items.length).toBeLessThanOrEqual(3);
      paged.push(...page.body.items.map((row: Row) => row.name));
      cursor = page.body.nextCursor;
    }
    expect(paged).toEqual(whole);
    expect(new Set(whole).size).toBe(8);
  });

  test('search, owner, and both', async () => {
    expect((await names(asManager, 'q=方')).sort()).toEqual(['北方机床', '南方电缆']);
    expect(await names(asManager, 'q=方电')).toEqual(['南方电缆']);
    expect(await names(asManager, 'q=ZE')).toEqual(['Zeta']);
    expect(await names(asManager, `q=${encodeURIComponent('（）')}`)).toEqual([]);
    expect(await names(asRep, 'q=远方')).toEqual([]);
    const contact = await asRep.call('POST', `/api/customers/${ids.get('Zeta')}/contacts`, { name: '钱多多' });
    expect(await names(asManager, 'q=多多')).toEqual(['Zeta']);
    await asRep.call('PATCH', `/api/contacts/${contact.body.id}`, { version: 1, phone: '13912340000' });
    expect(await names(asManager, 'q=13912340000')).toEqual(['Zeta']);
    expect((await names(asManager, `ownerId=${peer.id}`)).sort()).toEqual(['alpha', '中原粮油', '西山煤矿']);
    expect(await names(asManager, `ownerId=${outsider.id}`)).toEqual(['共有化工']);
    expect(await names(asRep, `ownerId=${peer.id}`)).toEqual([]);
    expect(await names(asManager, `ownerId=${peer.id}&q=${encodeURIComponent('粮油')}`)).toEqual(['中原粮油']);
  });

  test('stale archives and the others are the whole', async () => {
    await app.runtime.pool.query(
      `update customers set archive_updated_at = now() - interval '2 months' where id = '${ids.get('北方机床')}'`,
    );
    expect(await names(asManager, 'stale=true')).toEqual(['北方机床']);
    expect(await names(asManager, 'stale=false')).toHaveLength(7);
    expect((await asManager.call('GET', '/api/customers/count?stale=true')).body).toEqual({ count: 1, exact: true });
  });

  test('count counts what the list holds', async () => {
    for (const caller of [asRep, asManager, asOutsider]) {
      const listed = await names(caller, '');
      expect((await caller.call('GET', '/api/customers/count')).body).toEqual({ count: listed.length, exact: true });
    }
    expect((await asManager.call('GET', '/api/customers/count?q=方')).body).toEqual({ count: 2, exact: true });
    expect((await app.anonymous.call('GET', '/api/customers/count')).status).toBe(401);
  });

  test('what is no filter, sort, order or cursor of its own is refused', async () => {
    for (const query of [
      'sort=ownerId',
      'sort=name;drop',
      'order=up',
      'limit=0',
      'limit=201',
      'segmentId=1',
      'stale=maybe',
      'cursor=abc',
      `cursor=${Buffer.from('["x","y"]').toString('base64url')}`,
      `cursor=${Buffer.from(`["2026-13-99T00:00:00Z","${ids.get('Zeta')}"]`).toString('base64url')}`,
    ]) {
      const refused = await asRep.call('GET', `/api/customers?${query}`);
      expect([refused.status, query]).toEqual([422, query]);
    }
  });
});

describe('suggest', () => {
  const suggested = async (caller: Caller, query: string) =>
    (await caller.call('GET', `/api/customers/suggest?${query}`)).body.items.map((item: Row) => item.name);

  test('what one worked on last comes first, then the beginning, then the rest', async () => {
    expect((await suggested(asRep, 'limit=2'))[0]).toBe('Zeta');
    await asRep.call('POST', `/api/customers/${ids.get('北方机床')}/notes`, { text: '打过电话' });
    expect((await suggested(asRep, ''))[0]).toBe('北方机床');
    expect(await suggested(asManager, `q=${encodeURIComponent('方')}&limit=20`)).toHaveLength(2);
    expect((await suggested(asManager, `q=${encodeURIComponent('南')}`))[0]).toBe('南方电缆');
    expect(await suggested(asManager, 'q=a')).toEqual(['alpha']);
  });

  test('never what is not seen, also when one worked on it before', async () => {
    expect(await suggested(asOutsider, `q=${encodeURIComponent('北方')}`)).toEqual([]);
    expect(await suggested(asOutsider, `q=${encodeURIComponent('%')}`)).toEqual([]);
    const customer = await app.customer({ owner: outsider, name: '旧友贸易', team: [{ person: rep, role: 'sales' }] });
    await asRep.call('POST', `/api/customers/${customer.id}/notes`, { text: 'x' });
    expect(await suggested(asRep, '')).toContain('旧友贸易');
    await asOutsider.call('PUT', `/api/customers/${customer.id}/team`, {
      version: customer.version,
      team: [{ personId: outsider.id, role: 'owner' }],
    });
    expect(await suggested(asRep, 'limit=20')).not.toContain('旧友贸易');
    expect((await app.anonymous.call('GET', '/api/customers/suggest')).status).toBe(401);
  });
});

describe('a line with very many customers is served from the other side, with the same rows', () => {
  test('list, filters and count', async () => {
    const wide = await app.person({ roles: ['manager'] });
    const below = await Promise.all([1, 2, 3].map(() => app.person({ supervisor: wide })));
    const segment = '01900000-0000-7000-8000-000000000001';
    await app.runtime.pool.query(`insert into list_entries (id, list, name) values ('${segment}', 'segment', '批量')`);
    await app.runtime.pool.query(
      `with made as (
        insert into customers (id, name, normalized_name, core_name, owner_id, segment_id, search,
          archive_updated_at, created_at, updated_at)
        select gen_random_uuid(), 'bulk ' || n, 'bulk' || n, 'bulk' || n, $1, case when n % 50 = 0 then $2::uuid end,
          to_tsvector('simple', 'bulk ' || n), now(), now(), now() - n * interval '1 s'
        from generate_series(1, 10001) n returning id
      ) insert into customer_team (customer_id, user_id, role)
      select id, person, case when person = $1 then 'owner' else 'sales' end from made, unnest($3::uuid[]) as person`,
      [below[0]?.id, segment, below.map((person) => person.id)],
    );
    const caller = await app.as(wide);
    expect(await names(caller, 'limit=3')).toEqual(['bulk 1', 'bulk 2', 'bulk 3']);
    expect(await names(caller, 'sort=updatedAt&order=asc&limit=2')).toEqual(['bulk 10001', 'bulk 10000']);
    expect(await names(caller, `segmentId=${segment}&limit=200`)).toHaveLength(200);
    expect(await names(caller, 'q=9999')).toEqual(['bulk 9999']);
    expect(await names(caller, `q=${encodeURIComponent('方')}`)).toEqual([]);
    expect((await caller.call('GET', '/api/customers/count')).body).toEqual({ count: 10_000, exact: false });
    expect((await caller.call('GET', `/api/customers/count?segmentId=${segment}`)).body).toEqual({
      count: 200,
      exact: true,
    });
  });
});

test('the newest of a line of many people, when nearly all of them are one person’s', async () => {
  const lead = await app.person({ roles: ['manager'] });
  const people = await Promise.all(Array.from({ length: 30 }, () => app.person({ supervisor: lead })));
  // The first person has the 60 newest; everyone has an older one; every tenth is shared by two.
  await app.runtime.pool.query(
    `with made as (
      insert into customers (id, name, normalized_name, core_name, owner_id, search,
        archive_updated_at, created_at, updated_at)
      select gen_random_uuid(), 'line ' || n, 'line' || n, 'line' || n,
        ($1::uuid[])[case when n <= 60 then 1 else n - 60 end], '', now(), now(), now() - n * interval '1 s'
      from generate_series(1, 90) n returning id, owner_id, name
    ), owned as (
      insert into customer_team (customer_id, user_id, role) select id, owner_id, 'owner' from made
    )
    insert into customer_team (customer_id, user_id, role)
    select id, ($1::uuid[])[30], 'sales' from made where name like '%5' and owner_id <> ($1::uuid[])[30]`,
    [people.map((person) => person.id)],
  );
  const caller = await app.as(lead);
  const expected = Array.from({ length: 90 }, (_, index) => `line ${index + 1}`);
  expect(await names(caller, 'limit=50')).toEqual(expected.slice(0, 50));
  expect(await names(caller, 'limit=200')).toEqual(expected);
  expect(await names(caller, 'limit=200&order=asc')).toEqual(expected.toReversed());
  const first = await caller.call('GET', '/api/customers?limit=45');
  expect(await names(caller, `limit=200&cursor=${first.body.nextCursor}`)).toEqual(expected.slice(45));
  const oldest = (await caller.call('GET', '/api/customers?limit=1&order=asc')).body.items[0];
  await caller.call('POST', `/api/customers/${oldest.id}/confirm`, { version: 1 });
  expect(await names(caller, 'limit=2')).toEqual(['line 90', 'line 1']);
});

test('under a filter on what places know, the newest of a line of many people', async () => {
  const lead = await app.person({ roles: ['manager'] });
  const people = await Promise.all(Array.from({ length: 12 }, () => app.person({ supervisor: lead })));
  const [level, other, segment] = [1, 2, 3].map((n) => `01900000-0000-7000-8000-00000000aa0${n}`);
  await app.runtime.pool.query(
    `insert into list_entries (id, list, name) values ($1, 'level', '甲级'), ($2, 'level', '乙级'), ($3, 'segment', '试点')`,
    [level, other, segment],
  );
  // The first person has the 60 newest; every third is of the level, every tenth is shared by two.
  await app.runtime.pool.query(
    `with made as (
      insert into customers (id, name, normalized_name, core_name, owner_id, level_id, segment_id, search,
        archive_updated_at, created_at, updated_at)
      select gen_random_uuid(), 'narrow ' || n, 'narrow' || n, 'narrow' || n,
        ($1::uuid[])[case when n <= 60 then 1 else 1 + n % 12 end], case when n % 3 = 0 then $2::uuid else $3::uuid end,
        case when n % 2 = 0 then $4::uuid end, '', now(), now(), now() - n * interval '1 s'
      from generate_series(1, 180) n returning id, owner_id, name
    ), owned as (
      insert into customer_team (customer_id, user_id, role) select id, owner_id, 'owner' from made
    )
    insert into customer_team (customer_id, user_id, role)
    select id, ($1::uuid[])[12], 'sales' from made where name like '%6' and owner_id <> ($1::uuid[])[12]`,
    [people.map((person) => person.id), level, other, segment],
  );
  const caller = await app.as(lead);
  const asked = (...all: object[]) => `filter=${encodeURIComponent(JSON.stringify({ all }))}`;
  const ofLevel = Array.from({ length: 60 }, (_, index) => `narrow ${3 * index + 3}`);
  const isLevel = { field: 'level', op: 'is', value: level };
  expect(await names(caller, `limit=50&${asked(isLevel)}`)).toEqual(ofLevel.slice(0, 50));
  expect(await names(caller, `limit=200&levelId=${level}`)).toEqual(ofLevel);
  expect(await names(caller, `limit=200&order=asc&${asked(isLevel)}`)).toEqual(ofLevel.toReversed());
  const both = asked(isLevel, { field: 'segment', op: 'empty' });
  expect(await names(caller, `limit=200&${both}`)).toEqual(ofLevel.filter((_, index) => index % 2 === 0));
  const first = await caller.call('GET', `/api/customers?limit=20&${asked(isLevel)}`);
  expect(await names(caller, `limit=200&cursor=${first.body.nextCursor}&${asked(isLevel)}`)).toEqual(ofLevel.slice(20));
  expect((await caller.call('GET', `/api/customers/count?${both}`)).body).toEqual({ count: 30, exact: true });
  const groups = await caller.call('GET', `/api/customers/groups?by=segment&${asked(isLevel)}`);
  expect(groups.body.items.map(({ key, count }: { key: string; count: number }) => [key, count])).toEqual([
    [segment, 30],
    [null, 30],
  ]);
  // A place follows its customer at once, whatever else of it changes.
  const { id, version } = first.body.items[0];
  const changed = await caller.call('PATCH', `/api/customers/${id}`, { version, levelId: other });
  expect(changed.status).toBe(200);
  expect(await names(caller, `limit=200&${asked(isLevel)}`)).toEqual(ofLevel.slice(1));
  await app.runtime.pool.query('update customers set level_id = $1, segment_id = null where id = $2', [level, id]);
  expect(await names(caller, `limit=1&${both}`)).toEqual(['narrow 3']);
});

test('the pages go on behind the longest names and texts', async () => {
  const owner = await app.person();
  const caller = await app.as(owner);
  const operations = await app.as(await app.person({ roles: ['operations'] }));
  const field = (await operations.call('POST', '/api/customer-fields', { label: '简介', type: 'text' })).body;
  for (const sign of ['甲', '𠮷']) {
    const name = sign.repeat(100);
    const { id, version } = await app.customer({ owner, name });
    const own = { [field.id]: sign.repeat(500) };
    expect((await caller.call('PATCH', `/api/customers/${id}`, { version, own })).status).toBe(200);
  }
  for (const sort of ['name', field.key]) {
    for (const order of ['asc', 'desc']) {
      const path = `/api/customers?sort=${sort}&order=${order}&limit=1`;
      const first = await caller.call('GET', path);
      const second = await caller.call('GET', `${path}&cursor=${first.body.nextCursor}`);
      expect([first, second].map(({ status, body }) => [status, body.items?.length])).toEqual([
        [200, 1],
        [200, 1],
      ]);
    }
  }
});
