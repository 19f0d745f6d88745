import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OwnOperator } from '../../../contract/fields.rules.ts';
import { operatorsOf } from '../../../contract/fields.rules.ts';
import type { OwnField } from '../../../contract/fields.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { ownFields } from '../fields/index.ts';
import { actorOf } from '../org/index.ts';
import { ownFieldCondition, ownFieldSort } from './customers.own.reads.ts';

const unknownId = '01900000-0000-7000-8000-000000000000';

let app: TestApp;
let rep: TestPerson;
let asRep: Caller;
let outsider: TestPerson;
let asOutsider: Caller;
let asOperations: Caller;

beforeAll(async () => {
  app = await createTestApp({ worker: true });
  const manager = await app.person({ roles: ['manager'] });
  rep = await app.person({ supervisor: manager });
  outsider = await app.person();
  [asRep, asOutsider] = [await app.as(rep), await app.as(outsider)];
  asOperations = await app.as(await app.person({ roles: ['operations'] }));
});
afterAll(() => app.stop());

let number = 0;
async function field(
  given: object,
): Promise<{ id: string; version: number; choices: { id: string; label: string }[] }> {
  number += 1;
  const made = await asOperations.call('POST', '/api/customer-fields', {
    label: `字段${number}`,
    type: 'text',
    ...given,
  });
  expect(made.body).toMatchObject({ id: expect.anything() });
  return made.body;
}

const change = (caller: Caller, customer: { id: string; version: number }, body: object) =>
  caller.call('PATCH', `/api/customers/${customer.id}`, { version: customer.version, ...body });

const choices = [{ label: '高' }, { label: '中' }, { label: '低' }];

describe('values', () => {
  test('of every type are written, read and emptied', async () => {
    const [text, amount, count, day] = [
      await field({ type: 'text' }),
      await field({ type: 'money' }),
      await field({ type: 'number' }),
      await field({ type: 'date' }),
    ];
    const one = await field({ type: 'choice', choices });
    const many = await field({ type: 'multiChoice', choices });
    const person = await field({ type: 'person' });
    const other = await field({ type: 'customer' });
    const customer = await app.customer({ owner: rep });
    const friend = await app.customer({ owner: rep });
    const own = {
      [text.id]: ' 三班倒 ',
      [amount.id]: '0012.5',
      [count.id]: 12.25,
      [day.id]: '2026-02-28',
      [one.id]: one.choices[0]?.id,
      [many.id]: [many.choices[2]?.id, many.choices[0]?.id],
      [person.id]: outsider.id,
      [other.id]: friend.id,
    };
    const written = await change(asRep, customer, { own });
    expect(written.status).toBe(200);
    expect(written.body.own).toEqual({
      ...own,
      [text.id]: '三班倒',
      [amount.id]: '12.50',
      [many.id]: [many.choices[0]?.id, many.choices[2]?.id],
    });
    expect(written.body.ownRefs).toMatchObject({
      people: [{ id: outsider.id }],
      customers: [{ id: friend.id, name: friend.name }],
    });
    const emptied = await change(asRep, written.body, { own: { [text.id]: null, [many.id]: [] } });
    expect(Object.keys(emptied.body.own)).toHaveLength(6);
    const { rows } = await app.runtime.pool.query('select 1 from customer_values where customer_id = $1', [
      customer.id,
    ]);
    expect(rows).toHaveLength(6);
  });

  test('what does not fit is refused at its field and nothing is written', async () => {
    const [text, amount, day] = [await field({}), await field({ type: 'money' }), await field({ type: 'date' })];
    const one = await field({ type: 'choice', choices });
    const person = await field({ type: 'person' });
    const customer = await app.customer({ owner: rep });
    for (const [id, value, code] of [
      [text.id, 5, 'type'],
      [text.id, 'x'.repeat(2001), 'tooLong'],
      [amount.id, '1e5', 'format'],
      [amount.id, 5, 'type'],
      [day.id, '2026-02-30', 'format'],
      [one.id, unknownId, 'choice'],
      [one.id, [unknownId], 'type'],
      [person.id, unknownId, 'notFound'],
      [unknownId, 'x', 'unknown'],
      ['nonsense', 'x', 'unknown'],
    ] as const) {
      const refused = await change(asRep, customer, { own: { [id]: value } });
      expect(refused.status).toBe(422);
      expect(refused.body.fields).toMatchObject([{ path: `own.${id}`, code }]);
    }
    expect((await change(asRep, customer, { own: { [text.id]: { a: 1 } } })).status).toBe(422);
    expect((await asRep.call('GET', `/api/customers/${customer.id}`)).body).toMatchObject({ own: {}, version: 1 });
  });
});

