import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OwnField, OwnFieldType } from '../../../contract/fields.ts';
import type { Caller, TestApp } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { parseOwnText, parseOwnValue, segmentCycles } from './index.ts';

const unknownId = '01900000-0000-7000-8000-000000000000';

let app: TestApp;
let asOperations: Caller;
let asRep: Caller;

beforeAll(async () => {
  app = await createTestApp();
  asOperations = await app.as(await app.person({ roles: ['operations'] }));
  asRep = await app.as(await app.person());
});
afterAll(() => app.stop());

const create = (body: object) => asOperations.call('POST', '/api/customer-fields', body);
const update = (id: string, body: object) => asOperations.call('PATCH', `/api/customer-fields/${id}`, body);
const catalogue = async (caller = asRep) => (await caller.call('GET', '/api/customer-fields')).body;
const segment = async (name: string): Promise<string> =>
  (await asOperations.call('POST', '/api/lists', { list: 'segment', name })).body.id;

describe('fields', () => {
  test('are added, read by everyone, changed, retired and brought back', async () => {
    const segmentId = await segment('直销工厂');
    const made = await create({ label: '产线', type: 'choice', segmentIds: [segmentId], choices: [{ label: '一条' }] });
    expect(made.body).toEqual({
      id: made.body.id,
      key: `own.${made.body.id}`,
      label: '产线',
      type: 'choice',
      sectionId: null,
      segmentIds: [segmentId],
      compulsory: false,
      help: null,
      visibleWhen: null,
      searchable: false,
      choices: [{ id: expect.any(String), label: '一条', retired: false }],
      formula: null,
      retired: false,
      version: 1,
    });
    const [choice] = made.body.choices;
    const changed = await update(made.body.id, {
      version: 1,
      label: '产线数量',
      help: '只数自有的',
      compulsory: true,
      choices: [{ label: '两条' }, { id: choice.id, label: '一条' }],
      retired: true,
    });
    expect(changed.body).toMatchObject({
      label: '产线数量',
      help: '只数自有的',
      compulsory: true,
      retired: true,
      version: 2,
    });
    expect(changed.body.choices.map((one: { label: string }) => one.label)).toEqual(['两条', '一条']);
    expect((await catalogue()).fields).toContainEqual(changed.body);
    expect((await update(made.body.id, { version: 2, retired: false })).body).toMatchObject({ retired: false });
    const { rows } = await app.runtime.pool.query(
      `select type, data ->> 'label' as label from events where subject_id = $1 order by at, id`,
      [made.body.id],
    );
    expect(rows.map((row) => row.type)).toEqual(['ownField.created', 'ownField.updated', 'ownField.updated']);
  });

  test('what does not fit is refused at its place', async () => {
    const other = (await create({ label: '要参照的', type: 'text' })).body;
    const person = (await create({ label: '一个人', type: 'person' })).body;
    for (const [body, path, code] of [
      [{ label: ' ', type: 'text' }, 'label', 'required'],
      [{ label: 'a[b]', type: 'text' }, 'label', 'format'],
      [{ label: 'x', type: 'colour' }, 'type', 'choice'],
      [{ label: 'x', type: 'choice' }, 'choices', 'required'],
      [{ label: 'x', type: 'choice', choices: [{ label: 'A' }, { label: 'a' }] }, 'choices.1.label', 'taken'],
      [{ label: 'x', type: 'text', sectionId: unknownId }, 'sectionId', 'notFound'],
      [{ label: 'x', type: 'text', segmentIds: [unknownId] }, 'segmentIds.0', 'notFound'],
      [{ label: 'x', type: 'text', visibleWhen: { field: 'phone', values: null } }, 'visibleWhen.field', 'notFound'],
      [
        { label: 'x', type: 'text', visibleWhen: { field: `own.${unknownId}`, values: null } },
        'visibleWhen.field',
        'notFound',
      ],
      [{ label: 'x', type: 'formula' }, 'formula', 'required'],
      [{ label: 'x', type: 'formula', formula: '1 +' }, 'formula', 'formulaSyntax'],
      [{ label: 'x', type: 'formula', formula: '{phone} * 2' }, 'formula', 'formulaReference'],
      [{ label: 'x', type: 'formula', formula: `{${person.key}}` }, 'formula', 'formulaReference'],
      [{ label: 'x', type: 'formula', formula: `{${other.key}} * 2` }, 'formula', 'formulaType'],
      [{ label: 'x', type: 'formula', formula: `{${other.key}}` }, 'formula', 'formulaType'],
    ] as const) {
      const refused = await create(body);
      expect([body, refused.status]).toEqual([body, 422]);
      expect(refused.body.fields[0]).toMatchObject({ path, code });
    }
    const taken = await create({ label: '要参照的', type: 'number' });
    expect(taken).toMatchObject({ status: 409, body: { code: 'fields.labelTaken', fields: [{ path: 'label' }] } });
  });

  test('formulas and rules make no circles, and what others stand on stays', async () => {
    const base = (await create({ label: '基数', type: 'number' })).body;
    const first = (await create({ label: '一', type: 'formula', formula: `{${base.key}} + {employees}` })).body;
    const second = (await create({ label: '二', type: 'formula', formula: `{${first.key}} * 2` })).body;
    const circle = await update(first.id, { version: 1, formula: `{${second.key}} + 1` });
    expect(circle.body.fields).toEqual([{ path: 'formula', code: 'formulaCycle', params: { name: '二' } }]);
    const own = await update(first.id, { version: 1, formula: `{${first.key}} + 1` });
    expect(own.body.fields[0].code).toBe('formulaCycle');
    const turned = await update(base.id, { version: 1, type: 'text' });
    expect(turned.body.fields).toEqual([{ path: 'type', code: 'inUse' }]);
    const shown = (await create({ label: '甲', type: 'text', visibleWhen: { field: base.key, values: null } })).body;
    const back = await update(base.id, { version: 1, visibleWhen: { field: shown.key, values: ['x'] } });
    expect(back.body.fields).toEqual([{ path: 'visibleWhen.field', code: 'order' }]);
  });

  test('a choice that is not there any more is no rule', async () => {
    const made = (await create({ label: '阶段', type: 'choice', choices: [{ label: '一' }, { label: '二' }] })).body;
    const rule = { field: made.key, values: [made.choices[0].id] };
    await create({ label: '细节', type: 'text', visibleWhen: rule });
    const dropped = await update(made.id, { version: 1, choices: [{ id: made.choices[1].id, label: '二' }] });
    expect(dropped.body.fields).toEqual([{ path: 'type', code: 'inUse' }]);
    const strange = await update(made.id, { version: 1, choices: [{ id: unknownId, label: '三' }] });
    expect(strange.body.fields).toEqual([{ path: 'choices.0.id', code: 'notFound' }]);
  });

  test('not signed in, without permission, unknown, stale, repeated', async () => {
    const body = { label: '一次', type: 'text' };
    expect((await app.anonymous.call('GET', '/api/customer-fields')).status).toBe(401);
    expect((await app.anonymous.call('POST', '/api/customer-fields', body)).status).toBe(401);
    expect((await asRep.call('POST', '/api/customer-fields', body)).status).toBe(403);
    expect((await asRep.call('GET', '/api/customer-fields/state')).status).toBe(403);
    const made = await asOperations.call('POST', '/api/customer-fields', body, { key: 'field-once' });
    const again = await asOperations.call('POST', '/api/customer-fields', body, { key: 'field-once' });
    expect(again.body).toEqual(made.body);
    expect((await asRep.call('PATCH', `/api/customer-fields/${made.body.id}`, { version: 1 })).status).toBe(403);
    expect((await update(made.body.id, { version: 7, label: 'x' })).body.code).toBe('common.stale');
    expect((await update(unknownId, { version: 1, label: 'x' })).status).toBe(404);
  });
});

