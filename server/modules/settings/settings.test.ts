import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller, TestApp } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { ensureEntry } from './index.ts';

let app: TestApp;
let asOperations: Caller;
let asRep: Caller;
let actorId: string;

beforeAll(async () => {
  app = await createTestApp();
  const operations = await app.person({ roles: ['operations'] });
  actorId = operations.id;
  asOperations = await app.as(operations);
  asRep = await app.as(await app.person());
});
afterAll(() => app.stop());

test('entries are added at the end of their list, renamed, moved, retired', async () => {
  const first = await asOperations.call('POST', '/api/lists', { list: 'region', name: '华东' });
  const second = await asOperations.call('POST', '/api/lists', { list: 'region', name: '华南' });
  expect(second.body).toEqual({
    id: second.body.id,
    list: 'region',
    name: '华南',
    position: first.body.position + 1,
    retired: false,
    version: 1,
  });
  const moved = await asOperations.call('PATCH', `/api/lists/${second.body.id}`, {
    version: 1,
    position: 0,
    name: '南方',
    retired: true,
  });
  expect(moved.body).toMatchObject({ name: '南方', position: 0, retired: true, version: 2 });
  const all = await asRep.call('GET', '/api/lists');
  const regions = all.body.items.filter((item: { list: string }) => item.list === 'region');
  expect(regions.map((item: { name: string }) => item.name)).toEqual(['南方', '华东']);
});

test('a name stands once in a list, in whatever case', async () => {
  await asOperations.call('POST', '/api/lists', { list: 'competitor', name: 'BASF' });
  const again = await asOperations.call('POST', '/api/lists', { list: 'competitor', name: 'basf' });
  expect(again).toMatchObject({ status: 409, body: { code: 'settings.codeTaken', fields: [{ path: 'name' }] } });
  const other = await asOperations.call('POST', '/api/lists', { list: 'competitor', name: 'DSM' });
  const renamed = await asOperations.call('PATCH', `/api/lists/${other.body.id}`, { version: 1, name: 'Basf' });
  expect(renamed.body.code).toBe('settings.codeTaken');
});

test('not signed in, without permission, unknown, stale, invalid', async () => {
  const body = { list: 'level', name: 'B 级' };
  expect((await app.anonymous.call('GET', '/api/lists')).status).toBe(401);
  expect((await app.anonymous.call('POST', '/api/lists', body)).status).toBe(401);
  expect((await asRep.call('POST', '/api/lists', body)).status).toBe(403);
  const made = await asOperations.call('POST', '/api/lists', body, { key: 'entry-key-1' });
  expect((await asOperations.call('POST', '/api/lists', body, { key: 'entry-key-1' })).body).toEqual(made.body);
  const path = `/api/lists/${made.body.id}`;
  expect((await asRep.call('PATCH', path, { version: 1, name: 'x' })).status).toBe(403);
  expect((await asOperations.call('PATCH', path, { version: 5, name: 'x' })).body.code).toBe('common.stale');
  expect(
    (await asOperations.call('PATCH', '/api/lists/01900000-0000-7000-8000-000000000000', { version: 1 })).status,
  ).toBe(404);
  expect((await asOperations.call('POST', '/api/lists', { list: 'nothing', name: 'x' })).status).toBe(422);
  expect((await asOperations.call('POST', '/api/lists', { list: 'level', name: ' ' })).status).toBe(422);
});

test('ensureEntry finds without case or adds, also when twenty ask at once', async () => {
  const actor = { id: actorId };
  const found = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      app.runtime.kysely.transaction().execute((tx) => ensureEntry(tx, actor, 'costKind', index % 2 ? 'Taxi' : 'TAXI')),
    ),
  );
  expect(new Set(found).size).toBe(1);
  const { rows } = await app.runtime.pool.query(
    `select 1 from events where type = 'listEntry.created' and data ->> 'list' = 'costKind'`,
  );
  expect(rows).toHaveLength(1);
});