describe('what applies', () => {
  const segment = async (name: string): Promise<string> =>
    (await asOperations.call('POST', '/api/lists', { list: 'segment', name })).body.id;

  test('fields of a segment and of a rule; what applies no more is kept aside', async () => {
    const [factory, dealer] = [await segment('工厂甲'), await segment('经销商甲')];
    const kind = await field({ type: 'choice', choices, segmentIds: [factory] });
    const [high, middle] = kind.choices;
    const rule = { field: `own.${kind.id}`, values: [high?.id] };
    const detail = await field({ segmentIds: [factory], visibleWhen: rule, compulsory: true });
    const made = await asRep.call('POST', '/api/customers', { name: '适用字段测试厂', segmentId: factory });
    expect(made.status).toBe(200);
    const hidden = await change(asRep, made.body, { own: { [detail.id]: '说明' } });
    expect(hidden.body.fields).toEqual([{ path: `own.${detail.id}`, code: 'hidden' }]);
    const lacking = await change(asRep, made.body, { own: { [kind.id]: high?.id } });
    expect(lacking.body.fields).toEqual([{ path: `own.${detail.id}`, code: 'required' }]);
    const filled = await change(asRep, made.body, { own: { [kind.id]: high?.id, [detail.id]: '说明' } });
    expect(filled.body.own).toEqual({ [kind.id]: high?.id, [detail.id]: '说明' });
    const emptied = await change(asRep, filled.body, { own: { [detail.id]: '' } });
    expect(emptied.body.fields).toEqual([{ path: `own.${detail.id}`, code: 'required' }]);
    const turned = await change(asRep, filled.body, { own: { [kind.id]: middle?.id } });
    expect(turned.body.own).toEqual({ [kind.id]: middle?.id });
    const moved = await change(asRep, turned.body, { segmentId: dealer });
    expect(moved.body.own).toEqual({});
    const back = await change(asRep, moved.body, { segmentId: factory });
    expect(back.body.own).toEqual({ [kind.id]: middle?.id });
    const again = await change(asRep, back.body, { own: { [kind.id]: high?.id } });
    expect(again.body.own).toEqual({ [kind.id]: high?.id, [detail.id]: '说明' });
  });

  test('what is compulsory is asked for when a customer is made, and never of one that is older', async () => {
    const segmentId = await segment('必填类');
    const old = (await asRep.call('POST', '/api/customers', { name: '必填之前的厂', segmentId })).body;
    const must = await field({ segmentIds: [segmentId], compulsory: true });
    const refused = await asRep.call('POST', '/api/customers', { name: '后来居上厂', segmentId });
    expect(refused.body.fields).toEqual([{ path: `own.${must.id}`, code: 'required' }]);
    expect((await change(asRep, old, { website: 'example.com' })).status).toBe(200);
    const body = { name: '后来居上厂', segmentId, own: { [must.id]: '有' } };
    expect((await asRep.call('POST', '/api/customers', body)).body.own).toEqual({ [must.id]: '有' });
  });

  test('a segment whose creators one does not belong to is refused, the one it has stays', async () => {
    const segmentId = await segment('大客户');
    const mine = (await asRep.call('POST', '/api/customers', { name: '早就有的大客户', segmentId })).body;
    const { roles } = (await asOperations.call('GET', '/api/customer-fields/state')).body;
    const manager = roles.find((role: { code: string }) => role.code === 'manager').id;
    await asOperations.call('PATCH', `/api/segments/${segmentId}`, { version: 1, creatorRoleIds: [manager] });
    const made = await asRep.call('POST', '/api/customers', { name: '新的大客户', segmentId });
    expect(made.body.fields).toEqual([{ path: 'segmentId', code: 'forbidden' }]);
    const other = await app.customer({ owner: rep });
    expect((await change(asRep, other, { segmentId })).body.fields[0].code).toBe('forbidden');
    expect((await change(asRep, mine, { segmentId, website: 'a.com' })).status).toBe(200);
  });

  test('a retired field stays to be read and is not written; a field in use keeps its type', async () => {
    const retired = await field({ type: 'number' });
    const customer = await app.customer({ owner: rep });
    const written = (await change(asRep, customer, { own: { [retired.id]: 7 } })).body;
    const path = `/api/customer-fields/${retired.id}`;
    expect((await asOperations.call('PATCH', path, { version: 1, type: 'text' })).body.fields).toEqual([
      { path: 'type', code: 'inUse' },
    ]);
    await asOperations.call('PATCH', path, { version: 1, retired: true });
    expect((await asRep.call('GET', `/api/customers/${customer.id}`)).body.own).toEqual({ [retired.id]: 7 });
    const refused = await change(asRep, written, { own: { [retired.id]: 8 } });
    expect(refused.body.fields).toEqual([{ path: `own.${retired.id}`, code: 'retired' }]);
    const same = await change(asRep, written, { own: { [retired.id]: 7 }, website: 'b.com' });
    expect(same.body.own).toEqual({ [retired.id]: 7 });
  });

  test('a choice in use that is taken away is retired: kept where it is, not chosen anew', async () => {
    const kind = await field({ type: 'choice', choices });
    const [high, middle] = kind.choices;
    const [one, two] = [await app.customer({ owner: rep }), await app.customer({ owner: rep })];
    const written = (await change(asRep, one, { own: { [kind.id]: high?.id } })).body;
    const left = await asOperations.call('PATCH', `/api/customer-fields/${kind.id}`, { version: 1, choices: [middle] });
    expect(left.body.choices).toEqual([
      { id: middle?.id, label: '中', retired: false },
      { id: high?.id, label: '高', retired: true },
    ]);
    expect((await change(asRep, two, { own: { [kind.id]: high?.id } })).body.fields[0].code).toBe('retired');
    expect((await change(asRep, written, { own: { [kind.id]: high?.id }, website: 'c.com' })).status).toBe(200);
  });
});

