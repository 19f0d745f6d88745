import { APIError } from 'better-auth/api';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Http, Runtime } from '../../platform/runtime.ts';
import { guess } from './auth.attempts.store.ts';
import type { Auth } from './auth.service.ts';
import { createAuth, libraryHeaders, sendCookies, tokenOf, userAgentOf } from './auth.service.ts';
import { cookieNames, emptyCookie, readCookie, sessionCookie, unsign } from './auth.sessions.rules.ts';
import {
  deleteSession,
  deleteSessionByToken,
  findActiveByLogin,
  findChallenged,
  findSignIn,
  useCode,
} from './auth.store.ts';

const nobody = '00000000-0000-0000-0000-000000000000';

export const accountSubject = (id: string) => ({ type: 'user', id, audience: 'audit' as const });

/** Whether the library refused what was given, by one of these of its codes. */
export function isRefusal(error: unknown, codes: readonly string[]): boolean {
  return error instanceof APIError && codes.includes(String(error.body?.code));
}

/**
 * Checks login and password and sets the session cookie, or, when the person has a second step, the cookie of a
 * sign-in that waits for its code. Unknown login, closed account and wrong password answer the same, `auth.failed`,
 * after the same work. Throws `auth.tooManyAttempts`.
 */
export async function signIn(runtime: Runtime, http: Http, input: { login: string; password: string }) {
  const auth = createAuth(runtime);
  const known = await findSignIn(runtime.kysely, input.login, runtime.now());
  const answer = await guess(runtime, input.login, () =>
    checkPassword(auth, http, known?.id ?? nobody, input.password),
  );
  ensure(answer, 'auth.failed');
  const secondStep = 'twoFactorRedirect' in answer.response;
  if (!secondStep && known) await noteSignIn(runtime, auth, http, known.id, 'password');
  sendCookies(http, answer.headers.getSetCookie());
  return { secondStep };
}

async function checkPassword(auth: Auth, http: Http, userId: string, password: string) {
  try {
    return await auth.library.api.signInEmail({
      body: { email: `${userId}@users.invalid`, password },
      headers: libraryHeaders(http.request),
      returnHeaders: true,
    });
  } catch (error) {
    if (isRefusal(error, ['INVALID_EMAIL_OR_PASSWORD', 'PASSWORD_TOO_LONG'])) return null;
    throw error;
  }
}

/** The browser's session before is closed: nobody goes on with a session that was not made by this sign-in. */
async function noteSignIn(runtime: Runtime, auth: Auth, http: Http, userId: string, by: string): Promise<void> {
  const before = tokenOf(http.request, auth.key);
  const closed = await runtime.kysely.transaction().execute(async (tx) => {
    await recordEvent(tx, { id: userId }, 'user.signedIn', accountSubject(userId), { by, address: http.request.ip });
    return before ? deleteSessionByToken(tx, before) : null;
  });
  if (closed) auth.forget(closed);
}

/**
 * Finishes a sign-in with a code of the authenticator or a backup code, each of which counts once. Throws
 * `auth.codeWrong`, `auth.tooManyAttempts`, or `auth.required` when no sign-in waits: it ends after ten minutes, and
 * after five wrong codes.
 */
export async function finishSignIn(runtime: Runtime, http: Http, code: string): Promise<void> {
  const auth = createAuth(runtime);
  const cookie = readCookie(http.request.headers.cookie, cookieNames.secondStep);
  const challenge = cookie && unsign(cookie, auth.key);
  const person = challenge ? await findChallenged(runtime.kysely, challenge, runtime.now()) : null;
  ensure(person, 'auth.required');
  const answer = await guess(runtime, person.login, () => checkCode(runtime, auth, http, person.id, code));
  ensure(answer, 'auth.codeWrong');
  await noteSignIn(runtime, auth, http, person.id, 'secondStep');
  sendCookies(http, answer.headers.getSetCookie());
}

async function checkCode(runtime: Runtime, auth: Auth, http: Http, userId: string, code: string) {
  const first = await runtime.kysely.transaction().execute((tx) => useCode(tx, userId, code, runtime.now()));
  if (!first) return null;
  const request = { body: { code }, headers: libraryHeaders(http.request, cookieNames.secondStep) };
  try {
    return /^\d{6}$/.test(code)
      ? await auth.library.api.verifyTOTP({ ...request, returnHeaders: true })
      : await auth.library.api.verifyBackupCode({ ...request, returnHeaders: true });
  } catch (error) {
    if (isRefusal(error, ['INVALID_CODE', 'INVALID_BACKUP_CODE'])) return null;
    if (isRefusal(error, ['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE', 'TOTP_NOT_ENABLED'])) {
      throw new AppError('auth.required');
    }
    throw error;
  }
}

/** Signs in without a password; the caller has made sure that this is the demo company on this very machine. */
export async function signInToDemo(runtime: Runtime, http: Http, login: string): Promise<void> {
  const auth = createAuth(runtime);
  const person = await findActiveByLogin(runtime.kysely, login);
  ensure(person, 'common.notFound');
  const { internalAdapter } = await auth.library.context();
  const session = await internalAdapter.createSession(person.id, false, {
    ipAddress: http.request.ip,
    userAgent: userAgentOf(http.request),
  });
  await noteSignIn(runtime, auth, http, person.id, 'demo');
  sendCookies(http, [sessionCookie(session.token, auth.key)]);
}

export async function signOut(runtime: Runtime, ctx: Ctx, http: Http): Promise<void> {
  const { actor } = ctx;
  await write(ctx, async (tx) => {
    if (actor.sessionId) await deleteSession(tx, actor.id, actor.sessionId);
    await recordEvent(tx, actor, 'user.signedOut', accountSubject(actor.id));
  });
  createAuth(runtime).forget(actor.id);
  sendCookies(http, [emptyCookie(cookieNames.session), emptyCookie(cookieNames.secondStep)]);
}
