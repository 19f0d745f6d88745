import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allHoldings, declareHoldings } from '../../platform/holdings.ts';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { handoversJobs } from './handovers.jobs.ts';
import { workOnHandover } from './handovers.work.service.ts';

const many = 1100;

let app: TestApp;
let manager: TestPerson;
let asManager: Caller;
let admin: Caller;

beforeAll(async () => {
  app = await createTestApp();
  admin = await app.as(await app.person({ roles: ['administrator'] }));
  manager = await app.person({ roles: ['manager'] });
  asManager = await app.as(manager);
});
afterAll(() => app.stop());

/** Somebody with many customers, and who is to get them; what was asked for and has not been done. */
async function asked(fields: object = {}) {
  const [person, other] = [await app.person({ supervisor: manager }), await app.person({ supervisor: manager })];
  const one = await app.customer({ owner: person, name: `范本公司${person.login}` });
  await app.runtime.pool.query(
    `with made as (
       insert into customers (id, name, normalized_name, core_name, owner_id, created_at, updated_at, archive_updated_at, addresses, search)
       select gen_random_uuid(), n || $1::text, n || $1::text, n || $1::text, $1::uuid, now(), now(), now(), '[]', ''
       from generate_series(1, $2) n returning id
     ) insert into customer_team (customer_id, user_id, role) select id, $1::uuid, 'owner' from made`,
    [person.id, many],
  );
  const { stamp } = (await asManager.call('GET', `/api/handovers/held?personId=${person.id}`)).body;
  const command = { personId: person.id, to: other.id, stamp, depart: false, ...fields };
  const key = `large-${person.login}`;
  const answer = await asManager.call('POST', '/api/handovers', command, { key });
  expect(answer.body.code ?? answer.status).toBe(200);
  return { person, other, one, command, key, id: answer.body.id as string };
}

const ownedBy = async (person: TestPerson) => {
  const { rows } = await app.runtime.pool.query('select count(*)::int as size from customers where owner_id = $1', [
    person.id,
  ]);
  return rows[0].size;
};
const course = async (id: string, caller = asManager) => (await caller.call('GET', `/api/handovers/${id}`)).body;

test('a large one waits, is told of, and is done once', async () => {
  const { person, other, one, command, key, id } = await asked({ introduceOn: '2099-01-05' });
  expect(await course(id)).toMatchObject({ state: 'waiting', total: many + 1, done: 0, count: 0, items: [] });
  expect((await asManager.call('POST', '/api/handovers', command, { key })).body).toEqual({ id });
  expect((await asManager.call('POST', '/api/handovers', command)).body.code).toBe('handover.underWay');
  expect((await asManager.call('GET', `/api/handovers/held?personId=${person.id}`)).body).toMatchObject({
    underWay: true,
  });
  const asOther = await app.as(other);
  expect((await course(id, asOther)).code).toBe('common.notFound');
  expect(await ownedBy(person)).toBe(many + 1);
  await Promise.all([workOnHandover(app.runtime, id), workOnHandover(app.runtime, id)]);
  await workOnHandover(app.runtime, id);
  expect(await ownedBy(other)).toBe(many + 1);
  expect(await course(id)).toMatchObject({ state: 'done', done: many + 1, count: many + 1 });
  expect(await course(id, asOther)).toMatchObject({ state: 'done', count: many + 1 });
  const { rows } = await app.runtime.pool.query(
    `select owner_id, count(*)::int as size, min(activity) as activity from plan_items where owner_id = any($1) group by 1`,
    [[person.id, other.id]],
  );
  expect(new Map(rows.map((row) => [row.owner_id, [row.size, row.activity]]))).toEqual(
    new Map([
      [other.id, [many + 1, 'visit']],
      [person.id, [many + 1, 'call']],
    ]),
  );
  const kinds = (await asManager.call('GET', '/api/messages')).body.items.map((row: { kind: string }) => row.kind);
  expect(kinds.filter((kind: string) => kind === 'handover.finished')).toHaveLength(1);
  const briefings = await asOther.call('GET', `/api/customers/${one.id}/briefings`);
  expect(briefings.body.items).toEqual([
    expect.objectContaining({ handoverId: id, person: expect.objectContaining({ id: person.id }) }),
  ]);
  const page = await asOther.call('GET', `/api/handovers/${id}/briefings/${one.id}`);
  expect(String(page.body)).toContain(one.name);
  // Who no longer sees the customer reads no briefing of it either.
  const asPerson = await app.as(person);
  expect((await asPerson.call('GET', `/api/customers/${one.id}/briefings`)).status).toBe(404);
  expect((await asPerson.call('GET', `/api/handovers/${id}/briefings/${one.id}`)).status).toBe(404);
});

test('a server that dies in the middle leaves nothing, and the next one does all', async () => {
  const { person, other, id } = await asked();
  const holding = allHoldings().find(({ kind }) => kind === 'customers');
  if (!holding) throw new Error('customers are not held');
  let seen = 0;
  declareHoldings([
    {
      ...holding,
      async move(tx, ctx, personId, moves) {
        await holding.move(tx, ctx, personId, moves);
        seen = (await course(id)).done;
        if (seen > 0) await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
      },
    },
  ]);
  await expect(workOnHandover(app.runtime, id)).rejects.toThrow();
  declareHoldings([holding]);
  // Progress was told while it went on.
  expect(seen).toBe(1000);
  expect(await ownedBy(person)).toBe(many + 1);
  expect((await course(id)).state).toBe('waiting');
  const resume = handoversJobs.find(({ name }) => name === 'handovers.resume');
  await resume?.run(app.runtime, {});
  expect(await ownedBy(person)).toBe(0);
  expect(await ownedBy(other)).toBe(many + 1);
  expect(await course(id)).toMatchObject({ state: 'done', count: many + 1 });
});

test('what has changed meanwhile, or a receiver who has left, is refused, told, and changes nothing', async () => {
  const stale = await asked();
  await app.customer({ owner: stale.person });
  await workOnHandover(app.runtime, stale.id);
  expect(await course(stale.id)).toMatchObject({ state: 'failed', code: 'common.stale', done: 0 });
  expect(await ownedBy(stale.person)).toBe(many + 2);
  const left = await asked();
  const { version } = (await admin.call('GET', `/api/users/${left.other.id}`)).body;
  expect((await admin.call('POST', `/api/users/${left.other.id}/depart`, { version })).status).toBe(200);
  await workOnHandover(app.runtime, left.id);
  expect(await course(left.id)).toMatchObject({ state: 'failed', code: 'handover.refused' });
  const kinds = (await asManager.call('GET', '/api/messages')).body.items.map((row: { kind: string }) => row.kind);
  expect(kinds.filter((kind: string) => kind === 'handover.failed')).toHaveLength(2);
  // Another one may begin.
  const { stamp, underWay } = (await asManager.call('GET', `/api/handovers/held?personId=${left.person.id}`)).body;
  expect(underWay).toBe(false);
  const again = { personId: left.person.id, to: manager.id, stamp, depart: false };
  expect((await asManager.call('POST', '/api/handovers', again)).status).toBe(200);
});
