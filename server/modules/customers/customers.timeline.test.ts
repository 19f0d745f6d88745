import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordEvent } from '../../platform/events.ts';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

let app: TestApp;
const now = new Date('2026-03-10T04:00:00Z');
let owner: TestPerson;
let asOwner: Caller;
let customerId: string;
const written: string[] = [];

const day = 86_400_000;
const latest = now.getTime();

beforeAll(async () => {
  app = await createTestApp({ now: () => now });
  owner = await app.person({});
  asOwner = await app.as(owner);
  customerId = (await app.customer({ owner })).id;
  // Some of one moment, some on the very border of what is read first, some years old.
  const ages = [800, 400, 61, 60, 60, 60, 59, 30, 3, 0, 0, 0];
  for (const age of ages) written.unshift(await happened(customerId, age));
});
afterAll(() => app.stop());

async function happened(id: string, daysAgo: number): Promise<string> {
  const doer = { actor: owner, now: () => new Date(latest - daysAgo * day) };
  const subject = { type: 'customer', id, audience: 'customer', customerId: id } as const;
  const event = await app.runtime.kysely
    .transaction()
    .execute((tx) => recordEvent(tx, doer, 'customer.updated', subject));
  return event.id;
}

async function paged(query: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor = '';
  do {
    const { body } = await asOwner.call('GET', `/api/customers/${customerId}/timeline?${query}${cursor}`);
    ids.push(...body.items.map((entry: { id: string }) => entry.id));
    cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
  } while (cursor);
  return ids.filter((id) => written.includes(id));
}

test('pages of any length hold each event once, the newest first, whatever its age', async () => {
  for (const limit of [1, 2, 3, 5, 7, 50]) expect([limit, await paged(`limit=${limit}`)]).toEqual([limit, written]);
  expect(await paged(`limit=2&personId=${owner.id}`)).toEqual(written);
  expect(await paged('limit=2&kinds[]=archive')).toEqual(written);
  expect(await paged('limit=2&kinds[]=notes')).toEqual([]);
});

test('where nothing has happened for long, the old ones are on the first page', async () => {
  const quiet = (await app.customer({ owner })).id;
  const old = [await happened(quiet, 900), await happened(quiet, 500)].toReversed();
  const { body } = await asOwner.call('GET', `/api/customers/${quiet}/timeline?limit=20`);
  const ids = body.items.map((entry: { id: string }) => entry.id);
  expect(ids.filter((id: string) => old.includes(id))).toEqual(old);
});
