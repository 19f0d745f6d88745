import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { hashPassword, setPassword } from './index.ts';

const password = 'three tides a day';
let app: TestApp;
let hash: string;

beforeAll(async () => {
  app = await createTestApp();
  hash = await hashPassword(password);
});
afterAll(() => app.stop());

async function personWithPassword(): Promise<TestPerson> {
  const person = await app.person();
  await app.runtime.kysely.transaction().execute((tx) => setPassword(tx, person.id, hash, null));
  return person;
}

test('signs in', async () => {
  const person = await personWithPassword();
  const answer = await app.anonymous.call('POST', '/api/auth/sign-in', { login: person.login.toUpperCase(), password });
  expect(answer).toMatchObject({ status: 200, body: { secondStep: false } });
  const me = await app.anonymous.call('GET', '/api/auth/me', undefined, { headers: { cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' } });
  const caller = await app.as(person);
});
