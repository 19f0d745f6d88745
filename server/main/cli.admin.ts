import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type pg from 'pg';
import { login as loginRule } from '../../contract/org.ts';
import {
  closeSessions,
  hashPassword,
  isWeakPassword,
  oneTimePassword,
  removeSecondStep,
  setPassword,
} from '../modules/auth/index.ts';
import { addToLine, ensureStandardRoles, roleIdByCode } from '../modules/org/index.ts';
import { ensureReadyWorkflows } from '../modules/workflow/index.ts';
import type { Tx } from '../platform/db/db.ts';
import { createKysely } from '../platform/db/db.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';

const oneTimeMillis = 7 * 24 * 60 * 60 * 1000;

export type NewAdmin = { readonly login: string; readonly name: string; readonly password: string | null };

/**
 * Makes a person who holds every permission. Without a password one is made, to be changed at the first sign-in within
 * seven days, and answered; it is stored nowhere in the clear.
 */
export async function createAdmin(pool: pg.Pool, admin: NewAdmin): Promise<{ oneTime: string | null }> {
  const login = checkedLogin(admin.login);
  const name = admin.name.trim();
  if (!name) throw usageError('--name is empty');
  const kysely = createKysely(pool);
  return kysely.transaction().execute(async (tx) => {
    await ensureStandardRoles(tx);
    if (await findUser(tx, login)) {
      throw usageError(`"${login}" is there already; to get in: npm run licheng -- admin password --login ${login}`);
    }
    const id = newId();
    await tx.insertInto('users').values({ id, login, name, post: null }).execute();
    await addToLine(tx, id, null);
    const roleId = await roleIdByCode(tx, 'administrator');
    if (!roleId) throw usageError('the role "administrator" is missing from this database');
    await tx.insertInto('user_roles').values({ user_id: id, role_id: roleId }).execute();
    await ensureReadyWorkflows(tx, new Date());
    const oneTime = await givePassword(tx, { id, login, name }, admin.password);
    await recordEvent(
      tx,
      null,
      'user.created',
      { type: 'user', id, audience: 'audit' },
      { login, name, by: 'console' },
    );
    return { oneTime };
  });
}

/** Gives an active person a new password, removes their second step and ends their sessions: the way back in. */
export async function resetPassword(
  pool: pg.Pool,
  login: string,
  password: string | null,
): Promise<{ oneTime: string | null }> {
  const kysely = createKysely(pool);
  return kysely.transaction().execute(async (tx) => {
    const user = await findUser(tx, login);
    if (!user?.active) throw usageError(`there is no active person with the login "${login}"`);
    const oneTime = await givePassword(tx, user, password);
    await removeSecondStep(tx, user.id);
    await closeSessions(tx, user.id);
    const subject = { type: 'user', id: user.id, audience: 'audit' } as const;
    await recordEvent(tx, null, 'user.passwordReset', subject, { by: 'console' });
    return { oneTime };
  });
}

function findUser(tx: Tx, login: string) {
  return tx
    .selectFrom('users')
    .select(['id', 'login', 'name', 'active'])
    .where(sql`lower(login)`, '=', sql`lower(${login})`)
    .executeTakeFirst();
}

type Person = { readonly id: string; readonly login: string; readonly name: string };

async function givePassword(tx: Tx, person: Person, given: string | null): Promise<string | null> {
  const { name: company } = await tx.selectFrom('company').select('name').executeTakeFirstOrThrow();
  if (given !== null && isWeakPassword(given, { login: person.login, name: person.name, company })) {
    throw usageError('this password is too short or easy to guess; use 10 to 128 characters that nobody would try');
  }
  const oneTime = given === null ? oneTimePassword(randomInt) : null;
  const until = oneTime ? new Date(Date.now() + oneTimeMillis) : null;
  await setPassword(tx, person.id, await hashPassword(given ?? oneTime ?? ''), until);
  return oneTime;
}

function checkedLogin(login: string): string {
  const checked = loginRule.safeParse(login);
  if (checked.success) return checked.data;
  throw usageError(
    '--login is 2 to 64 letters, digits, dots, hyphens or underscores, and begins with a letter or digit',
  );
}

/** What the operator typed cannot be done; the message says why. */
export function usageError(message: string): Error {
  const error = new Error(message);
  error.name = 'UsageError';
  return error;
}