describe('sections and order', () => {
  const sections = (method: string, path: string, body?: object, caller = asOperations) =>
    caller.call(method, `/api/customer-field-sections${path}`, body);

  test('fields are arranged in sections; one that is removed leaves its fields', async () => {
    const one = (await sections('POST', '', { name: '生产' })).body;
    const two = (await sections('POST', '', { name: '采购' })).body;
    const field = (await create({ label: '放在节里', type: 'text', sectionId: one.id })).body;
    const before = await catalogue();
    const fields = before.fields.map(({ id, sectionId }: { id: string; sectionId: string | null }) => ({
      id,
      sectionId,
    }));
    const wanted = { layoutVersion: before.layoutVersion, sectionIds: [two.id, one.id], fields: fields.toReversed() };
    const arranged = await asOperations.call('PUT', '/api/customer-fields/layout', wanted);
    expect(arranged.status).toBe(200);
    expect(arranged.body.sections.map(({ id }: { id: string }) => id)).toEqual([two.id, one.id]);
    const loose = (list: typeof fields) =>
      list.filter((each: { sectionId: string | null }) => !each.sectionId).map(({ id }: { id: string }) => id);
    expect(loose(arranged.body.fields)).toEqual(loose(fields.toReversed()));
    for (const body of [
      wanted,
      { ...wanted, layoutVersion: arranged.body.layoutVersion, sectionIds: [one.id] },
      { ...wanted, layoutVersion: arranged.body.layoutVersion, fields: fields.slice(1) },
    ]) {
      expect((await asOperations.call('PUT', '/api/customer-fields/layout', body)).body.code).toBe('common.stale');
    }
    const renamed = await sections('PATCH', `/${one.id}`, { version: 1, name: '生产情况' });
    expect(renamed.body).toEqual({ id: one.id, name: '生产情况', version: 2 });
    expect((await sections('PATCH', `/${two.id}`, { version: 1, name: '生产情况' })).body.code).toBe(
      'fields.labelTaken',
    );
    expect((await sections('DELETE', `/${one.id}?version=1`)).body.code).toBe('common.stale');
    expect((await sections('DELETE', `/${one.id}?version=2`)).body).toEqual({ ok: true });
    expect((await catalogue()).fields.find(({ id }: { id: string }) => id === field.id).sectionId).toBeNull();
  });

  test('not signed in, without permission, unknown, invalid', async () => {
    expect((await app.anonymous.call('POST', '/api/customer-field-sections', { name: 'x' })).status).toBe(401);
    expect((await sections('POST', '', { name: 'x' }, asRep)).status).toBe(403);
    expect((await sections('PATCH', `/${unknownId}`, { version: 1, name: 'x' }, asRep)).status).toBe(403);
    expect((await sections('DELETE', `/${unknownId}?version=1`, undefined, asRep)).status).toBe(403);
    expect((await asRep.call('PUT', '/api/customer-fields/layout', {})).status).toBe(403);
    expect((await sections('PATCH', `/${unknownId}`, { version: 1, name: 'x' })).status).toBe(404);
    expect((await sections('DELETE', `/${unknownId}?version=1`)).status).toBe(404);
    expect((await sections('POST', '', { name: '' })).status).toBe(422);
  });
});

