import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { companyKey } from './customers.acquaintances.rules.ts';

export type Background = { school: string | null; employers: string[]; version: number };

/** School and former employers as the person gave them. */
export async function backgroundOf(db: Db, userId: string): Promise<Background> {
  const row = await db
    .selectFrom('user_backgrounds')
    .select(['school', 'employers', 'version'])
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row ?? { school: null, employers: [], version: 0 };
}

export async function setBackground(ctx: Ctx, input: Background): Promise<Background> {
  await write(ctx, async (tx) => {
    // One after the other, also while there is no row to lock.
    await sql`select 1 from users where id = ${ctx.actor.id} for no key update`.execute(tx);
    const { version } = await backgroundOf(tx, ctx.actor.id);
    ensure(version === input.version, 'common.stale');
    const { school, employers } = input;
    const fields = { school, employers, employer_keys: employers.map(companyKey), version: version + 1 };
    await tx
      .insertInto('user_backgrounds')
      .values({ user_id: ctx.actor.id, ...fields })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet(fields))
      .execute();
    await recordEvent(tx, ctx, 'user.backgroundSet', { type: 'user', id: ctx.actor.id, audience: 'audit' });
  });
  return backgroundOf(ctx.db, ctx.actor.id);
}