describe('formulas', () => {
  test('are computed when written, from own and built-in fields, and cannot be filled in', async () => {
    const amount = await field({ type: 'money' });
    const formula = `if(filled({own.${amount.id}}), round({own.${amount.id}} / {annualRevenue} * 100, 1), 0)`;
    const entry = await asOperations.call('POST', '/api/lists', { list: 'segment', name: '算占比的' });
    const segmentId = entry.body.id;
    const share = await field({ type: 'formula', formula, segmentIds: [segmentId] });
    const customer = await app.customer({ owner: rep });
    const body = { segmentId, annualRevenue: '2000.00', own: { [amount.id]: '500' } };
    const written = (await change(asRep, customer, body)).body;
    expect(written.own[share.id]).toBe(25);
    const less = (await change(asRep, written, { annualRevenue: '4000' })).body;
    expect(less.own[share.id]).toBe(12.5);
    expect((await change(asRep, less, { own: { [share.id]: 5 } })).body.fields).toEqual([
      { path: `own.${share.id}`, code: 'computed' },
    ]);
    const none = (await change(asRep, less, { annualRevenue: null })).body;
    expect(none.own).not.toHaveProperty(share.id);
  });

  test('a changed one is recalculated for all customers, with progress', async () => {
    const count = await field({ type: 'number' });
    const customers = [];
    for (const _ of [1, 2, 3]) customers.push(await app.customer({ owner: rep }));
    for (const [index, customer] of customers.entries())
      await change(asRep, customer, { own: { [count.id]: index + 1 } });
    const double = await field({ type: 'formula', formula: `{own.${count.id}} * 2` });
    await recalculated();
    await asOperations.call('PATCH', `/api/customer-fields/${double.id}`, {
      version: 1,
      formula: `{own.${count.id}} * 100`,
    });
    await recalculated();
    const results = await Promise.all(customers.map(({ id }) => asRep.call('GET', `/api/customers/${id}`)));
    expect(results.map(({ body }) => [body.own[double.id], body.version])).toEqual([
      [100, 2],
      [200, 2],
      [300, 2],
    ]);
  });
});