describe('segments', () => {
  test('have a cycle, principles and creators; the change says from what to what', async () => {
    const id = await segment('经销商');
    const { roles } = (await asOperations.call('GET', '/api/customer-fields/state')).body;
    const manager = roles.find((role: { code: string }) => role.code === 'manager').id;
    const body = { version: 1, cycleDays: 14, principles: '先款后货', creatorRoleIds: [manager] };
    const set = await asOperations.call('PATCH', `/api/segments/${id}`, body);
    expect(set.body).toEqual({
      id,
      cycleDays: 14,
      principles: '先款后货',
      creatorRoleIds: [manager],
      mayCreate: false,
      version: 2,
    });
    expect((await asOperations.call('PATCH', `/api/segments/${id}`, body)).body.code).toBe('common.stale');
    const { rows } = await app.runtime.pool.query(`select data from events where type = 'segment.updated'`);
    expect(rows[0].data.changes[0]).toEqual({ field: 'cycleDays', from: null, to: 14 });
    const seen = (await catalogue()).segments.find((one: { id: string }) => one.id === id);
    expect(seen).toMatchObject({ principles: '先款后货', mayCreate: false });
    expect(await segmentCycles(app.runtime.kysely)).toEqual(new Map([[id, 14]]));
  });

  test('not signed in, without permission, unknown, invalid', async () => {
    const id = await segment('终端客户');
    const path = `/api/segments/${id}`;
    expect((await app.anonymous.call('PATCH', path, { version: 1 })).status).toBe(401);
    expect((await asRep.call('PATCH', path, { version: 1, cycleDays: 3 })).status).toBe(403);
    expect((await asOperations.call('PATCH', `/api/segments/${unknownId}`, { version: 1 })).status).toBe(404);
    const region = (await asOperations.call('POST', '/api/lists', { list: 'region', name: '西北' })).body.id;
    expect((await asOperations.call('PATCH', `/api/segments/${region}`, { version: 1 })).status).toBe(404);
    for (const [body, path_] of [
      [{ cycleDays: 0 }, 'cycleDays'],
      [{ creatorRoleIds: [unknownId] }, 'creatorRoleIds.0'],
    ] as const) {
      const refused = await asOperations.call('PATCH', path, { version: 1, ...body });
      expect(refused).toMatchObject({ status: 422, body: { fields: [{ path: path_ }] } });
    }
  });
});

