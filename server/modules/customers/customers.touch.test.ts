import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../platform/actor.ts';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { actorOf } from '../org/index.ts';
import type { VisitTouch } from './index.ts';
import { ensureCustomersSeen, staleOf, touchByVisit, whoSeesCustomer } from './index.ts';

let app: TestApp;
let manager: TestPerson;
let rep: TestPerson;
let outsider: TestPerson;
let actor: Actor;
let asRep: Caller;

beforeAll(async () => {
  app = await createTestApp();
  manager = await app.person({ roles: ['manager'] });
  rep = await app.person({ supervisor: manager });
  outsider = await app.person();
  asRep = await app.as(rep);
  const found = await actorOf(app.runtime.kysely, rep.id);
  if (!found) throw new Error('no actor');
  actor = found;
});
afterAll(() => app.stop());

const now = new Date('2026-03-10T08:00:00Z');

function visit(fields: Partial<VisitTouch> & { customerId: string }) {
  return app.runtime.kysely
    .transaction()
    .execute((tx) =>
      touchByVisit(tx, actor, now, { visitedOn: '2026-03-10', contactIds: [], newContacts: [], ...fields }),
    );
}

test('a visit keeps the archive: last visit, next step, telephone, contacts met and new', async () => {
  const customer = await app.customer({ owner: rep });
  const contact = await asRep.call('POST', `/api/customers/${customer.id}/contacts`, { name: '老王' });
  const { contactIds } = await visit({
    customerId: customer.id,
    contactIds: [contact.body.id],
    newContacts: [{ name: '小李', title: '采购' }],
    nextStep: '送样',
    nextStepOn: '2026-03-20',
    phone: '0512-1234 5678',
  });
  const archive = (await asRep.call('GET', `/api/customers/${customer.id}`)).body;
  expect(archive).toMatchObject({
    lastVisitOn: '2026-03-10',
    nextStep: '送样',
    nextStepOn: '2026-03-20',
    phone: '0512-1234 5678',
    archiveUpdatedAt: now.toISOString(),
    version: 2,
    contacts: [
      { id: contactIds[0], name: '老王', lastMetOn: '2026-03-10' },
      { id: contactIds[1], name: '小李', title: '采购', lastMetOn: '2026-03-10' },
    ],
  });
  expect((await asRep.call('GET', '/api/customers?q=12345678')).body.items).toHaveLength(1);

  await visit({ customerId: customer.id, visitedOn: '2026-03-01', contactIds: contactIds.slice(0, 1), nextStep: 'x' });
  const later = (await asRep.call('GET', `/api/customers/${customer.id}`)).body;
  expect(later).toMatchObject({
    lastVisitOn: '2026-03-10',
    nextStep: '送样',
    contacts: [{ lastMetOn: '2026-03-10' }, {}],
  });
});

test('contacts of another customer and an unseen customer are refused and change nothing', async () => {
  const customer = await app.customer({ owner: rep });
  const other = await app.customer({ owner: rep });
  const foreign = await app.customer({ owner: outsider });
  const contact = await asRep.call('POST', `/api/customers/${other.id}/contacts`, { name: '别家的' });
  await expect(visit({ customerId: customer.id, contactIds: [contact.body.id] })).rejects.toMatchObject({
    fields: [{ path: 'contactIds.0', code: 'notFound' }],
  });
  await expect(visit({ customerId: foreign.id })).rejects.toMatchObject({ code: 'common.notFound' });
  expect((await asRep.call('GET', `/api/customers/${customer.id}`)).body).toMatchObject({
    version: 1,
    lastVisitOn: null,
  });
});

test('who sees a customer, which customers are seen', async () => {
  const customer = await app.customer({ owner: rep });
  const foreign = await app.customer({ owner: outsider });
  const people = [manager.id, rep.id, outsider.id];
  expect(await whoSeesCustomer(app.runtime.kysely, customer.id, people)).toEqual(new Set([manager.id, rep.id]));
  const seen = await ensureCustomersSeen(app.runtime.kysely, actor, [customer.id]);
  expect([...seen.values()]).toEqual([{ id: customer.id, name: customer.name, ownerId: rep.id }]);
  await expect(ensureCustomersSeen(app.runtime.kysely, actor, [customer.id, foreign.id], 'x')).rejects.toMatchObject({
    fields: [{ path: 'x', code: 'notFound' }],
  });
});

test('the longest neglected archives of an owner come first', async () => {
  const owner = await app.person();
  const [old, older] = [await app.customer({ owner }), await app.customer({ owner })];
  await app.customer({ owner });
  const at = (id: string, months: number) =>
    app.runtime.pool.query(
      `update customers set archive_updated_at = now() - interval '${months} months' where id = '${id}'`,
    );
  await at(old.id, 2);
  await at(older.id, 3);
  const stale = await staleOf(app.runtime.kysely, owner.id, new Date(), 10);
  expect(stale.map((one) => one.customer.id)).toEqual([older.id, old.id]);
});
