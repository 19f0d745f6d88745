import type { FastifyRequest } from 'fastify';
import type { Permission } from '../../../contract/permissions.ts';
import { permissions } from '../../../contract/permissions.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { cookieNames, idleMillis, longestMillis, noteUseMillis, readCookie, unsign } from './auth.sessions.rules.ts';

type Entry = { actor: Actor; expiresAt: number; freshUntil: number };

const mostEntries = 5_000;
const freshMillis = 10_000;

export type SessionReader = {
  /**
   * Who sent this request; null when the session is not there, has ended, or its person has left. What it answers is at
   * most 10 s old, and never older than a revocation, a departure or a change of rights that has reached this process.
   */
  authenticate: (request: FastifyRequest) => Promise<Actor | null>;
  /**
   * For what this process itself has changed of a person: their next request here must not come before the news from
   * the database.
   */
  forget: (userId: string) => void;
  close: () => void;
};

/** The session of a request by one query, kept in this process until something changes. */
export function createSessionReader(runtime: Runtime, key: string): SessionReader {
  const kept = new Map<string, Entry>();
  const underway = new Map<string, Promise<Actor | null>>();
  // What was read before a change was heard of must not be kept after it.
  let changes = 0;

  function forget(userId: string): void {
    changes += 1;
    underway.clear();
    if (userId === '*') kept.clear();
    else for (const [cookie, entry] of kept) if (entry.actor.id === userId) kept.delete(cookie);
  }

  async function read(cookie: string): Promise<Actor | null> {
    const token = unsign(cookie, key);
    if (!token) return null;
    const before = changes;
    const found = await readSession(runtime, token);
    if (!found) return null;
    // Whoever has just changed a one-time password must not be held up by what another process remembers.
    const lasting = !found.actor.mustChangePassword;
    if (lasting && before === changes && runtime.live.connected()) {
      kept.delete(cookie);
      kept.set(cookie, { ...found, freshUntil: runtime.now().getTime() + freshMillis });
      for (const oldest of kept.keys()) {
        if (kept.size <= mostEntries) break;
        kept.delete(oldest);
      }
    }
    return found.actor;
  }

  async function shared(cookie: string): Promise<Actor | null> {
    const running = underway.get(cookie);
    if (running !== undefined) return running;
    const started = read(cookie).finally(() => {
      if (underway.get(cookie) === started) underway.delete(cookie);
    });
    underway.set(cookie, started);
    return started;
  }

  const stops = [runtime.live.on('licheng_sessions', forget), runtime.live.onReconnect(() => forget('*'))];
  return {
    async authenticate(request) {
      const cookie = readCookie(request.headers.cookie, cookieNames.session);
      if (!cookie) return null;
      if (!runtime.live.connected()) {
        if (kept.size > 0) forget('*');
        return read(cookie);
      }
      const entry = kept.get(cookie);
      const now = runtime.now().getTime();
      if (entry && entry.freshUntil > now && entry.expiresAt > now) return entry.actor;
      return shared(cookie);
    },
    forget,
    close() {
      for (const stop of stops) stop();
      kept.clear();
    },
  };
}

type SessionRow = {
  id: string;
  userId: string;
  name: string;
  post: string | null;
  locale: string;
  mustChangePassword: boolean;
  createdAt: string;
  seenAt: string;
  expiresAt: string;
  permissions: string[];
  line: string | null;
  everyone: boolean;
};

// Only who has no supervisor can stand above all, so that only they are counted.
const sessionQuery = `
select s.id, u.id as "userId", u.name, u.post, u.locale, u.must_change_password as "mustChangePassword",
  s.created_at as "createdAt", s.updated_at as "seenAt", s.expires_at as "expiresAt",
  array(
    select distinct p.permission from user_roles r join role_permissions p on p.role_id = r.role_id
    where r.user_id = u.id
  ) as permissions,
  (select string_agg(l.descendant_id::text, ',') from reporting_line l where l.ancestor_id = u.id) as line,
  case when u.supervisor_id is null
    then (select count(*) from reporting_line l where l.ancestor_id = u.id) = (select count(*) from users)
    else false
  end as everyone
from auth_sessions s join users u on u.id = s.user_id and u.active
where s.token = $1 and s.expires_at > $2`;

async function readSession(runtime: Runtime, token: string): Promise<{ actor: Actor; expiresAt: number } | null> {
  const now = runtime.now();
  const { rows } = await runtime.pool.query<SessionRow>({
    name: 'session',
    text: sessionQuery,
    values: [token, now.toISOString()],
  });
  const row = rows[0];
  if (!row) return null;
  const expiresAt = await noteUse(runtime, row, now);
  return { actor: toActor(row), expiresAt };
}

/** Lets a session that is used live on; written at most every ten minutes. Answers when it ends. */
async function noteUse(runtime: Runtime, row: SessionRow, now: Date): Promise<number> {
  const known = Date.parse(row.expiresAt);
  if (now.getTime() - Date.parse(row.seenAt) < noteUseMillis) return known;
  const expiresAt = Math.min(now.getTime() + idleMillis, Date.parse(row.createdAt) + longestMillis);
  await runtime.pool.query('update auth_sessions set updated_at = $2, expires_at = $3 where id = $1', [
    row.id,
    now.toISOString(),
    new Date(expiresAt).toISOString(),
  ]);
  return expiresAt;
}

function toActor(row: SessionRow): Actor {
  const granted = new Set(row.permissions);
  const known: Permission[] = permissions.filter((permission) => granted.has(permission));
  return {
    id: row.userId,
    name: row.name,
    post: row.post,
    permissions: new Set(known),
    line: new Set(row.line ? row.line.split(',') : [row.userId]),
    everyone: row.everyone,
    sessionId: row.id,
    locale: row.locale,
    mustChangePassword: row.mustChangePassword,
  };
}
