import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { linkedTables } from './customers.merges.rules.ts';
import { forgetLed, linksToCustomers } from './customers.merges.store.ts';

const clock = new Date('2026-03-10T04:00:00Z');
let app: TestApp;
let manager: TestPerson;
let rep: TestPerson;
let peer: TestPerson;
let helper: TestPerson;
let asManager: Caller;
let asRep: Caller;
let asPeer: Caller;
let asHelper: Caller;

beforeAll(async () => {
  app = await createTestApp({ now: () => clock });
  manager = await app.person({ name: '经理', roles: ['manager'] });
  rep = await app.person({ name: '销售甲', supervisor: manager });
  peer = await app.person({ name: '销售乙', supervisor: manager });
  helper = await app.person({ name: '技术员' });
  [asManager, asRep, asPeer, asHelper] = (await Promise.all([manager, rep, peer, helper].map(app.as))) as [
    Caller,
    Caller,
    Caller,
    Caller,
  ];
});
afterAll(() => app.stop());

const ok = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
  const { status, body } = await answer;
  expect(body).toEqual(expect.objectContaining({}));
  expect(status, JSON.stringify(body)).toBe(200);
  // biome-ignore lint/suspicious/noExplicitAny: answers have many shapes
  return body as any;
};

type Pair = { survivor: string; loser: string };

/** Two customers with work on both; the loser has everything that can refer to a customer. */
async function pair(): Promise<Pair> {
  const survivor = await app.customer({ owner: rep, team: [{ person: helper, role: 'technical' }] });
  const parent = await app.customer({ owner: peer });
  const loser = await app.customer({ owner: peer, team: [{ person: helper, role: 'service' }] });
  const child = await app.customer({ owner: peer });
  const at = `/api/customers/${loser.id}`;
  await ok(
    asPeer.call('PATCH', at, {
      version: loser.version,
      parentId: parent.id,
      phone: '0571-88887777',
      acceptSimilar: true,
      website: 'loser.com',
    }),
  );
  await ok(asPeer.call('PATCH', `/api/customers/${child.id}`, { version: child.version, parentId: loser.id }));
  await ok(asRep.call('POST', `/api/customers/${survivor.id}/contacts`, { name: '王建国', title: '总经理' }));
  await ok(asPeer.call('POST', `${at}/contacts`, { name: '王建国', title: '采购' }));
  await ok(asPeer.call('POST', `${at}/notes`, { text: '并进来的备注' }));
  await ok(asPeer.call('POST', '/api/visits/record', { customerId: loser.id, discussed: '并进来的拜访' }));
  await ok(asRep.call('POST', '/api/visits/record', { customerId: survivor.id, discussed: '原有的拜访' }));
  await ok(asPeer.call('POST', '/api/plan-items', { title: '并进来的计划', day: '2026-03-11', customerId: loser.id }));
  await ok(asHelper.call('POST', `${at}/notes`, { text: '两边都在' }));
  await ok(
    asPeer.call('POST', '/api/channel-links', { distributorId: parent.id, customerId: loser.id, fromOn: '2026-01-01' }),
  );
  return { survivor: survivor.id, loser: loser.id };
}

async function merge({ survivor, loser }: Pair, more: object = {}, caller = asManager) {
  const [own, other] = [await get(caller, survivor), await get(caller, loser)];
  return caller.call('POST', `/api/customers/${survivor}/merge`, {
    version: own.version ?? 1,
    otherId: loser,
    otherVersion: other.version ?? 1,
    ...more,
  });
}

const get = async (caller: Caller, id: string) => (await caller.call('GET', `/api/customers/${id}`)).body;

/** Tables that a merge itself writes, and what every command leaves. */
const apart = ['customer_merges', 'customer_merge_rows', 'customer_former_names', 'idempotency_keys', 'auth_sessions'];

