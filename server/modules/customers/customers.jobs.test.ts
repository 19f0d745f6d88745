import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { TestApp } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp({ worker: true });
});
afterAll(() => app.stop());

test('who is put on a team by somebody else is told, once; the customer is named as long as it is seen', async () => {
  const owner = await app.person({ name: '负责人' });
  const member = await app.person();
  const customer = await app.customer({ owner, team: [{ person: member, role: 'technical' }] });
  const messages = async () => (await (await app.as(member)).call('GET', '/api/messages')).body.items;
  await vi.waitFor(async () => expect(await messages()).toHaveLength(1), { timeout: 10_000 });
  expect(await messages()).toMatchObject([
    {
      kind: 'customer.teamJoined',
      params: { actor: '负责人' },
      subjectType: 'customer',
      subjectId: customer.id,
      customer: customer.name,
    },
  ]);
  await app.runtime.pool.query('delete from customer_team where user_id = $1', [member.id]);
  expect(await messages()).toMatchObject([{ subjectId: customer.id, customer: null }]);
  expect((await (await app.as(owner)).call('GET', '/api/messages')).body.items).toEqual([]);
});