describe('values as text', () => {
  const blank = { id: unknownId, key: '', label: '', sectionId: null, segmentIds: [], compulsory: false, help: null };
  const rest = { visibleWhen: null, searchable: false, formula: null, retired: false, version: 1 };
  const choices = [
    { id: 'h', label: 'High', retired: false },
    { id: 'l', label: 'Low', retired: false },
    { id: 'x', label: 'None', retired: true },
  ];
  const of = (type: OwnFieldType): OwnField => ({ ...blank, ...rest, type, choices });

  test('are read as people write them in tables', () => {
    for (const [type, text, parsed] of [
      ['text', ' 三班 ', { value: '三班' }],
      ['text', '', { value: null }],
      ['number', '1,200.5', { value: 1200.5 }],
      ['number', '一百', { code: 'format' }],
      ['money', '￥ 1,200', { value: '1200.00' }],
      ['money', '1.234', { code: 'format' }],
      ['date', '2026/3/5', { value: '2026-03-05' }],
      ['date', '2026年3月5日', { value: '2026-03-05' }],
      ['date', '2026-02-30', { code: 'format' }],
      ['choice', 'low', { value: 'l' }],
      ['choice', 'none', { code: 'retired' }],
      ['choice', 'other', { code: 'choice' }],
      ['multiChoice', 'Low；high', { value: ['h', 'l'] }],
      ['multiChoice', 'Low、?', { code: 'choice' }],
      ['person', '张三', { code: 'notFound' }],
      ['formula', '5', { code: 'computed' }],
    ] as const) {
      expect([type, text, parseOwnText(of(type), text)]).toEqual([type, text, parsed]);
    }
  });

  test('amounts and numbers keep every digit', () => {
    for (const [given, value] of [
      ['007', '7.00'],
      ['-0.00', '0.00'],
      ['-1.5', '-1.50'],
      ['9999999999999.99', '9999999999999.99'],
    ]) {
      expect(parseOwnValue(of('money'), given)).toEqual({ value });
    }
    expect(parseOwnValue(of('money'), '12345678901234')).toEqual({ code: 'format' });
    expect(parseOwnValue(of('number'), 0.1234567)).toEqual({ code: 'format' });
    expect(parseOwnValue(of('number'), 1e15)).toMatchObject({ code: 'tooBig' });
    expect(parseOwnValue(of('number'), Number.NaN)).toEqual({ code: 'format' });
  });
});
