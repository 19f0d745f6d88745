import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StandardRole } from '../../contract/permissions.ts';
import type { App } from '../main/app.ts';
import { createApp } from '../main/app.ts';
import { addToLine, ensureStandardRoles, roleIdByCode } from '../modules/org/index.ts';
import { createPool } from '../platform/db/db.ts';
import { newId } from '../platform/ids.ts';
import { createTestDatabase } from './database.ts';

export type TestPerson = { id: string; login: string; name: string };
// biome-ignore lint/suspicious/noExplicitAny: answers have many shapes; a test looks at what it needs
export type Answer = { status: number; body: any; headers: Record<string, unknown> };
export type CallOptions = { key?: string; headers?: Record<string, string> };

export type Caller = {
  /** `body` goes out as JSON; with `key` as an idempotent command. */
  call: (method: string, path: string, body?: unknown, options?: CallOptions) => Promise<Answer>;
  cookie: string;
};

export type PersonFields = { login?: string; name?: string; supervisor?: TestPerson; roles?: StandardRole[] };
export type CustomerFields = { owner: TestPerson; name?: string; team?: { person: TestPerson; role: string }[] };
export type TestAppOptions = { worker?: boolean; now?: () => Date; demo?: boolean };

export type TestApp = App & {
  anonymous: Caller;
  databaseUrl: string;
  /** Adds a person with roles (salesperson unless said otherwise) below a supervisor. */
  person: (fields?: PersonFields) => Promise<TestPerson>;
  /** Calls as this person; signs in once. */
  as: (person: TestPerson) => Promise<Caller>;
  /** Creates a customer through the API as its owner, with further team members; answers its archive. */
  customer: (fields: CustomerFields) => Promise<Answer['body']>;
  stop: () => Promise<void>;
};

let counter = 0;

/** The real application on a database of its own; requests go through Fastify without a socket. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const pool = createPool(database.url, 6);
  const dataDir = await mkdtemp(join(tmpdir(), 'licheng-test-'));
  const app = await createApp({
    settings: {
      databaseUrl: database.url,
      dataDir,
      secret: 'test-secret-of-more-than-32-bytes-0123456789',
      demo: options.demo ?? true,
      loopback: true,
      version: 'test',
    },
    pool,
    listen: { host: '127.0.0.1', port: 0 },
    worker: options.worker ? 'alone' : false,
    log: false,
    checkOutput: true,
    ...(options.now ? { now: options.now } : {}),
  });
  await app.http.ready();
  await app.runtime.kysely.transaction().execute((tx) => ensureStandardRoles(tx));
  const as = signerIn(app);
  return {
    ...app,
    anonymous: callerOf(app, ''),
    databaseUrl: database.url,
    person: (fields = {}) => addPerson(app, fields),
    as,
    customer: (fields) => addCustomer(as, fields),
    async stop() {
      await app.close();
      await pool.end();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function callerOf(app: App, cookie: string): Caller {
  return {
    cookie,
    async call(method, path, body, { key, headers } = {}) {
      const response = await app.http.inject({
        method: method as 'GET',
        url: path,
        headers: {
          ...(cookie ? { cookie } : {}),
          ...(key ? { 'idempotency-key': key } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      });
      const json = String(response.headers['content-type'] ?? '').includes('json');
      return { status: response.statusCode, body: json ? response.json() : response.body, headers: response.headers };
    },
  };
}

function signerIn(app: App): TestApp['as'] {
  const callers = new Map<string, Caller>();
  return async (person) => {
    const known = callers.get(person.id);
    if (known) return known;
    const answer = await callerOf(app, '').call('POST', '/api/demo/sign-in', { login: person.login });
    if (answer.status !== 200) throw new Error(`sign-in of ${person.login}: ${JSON.stringify(answer.body)}`);
    const set = answer.headers['set-cookie'];
    const cookies = (Array.isArray(set) ? set : [set]).map((one) => String(one).split(';')[0]);
    const made = callerOf(app, cookies.join('; '));
    callers.set(person.id, made);
    return made;
  };
}

async function addPerson(app: App, fields: PersonFields): Promise<TestPerson> {
  counter += 1;
  const person = {
    id: newId(),
    login: fields.login ?? `person${counter}`,
    name: fields.name ?? `人员${counter}`,
  };
  await app.runtime.kysely.transaction().execute(async (tx) => {
    await tx
      .insertInto('users')
      .values({ ...person, supervisor_id: fields.supervisor?.id ?? null })
      .execute();
    await addToLine(tx, person.id, fields.supervisor?.id ?? null);
    for (const code of fields.roles ?? ['salesperson']) {
      const roleId = await roleIdByCode(tx, code);
      if (roleId) await tx.insertInto('user_roles').values({ user_id: person.id, role_id: roleId }).execute();
    }
  });
  await settle(app);
  return person;
}

/** Until this process has heard of everything that was committed before, such as a change of somebody's rights. */
async function settle({ runtime: { live, pool } }: App): Promise<void> {
  const mark = newId();
  const heard = new Promise<void>((resolve) => {
    const stop = live.on('licheng_sessions', (payload) => {
      if (payload !== mark) return;
      stop();
      resolve();
    });
  });
  await pool.query('select pg_notify($1, $2)', ['licheng_sessions', mark]);
  await heard;
}

async function addCustomer(as: TestApp['as'], fields: CustomerFields): Promise<Answer['body']> {
  counter += 1;
  const caller = await as(fields.owner);
  const made = await caller.call('POST', '/api/customers', {
    name: fields.name ?? `客户${String(counter).padStart(5, '0')}有限公司`,
  });
  if (made.status !== 200) throw new Error(JSON.stringify(made.body));
  if (!fields.team) return made.body;
  const members = fields.team.map((one) => ({ personId: one.person.id, role: one.role }));
  const team = [{ personId: fields.owner.id, role: 'owner' }, ...members];
  const set = await caller.call('PUT', `/api/customers/${made.body.id}/team`, { version: made.body.version, team });
  if (set.status !== 200) throw new Error(JSON.stringify(set.body));
  return set.body;
}
