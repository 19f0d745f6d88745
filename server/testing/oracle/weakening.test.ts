import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { afterEach, expect, inject, test, vi } from 'vitest';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/db.ts';
import * as scope from '../../platform/scope.ts';

/*
 * The oracle is worth something only if it bites: each condition of who sees what is weakened in its turn, by putting
 * another module in its place, and the oracle has to find it within twenty worlds. Losses count as well as leaks.
 */

type Condition = RawBuilder<unknown>;
const yes = () => sql<boolean>`true`;
const onlyOneself = (actor: Actor): Actor => ({ ...actor, line: new Set([actor.id]), everyone: false });
const isNot = sql<boolean>`false`;

/** By the name of the function in platform/scope.ts: ways to get it wrong. */
const scopes: Record<keyof typeof scope, Record<string, (...given: never[]) => Condition>> = {
  lineSees: {
    'sees everyone': yes,
    'sees oneself alone': (actor: Actor, owner: string) => scope.lineSees(onlyOneself(actor), owner),
  },
  peopleOfLine: {
    'are everyone': () => sql`(select id from users)`,
    'are oneself alone': (actor: Actor) => scope.peopleOfLine(onlyOneself(actor)),
  },
  customerOfLine: {
    'sees every customer': yes,
    'sees own customers alone': (actor: Actor, id: string) => scope.customerOfLine(onlyOneself(actor), id),
    'knows owners only': (actor: Actor, id: string) =>
      sql`exists (select 1 from customers w where w.id = ${sql.ref(id)} and w.owner_id = any(${[...actor.line]}::uuid[]))`,
  },
  lineSeesRow: {
    'sees everyone': yes,
    'sees the person above as well': (actor: Actor, owner: string) =>
      sql`(${scope.lineSeesRow(actor, owner)} or ${sql.ref(owner)} = (select supervisor_id from users where id = ${actor.id}))`,
    'sees only one level down': (actor: Actor, owner: string) =>
      sql`exists (select 1 from reporting_line w where w.ancestor_id = ${actor.id} and w.descendant_id = ${sql.ref(owner)} and w.depth < 2)`,
  },
  customerSeenRow: {
    'sees every customer': (_actor: Actor, id: string) => sql`${sql.ref(id)} is not null`,
    'forgets those below': (actor: Actor, id: string) =>
      sql`exists (select 1 from customer_team w where w.customer_id = ${sql.ref(id)} and w.user_id = ${actor.id})`,
    'sees those of the people above': (actor: Actor, id: string) =>
      sql`exists (select 1 from customer_team w join reporting_line l on l.descendant_id = ${actor.id}
        where w.customer_id = ${sql.ref(id)} and (w.user_id = any(${[...actor.line]}::uuid[]) or w.user_id = l.ancestor_id))`,
  },
  customerWrittenRow: {
    'lets everyone write who sees': (actor: Actor, id: string) => scope.customerSeenRow(actor, id),
    'forgets those below': (actor: Actor, id: string) =>
      sql`exists (select 1 from customer_team w where w.customer_id = ${sql.ref(id)} and w.user_id = ${actor.id} and w.access = 'write')`,
  },
  poolOpenTo: {
    'opens every pool': (_actor: Actor, id: string) => sql`${sql.ref(id)} is not null`,
    'opens those of the own department alone': (actor: Actor, id: string) =>
      sql`${sql.ref(id)} in (select w.pool_id from pool_departments w join users u on u.department_id = w.department_id
        where u.id = ${actor.id})`,
  },
  visitSeenRow: {
    'sees every visit': yes,
    'forgets the maker': (actor: Actor, _owner: string, id: string) => scope.customerSeenRow(actor, id),
    'forgets the customer': (actor: Actor, owner: string) => scope.lineSeesRow(actor, owner),
  },
  workflowSeenRow: {
    'sees every instance': yes,
    'forgets who has a part': (actor: Actor) =>
      sql`(${scope.lineSeesRow(actor, 'i.starter_id')} or exists (
        select 1 from workflow_definitions w where w.id = i.definition_id and w.owner_id = ${actor.id}))`,
    'forgets the owner of the workflow': (actor: Actor) =>
      sql`(${scope.lineSeesRow(actor, 'i.starter_id')} or exists (
        select 1 from workflow_readers w where w.instance_id = i.id and w.user_id = ${actor.id}))`,
    'forgets the line above the starter': (actor: Actor) =>
      sql`(exists (select 1 from workflow_readers w where w.instance_id = i.id and w.user_id = ${actor.id})
        or exists (select 1 from workflow_definitions w where w.id = i.definition_id and w.owner_id = ${actor.id}))`,
  },
  viewSeen: {
    'sees every view': yes,
    'sees every shared view': (actor: Actor, owner: string, department: string) =>
      sql`(${sql.ref(owner)} = ${actor.id} or ${sql.ref(department)} is not null)`,
    'sees own views alone': (actor: Actor, owner: string) => sql`${sql.ref(owner)} = ${actor.id}`,
    'sees own departments alone': (actor: Actor, owner: string, department: string) =>
      sql`(${sql.ref(owner)} = ${actor.id} or ${sql.ref(department)} = (select department_id from users where id = ${actor.id}))`,
  },
  timelineSeen: {
    'shows what is for the line to all who see the customer': (_actor: Actor, audience: string) =>
      sql`${sql.ref(audience)} <> 'audit'`,
    'shows the audit': (actor: Actor, audience: string, owner: string) =>
      sql`(${sql.ref(audience)} = 'audit' or ${scope.timelineSeen(actor, audience, owner)})`,
    'forgets what is for the line': (_actor: Actor, audience: string) => sql`${sql.ref(audience)} = 'customer'`,
    'shows nothing': () => isNot,
  },
};

