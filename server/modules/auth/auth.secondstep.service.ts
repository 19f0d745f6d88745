import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import { AppError, ensure, isPgError } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Http, Runtime } from '../../platform/runtime.ts';
import { ensurePassword } from './auth.account.service.ts';
import { guess } from './auth.attempts.store.ts';
import { createAuth, libraryHeaders, sendCookies } from './auth.service.ts';
import { cookieNames } from './auth.sessions.rules.ts';
import { accountSubject, isRefusal } from './auth.signin.service.ts';
import { findAccount, removeSecondStep, useCode } from './auth.store.ts';

const issuer = '里程 Licheng';

/**
 * Begins enrolling an authenticator; nothing changes for the next sign-in until it is confirmed. Throws
 * `auth.passwordWrong` and `auth.secondStepAlreadyOn`.
 */
export async function startSecondStep(runtime: Runtime, ctx: Ctx, http: Http, password: string) {
  const account = await findAccount(ctx.db, ctx.actor.id);
  ensure(account && !account.secondStep, 'auth.secondStepAlreadyOn');
  await ensurePassword(runtime, ctx, password);
  const started = await createAuth(runtime)
    .library.api.enableTwoFactor({ body: { password, method: 'totp' }, headers: sessionHeaders(http) })
    .catch((error: unknown) => {
      if (isRefusal(error, ['TOTP_ALREADY_ENABLED'])) throw new AppError('auth.secondStepAlreadyOn');
      // Begun twice at once: the other one holds.
      throw isPgError(error, '23505') ? new AppError('common.conflict') : error;
    });
  if (started.method !== 'totp') throw new AppError('common.internal');
  return { uri: addressOf(account.login, started.totpURI), backupCodes: started.backupCodes };
}

/** The authenticator shows the login that people know, not the address that the library keeps. */
function addressOf(login: string, uri: string): string {
  const address = new URL(uri);
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(login)}`;
  return `otpauth://totp/${label}${address.search}`;
}

/** Confirms the authenticator with its first code; the session is replaced. Throws `auth.codeWrong`. */
export async function confirmSecondStep(runtime: Runtime, ctx: Ctx, http: Http, code: string): Promise<void> {
  const account = await findAccount(ctx.db, ctx.actor.id);
  ensure(account && !account.secondStep, 'auth.secondStepAlreadyOn');
  const answer = await guess(runtime, account.login, async () => {
    const first = await runtime.kysely.transaction().execute((tx) => useCode(tx, ctx.actor.id, code, ctx.now()));
    if (!first) return null;
    try {
      const { api } = createAuth(runtime).library;
      return await api.verifyTOTP({ body: { code }, headers: sessionHeaders(http), returnHeaders: true });
    } catch (error) {
      if (isRefusal(error, ['INVALID_CODE', 'TOTP_NOT_ENABLED'])) return null;
      throw error;
    }
  });
  ensure(answer, 'auth.codeWrong');
  await write(ctx, (tx) => recordEvent(tx, ctx.actor, 'user.secondStepOn', accountSubject(ctx.actor.id)));
  sendCookies(http, answer.headers.getSetCookie());
}

/** Switches the second step off. Throws `auth.passwordWrong`. */
export async function stopSecondStep(runtime: Runtime, ctx: Ctx, password: string): Promise<void> {
  await ensurePassword(runtime, ctx, password);
  await write(ctx, async (tx) => {
    await removeSecondStep(tx, ctx.actor.id);
    await recordEvent(tx, ctx.actor, 'user.secondStepOff', accountSubject(ctx.actor.id));
  });
}

function sessionHeaders({ request }: Http): Headers {
  return libraryHeaders(request, cookieNames.session);
}