/** Every row of every table, without the versions and times that a change leaves on the survivor. */
async function everything(survivor: string): Promise<Map<string, string[]>> {
  const { rows: tables } = await app.runtime.pool.query(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and not c.relispartition and c.relname <> all($1) order by 1`,
    [apart],
  );
  const all = new Map<string, string[]>();
  for (const { name } of tables) {
    const { rows } = await app.runtime.pool.query(`select to_jsonb(t) as row from "${name}" t`);
    const plain = rows.map(({ row }) => {
      const ofSurvivor = row.id === survivor || row.customer_id === survivor;
      if (ofSurvivor && (name === 'customers' || name === 'customer_team')) {
        for (const column of ['version', 'updated_at', 'archive_updated_at', 'stale_at']) delete row[column];
      }
      if (name === 'customer_touches') delete row.touched_at;
      return JSON.stringify(row);
    });
    all.set(name, plain.sort());
  }
  return all;
}

test('every reference to customers is declared', async () => {
  const known = (await linksToCustomers(app.runtime.kysely)).map(({ table, column }) => `${table}.${column}`);
  expect(known.sort()).toEqual(Object.keys(linkedTables).sort());
});

describe('a merge', () => {
  test('keeps every link; its preview says what the caller sees of it', async () => {
    const two = await pair();
    const preview = await ok(
      asManager.call('GET', `/api/customers/${two.survivor}/merge-preview?otherId=${two.loser}`),
    );
    expect(
      Object.fromEntries(preview.moved.map((one: { kind: string; count: number }) => [one.kind, one.count])),
    ).toEqual({
      contacts: 1,
      visits: 1,
      planItems: 1,
      notes: 2,
      subsidiaries: 1,
      channelLinks: 1,
      members: 1,
    });
    const [same] = preview.samePeople;
    expect(same).toMatchObject({ own: { name: '王建国', title: '总经理' }, other: { title: '采购' } });
    const loser = await get(asManager, two.loser);
    const samePeople = [{ ownId: same.own.id, otherId: same.other.id }];
    const merged = await ok(merge(two, { take: ['phone', 'parentId'], samePeople }));
    expect(merged.id).toBe(two.survivor);
    const archive = await get(asManager, two.survivor);
    expect(archive).toMatchObject({
      phone: '0571-88887777',
      website: null,
      parent: { id: loser.parent.id },
      mergedInto: null,
    });
    expect(archive.contacts).toHaveLength(2);
    expect(archive.team.map((one: { person: { id: string } }) => one.person.id).sort()).toEqual(
      [rep.id, peer.id, helper.id].sort(),
    );
    const visits = (await asRep.call('GET', `/api/visits?customerId=${two.survivor}`)).body.items;
    expect(visits).toHaveLength(2);
    const timeline = JSON.stringify(
      (await asPeer.call('GET', `/api/customers/${two.survivor}/timeline?limit=200`)).body,
    );
    for (const words of ['并进来的备注', '两边都在', 'customer.merged']) expect(timeline).toContain(words);
    expect(await get(asPeer, two.loser)).toMatchObject({ id: two.survivor, mergedInto: { id: two.survivor } });
    const found = (await asRep.call('GET', `/api/customers?q=${encodeURIComponent(loser.name)}`)).body.items;
    expect(found.map((one: { id: string }) => one.id)).toContain(two.survivor);
    const duplicate = (await asManager.call('POST', '/api/customers/duplicates', { name: loser.name })).body.items[0];
    expect(duplicate).toMatchObject({ reason: 'name', customer: { id: two.survivor } });
    const again = await merge({ ...two }, {}).catch(() => null);
    expect(again?.status).not.toBe(500);
  });

  test('is undone to the last byte, and nothing is lost or doubled on the way', async () => {
    const two = await pair();
    const before = await everything(two.survivor);
    const take = ['name', 'phone', 'website', 'parentId'];
    const preview = await ok(
      asManager.call('GET', `/api/customers/${two.survivor}/merge-preview?otherId=${two.loser}`),
    );
    const [same] = preview.samePeople;
    const merged = await ok(merge(two, { take, samePeople: [{ ownId: same.own.id, otherId: same.other.id }] }));
    const during = await everything(two.survivor);
    for (const [table, rows] of before) {
      if (['customers', 'customer_team', 'customer_owners', 'customer_touches', 'events'].includes(table)) continue;
      expect([table, during.get(table)?.length]).toEqual([table, rows.length]);
    }
    expect(during.get('customers')).toHaveLength((before.get('customers')?.length ?? 0) - 1);
    const undone = await ok(asManager.call('POST', `/api/merges/${merged.mergeId}/undo`));
    expect(undone).toEqual({ id: two.loser, stayed: [] });
    const after = await everything(two.survivor);
    for (const [table, rows] of before) {
      if (table === 'events') expect(after.get(table)).toEqual(expect.arrayContaining(rows));
      else if (table === 'customer_touches') expect(after.get(table)?.length).toBeGreaterThanOrEqual(rows.length);
      else expect([table, after.get(table)]).toEqual([table, rows]);
    }
    expect(await get(asPeer, two.loser)).toMatchObject({ id: two.loser, mergedInto: null });
    const again = await asManager.call('POST', `/api/merges/${merged.mergeId}/undo`);
    expect(again.body.code).toBe('customers.mergeNotUndoable');
  });

  test('once it is undone, its name is told to who sees it', async () => {
    const two = await pair();
    const name = (await ok(asPeer.call('GET', `/api/customers/${two.loser}`))).name;
    const merged = await ok(merge(two));
    const told = async (as: Caller) => {
      const timeline = await ok(as.call('GET', `/api/customers/${two.survivor}/timeline?kinds[0]=archive`));
      const merges = await ok(as.call('GET', `/api/customers/${two.survivor}/merges`));
      const of = ({ type }: { type: string }) => type === 'customer.merged' || type === 'customer.unmerged';
      const names = timeline.items.filter(of).map((entry: { data: { name: unknown } }) => entry.data.name);
      return [...names, merges.items[0].name];
    };
    expect(await told(asRep)).toEqual([name, name]);
    await ok(asManager.call('POST', `/api/merges/${merged.mergeId}/undo`));
    expect(await told(asRep)).toEqual([null, null, null]);
    expect(await told(asManager)).toEqual([name, name, name]);
  });

  test('what was changed since stays, and the undoing says so', async () => {
    const two = await pair();
    const merged = await ok(merge(two, { take: ['phone', 'website'] }));
    const archive = await get(asManager, two.survivor);
    await ok(
      asManager.call('PATCH', `/api/customers/${two.survivor}`, { version: archive.version, phone: '0571-11112222' }),
    );
    await app.runtime.pool.query('delete from plan_items where customer_id = $1', [two.survivor]);
    const undone = await ok(asManager.call('POST', `/api/merges/${merged.mergeId}/undo`));
    expect(undone.stayed).toEqual(
      expect.arrayContaining([
        { what: 'plan_items', count: 1 },
        { what: 'customers.phone', count: 1 },
      ]),
    );
    expect(await get(asManager, two.survivor)).toMatchObject({ phone: '0571-11112222', website: null });
  });

  test('a distributor and whom it serves, either way: the link between them comes back with the undoing', async () => {
    for (const serves of [true, false]) {
      const two = await pair();
      const [distributorId, customerId] = serves ? [two.survivor, two.loser] : [two.loser, two.survivor];
      const link = { distributorId, customerId, fromOn: '2026-01-01' };
      const { id } = await ok(asManager.call('POST', '/api/channel-links', link));
      const merged = await ok(merge(two));
      const there = async () => {
        const { rows } = await app.runtime.pool.query(
          'select distributor_id as "distributorId", customer_id as "customerId" from channel_links where id = $1',
          [id],
        );
        return rows;
      };
      expect(await there()).toEqual([]);
      const undone = await ok(asManager.call('POST', `/api/merges/${merged.mergeId}/undo`));
      expect(undone.stayed).toEqual([]);
      expect(await there()).toEqual([{ distributorId, customerId }]);
    }
  });

  test('a parent and its subsidiary, either way', async () => {
    for (const up of [true, false]) {
      const two = await pair();
      const [above, below] = up ? [two.loser, two.survivor] : [two.survivor, two.loser];
      const child = await get(asManager, below);
      await ok(asManager.call('PATCH', `/api/customers/${below}`, { version: child.version, parentId: above }));
      const before = await everything(two.survivor);
      const merged = await ok(merge(two));
      await ok(asManager.call('POST', `/api/merges/${merged.mergeId}/undo`));
      expect((await everything(two.survivor)).get('customers')).toEqual(before.get('customers'));
    }
  });
});

/**
 * Columns without a reference that can hold a customer's id, and what a merge means for them. What is kept as JSON and
 * used again is led when it is used (`ledOnward`, `asMerged`, `survivorsOf`).
 */
const namedElsewhere: Readonly<Record<string, 'led' | 'ledWhenUsed' | 'staysAsItWas' | 'ofTheMerge' | 'never'>> = {
  'bulk_edit_rows.before': 'ledWhenUsed',
  'bulk_edit_rows.fields': 'never',
  'bulk_edits.changes': 'ledWhenUsed',
  'bulk_edits.counts': 'never',
  'contacts.person_id': 'never',
  'customer_merge_rows.rows': 'ofTheMerge',
  'customer_merges.after': 'ofTheMerge',
  'customer_merges.before': 'ofTheMerge',
  'customer_merges.extra': 'ofTheMerge',
  'customer_merges.loser': 'ofTheMerge',
  'customer_merges.loser_id': 'ofTheMerge',
  'customer_merges.survivor_id': 'ofTheMerge',
  'customer_team.industry_id': 'never',
  'customer_team.level_id': 'never',
  'customer_team.region_id': 'never',
  'customer_team.segment_id': 'never',
  'customer_values.choice_id': 'never',
  'customer_views.settings': 'ledWhenUsed',
  'customers.addresses': 'never',
  'customers.own': 'led',
  'customers.own_aside': 'led',
  'events.customer_id': 'led',
  // History says what happened when it happened; an address of a customer that went leads to the survivor.
  'events.data': 'staysAsItWas',
  'events.owner_id': 'never',
  'events.subject_id': 'staysAsItWas',
  'exports.columns': 'never',
  'exports.filter': 'ledWhenUsed',
  'handover_briefings.content': 'staysAsItWas',
  'handover_items.item_id': 'staysAsItWas',
  'handovers.command': 'staysAsItWas',
  'idempotency_keys.result': 'staysAsItWas',
  'import_extras.record_id': 'staysAsItWas',
  'import_rows.before': 'ledWhenUsed',
  'import_rows.errors': 'never',
  'import_rows.record_id': 'staysAsItWas',
  'import_rows.values': 'staysAsItWas',
  'imports.additions': 'never',
  'imports.columns': 'never',
  'imports.counts': 'never',
  'imports.mapping': 'never',
  'imports.options': 'never',
  'imports.sample': 'staysAsItWas',
  'introductions.circle': 'never',
  'notifications.event_id': 'never',
  'notifications.params': 'staysAsItWas',
  'notifications.subject_id': 'staysAsItWas',
  'own_fields.choices': 'never',
  'own_fields.segment_ids': 'never',
  'own_fields.visible_when': 'never',
  'own_recalculation.after_id': 'never',
  'phone_reveals.subject_id': 'staysAsItWas',
  'segment_settings.creator_role_ids': 'never',
  'team_requests.asked_id': 'never',
  'workflow_definitions.draft': 'never',
  'workflow_files.history_id': 'never',
  'workflow_history.actor_id': 'never',
  'workflow_history.data': 'ledWhenUsed',
  'workflow_history.event_id': 'never',
  'workflow_history.instance_id': 'never',
  'workflow_history.task_id': 'never',
  'workflow_history.visit_id': 'never',
  'workflow_instances.chosen': 'never',
  'workflow_instances.variables': 'ledWhenUsed',
  'workflow_moves.mapping': 'never',
  'workflow_moves.reached_id': 'never',
  'workflow_moves.refused': 'never',
  'workflow_versions.content': 'never',
  'workflow_visits.returned': 'never',
  'workflow_visits.undo': 'never',
};

test('every column that could name a customer without a reference is declared', async () => {
  const { rows } = await app.runtime.pool.query(
    `select c.relname || '.' || a.attname as name from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attname <> 'id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype, 'jsonb'::regtype, 'json'::regtype)
       and not exists (
         select 1 from pg_constraint k where k.conrelid = c.oid and a.attnum = any(k.conkey) and k.contype = 'f')`,
  );
  expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(namedElsewhere).sort());
});

describe('what names a customer by its id', () => {
  const own = async (id: string) =>
    (await app.runtime.pool.query('select own, own_aside as aside from customers where id = $1', [id])).rows[0];
  const put = (id: string, values: object, aside: object = {}) =>
    app.runtime.pool.query('update customers set own = $2, own_aside = $3 where id = $1', [id, values, aside]);
  let field: string;
  let other: string;
  beforeAll(async () => {
    const asOperations = await app.as(await app.person({ roles: ['operations'] }));
    const make = async (label: string, more: object = {}) =>
      (await ok(asOperations.call('POST', '/api/customer-fields', { label, type: 'customer', ...more }))).id;
    [field, other] = [await make('参考客户'), await make('介绍客户')];
  });

  test('own fields of others, those aside too, are led and led back; one about the other of the two says nothing', async () => {
    const two = await pair();
    const [names, keeps] = [await app.customer({ owner: rep }), await app.customer({ owner: rep })];
    await put(names.id, { [field]: two.loser, [other]: two.survivor });
    await put(keeps.id, {}, { [field]: two.loser });
    await put(two.survivor, { [field]: two.loser, [other]: names.id });
    await put(two.loser, { [field]: two.survivor, [other]: keeps.id });
    const before = await everything(two.survivor);
    const merged = await ok(merge(two, { take: ['name'] }));
    expect(await own(names.id)).toEqual({ own: { [field]: two.survivor, [other]: two.survivor }, aside: {} });
    expect(await own(keeps.id)).toEqual({ own: {}, aside: { [field]: two.survivor } });
    expect(await own(two.survivor)).toEqual({ own: { [other]: names.id }, aside: {} });
    await ok(asManager.call('POST', `/api/merges/${merged.mergeId}/undo`));
    const after = await everything(two.survivor);
    for (const table of ['customers', 'customer_values']) expect(after.get(table)).toEqual(before.get(table));
  });

  test('a restored customer names what is there by now', async () => {
    const [two, next] = [await pair(), await pair()];
    await put(two.loser, { [field]: next.loser });
    const first = await ok(merge(two));
    await ok(merge(next));
    await ok(asManager.call('POST', `/api/merges/${first.mergeId}/undo`));
    expect((await own(two.loser)).own).toEqual({ [field]: next.survivor });
  });

  test('saved views and filters read as the survivor, for who sees it, and as they were after the undoing', async () => {
    const two = await pair();
    const names = await app.customer({ owner: rep });
    await put(names.id, { [field]: two.loser });
    const filter = { all: [{ field: `own.${field}`, op: 'is', value: two.loser }] };
    const view = await ok(asRep.call('POST', '/api/customer-views', { name: '参考', settings: { filter } }));
    const found = async () =>
      (await asRep.call('GET', `/api/customers?filter=${encodeURIComponent(JSON.stringify(filter))}`)).body.items;
    const named = async () => {
      const { items } = (await asRep.call('GET', '/api/customer-views?limit=100')).body;
      return items.find(({ id }: { id: string }) => id === view.id).settings.filter.all[0].value;
    };
    const merged = await ok(merge(two));
    expect(await named()).toBe(two.survivor);
    expect(await found()).toMatchObject([{ id: names.id }]);
    await ok(asManager.call('POST', `/api/merges/${merged.mergeId}/undo`));
    const { rows } = await app.runtime.pool.query('select settings from customer_views where id = $1', [view.id]);
    expect(rows[0].settings.filter).toEqual(filter);
  });
});

describe('who merges', () => {
  test('someone above both owners or with the permission; neither a reader nor a stranger', async () => {
    const two = await pair();
    expect((await merge(two, {}, asRep)).body.code).toBe('common.notFound');
    expect((await merge({ survivor: two.survivor, loser: two.survivor })).body.code).toBe('common.notFound');
    expect((await merge(two, {}, asHelper)).body.code).toBe('common.forbidden');
    const preview = `/api/customers/${two.survivor}/merge-preview?otherId=${two.loser}`;
    expect((await asRep.call('GET', preview)).body.code).toBe('common.notFound');
    expect((await asHelper.call('GET', preview)).body.code).toBe('common.forbidden');
    expect((await app.anonymous.call('GET', preview)).status).toBe(401);
    const stale = await merge(two, { otherVersion: 99 });
    expect(stale.body.code).toBe('common.stale');
    const wrong = await merge(two, { samePeople: [{ ownId: two.loser, otherId: two.loser }] });
    expect(wrong.body.fields).toEqual([{ path: 'samePeople.0', code: 'notFound' }]);
    const operations = await app.person({ roles: ['operations'] });
    const asOperations = await app.as(operations);
    for (const id of [two.survivor, two.loser]) {
      const archive = await get(asManager, id);
      const team = [
        ...archive.team.map((one: { person: { id: string }; role: string }) => ({
          personId: one.person.id,
          role: one.role,
        })),
        { personId: operations.id, role: 'service' },
      ];
      await ok(asManager.call('PUT', `/api/customers/${id}/team`, { version: archive.version, team }));
    }
    const merged = await ok(merge(two, {}, asOperations));
    expect((await asRep.call('POST', `/api/merges/${merged.mergeId}/undo`)).body.code).toBe('common.forbidden');
    const outsider = await app.as(await app.person());
    expect((await outsider.call('POST', `/api/merges/${merged.mergeId}/undo`)).body.code).toBe('common.notFound');
    expect((await outsider.call('GET', `/api/customers/${two.loser}`)).body.code).toBe('common.notFound');
    expect((await outsider.call('GET', `/api/customers/${two.survivor}/merges`)).body.code).toBe('common.notFound');
    const { items } = await ok(asRep.call('GET', `/api/customers/${two.survivor}/merges`));
    expect(items).toMatchObject([{ id: merged.mergeId, undone: false, undoableUntil: '2026-04-09T04:00:00.000Z' }]);
  });

  test('not after 30 days', async () => {
    const two = await pair();
    const merged = await ok(merge(two));
    await app.runtime.pool.query(
      `update customer_merges set merged_at = merged_at - interval '31 days' where id = '${merged.mergeId}'`,
    );
    expect((await asManager.call('POST', `/api/merges/${merged.mergeId}/undo`)).body.code).toBe(
      'customers.mergeNotUndoable',
    );
    await forgetLed(app.runtime.kysely, new Date('2026-02-08T00:00:00Z'));
    const { rows } = await app.runtime.pool.query('select 1 from customer_merge_rows where merge_id = $1', [
      merged.mergeId,
    ]);
    expect(rows).toEqual([]);
    expect(await get(asManager, two.loser)).toMatchObject({ id: two.survivor });
  });
});

describe('an undone merge of a customer whose owner', () => {
  const team = async (id: string) =>
    (
      await app.runtime.pool.query(
        'select user_id as id, role from customer_team where customer_id = $1 order by role',
        [id],
      )
    ).rows;
  const owners = async (id: string) =>
    (
      await app.runtime.pool.query(
        `select owner_id as id, how, until_at is null as now from customer_owners where customer_id = $1 order by customer_owners.id`,
        [id],
      )
    ).rows;
  const leave = async (person: TestPerson) => {
    const asAdministrator = await app.as(await app.person({ roles: ['administrator'] }));
    await ok(asAdministrator.call('POST', `/api/users/${person.id}/depart`, { version: 1, override: true }));
  };

  test('has left belongs to the survivor’s owner; who has left is off its team', async () => {
    const [leaver, alsoLeaves] = [await app.person({ supervisor: manager }), await app.person()];
    const { id: survivor } = await app.customer({ owner: rep });
    const { id: loser } = await app.customer({
      owner: leaver,
      team: [
        { person: helper, role: 'technical' },
        { person: alsoLeaves, role: 'service' },
      ],
    });
    const merged = await ok(merge({ survivor, loser }));
    const { version } = await get(asManager, survivor);
    const people = [{ personId: rep.id, role: 'owner' }];
    await ok(asManager.call('PUT', `/api/customers/${survivor}/team`, { version, team: people }));
    for (const one of [leaver, alsoLeaves]) await leave(one);
    const undone = await ok(asManager.call('POST', `/api/merges/${merged.mergeId}/undo`));
    expect(undone.id).toBe(loser);
    expect(await team(loser)).toEqual([
      { id: rep.id, role: 'owner' },
      { id: helper.id, role: 'technical' },
    ]);
    expect(await get(asRep, loser)).toMatchObject({ owner: { id: rep.id } });
    expect(await owners(loser)).toEqual([
      { id: leaver.id, how: 'created', now: false },
      { id: rep.id, how: 'assigned', now: true },
    ]);
    const { past } = await ok(asRep.call('GET', `/api/customers/${loser}/team`));
    expect(past.map((one: { person: { id: string } }) => one.person.id).sort()).toEqual(
      [leaver.id, alsoLeaves.id].sort(),
    );
  });

  test('keeps a pool comes back into it, to the keeper of by now; from a closed one to the survivor’s owner', async () => {
    const asOperations = await app.as(await app.person({ roles: ['operations'] }));
    const [first, second] = [await app.person({ supervisor: manager }), await app.person({ supervisor: manager })];
    const reason = await ok(asOperations.call('POST', '/api/lists', { list: 'returnReason', name: '没有需求' }));
    const rules = { maxOwned: null, maxClaimsADay: null, coolingDays: 0, warnDays: 0, rules: [] };
    const kept = { name: '公海', segmentId: null, regionId: null, keeperId: first.id, departmentIds: [], ...rules };
    for (const closed of [false, true]) {
      const pool = await ok(asOperations.call('POST', '/api/pools', kept));
      const change = (version: number, fields: object) =>
        ok(asOperations.call('PATCH', `/api/pools/${pool.id}`, { version, ...fields }));
      const { id: survivor } = await app.customer({ owner: rep });
      const { id: loser, version } = await app.customer({ owner: peer });
      await ok(asPeer.call('POST', `/api/customers/${loser}/return`, { version, reasonId: reason.id }));
      const merged = await ok(merge({ survivor, loser }));
      const changed = await change(pool.version, closed ? { retired: true } : { keeperId: second.id });
      await ok(asManager.call('POST', `/api/merges/${merged.mergeId}/undo`));
      const owner = closed ? rep : second;
      const { rows } = await app.runtime.pool.query('select owner_id, pool_id from customers where id = $1', [loser]);
      expect(rows).toEqual([{ owner_id: owner.id, pool_id: closed ? null : pool.id }]);
      expect(await team(loser)).toEqual([{ id: owner.id, role: 'owner' }]);
      const how = closed ? 'assigned' : 'returned';
      expect((await owners(loser)).slice(1)).toEqual([
        { id: first.id, how: 'returned', now: false },
        { id: owner.id, how, now: true },
      ]);
      if (closed) continue;
      const { version: latest } = await get(asManager, loser);
      const people = [{ personId: rep.id, role: 'owner' }];
      await ok(asManager.call('PUT', `/api/customers/${loser}/team`, { version: latest, team: people }));
      await change(changed.version, { retired: true });
    }
  });
});

describe('at once', () => {
  test('of merges of the same two in both directions exactly one succeeds', async () => {
    const two = await pair();
    const other = { survivor: two.loser, loser: two.survivor };
    const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => merge(index % 2 ? two : other)));
    const merges = await app.runtime.pool.query(
      'select 1 from customer_merges where loser_id = any($1) and undone_at is null',
      [[two.survivor, two.loser]],
    );
    expect(merges.rows).toHaveLength(1);
    expect(answers.some((answer) => answer.status === 200)).toBe(true);
    expect(answers.filter((answer) => answer.status >= 500)).toEqual([]);
  });

  test('what is written meanwhile arrives at the survivor or is refused, and nothing is lost', async () => {
    const two = await pair();
    const work = Array.from({ length: 20 }, (_, index) =>
      index % 2
        ? asPeer.call('POST', `/api/customers/${two.loser}/notes`, { text: `同时 ${index}` })
        : asPeer.call('POST', '/api/visits/record', { customerId: two.loser, discussed: `同时 ${index}` }),
    );
    const merged = (async () => {
      for (;;) {
        const answer = await merge(two);
        if (answer.body.code !== 'common.stale') return answer;
      }
    })();
    const answers = await Promise.all(work);
    expect((await merged).status).toBe(200);
    const written = answers.filter((answer) => answer.status === 200).length;
    const refused = answers.filter((answer) => answer.status !== 200);
    expect(refused.map((answer) => answer.status).filter((status) => status >= 500)).toEqual([]);
    const { rows } = await app.runtime.pool.query(
      `select (select count(*) from visits where customer_id = $1 and discussed like '同时%')
         + (select count(*) from notes where customer_id = $1 and text like '同时%') as count`,
      [two.survivor],
    );
    expect(Number(rows[0].count)).toBe(written);
  });
});
