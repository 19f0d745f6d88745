import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

const wednesday = '2026-11-18';
let clock = new Date(`${wednesday}T02:00:00.000Z`);
const unknownId = '01890000-0000-7000-8000-000000000000';

let app: TestApp;
let manager: TestPerson;
let rep: TestPerson;
let engineer: TestPerson;
let stranger: TestPerson;

beforeAll(async () => {
  app = await createTestApp({ now: () => clock });
  manager = await app.person({ name: '李经理', roles: ['manager'] });
  rep = await app.person({ name: '张三', supervisor: manager });
  engineer = await app.person({ name: '工程师' });
  stranger = await app.person({ name: '赵六' });
});
afterAll(() => app.stop());

type Call = [who: Caller | Promise<Caller>, method: string, path: string, body?: unknown];

async function ok(...[who, method, path, body]: Call): Promise<Answer['body']> {
  const answer = await (await who).call(method, `/api${path}`, body);
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

async function refused(...[who, method, path, body]: Call): Promise<string> {
  const answer = await (await who).call(method, `/api${path}`, body);
  const fields: { path: string; code: string }[] = answer.body.fields ?? [];
  return [answer.status, answer.body.code, ...fields.map((field) => `${field.path}:${field.code}`)].join(' ');
}

const plan = async (customerId: string | null, body: object = {}): Promise<Answer['body']> => {
  const input = { title: '拜访', day: wednesday, activity: 'visit', customerId, ...body };
  return (await ok(app.as(rep), 'POST', '/plan-items', input)).items[0];
};
const record = (customerId: string, body: object = {}, who = rep) =>
  ok(app.as(who), 'POST', '/visits/record', { customerId, discussed: '谈了供货', ...body });
const refusedRecord = (customerId: string, body: object = {}, who = rep) =>
  refused(app.as(who), 'POST', '/visits/record', { customerId, discussed: '谈了供货', ...body });
const eventsOf = async (subjectId: string) =>
  app.runtime.kysely
    .selectFrom('events')
    .select(['type', 'audience', 'data', 'customer_id as customerId'])
    .where('subject_id', '=', subjectId)
    .orderBy('id')
    .execute();

describe('check-in', () => {
  test('on the spot, with the device’s time and place', async () => {
    const customer = await app.customer({ owner: rep });
    const place = { latitude: 31.2, longitude: 121.5, accuracy: 30 };
    const visit = await ok(app.as(rep), 'POST', '/visits', {
      customerId: customer.id,
      at: '2026-11-18T00:30:00+08:00',
      place,
    });
    expect(visit).toMatchObject({
      owner: { id: rep.id },
      customer: { id: customer.id },
      state: 'checkedIn',
      visitedOn: wednesday,
      checkedInAt: '2026-11-17T16:30:00.000Z',
      place,
      planItemId: null,
      can: { update: false },
    });
    expect(await eventsOf(visit.id)).toMatchObject([{ type: 'visit.checkedIn', audience: 'customer' }]);
  });

  test('from a plan item, again and by twenty at once, is one', async () => {
    const customer = await app.customer({ owner: rep });
    const item = await plan(customer.id);
    const caller = await app.as(rep);
    const body = { customerId: customer.id, planItemId: item.id };
    const answers = await Promise.all(Array.from({ length: 20 }, () => caller.call('POST', '/api/visits', body)));
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect((await ok(caller, 'GET', `/plan-items/${item.id}`)).openVisitId).toBe(answers[0]?.body.id);
  });

  test('refuses absurd times, customers out of scope and items that do not fit', async () => {
    const customer = await app.customer({ owner: rep });
    const other = await app.customer({ owner: stranger });
    const checkIn = (body: object) => refused(app.as(rep), 'POST', '/visits', { customerId: customer.id, ...body });
    expect(await checkIn({ at: '2026-11-18T12:00:00Z' })).toBe('422 common.invalid at:tooBig');
    expect(await checkIn({ at: '2026-11-01T12:00:00Z' })).toBe('422 common.invalid at:tooSmall');
    expect(await checkIn({ at: 'yesterday' })).toBe('422 common.invalid at:format');
    expect(await checkIn({ place: { latitude: 91, longitude: 0, accuracy: 1 } })).toBe(
      '422 common.invalid place.latitude:tooBig',
    );
    expect(await checkIn({ customerId: other.id })).toBe('422 common.invalid customerId:notFound');
    expect(await checkIn({ customerId: unknownId })).toBe('422 common.invalid customerId:notFound');
    const theirs = await ok(app.as(manager), 'POST', '/plan-items', { title: '拜访', day: wednesday });
    expect(await checkIn({ planItemId: theirs.items[0].id })).toBe('422 common.invalid planItemId:notFound');
    const elsewhere = await plan((await app.customer({ owner: rep })).id);
    expect(await checkIn({ planItemId: elsewhere.id })).toBe('422 common.invalid planItemId:notFound');
    const cancelled = await plan(customer.id);
    await ok(app.as(rep), 'POST', `/plan-items/${cancelled.id}/cancel`, { version: 1, reason: '改期' });
    expect(await checkIn({ planItemId: cancelled.id })).toBe('409 plans.itemClosed');
    expect(await refused(app.anonymous, 'POST', '/visits', { customerId: customer.id })).toBe('401 auth.required');
  });
});

describe('a record', () => {
  test('does everything in one movement', async () => {
    const customer = await app.customer({ owner: rep });
    const contact = await ok(app.as(rep), 'POST', `/customers/${customer.id}/contacts`, {
      name: '王建国',
      title: '厂长',
    });
    const purpose = await entry('purpose', '方案沟通');
    const kind = await entry('costKind', '交通');
    const item = await plan(customer.id);
    const checkedIn = await ok(app.as(rep), 'POST', '/visits', { customerId: customer.id, planItemId: item.id });
    const visit = await record(customer.id, {
      visitId: checkedIn.id,
      version: checkedIn.version,
      purposeId: purpose,
      contactIds: [contact.id, contact.id],
      newContacts: [{ name: '刘志', title: '采购', decisionRole: 'buyer', phone: '13800138000' }],
      needs: '低温 -20℃ 不脆裂',
      competitors: [
        { name: '竞品甲', offer: '低 3%' },
        { name: '竞品甲', offer: '账期 90 天' },
      ],
      commitments: [
        { side: 'ours', text: '寄样品', dueOn: '2026-11-20', plan: true },
        { side: 'theirs', text: '给检测标准', dueOn: '2026-11-21', plan: true },
      ],
      nextStep: '电话确认收样',
      nextStepOn: '2026-11-23',
      nextStepTime: '10:00',
      costs: [{ kindId: kind, amount: '86.5', note: '高铁' }, { amount: '0' }],
      customerPhone: '021-55556666',
    });
    expect(visit).toMatchObject({
      id: checkedIn.id,
      state: 'recorded',
      visitedOn: wednesday,
      planItemId: item.id,
      purposeId: purpose,
      discussed: '谈了供货',
      contacts: [
        { name: '刘志', decisionRole: 'buyer' },
        { id: contact.id, name: '王建国' },
      ],
      competitors: [{ name: '竞品甲', offer: '低 3%\n账期 90 天' }],
      nextStep: '电话确认收样',
      nextStepOn: '2026-11-23',
      costs: [
        { kindId: kind, amount: '86.50', note: '高铁' },
        { kindId: null, amount: '0.00', note: null },
      ],
      can: { update: true },
    });
    const proven = await ok(app.as(rep), 'GET', `/plan-items/${item.id}`);
    expect(proven).toMatchObject({ state: 'completed', onTime: true, openVisitId: null });
    expect(proven.proofs).toMatchObject([{ kind: 'visit', visitId: visit.id, title: '谈了供货' }]);
    const [ours, theirs] = visit.commitments;
    expect(theirs.planItemId).toBeNull();
    expect(await ok(app.as(rep), 'GET', `/plan-items/${ours.planItemId}`)).toMatchObject({
      title: '寄样品',
      day: '2026-11-20',
      customer: { id: customer.id },
      fromVisitId: visit.id,
      activity: 'other',
    });
    expect(await ok(app.as(rep), 'GET', `/plan-items/${visit.nextPlanItemId}`)).toMatchObject({
      title: '电话确认收样',
      day: '2026-11-23',
      startTime: '10:00',
      endTime: '11:00',
      activity: 'call',
    });
    const archive = await ok(app.as(rep), 'GET', `/customers/${customer.id}`);
    expect(archive).toMatchObject({
      lastVisitOn: wednesday,
      nextStep: '电话确认收样',
      nextStepOn: '2026-11-23',
      phone: '021-55556666',
      archiveUpdatedAt: clock.toISOString(),
    });
    expect(archive.contacts.map((one: Answer['body']) => [one.name, one.lastMetOn]).sort()).toEqual([
      ['刘志', wednesday],
      ['王建国', wednesday],
    ]);
    const events = await eventsOf(visit.id);
    expect(events.at(-1)).toMatchObject({
      type: 'visit.recorded',
      audience: 'customer',
      customerId: customer.id,
      data: { purpose: '方案沟通', contacts: ['王建国', '刘志'], nextStep: '电话确认收样', nextStepOn: '2026-11-23' },
    });
    expect((await eventsOf(item.id)).map((event) => [event.type, event.audience])).toEqual([
      ['planItem.planned', 'line'],
      ['planItem.submitted', 'line'],
    ]);
  });

  test('on the spot, of an earlier day, leaves a newer visit’s facts alone', async () => {
    const customer = await app.customer({ owner: rep });
    await record(customer.id, { nextStep: '新的', nextStepOn: '2026-11-30', planNextStep: false });
    const older = await record(customer.id, { visitedOn: '2026-11-10', nextStep: '旧的' });
    expect(older).toMatchObject({ visitedOn: '2026-11-10', checkedInAt: null, nextPlanItemId: null });
    expect(await ok(app.as(rep), 'GET', `/customers/${customer.id}`)).toMatchObject({
      lastVisitOn: wednesday,
      nextStep: '新的',
    });
  });

  test('does not complete the item when it is told not to, and an item has one visit', async () => {
    const customer = await app.customer({ owner: rep });
    const item = await plan(customer.id);
    const visit = await record(customer.id, { planItemId: item.id, completeItem: false });
    expect(await ok(app.as(rep), 'GET', `/plan-items/${item.id}`)).toMatchObject({ state: 'open' });
    expect(await refusedRecord(customer.id, { planItemId: item.id })).toBe('409 visits.alreadyRecorded');
    expect(await refusedRecord(customer.id, { visitId: visit.id })).toBe('409 visits.alreadyRecorded');
    expect(await refused(app.as(rep), 'POST', '/visits', { customerId: customer.id, planItemId: item.id })).toBe(
      '409 visits.alreadyRecorded',
    );
    const proofs = { version: 1, visitIds: [visit.id] };
    expect((await ok(app.as(rep), 'POST', `/plan-items/${item.id}/complete`, proofs)).state).toBe('completed');
  });

  test('takes up the visit that was checked in for its item', async () => {
    const customer = await app.customer({ owner: rep });
    const item = await plan(null);
    const checkedIn = await ok(app.as(rep), 'POST', '/visits', { customerId: customer.id, planItemId: item.id });
    expect((await record(customer.id, { planItemId: item.id })).id).toBe(checkedIn.id);
  });

  test('is made once by twenty with one key, with twenty keys, and for one check-in', async () => {
    const customer = await app.customer({ owner: rep });
    const caller = await app.as(rep);
    const twenty = (body: object, key: (index: number) => string) =>
      Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          caller.call(
            'POST',
            '/api/visits/record',
            { customerId: customer.id, discussed: '并发', ...body },
            { key: key(index) },
          ),
        ),
      );
    const made = async () =>
      (await app.runtime.kysely.selectFrom('visits').select('id').where('customer_id', '=', customer.id).execute())
        .length;
    const same = await twenty({ nextStep: '复访', nextStepOn: '2026-11-25' }, () => 'record-one-key');
    expect(new Set(same.map((answer) => answer.body.id)).size).toBe(1);
    expect(await made()).toBe(1);
    const item = await plan(customer.id);
    const keyed = await twenty({ planItemId: item.id }, (index) => `record-key-${index}`);
    expect(keyed.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(keyed.filter((answer) => answer.body.code === 'visits.alreadyRecorded')).toHaveLength(19);
    expect(await made()).toBe(2);
    const checkedIn = await ok(caller, 'POST', '/visits', { customerId: customer.id });
    const once = await twenty({ visitId: checkedIn.id }, (index) => `record-visit-${index}`);
    expect(once.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(await made()).toBe(3);
    const steps = await ok(caller, 'GET', `/plan-items?customerId=${customer.id}`);
    expect(steps.items.filter((one: Answer['body']) => one.title === '复访')).toHaveLength(1);
  });

  test('a refused record leaves nothing behind', async () => {
    const customer = await app.customer({ owner: rep });
    const item = await plan(customer.id);
    const events = async () =>
      (await app.runtime.kysely.selectFrom('events').select('id').where('customer_id', '=', customer.id).execute())
        .length;
    const before = await events();
    const body = {
      planItemId: item.id,
      newContacts: [{ name: '新人' }],
      competitors: [{ name: '不该留下' }],
      contactIds: [unknownId],
    };
    expect(await refusedRecord(customer.id, body)).toBe('422 common.invalid contactIds.0:notFound');
    expect(await events()).toBe(before);
    expect((await ok(app.as(rep), 'GET', `/customers/${customer.id}`)).contacts).toEqual([]);
    const left = await app.runtime.kysely
      .selectFrom('list_entries')
      .select('id')
      .where('name', '=', '不该留下')
      .execute();
    expect(left).toEqual([]);
  });

  test('refuses what does not belong to it', async () => {
    const customer = await app.customer({ owner: rep });
    const other = await app.customer({ owner: rep });
    const hidden = await app.customer({ owner: stranger });
    const foreign = await ok(app.as(rep), 'POST', `/customers/${other.id}/contacts`, { name: '别家的人' });
    const region = await entry('region', '华东');
    const theirVisit = await ok(app.as(stranger), 'POST', '/visits', { customerId: hidden.id });
    const theirItem = (await ok(app.as(manager), 'POST', '/plan-items', { title: 'x', day: wednesday })).items[0];
    const mine = await ok(app.as(rep), 'POST', '/visits', { customerId: other.id });
    const check = async (body: object, expected: string) =>
      expect(await refusedRecord(customer.id, body)).toBe(expected);
    await check({ contactIds: [foreign.id] }, '422 common.invalid contactIds.0:notFound');
    await check({ purposeId: region }, '422 common.invalid purposeId:notFound');
    await check({ purposeId: unknownId }, '422 common.invalid purposeId:notFound');
    await check({ costs: [{ amount: '1', kindId: region }] }, '422 common.invalid costs.0.kindId:notFound');
    await check({ costs: [{ amount: '-1' }] }, '422 common.invalid costs.0.amount:format');
    await check({ costs: [{ amount: '=1+1' }] }, '422 common.invalid costs.0.amount:format');
    await check({ competitors: [{ competitorId: region }] }, '422 common.invalid competitors.0.competitorId:notFound');
    await check({ competitors: [{ offer: 'x' }] }, '422 common.invalid competitors.0.name:required');
    await check({ visitId: theirVisit.id }, '422 common.invalid visitId:notFound');
    await check({ visitId: unknownId }, '422 common.invalid visitId:notFound');
    await check({ visitId: mine.id }, '422 common.invalid customerId:choice');
    await check({ planItemId: theirItem.id }, '422 common.invalid planItemId:notFound');
    await check({ visitedOn: '2026-11-19' }, '422 common.invalid visitedOn:tooBig');
    await check({ visitedOn: '1990-01-01' }, '422 common.invalid visitedOn:tooSmall');
    await check({ nextStepOn: '2026-11-25' }, '422 common.invalid nextStep:required');
    await check({ nextStep: 'x', nextStepOn: '2026-11-01' }, '422 common.invalid nextStepOn:order');
    await check({ discussed: ' ' }, '422 common.invalid discussed:required');
    await check({ discussed: 'x'.repeat(10_001) }, '422 common.invalid discussed:tooLong');
    expect(await refusedRecord(hidden.id)).toBe('422 common.invalid customerId:notFound');
    expect(await refusedRecord(other.id, { visitId: mine.id, version: 7 })).toBe('409 common.stale');
    expect(await refused(app.anonymous, 'POST', '/visits/record', {})).toBe('401 auth.required');
  });

  test('keeps emoji, right-to-left text and formulas as they are', async () => {
    const customer = await app.customer({ owner: rep });
    const discussed = '=cmd|x!A1 👩‍🏭 مرحبا 𠮷野家\n第二行';
    expect((await record(customer.id, { discussed })).discussed).toBe(discussed);
  });

  test('puts its follow-ups into a submitted week as ad-hoc items', async () => {
    const customer = await app.customer({ owner: rep });
    await plan(null, { day: '2026-11-24' });
    const path = `/plans/${rep.id}/weeks/2026-11-23`;
    const { version } = await ok(app.as(rep), 'GET', path);
    await ok(app.as(rep), 'POST', '/plans/weeks/2026-11-23/submit', { version });
    const visit = await record(customer.id, { nextStep: '拜访新厂', nextStepOn: '2026-11-26' });
    const week = await ok(app.as(rep), 'GET', path);
    expect(week.items.find((item: Answer['body']) => item.id === visit.nextPlanItemId)).toMatchObject({
      kind: 'adHoc',
      activity: 'visit',
    });
  });
});

describe('visits', () => {
  test('that were handed over name no item of who had them before', async () => {
    const [customer, successor] = [await app.customer({ owner: rep }), await app.person({ supervisor: manager })];
    const item = await plan(customer.id);
    const visit = await ok(app.as(rep), 'POST', '/visits', { customerId: customer.id, planItemId: item.id });
    await app.runtime.kysely.updateTable('visits').set({ owner_id: successor.id }).where('id', '=', visit.id).execute();
    expect(await ok(app.as(successor), 'GET', `/visits/${visit.id}`)).toMatchObject({ planItemId: null });
    expect(await ok(app.as(rep), 'GET', `/visits/${visit.id}`)).toMatchObject({ planItemId: item.id });
  });

  test('are seen by their maker, the line above and whoever sees the customer', async () => {
    const customer = await app.customer({ owner: rep, team: [{ person: engineer, role: 'technical' }] });
    const item = await plan(customer.id);
    const visit = await record(customer.id, { planItemId: item.id, nextStep: '复访', nextStepOn: '2026-12-01' });
    for (const person of [rep, manager]) {
      expect(await ok(app.as(person), 'GET', `/visits/${visit.id}`)).toMatchObject({ planItemId: item.id });
    }
    const colleagues = await ok(app.as(engineer), 'GET', `/visits/${visit.id}`);
    expect(colleagues).toMatchObject({
      planItemId: null,
      nextPlanItemId: null,
      discussed: '谈了供货',
      can: { update: false },
    });
    const update = { version: visit.version, discussed: '改写' };
    expect(await refused(app.as(engineer), 'PATCH', `/visits/${visit.id}`, update)).toBe('403 common.forbidden');
    expect(await refused(app.as(manager), 'PATCH', `/visits/${visit.id}`, update)).toBe('403 common.forbidden');
    const hidden = await (await app.as(stranger)).call('GET', `/api/visits/${visit.id}`);
    const unknown = await (await app.as(stranger)).call('GET', `/api/visits/${unknownId}`);
    expect(hidden.status).toBe(404);
    expect({ ...hidden.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    expect(await refused(app.as(stranger), 'PATCH', `/visits/${visit.id}`, update)).toBe('404 common.notFound');
    for (const [person, seen] of [
      [rep, 1],
      [manager, 1],
      [engineer, 1],
      [stranger, 0],
    ] as const) {
      for (const query of [`customerId=${customer.id}`, `ownerId=${rep.id}`, 'state=recorded']) {
        const list = await ok(app.as(person), 'GET', `/visits?limit=200&${query}`);
        expect(list.items.filter((one: Answer['body']) => one.id === visit.id)).toHaveLength(seen);
      }
    }
  });

  test('whose customer is out of sight by now are shown without it and its contacts', async () => {
    const customer = await app.customer({ owner: rep });
    const visit = await record(customer.id, { newContacts: [{ name: '不再可见' }] });
    await app.runtime.kysely
      .updateTable('customer_team')
      .set({ user_id: stranger.id })
      .where('customer_id', '=', customer.id)
      .execute();
    for (const person of [rep, manager]) {
      expect(await ok(app.as(person), 'GET', `/visits/${visit.id}`)).toMatchObject({ customer: null, contacts: [] });
      const list = await ok(app.as(person), 'GET', `/visits?ownerId=${rep.id}&limit=200`);
      expect(list.items.find((one: Answer['body']) => one.id === visit.id)).toMatchObject({ customer: null });
    }
    expect(await ok(app.as(stranger), 'GET', `/visits/${visit.id}`)).toMatchObject({
      customer: { id: customer.id },
      contacts: [{ name: '不再可见' }],
    });
  });

  test('come newest first, in pages, the same way for few and for many people', async () => {
    const customer = await app.customer({ owner: rep, team: [{ person: engineer, role: 'technical' }] });
    const days = ['2026-11-12', '2026-11-16', '2026-11-14', '2026-11-16', '2026-11-13'];
    for (const visitedOn of days) await record(customer.id, { visitedOn });
    const read = async (caller: Caller, query: string) => {
      const found = [];
      let cursor = '';
      do {
        const list: Answer['body'] = await ok(caller, 'GET', `/visits?limit=2${query}${cursor}`);
        found.push(...list.items);
        cursor = list.nextCursor ? `&cursor=${list.nextCursor}` : '';
      } while (cursor);
      return found;
    };
    const few = await read(await app.as(engineer), '&from=2026-11-12&to=2026-11-17');
    const mine = few.filter((visit) => visit.customer?.id === customer.id);
    expect(mine.map((visit) => visit.visitedOn)).toEqual([...days].sort().reverse());
    const crowd = await app.person({ name: '大经理' });
    for (let index = 0; index < 51; index += 1) await app.person({ supervisor: crowd });
    await app.runtime.kysely
      .insertInto('customer_team')
      .values({ customer_id: customer.id, user_id: crowd.id, role: 'sponsor' })
      .execute();
    const many = await read(await app.as(crowd), '&from=2026-11-12&to=2026-11-17');
    expect(many.map((visit) => visit.id)).toEqual(mine.map((visit) => visit.id));
    expect(await refused(app.as(rep), 'GET', '/visits?cursor=zzz')).toBe('422 common.invalid cursor:format');
    expect(await refused(app.anonymous, 'GET', '/visits')).toBe('401 auth.required');
  });

  test('are changed by their maker until their month is closed', async () => {
    const customer = await app.customer({ owner: rep });
    clock = new Date('2026-10-20T02:00:00.000Z');
    const visit = await record(customer.id, { costs: [{ amount: '10' }] });
    const path = `/visits/${visit.id}`;
    const changed = await ok(app.as(rep), 'PATCH', path, {
      version: visit.version,
      needs: '新的需求',
      costs: [{ amount: '12.5' }],
    });
    expect(changed).toMatchObject({ needs: '新的需求', discussed: '谈了供货', costs: [{ amount: '12.50' }] });
    expect(await refused(app.as(rep), 'PATCH', path, { version: visit.version, needs: 'x' })).toBe('409 common.stale');
    expect(await refused(app.as(rep), 'PATCH', path, { version: changed.version, purposeId: unknownId })).toBe(
      '422 common.invalid purposeId:notFound',
    );
    const checkedIn = await ok(app.as(rep), 'POST', '/visits', { customerId: customer.id });
    expect(await refused(app.as(rep), 'PATCH', `/visits/${checkedIn.id}`, { version: 1, needs: 'x' })).toBe(
      '409 common.conflict',
    );
    clock = new Date(`${wednesday}T02:00:00.000Z`);
    const ops = await app.person({ roles: ['operations'] });
    await ok(app.as(ops), 'POST', '/plans/months/2026-10-01/close', {});
    expect(await refused(app.as(rep), 'PATCH', path, { version: changed.version, needs: 'x' })).toBe(
      '409 plans.monthClosed',
    );
    expect((await ok(app.as(rep), 'GET', path)).can).toEqual({ update: false });
  });
});

async function entry(list: string, name: string): Promise<string> {
  const id = crypto.randomUUID();
  await app.runtime.kysely.insertInto('list_entries').values({ id, list, name }).execute();
  return id;
}
