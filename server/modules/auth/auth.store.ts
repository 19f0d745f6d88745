import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/db.ts';
import { newId } from '../../platform/ids.ts';

/** The active person of a login, compared without case; null also when their one-time password has run out. */
export async function findSignIn(db: Db, login: string, now: Date): Promise<{ id: string } | null> {
  const row = await db
    .selectFrom('users as u')
    .innerJoin('auth_accounts as a', (join) =>
      join.onRef('a.user_id', '=', 'u.id').on('a.provider_id', '=', 'credential'),
    )
    .select('u.id')
    .where(sql`lower(u.login)`, '=', sql`lower(${login})`)
    .where('u.active', '=', true)
    .where((eb) =>
      eb.or([eb('a.password_expires_at', 'is', null), eb('a.password_expires_at', '>', now.toISOString())]),
    )
    .executeTakeFirst();
  return row ?? null;
}

export async function findActiveByLogin(db: Db, login: string): Promise<{ id: string } | null> {
  const row = await db
    .selectFrom('users as u')
    .select('u.id')
    .where(sql`lower(u.login)`, '=', sql`lower(${login})`)
    .where('u.active', '=', true)
    .executeTakeFirst();
  return row ?? null;
}

/** The person whose sign-in waits for its second step. */
export async function findChallenged(db: Db, challenge: string, now: Date) {
  const row = await db
    .selectFrom('auth_verifications as v')
    .innerJoin('users as u', (join) => join.on(sql`u.id::text`, '=', sql.ref('v.value')))
    .select(['u.id', 'u.login'])
    .where('v.identifier', '=', challenge)
    .where('v.expires_at', '>', now.toISOString())
    .where('u.active', '=', true)
    .executeTakeFirst();
  return row ?? null;
}

export async function findAccount(db: Db, userId: string) {
  const row = await db
    .selectFrom('users as u')
    .innerJoin('company as c', (join) => join.onTrue())
    .leftJoin('auth_accounts as a', (join) =>
      join.onRef('a.user_id', '=', 'u.id').on('a.provider_id', '=', 'credential'),
    )
    .select(['u.login', 'u.name', 'u.active', 'c.name as company', 'a.password', 'u.two_factor_enabled as secondStep'])
    .where('u.id', '=', userId)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Sets the password of a person from its argon2id hash. With `oneTimeUntil` it has to be changed at the first sign-in
 * and is worth nothing after that instant. Sessions are left as they are: see `closeSessions`.
 */
export async function setPassword(tx: Tx, userId: string, hash: string, oneTimeUntil: Date | null): Promise<void> {
  const now = new Date().toISOString();
  const password = { password: hash, password_expires_at: oneTimeUntil?.toISOString() ?? null, updated_at: now };
  await tx
    .insertInto('auth_accounts')
    .values({
      id: newId(),
      account_id: userId,
      provider_id: 'credential',
      user_id: userId,
      created_at: now,
      ...password,
    })
    .onConflict((conflict) => conflict.columns(['provider_id', 'account_id']).doUpdateSet(password))
    .execute();
  await tx
    .updateTable('users')
    .set({ must_change_password: oneTimeUntil !== null })
    .where('id', '=', userId)
    .execute();
}

/** Ends all sessions of a person but `exceptId`, in every process at commit. */
export async function closeSessions(tx: Tx, userId: string, exceptId: string | null = null): Promise<void> {
  let ending = tx.deleteFrom('auth_sessions').where('user_id', '=', userId);
  if (exceptId) ending = ending.where('id', '<>', exceptId);
  await ending.execute();
}

export async function deleteSession(tx: Tx, userId: string, id: string): Promise<boolean> {
  const gone = await tx
    .deleteFrom('auth_sessions')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .returning('id')
    .executeTakeFirst();
  return gone !== undefined;
}

/** Ends a session by what its cookie holds; answers whose it was. */
export async function deleteSessionByToken(tx: Tx, token: string): Promise<string | null> {
  const gone = await tx
    .deleteFrom('auth_sessions')
    .where('token', '=', token)
    .returning('user_id as userId')
    .executeTakeFirst();
  return gone?.userId ?? null;
}

export async function removeSecondStep(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('auth_two_factors').where('user_id', '=', userId).execute();
  await tx.updateTable('users').set({ two_factor_enabled: false }).where('id', '=', userId).execute();
}

/**
 * Whether the code is used for the first time within five minutes; a one-time code is right for less. What is kept of
 * it cannot be read, since people also type their password there.
 */
export async function useCode(tx: Tx, userId: string, given: string, now: Date): Promise<boolean> {
  const code = createHash('sha256').update(`${userId} ${given}`).digest('base64url');
  const used = await tx
    .insertInto('auth_used_codes')
    .values({ user_id: userId, code, at: now.toISOString() })
    .onConflict((conflict) =>
      conflict
        .columns(['user_id', 'code'])
        .doUpdateSet({ at: now.toISOString() })
        .where('auth_used_codes.at', '<', new Date(now.getTime() - 300_000).toISOString()),
    )
    .returning('code')
    .executeTakeFirst();
  return used !== undefined;
}