async function recalculated(): Promise<void> {
  await expect
    .poll(async () => (await asOperations.call('GET', '/api/customer-fields/state')).body.progress, { timeout: 10_000 })
    .toBeNull();
}

describe('who sees what', () => {
  test('a customer that one does not see is not named, and not lost when one saves', async () => {
    const supplier = await field({ type: 'customer' });
    const text = await field({});
    const theirs = await app.customer({ owner: outsider });
    const shared = await app.customer({ owner: rep, team: [{ person: outsider, role: 'sales' }] });
    const unseen = await change(asRep, shared, { own: { [supplier.id]: theirs.id } });
    const unknown = await change(asRep, shared, { own: { [supplier.id]: unknownId } });
    expect(unseen.body.fields).toEqual([{ path: `own.${supplier.id}`, code: 'notFound' }]);
    expect(unknown.body.fields).toEqual(unseen.body.fields);
    const itself = await change(asRep, shared, { own: { [supplier.id]: shared.id } });
    expect(itself.body.fields).toEqual([{ path: `own.${supplier.id}`, code: 'order' }]);
    const written = await change(asOutsider, shared, { own: { [supplier.id]: theirs.id } });
    expect(written.body.ownRefs.customers).toEqual([{ id: theirs.id, name: theirs.name }]);
    const seen = await asRep.call('GET', `/api/customers/${shared.id}`);
    expect(seen.body).toMatchObject({ own: {}, ownRefs: { customers: [] } });
    expect(JSON.stringify(seen.body)).not.toContain(theirs.id);
    const saved = await change(asRep, seen.body, { own: { [text.id]: '改了', [supplier.id]: null } });
    expect(saved.body.own).toEqual({ [text.id]: '改了' });
    const still = await asOutsider.call('GET', `/api/customers/${shared.id}`);
    expect(still.body.own).toEqual({ [text.id]: '改了', [supplier.id]: theirs.id });
    const timeline = await asRep.call('GET', `/api/customers/${shared.id}/timeline`);
    expect(JSON.stringify(timeline.body)).not.toContain(theirs.id);
  });

  test('a file can be attached by who sees it, and is then read by all who see the customer', async () => {
    const papers = await field({ type: 'attachment' });
    const shared = await app.customer({ owner: rep, team: [{ person: outsider, role: 'sales' }] });
    const fileId = await upload(asRep);
    expect((await asOutsider.call('GET', `/api/files/${fileId}`)).status).toBe(404);
    const barred = await change(asOutsider, shared, { own: { [papers.id]: [fileId] } });
    expect(barred.body.fields).toEqual([{ path: `own.${papers.id}`, code: 'notFound' }]);
    const written = await change(asRep, shared, { own: { [papers.id]: [fileId] } });
    expect(written.body.ownRefs.files).toMatchObject([{ id: fileId, name: 'plan.txt' }]);
    expect((await asOutsider.call('GET', `/api/files/${fileId}`)).status).toBe(200);
    expect((await asOutsider.call('GET', `/api/files/${fileId}/content`)).status).toBe(200);
    const stranger = await app.as(await app.person());
    expect((await stranger.call('GET', `/api/files/${fileId}`)).status).toBe(404);
  });

  async function upload(caller: Caller): Promise<string> {
    const boundary = 'x-boundary-x';
    const payload = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="plan.txt"\r\n\r\n计划\r\n--${boundary}--\r\n`;
    const answer = await app.http.inject({
      method: 'POST',
      url: '/api/files',
      headers: { cookie: caller.cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload,
    });
    return answer.json().id;
  }
});

test('by a field of several choices each group counts all that have it, with a filter as well', async () => {
  const many = await field({ label: '用途分组', type: 'multiChoice', choices });
  const [high, middle] = many.choices.map(({ id }) => id);
  const owner = await app.person();
  const asOwner = await app.as(owner);
  const [both, one] = [await app.customer({ owner }), await app.customer({ owner }), await app.customer({ owner })];
  await change(asOwner, both, { own: { [many.id]: [high, middle] } });
  await change(asOwner, one, { own: { [many.id]: [middle] } });
  const groups = async (as: Caller, filter: object) => {
    const asked = encodeURIComponent(JSON.stringify(filter));
    const { body } = await as.call('GET', `/api/customers/groups?by=own.${many.id}&filter=${asked}`);
    return body.items.map((item: { key: string | null; count: number }) => [item.key, item.count]);
  };
  const mine = { field: 'owner', op: 'is', value: owner.id };
  expect(await groups(asOwner, { all: [mine] })).toEqual(
    expect.arrayContaining([
      [middle, 2],
      [high, 1],
      [null, 1],
    ]),
  );
  const those = { all: [mine, { field: `own.${many.id}`, op: 'is', value: middle }] };
  expect(await groups(asOwner, those)).toEqual([
    [middle, 2],
    [high, 1],
  ]);
  const listed = await asOwner.call('GET', `/api/customers?filter=${encodeURIComponent(JSON.stringify(those))}`);
  expect(listed.body.items).toHaveLength(2);
});

test('history tells changes by the label and in words', async () => {
  const kind = await field({ label: '合作意向', type: 'choice', choices });
  const many = await field({ label: '用途', type: 'multiChoice', choices });
  const person = await field({ label: '技术联系', type: 'person' });
  const customer = await app.customer({ owner: rep });
  const own = { [kind.id]: kind.choices[0]?.id, [many.id]: [many.choices[1]?.id], [person.id]: outsider.id };
  await change(asRep, customer, { own });
  const timeline = await asRep.call('GET', `/api/customers/${customer.id}/timeline`);
  expect(timeline.body.items[0].data.changes).toEqual([
    { field: `own.${kind.id}`, label: '合作意向', from: null, to: '高' },
    { field: `own.${many.id}`, label: '用途', from: null, to: [{ text: '中' }] },
    {
      field: `own.${person.id}`,
      label: '技术联系',
      from: null,
      to: { personId: outsider.id, person: { id: outsider.id, name: outsider.name, post: null } },
    },
  ]);
});

test('texts that are marked as searched are found, and no longer when they are not', async () => {
  const machine = await field({ searchable: true });
  const plain = await field({});
  const customer = await app.customer({ owner: rep });
  await change(asRep, customer, { own: { [machine.id]: '海天注塑机', [plain.id]: '不查的词语' } });
  const found = async (q: string) =>
    (await asRep.call('GET', `/api/customers?q=${encodeURIComponent(q)}`)).body.items.map(
      (one: { id: string }) => one.id,
    );
  expect(await found('注塑机')).toEqual([customer.id]);
  expect(await found('不查的词语')).toEqual([]);
  await asOperations.call('PATCH', `/api/customer-fields/${machine.id}`, { version: 1, searchable: false });
  await recalculated();
  expect(await found('注塑机')).toEqual([]);
});

test('a hundred writers of one customer lose nothing: who is stale reads again', async () => {
  const fields = await Promise.all(Array.from({ length: 10 }, () => field({ type: 'number' })));
  const customer = await app.customer({ owner: rep });
  const write = async (index: number): Promise<void> => {
    const target = fields[index % fields.length]?.id ?? '';
    for (;;) {
      const { body } = await asRep.call('GET', `/api/customers/${customer.id}`);
      const written = await change(asRep, body, { own: { [target]: (body.own[target] ?? 0) + 1 } });
      if (written.status === 200) return;
      expect(written.body.code).toBe('common.stale');
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 1500));
    }
  };
  await Promise.all(Array.from({ length: 100 }, (_, index) => write(index)));
  const { body } = await asRep.call('GET', `/api/customers/${customer.id}`);
  expect(fields.map(({ id }) => body.own[id])).toEqual(fields.map(() => 10));
  expect(body.version).toBe(101);
  const { rows } = await app.runtime.pool.query(
    'select number_value::float as value from customer_values where customer_id = $1',
    [customer.id],
  );
  expect(rows.map((row) => row.value)).toEqual(fields.map(() => 10));
}, 60_000);

describe('filters and sorting', () => {
  let actor: Actor;
  let definitions: OwnField[];
  const of = (id: string): OwnField => {
    const found = definitions.find((one) => one.id === id);
    if (!found) throw new Error(id);
    return found;
  };
  const prepare = async (person: TestPerson) => {
    const found = await actorOf(app.runtime.kysely, person.id);
    if (!found) throw new Error('nobody');
    actor = found;
    definitions = await ownFields(app.runtime.kysely);
  };
  const among = async (ids: string[], id: string, operator: OwnOperator, ...values: unknown[]) => {
    const condition = ownFieldCondition(actor, of(id), operator, values, 'filter');
    const { rows } = await sql<{ id: string }>`
      select c.id from customers c where c.id = any(${ids}::uuid[]) and ${condition}
    `.execute(app.runtime.kysely);
    return ids.flatMap((one, index) => (rows.some((row) => row.id === one) ? [index] : []));
  };

  test('find what fits, by every type', async () => {
    const [text, count, day] = [await field({}), await field({ type: 'number' }), await field({ type: 'date' })];
    const many = await field({ type: 'multiChoice', choices });
    const [high, middle] = many.choices;
    const ids: string[] = [];
    for (const [words, number, date, chosen] of [
      ['Alpha one', 1, '2026-01-01', [high?.id]],
      ['alpha', 5, '2026-06-01', [high?.id, middle?.id]],
      [null, null, null, null],
    ]) {
      const customer = await app.customer({ owner: rep });
      const own = { [text.id]: words, [count.id]: number, [day.id]: date, [many.id]: chosen };
      expect((await change(asRep, customer, { own })).status).toBe(200);
      ids.push(customer.id);
    }
    await prepare(rep);
    for (const [id, operator, values, expected] of [
      [text.id, 'is', ['ALPHA'], [1]],
      [text.id, 'isNot', ['alpha'], [0, 2]],
      [text.id, 'startsWith', ['alpha'], [0, 1]],
      [text.id, 'empty', [], [2]],
      [count.id, 'is', [1, 5], [0, 1]],
      [count.id, 'from', [2], [1]],
      [count.id, 'to', [5], [0, 1]],
      [count.id, 'filled', [], [0, 1]],
      [day.id, 'from', ['2026-02-01'], [1]],
      [many.id, 'is', [middle?.id], [1]],
      [many.id, 'isNot', [middle?.id], [0, 2]],
    ] as [string, OwnOperator, unknown[], number[]][]) {
      expect([operator, values, await among(ids, id, operator, ...values)]).toEqual([operator, values, expected]);
    }
    for (const [id, operator, values] of [
      [text.id, 'from', ['a']],
      [count.id, 'is', ['1']],
      [count.id, 'is', []],
      [day.id, 'from', ['yesterday']],
      [many.id, 'is', [unknownId]],
    ] as [string, OwnOperator, unknown[]][]) {
      expect(() => ownFieldCondition(actor, of(id), operator, values, 'filter')).toThrow('common.invalid');
    }
    expect(operatorsOf(of(many.id))).toEqual(['is', 'isNot', 'filled', 'empty']);
    const sort = ownFieldSort(of(count.id));
    const { rows } = await sql<{ id: string }>`
      select c.id from customers c ${sort?.join} where c.id = any(${ids}::uuid[]) order by ${sort?.column} desc
    `.execute(app.runtime.kysely);
    expect(rows.map((row) => ids.indexOf(row.id))).toEqual([1, 0]);
    expect(ownFieldSort(of(many.id))).toBeNull();
  });

  test('nothing is told by filtering on a customer that one does not see', async () => {
    const supplier = await field({ type: 'customer' });
    const theirs = await app.customer({ owner: outsider });
    const shared = await app.customer({ owner: rep, team: [{ person: outsider, role: 'sales' }] });
    await change(asOutsider, shared, { own: { [supplier.id]: theirs.id } });
    for (const [person, found] of [
      [rep, false],
      [outsider, true],
    ] as const) {
      await prepare(person);
      expect(await among([shared.id], supplier.id, 'is', theirs.id)).toEqual(found ? [0] : []);
      expect(await among([shared.id], supplier.id, 'isNot', theirs.id)).toEqual(found ? [] : [0]);
      expect(await among([shared.id], supplier.id, 'filled')).toEqual(found ? [0] : []);
      expect(await among([shared.id], supplier.id, 'empty')).toEqual(found ? [] : [0]);
    }
  });
});
