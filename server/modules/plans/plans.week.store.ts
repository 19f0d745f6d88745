import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db/db.ts';
import { newId } from '../../platform/ids.ts';
import { lineSeesRow } from '../../platform/scope.ts';
import { addDays } from '../../platform/time.ts';
import type { WeekFacts, WeekState } from './plans.policy.ts';

export type LockedWeek = Omit<WeekFacts, 'hasSupervisor'> & { id: string; version: number };

/** Locks the week of a person on the actor's line, making its row; null for anyone else. */
export async function takeWeek(tx: Tx, actor: Actor, ownerId: string, monday: string): Promise<LockedWeek | null> {
  await tx
    .insertInto('plan_weeks')
    .columns(['id', 'owner_id', 'week'])
    .expression(
      tx
        .selectFrom('users as u')
        .select([sql<string>`${newId()}::uuid`.as('id'), 'u.id as owner_id', sql<string>`${monday}::date`.as('week')])
        .where('u.id', '=', ownerId)
        .where(lineSeesRow(actor, 'u.id')),
    )
    .onConflict((conflict) => conflict.columns(['owner_id', 'week']).doNothing())
    .execute();
  const row = await tx
    .selectFrom('plan_weeks as w')
    .select(['w.id', 'w.owner_id as ownerId', 'w.state', 'w.version'])
    .where('w.owner_id', '=', ownerId)
    .where('w.week', '=', monday)
    .where(lineSeesRow(actor, 'w.owner_id'))
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  const { open } = await tx
    .selectFrom('plan_items')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('owner_id', '=', ownerId)
    .where('day', '>=', monday)
    .where('day', '<=', addDays(monday, 6))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return { ...row, open };
}

type Turn = {
  state: WeekState;
  submittedAt: string | null;
  decidedAt: string | null;
  decidedBy: string | null;
  advice: string | null;
};

export async function turnWeek(tx: Tx, id: string, turn: Partial<Turn> & { state: WeekState }): Promise<void> {
  await tx
    .updateTable('plan_weeks')
    .set({
      state: turn.state,
      submitted_at: turn.submittedAt,
      decided_at: turn.decidedAt,
      decided_by: turn.decidedBy,
      advice: turn.advice,
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .execute();
}