type Exports = Record<string, unknown>;
/** `live`: it shows only where jobs run and connections are open. */
type Weakening = { module: string; weaken: (actual: Exports) => Exports; live?: boolean };
const all = { change: yesAlways, cancel: yesAlways, complete: yesAlways, evaluate: yesAlways, reply: yesAlways };

function yesAlways(): boolean {
  return true;
}

/** Beside the scope: policies, permissions, and checks that a module makes by itself. */
const others: Record<string, Weakening> = {
  'permissions are not asked': { module: '../../platform/actor.ts', weaken: () => ({ may: yesAlways }) },
  'everyone stands above everyone': {
    module: '../../platform/actor.ts',
    weaken: () => ({ isAbove: yesAlways, isAboveOrSelf: yesAlways }),
  },
  'one stands above oneself': {
    module: '../../platform/actor.ts',
    weaken: ({ isAboveOrSelf }) => ({ isAbove: isAboveOrSelf }),
  },
  'telephones are read by all who see the customer': {
    module: '../../platform/masking.ts',
    weaken: () => ({ phoneFor: (_actor: unknown, _ownerId: unknown, phone: unknown) => phone }),
  },
  'telephones in lists are read by all who see the customer': {
    module: '../../platform/masking.ts',
    weaken: () => ({ withPhones: (_actor: unknown, rows: unknown) => rows }),
  },
  'telephones in history are read by all who see the customer': {
    module: '../../platform/masking.ts',
    weaken: () => ({ maskedData: (_actor: unknown, _ownerId: unknown, data: unknown) => data }),
  },
  'customers are found by telephones that are masked': {
    module: '../../platform/masking.ts',
    weaken: () => ({ wordsFor: () => 'all' }),
  },
  'archives are put off by anyone who sees them': {
    module: '../../modules/customers/customers.policy.ts',
    weaken: () => ({ snooze: yesAlways }),
  },
  'notes are changed by anyone who sees them': {
    module: '../../modules/customers/customers.notes.rules.ts',
    weaken: () => ({ isAuthor: yesAlways }),
  },
  'anyone can be mentioned': {
    module: '../../modules/customers/customers.touch.service.ts',
    weaken: () => ({ whoSeesCustomer: async (_db: unknown, _id: unknown, ids: readonly string[]) => new Set(ids) }),
  },
  'items are everyone’s': { module: '../../modules/plans/plans.policy.ts', weaken: () => ({ itemPolicy: all }) },
  'weeks are decided by anyone who sees them': {
    module: '../../modules/plans/plans.policy.ts',
    weaken: () => ({ weekPolicy: { submit: yesAlways, decide: yesAlways } }),
  },
  'records of visits are changed by anyone who sees them': {
    module: '../../modules/visits/visits.policy.ts',
    weaken: () => ({ visitPolicy: { update: yesAlways } }),
  },
  'teams are changed by anyone who sees the customer': {
    module: '../../modules/customers/customers.policy.ts',
    weaken: () => ({ changeTeam: yesAlways }),
  },
  'relationships are set by anyone who sees the customer': {
    module: '../../modules/customers/customers.policy.ts',
    weaken: () => ({ setRelationship: yesAlways }),
  },
  'a department of few hides nobody and is told all the same': {
    module: '../../modules/customers/customers.acquaintances.rules.ts',
    weaken: () => ({ circleOf: (departmentId: string | null) => departmentId }),
  },
  'customers are given to anyone': {
    module: '../../modules/customers/customers.policy.ts',
    weaken: () => ({ own: yesAlways }),
  },
  'customers in the filters of shared views are told': {
    module: '../../modules/customers/customers.views.rules.ts',
    weaken: () => ({ hidingUnseen: (filter: unknown) => filter }),
  },
  'what is hidden at a node of a workflow is told there': {
    module: '../../modules/workflow/workflow.rights.rules.ts',
    weaken: ({ rightsOf }) => ({
      rightsOf: (graph: unknown, form: unknown, openAt: unknown) =>
        (rightsOf as (...given: unknown[]) => unknown)(graph, form, openAt, []),
    }),
  },
  'customers in the forms of workflows are told': {
    module: '../../modules/workflow/workflow.forms.rules.ts',
    weaken: () => ({ hidingUnseen: (_form: unknown, values: unknown) => values }),
  },
  'rights are handed out that one does not hold': {
    module: '../../modules/org/org.rules.ts',
    weaken: () => ({ exceeding: () => [] }),
  },
  'somebody else’s import is answered': {
    module: '../../modules/transfers/transfers.reads.ts',
    weaken: importsOfAnyone,
  },
  'every file is answered': { module: '../../modules/files/files.reads.ts', weaken: filesOfAnyone },
  'somebody else’s message is marked as read': {
    module: '../../modules/notifications/notifications.store.ts',
    weaken: messagesOfAnyone,
  },
  'everybody is told of everything': {
    module: '../../modules/notifications/notifications.store.ts',
    weaken: messagesToAll,
    live: true,
  },
  'what is said about an item is for all who see the customer': {
    module: '../../modules/plans/plans.item.service.ts',
    weaken: ({ itemSubject }) => ({
      itemSubject: (item: unknown) => ({ ...(itemSubject as (item: unknown) => object)(item), audience: 'customer' }),
    }),
    live: true,
  },
  'whoever hands a customer over stays on its team': {
    module: '../../modules/customers/customers.handover.store.ts',
    weaken: staying,
  },
  'plan items are left behind by a handover': {
    module: '../../modules/plans/plans.handover.store.ts',
    weaken: () => ({ openItems: async () => [] }),
  },
  'a session keeps the rights that it began with': {
    module: '../../modules/auth/auth.sessions.reads.ts',
    weaken: forgetful,
  },
  'a head of many counts as above the whole company': {
    module: '../../modules/auth/auth.sessions.reads.ts',
    weaken: presumptuous,
  },
};

