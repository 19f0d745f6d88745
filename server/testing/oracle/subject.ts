import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../main/app.ts';
import { createApp } from '../../main/app.ts';
import { ensureStandardRoles } from '../../modules/org/index.ts';
import { createPool } from '../../platform/db/db.ts';
import type { TestServer } from './database.ts';
import { createDatabase } from './database.ts';
import type { Person } from './world.types.ts';

export type Request = { method: string; path: string; body?: unknown; headers?: Record<string, string> };
/** `fault` is what the server kept to itself when it failed. */
export type Answer = { status: number; headers: string; raw: string; fault?: string };

/** The application that is put to the test. */
export type Subject = {
  app: App;
  dataDir: string;
  at: Date;
  /** Sends a request as this person, who is signed in at the first one; null for nobody. */
  ask: (who: Pick<Person, 'id' | 'login'> | null, request: Request) => Promise<Answer>;
  cookieOf: (who: Pick<Person, 'id' | 'login'>) => Promise<string>;
  stop: () => Promise<void>;
};

/** The real application on a database of its own, its clock standing still at `at`. */
export async function createSubject(server: TestServer, at: Date): Promise<Subject> {
  const database = await createDatabase(server);
  const pool = createPool(database.url, 8);
  const dataDir = await mkdtemp(join(tmpdir(), 'licheng-oracle-'));
  const app = await createApp({
    settings: {
      databaseUrl: database.url,
      dataDir,
      secret: 'oracle-secret-of-more-than-32-bytes-0123456789',
      demo: true,
      loopback: true,
      version: 'test',
    },
    pool,
    listen: { host: '127.0.0.1', port: 0 },
    worker: false,
    log: false,
    checkOutput: true,
    now: () => at,
  });
  const faults = new Map<string, string>();
  app.http.addHook('onError', async (request, _reply, error) => {
    faults.set(request.id, `${error.stack}`);
  });
  await app.http.ready();
  await app.runtime.kysely.transaction().execute((tx) => ensureStandardRoles(tx));
  const cookieOf = signerIn(app);
  return {
    app,
    dataDir,
    at,
    cookieOf,
    ask: async (who, request) => send(app, faults, who ? await cookieOf(who) : '', request),
    async stop() {
      await app.close();
      await pool.end();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function send(
  app: App,
  faults: Map<string, string>,
  cookie: string,
  { method, path, body, headers }: Request,
): Promise<Answer> {
  const response = await app.http.inject({
    method: method as 'GET',
    url: path,
    headers: {
      ...(cookie && { cookie }),
      ...(body !== undefined && !Buffer.isBuffer(body) && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { payload: Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
  });
  const { statusCode: status, body: raw } = response;
  const { date, ...said } = response.headers;
  const answer = { status, headers: JSON.stringify(said), raw };
  if (status < 500) return answer;
  const requestId = /"requestId":"([^"]*)"/.exec(raw)?.[1] ?? '';
  return { ...answer, fault: faults.get(requestId) ?? 'unknown' };
}

function signerIn(app: App): Subject['cookieOf'] {
  const cookies = new Map<string, Promise<string>>();
  async function signIn(login: string): Promise<string> {
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST' as const, url: '/api/demo/sign-in', headers, payload: JSON.stringify({ login }) };
    const response = await app.http.inject(request);
    if (response.statusCode !== 200) throw new Error(`sign-in of ${login}: ${response.statusCode} ${response.body}`);
    return response.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  }
  return (who) => {
    const known = cookies.get(who.id) ?? signIn(who.login);
    cookies.set(who.id, known);
    return known;
  };
}
