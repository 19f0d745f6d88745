import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/db.ts';
import { newId } from '../../platform/ids.ts';

export type Evaluation = { id: string; evaluatorId: string; score: number; advice: string | null };

/** The line that counts: the last of the chain of corrections. Null when the item is not evaluated. */
export async function newestEvaluation(db: Db, itemId: string): Promise<Evaluation | null> {
  const row = await db
    .selectFrom('evaluations as e')
    .select(['e.id', 'e.evaluator_id as evaluatorId', sql<number>`e.score::float8`.as('score'), 'e.advice'])
    .where('e.item_id', '=', itemId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('evaluations as later').select('later.id').whereRef('later.corrects_id', '=', 'e.id'))),
    )
    .executeTakeFirst();
  return row ?? null;
}

type NewEvaluation = Omit<Evaluation, 'id'> & { itemId: string; correctsId: string | null; at: string };

export async function insertEvaluation(tx: Tx, line: NewEvaluation): Promise<void> {
  await tx
    .insertInto('evaluations')
    .values({
      id: newId(),
      item_id: line.itemId,
      evaluator_id: line.evaluatorId,
      score: String(line.score),
      advice: line.advice,
      corrects_id: line.correctsId,
      created_at: line.at,
    })
    .execute();
}

export async function updateEvaluation(tx: Tx, line: Evaluation): Promise<void> {
  await tx
    .updateTable('evaluations')
    .set({
      evaluator_id: line.evaluatorId,
      score: String(line.score),
      advice: line.advice,
      version: sql`version + 1`,
    })
    .where('id', '=', line.id)
    .execute();
}

/** Lets the item follow its newest evaluation; `adviceSince` is when advice was given, null without advice. */
export async function setScore(tx: Tx, itemId: string, score: number, adviceSince: string | null): Promise<void> {
  await tx
    .updateTable('plan_items')
    .set({ state: 'evaluated', score: String(score), advice_since: adviceSince, version: sql`version + 1` })
    .where('id', '=', itemId)
    .execute();
}

export type NewReply = { itemId: string; authorId: string; text: string; at: string };

export async function insertReply(tx: Tx, reply: NewReply): Promise<void> {
  await tx
    .insertInto('evaluation_replies')
    .values({ id: newId(), item_id: reply.itemId, author_id: reply.authorId, text: reply.text, created_at: reply.at })
    .execute();
}

/** The owner has answered the advice. */
export async function clearAdvice(tx: Tx, itemId: string): Promise<void> {
  await tx.updateTable('plan_items').set({ advice_since: null }).where('id', '=', itemId).execute();
}
