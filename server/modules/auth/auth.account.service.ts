import { randomInt } from 'node:crypto';
import type { Locale } from '../../../contract/auth.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { authorize, ensure } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { ensureNotAbove } from '../org/index.ts';
import { guess } from './auth.attempts.store.ts';
import { hashPassword, verifyPassword } from './auth.library.store.ts';
import { isWeakPassword, oneTimePassword } from './auth.password.rules.ts';
import { createAuth } from './auth.service.ts';
import { accountSubject } from './auth.signin.service.ts';
import { closeSessions, deleteSession, findAccount, removeSecondStep, setPassword } from './auth.store.ts';

const oneTimeMillis = 7 * 24 * 60 * 60_000;

export type Preferences = { locale?: Locale | undefined; theme?: 'light' | 'dark' | 'system' | undefined };

/** Writes something about the actor's own account, which their next request must know. */
async function writeOwn(runtime: Runtime, ctx: Ctx, work: (tx: Tx) => Promise<void>): Promise<void> {
  await write(ctx, work);
  createAuth(runtime).forget(ctx.actor.id);
}

export async function setPreferences(runtime: Runtime, ctx: Ctx, { locale, theme }: Preferences): Promise<void> {
  if (!locale && !theme) return;
  await writeOwn(runtime, ctx, async (tx) => {
    await tx.updateTable('users').set({ locale, theme }).where('id', '=', ctx.actor.id).execute();
    await recordEvent(tx, ctx.actor, 'user.preferencesChanged', accountSubject(ctx.actor.id), { locale, theme });
  });
}

export async function revokeSession(runtime: Runtime, ctx: Ctx, id: string): Promise<void> {
  await writeOwn(runtime, ctx, async (tx) => {
    ensure(await deleteSession(tx, ctx.actor.id, id), 'common.notFound');
    await recordEvent(tx, ctx.actor, 'user.sessionClosed', accountSubject(ctx.actor.id), { sessionId: id });
  });
}

export async function revokeOtherSessions(runtime: Runtime, ctx: Ctx): Promise<void> {
  await writeOwn(runtime, ctx, async (tx) => {
    await closeSessions(tx, ctx.actor.id, ctx.actor.sessionId);
    await recordEvent(tx, ctx.actor, 'user.otherSessionsClosed', accountSubject(ctx.actor.id));
  });
}

/**
 * Changes the own password and closes the other sessions. Throws `auth.passwordWrong` for the current one, which
 * counts as a guess, and `auth.passwordWeak` for the next one, also when it is the current one.
 */
export async function changePassword(runtime: Runtime, ctx: Ctx, input: { current: string; next: string }) {
  const account = await findAccount(ctx.db, ctx.actor.id);
  ensure(account, 'common.notFound');
  ensure(input.next !== input.current && !isWeakPassword(input.next, account), 'auth.passwordWeak');
  await ensurePassword(runtime, ctx, input.current);
  const hash = await hashPassword(input.next);
  await writeOwn(runtime, ctx, async (tx) => {
    await setPassword(tx, ctx.actor.id, hash, null);
    await closeSessions(tx, ctx.actor.id, ctx.actor.sessionId);
    await recordEvent(tx, ctx.actor, 'user.passwordChanged', accountSubject(ctx.actor.id));
  });
}

/** Throws `auth.passwordWrong` or `auth.tooManyAttempts` unless this is the actor's password. */
export async function ensurePassword(runtime: Runtime, ctx: Ctx, password: string): Promise<void> {
  const account = await findAccount(ctx.db, ctx.actor.id);
  const hash = account?.password;
  ensure(hash, 'auth.passwordWrong');
  const right = await guess(runtime, account.login, async () => ((await verifyPassword(hash, password)) ? true : null));
  ensure(right, 'auth.passwordWrong');
}

/**
 * Gives a person a password for one sign-in within seven days, for whoever forgot theirs or lost their authenticator:
 * their sessions are closed and their second step is switched off. Throws `org.grantExceeds` when the person may do
 * what the actor may not.
 */
export async function resetPassword(ctx: Ctx, userId: string): Promise<{ password: string }> {
  authorize(userId !== ctx.actor.id);
  const password = oneTimePassword(randomInt);
  const hash = await hashPassword(password);
  await write(ctx, async (tx) => {
    const account = await findAccount(tx, userId);
    ensure(account, 'common.notFound');
    await ensureNotAbove(tx, ctx.actor, userId);
    ensure(account.active, 'common.conflict');
    await setPassword(tx, userId, hash, new Date(ctx.now().getTime() + oneTimeMillis));
    await removeSecondStep(tx, userId);
    await closeSessions(tx, userId);
    await recordEvent(tx, ctx.actor, 'user.passwordReset', accountSubject(userId), {
      secondStepRemoved: account.secondStep,
    });
  });
  return { password };
}
