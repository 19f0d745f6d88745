import { createRouterClient } from '@orpc/server';
import { router } from '../main/modules.ts';
import { actorOf, addToLine, ensureStandardRoles, roleIdByCode } from '../modules/org/index.ts';
import { ensureEntry } from '../modules/settings/index.ts';
import { ensureReadyWorkflows } from '../modules/workflow/index.ts';
import type { ApiContext } from '../platform/api.ts';
import type { Ctx } from '../platform/context.ts';
import { createCtx } from '../platform/context.ts';
import type { Tx } from '../platform/db/db.ts';
import { newId } from '../platform/ids.ts';
import type { Runtime } from '../platform/runtime.ts';
import { addDays, dayOf, mondayOf } from '../platform/time.ts';
import { fillChannel } from './channel.ts';
import { at } from './clock.ts';
import { company, departments, lists, people } from './company.data.ts';
import { customers } from './customers.data.ts';
import { deedsOf } from './deeds.ts';
import { createFields } from './fields.ts';
import { handOverLeaver } from './handover.ts';
import { fillPools } from './pool.ts';
import { moveData } from './transfers.ts';
import { shareViews } from './views.ts';
import { weeks } from './work.data.ts';
import { done } from './work.done.data.ts';
import { open } from './work.open.data.ts';
import { runWorkflows } from './workflows.ts';

export type Client = ReturnType<typeof clientOf>;

function clientOf(context: ApiContext) {
  return createRouterClient(router, { context });
}

export async function isEmptyDatabase(runtime: Pick<Runtime, 'kysely'>): Promise<boolean> {
  const user = await runtime.kysely.selectFrom('users').select('id').limit(1).executeTakeFirst();
  return !user;
}

/**
 * Fills an empty database with the demo company. What people do goes through the same handlers as their own requests,
 * each at its time in the past weeks. `progress` is told the share done, 0 to 1.
 */
export async function loadDemo(runtime: Runtime, progress: (share: number) => void = () => undefined): Promise<void> {
  const today = dayOf(runtime.now(), company.timeZone);
  const ids = await runtime.kysely
    .transaction()
    .execute((tx) => layFoundation(tx, at(addDays(mondayOf(today), -70), '08:00')));
  const entries = await entryIds(runtime);
  const world: World = { runtime, people: ids, entries, customers: new Map(), contacts: new Map(), items: new Map() };
  await createCustomers(world, today);
  const deeds = deedsOf(world, [...done, ...open], weeks, today, runtime.now());
  for (const [index, deed] of deeds.entries()) {
    const client = await as(runtime, ids.get(deed.by) ?? '', deed.when);
    await deed.act(client).catch((error: unknown) => {
      throw new Error(`demo company: ${deed.by} at ${deed.when.toISOString()}`, { cause: error });
    });
    if (index % 10 === 0) progress(index / deeds.length);
  }
  const named = await runtime.kysely.selectFrom('departments').select(['id', 'name']).execute();
  const departmentIds = new Map(
    departments.map(({ key, name }) => [key, named.find((one) => one.name === name)?.id ?? '']),
  );
  const asLogin = (login: string, when: Date) => as(runtime, ids.get(login) ?? '', when);
  // Files are read and written in threads of their own, so that this takes hardly longer than without.
  const moved = moveData(world, today, asLogin, (login, when) => ctxOf(runtime, ids.get(login) ?? '', when));
  moved.catch(() => undefined);
  await fillChannel(world, today, asLogin);
  await fillPools(world, today, departmentIds, asLogin);
  await shareViews(world, today, departmentIds, asLogin);
  await runWorkflows(world, today, asLogin);
  await handOverLeaver(world, today, asLogin);
  await moved;
  progress(1);
}

export type World = {
  runtime: Runtime;
  /** By login. */
  people: ReadonlyMap<string, string>;
  /** Id of a list entry by `list/name`. */
  entries: ReadonlyMap<string, string>;
  /** By short name. */
  customers: Map<string, string>;
  /** By `customer/name`. */
  contacts: Map<string, string>;
  /** Plan items by their place in the data, with their version as last seen. */
  items: Map<number, { id: string; version: number }>;
};