type Reader = { authenticate: (request: { headers: { cookie?: string } }) => Promise<Actor | null> };

function readerOf(actual: Exports, change: (reader: Reader) => Reader['authenticate']): Exports {
  const create = actual.createSessionReader as (...given: unknown[]) => Reader;
  return {
    createSessionReader: (...given: unknown[]) => {
      const reader = create(...given);
      return { ...reader, authenticate: change(reader) };
    },
  };
}

function forgetful(actual: Exports): Exports {
  const kept = new Map<string, Actor>();
  return readerOf(actual, (reader) => async (request) => {
    const cookie = request.headers.cookie ?? '';
    const actor = kept.get(cookie) ?? (await reader.authenticate(request));
    if (actor) kept.set(cookie, actor);
    return actor;
  });
}

function presumptuous(actual: Exports): Exports {
  return readerOf(actual, (reader) => async (request) => {
    const actor = await reader.authenticate(request);
    return actor && { ...actor, everyone: actor.line.size > 4 };
  });
}

type Called = (...given: unknown[]) => Promise<unknown>;
type AsActor = { db: Db; actor: Actor };

function importsOfAnyone(actual: Exports): Exports {
  const getImport = actual.getImport as Called;
  return {
    async getImport(ctx: AsActor, id: string) {
      const { rows } = await sql<{ owner: string }>`select owner_id as owner from imports where id = ${id}`.execute(
        ctx.db,
      );
      return getImport({ ...ctx, actor: { ...ctx.actor, id: rows[0]?.owner ?? ctx.actor.id } }, id);
    },
  };
}

