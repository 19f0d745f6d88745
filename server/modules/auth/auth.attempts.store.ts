import { sql } from 'kysely';
import { AppError } from '../../platform/errors.ts';
import type { Runtime } from '../../platform/runtime.ts';

const most = 10;
const windowMillis = 60 * 60_000;

/**
 * Counts a guess before it is made, so that guesses made at once are counted as well. The eleventh within an hour is
 * refused with `auth.tooManyAttempts` and `retryAfter` in seconds; a refused one is not counted, so that nobody is
 * locked out for longer. Logins that nobody has are counted alike.
 */
async function countGuess(runtime: Runtime, login: string): Promise<number> {
  const now = runtime.now();
  const since = new Date(now.getTime() - windowMillis).toISOString();
  return runtime.kysely.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('guess:' || lower(${login}), 0))`.execute(tx);
    const recent = await tx
      .selectFrom('auth_attempts')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('at').as('first')])
      .where('login', '=', sql<string>`lower(${login})`)
      .where('at', '>', since)
      .executeTakeFirstOrThrow();
    if (recent.count >= most && recent.first) {
      const retryAfter = Math.ceil((Date.parse(recent.first) + windowMillis - now.getTime()) / 1000);
      throw new AppError('auth.tooManyAttempts', { retryAfter: Math.max(retryAfter, 1) });
    }
    const counted = await tx
      .insertInto('auth_attempts')
      .values({ login: sql<string>`lower(${login})`, at: now.toISOString() })
      .returning('id')
      .executeTakeFirstOrThrow();
    return counted.id;
  });
}

/**
 * Makes one guess of a password or code for an account. `attempt` answers null when the guess was wrong, which stays
 * counted; a right one, or a failure that says nothing about the guess, does not.
 */
export async function guess<T>(runtime: Runtime, login: string, attempt: () => Promise<T | null>): Promise<T | null> {
  const id = await countGuess(runtime, login);
  let wrong = false;
  try {
    const result = await attempt();
    wrong = result === null;
    return result;
  } finally {
    if (!wrong) await runtime.kysely.deleteFrom('auth_attempts').where('id', '=', id).execute();
  }
}