async function ctxOf(runtime: Runtime, userId: string, when: Date): Promise<Ctx> {
  const actor = await actorOf(runtime.kysely, userId);
  if (!actor) throw new Error('a person of the demo company is missing');
  return createCtx({ kysely: runtime.kysely, actor, now: () => when });
}

async function as(runtime: Runtime, userId: string, when: Date): Promise<Client> {
  return clientOf({ ctx: await ctxOf(runtime, userId, when), runtime } as ApiContext);
}

async function layFoundation(tx: Tx, published: Date): Promise<Map<string, string>> {
  await ensureStandardRoles(tx);
  await tx
    .updateTable('company')
    .set({ name: company.name, time_zone: company.timeZone, currency: company.currency })
    .execute();
  const departmentIds = new Map<string, string>();
  for (const { key, name, parent } of departments) {
    const id = newId();
    departmentIds.set(key, id);
    const parentId = parent ? (departmentIds.get(parent) ?? null) : null;
    await tx.insertInto('departments').values({ id, name, parent_id: parentId }).execute();
  }
  const ids = new Map<string, string>();
  for (const person of people) {
    const id = newId();
    const supervisorId = person.supervisor ? (ids.get(person.supervisor) ?? null) : null;
    ids.set(person.login, id);
    await tx
      .insertInto('users')
      .values({
        id,
        login: person.login,
        name: person.name,
        post: person.post,
        department_id: departmentIds.get(person.department) ?? null,
        supervisor_id: supervisorId,
      })
      .execute();
    await addToLine(tx, id, supervisorId);
    const roleId = await roleIdByCode(tx, person.role);
    if (roleId) await tx.insertInto('user_roles').values({ user_id: id, role_id: roleId }).execute();
  }
  for (const [list, names] of Object.entries(lists)) {
    for (const name of names) await ensureEntry(tx, { id: ids.get('ops') ?? '' }, list as keyof typeof lists, name);
  }
  await ensureReadyWorkflows(tx, published);
  return ids;
}

async function entryIds(runtime: Runtime): Promise<Map<string, string>> {
  const rows = await runtime.kysely.selectFrom('list_entries').select(['id', 'list', 'name']).execute();
  return new Map(rows.map((row) => [`${row.list}/${row.name}`, row.id]));
}

async function createCustomers(world: World, today: string): Promise<void> {
  const entry = (list: string, name: string) => world.entries.get(`${list}/${name}`) ?? null;
  const operations = await as(world.runtime, world.people.get('ops') ?? '', at(addDays(mondayOf(today), -70), '09:00'));
  const ownOf = await createFields(operations, entry);
  const byAge = [...customers].sort((a, b) => b.age - a.age);
  for (const customer of byAge) {
    const when = at(addDays(mondayOf(today), -60 + Math.max(0, 60 - customer.age)), '09:00');
    const client = await as(world.runtime, world.people.get(customer.owner) ?? '', when);
    const made = await client.customers.create({
      name: customer.name,
      segmentId: entry('segment', customer.segment),
      regionId: entry('region', customer.region),
      industryId: entry('industry', customer.industry),
      levelId: entry('level', customer.level),
      phone: customer.phone,
      own: ownOf(customer.short),
      addresses: [{ kind: 'factory', text: customer.address }],
      contacts: customer.contacts.map((contact) => ({
        name: contact.name,
        title: contact.title,
        decisionRole: contact.role,
        phone: contact.phone,
      })),
    });
    world.customers.set(customer.short, made.id);
    for (const contact of made.contacts) world.contacts.set(`${customer.short}/${contact.name}`, contact.id);
    if (!customer.team?.length) continue;
    const members = customer.team.map(({ login, role }) => ({ personId: world.people.get(login) ?? '', role }));
    const owner = { personId: world.people.get(customer.owner) ?? '', role: 'owner' as const };
    await client.customers.setTeam({ id: made.id, version: made.version, team: [owner, ...members] });
  }
}