function filesOfAnyone(actual: Exports): Exports {
  const getFile = actual.getFile as Called;
  return { getFile: (ctx: AsActor, id: string) => getFile({ ...ctx, actor: { ...ctx.actor, everyone: true } }, id) };
}

function messagesOfAnyone(actual: Exports): Exports {
  const markRead = actual.markRead as Called;
  return {
    async markRead(tx: Db, userId: string, id: string, at: Date) {
      const { rows } = await sql<{
        owner: string;
      }>`select user_id as owner from notifications where id = ${id}`.execute(tx);
      return markRead(tx, rows[0]?.owner ?? userId, id, at);
    },
  };
}

function messagesToAll(actual: Exports): Exports {
  const insertMessages = actual.insertMessages as Called;
  return {
    async insertMessages(tx: Db, message: object) {
      const { rows } = await sql<{ id: string }>`select id from users where active`.execute(tx);
      return insertMessages(tx, { ...message, userIds: rows.map(({ id }) => id) });
    },
  };
}

function staying(actual: Exports): Exports {
  const moveOwned = actual.moveOwned as Called;
  return {
    async moveOwned(tx: Db, personId: string, moves: readonly { id: string }[], at: string) {
      await moveOwned(tx, personId, moves, at);
      await sql`
        insert into customer_team (customer_id, user_id, role)
        select id, ${personId}, 'sales' from unnest(${moves.map(({ id }) => id)}::uuid[]) as m (id)
      `.execute(tx);
    },
  };
}

afterEach(() => {
  vi.resetModules();
  vi.doUnmock('../../platform/scope.ts');
  vi.doUnmock('../../platform/reach.costs.ts');
  for (const { module } of Object.values(others)) vi.doUnmock(module);
});

/** What the oracle finds in up to twenty worlds of an application of which one module is another. */
async function found(module: string, weaken: Weakening['weaken'], live = false): Promise<string[]> {
  vi.resetModules();
  vi.doMock(module, async (original) => {
    const actual = await original<Exports>();
    return { ...actual, ...weaken(actual) };
  });
  vi.doMock('../../platform/reach.costs.ts', async () => {
    const { sidesInTurns } = await import('./sides.ts');
    return sidesInTurns();
  });
  const { runBatch, emptyCoverage } = await import('./run.ts');
  for (const seeds of [
    [1, 2, 3, 4],
    [5, 6, 7, 8, 9, 10],
    [11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
  ]) {
    const options = { at: new Date(), live, impatient: true, coverage: emptyCoverage() };
    const { findings } = await runBatch(inject('testServer'), seeds, options);
    // A module that merely broke would prove nothing.
    const wrong = findings.filter(({ what }) => !what.includes('common.internal'));
    if (wrong.length > 0) return wrong.map(({ route, what }) => `${route}: ${what}`);
  }
  return [];
}

const ofScope = Object.entries(scopes).flatMap(([name, ways]) =>
  Object.entries(ways).map(([way, condition]) => ({ name, way, condition })),
);

test('every condition of the scope is weakened in some way', () => {
  expect(Object.keys(scopes).sort()).toEqual(Object.keys(scope).sort());
});

test('what is put in place unchanged is found to be right', { timeout: 240_000 }, async () => {
  expect(await found('../../platform/scope.ts', () => ({}))).toEqual([]);
});

test.each(ofScope)('the oracle notices when $name $way', { timeout: 240_000 }, async ({ name, condition }) => {
  expect(await found('../../platform/scope.ts', () => ({ [name]: condition }))).not.toEqual([]);
});

test.each(Object.entries(others))(
  'the oracle notices when %s',
  { timeout: 240_000 },
  async (_, { module, weaken, live }) => {
    expect(await found(module, weaken, live)).not.toEqual([]);
  },
);
