import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import type { Http, Runtime } from '../../platform/runtime.ts';
import type { Library } from './auth.library.store.ts';
import { clientAddressHeader, createLibrary, signingKey } from './auth.library.store.ts';
import { createSessionReader } from './auth.sessions.reads.ts';
import { cookieNames, onConnection, readCookie, unsign } from './auth.sessions.rules.ts';

export type Auth = {
  authenticate: (request: FastifyRequest) => Promise<Actor | null>;
  forget: (userId: string) => void;
  library: Library;
  /** Signs cookies. */
  key: string;
  close: () => Promise<void>;
};

const made = new WeakMap<Runtime, Auth>();

/** The sign-in of this process; made once a runtime. */
export function createAuth(runtime: Runtime): Auth {
  const known = made.get(runtime);
  if (known) return known;
  const key = signingKey(runtime.settings.secret);
  const reader = createSessionReader(runtime, key);
  const library = createLibrary(runtime);
  const auth: Auth = {
    authenticate: reader.authenticate,
    forget: reader.forget,
    library,
    key,
    async close() {
      reader.close();
      made.delete(runtime);
      await library.close();
    },
  };
  made.set(runtime, auth);
  return auth;
}

/** What the library is told of a request: one cookie of ours at most, the browser, the address. */
export function libraryHeaders(request: FastifyRequest, cookie?: string): Headers {
  const headers = new Headers({ [clientAddressHeader]: request.ip });
  headers.set('user-agent', userAgentOf(request));
  const value = cookie ? readCookie(request.headers.cookie, cookie) : null;
  if (cookie && value) headers.set('cookie', `${cookie}=${value}`);
  return headers;
}

export function userAgentOf(request: FastifyRequest): string {
  return (request.headers['user-agent'] ?? '').slice(0, 300);
}

/** The token of the session that the browser holds, whether it still lives or not. */
export function tokenOf(request: FastifyRequest, key: string): string | null {
  const cookie = readCookie(request.headers.cookie, cookieNames.session);
  return cookie ? unsign(cookie, key) : null;
}

/** Hands the browser cookies; a browser that came over TLS, through whichever proxy, keeps them to TLS. */
export function sendCookies({ request, reply }: Http, lines: readonly string[]): void {
  const forwarded = request.headers['x-forwarded-proto'];
  const encrypted =
    request.protocol === 'https' ||
    (typeof forwarded === 'string' && forwarded.startsWith('https')) ||
    request.headers.origin?.startsWith('https://') === true;
  for (const line of lines) reply.header('set-cookie', onConnection(line, encrypted));
}
