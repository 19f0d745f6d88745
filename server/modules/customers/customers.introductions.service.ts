import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import { ensure } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { todayOf } from '../org/index.ts';
import type { About } from './customers.acquaintances.reads.ts';
import { acquaintancesOf } from './customers.acquaintances.reads.ts';
import { wholeCompany } from './customers.acquaintances.rules.ts';

type Request = About & { departmentId: string | null; words?: string | null };

const done = { ok: true as const };

/**
 * Asks the closest one of a circle for an introduction. A circle is asked once for a person: a second request would
 * tell how many there are. Throws `common.notFound` where nobody of that circle knows the person.
 */
export async function askForIntroduction(ctx: Ctx, input: Request): Promise<typeof done> {
  const { departmentId, words, ...about } = input;
  await write(ctx, async (tx) => {
    const today = await todayOf(tx, ctx.now());
    const { key, circles } = await acquaintancesOf(tx, ctx.actor, today, about);
    const circle = circles.find(({ department }) => (department?.id ?? null) === departmentId);
    const [closest] = circle?.knowers ?? [];
    ensure(closest, 'common.notFound');
    const id = newId();
    const made = await tx
      .insertInto('introductions')
      .values({
        id,
        asker_id: ctx.actor.id,
        asked_id: closest.personId,
        about_contact_id: about.contactId ?? null,
        about_name: about.contactId ? null : (about.name ?? null),
        about_company: about.contactId ? null : (about.company ?? null),
        about_key: key,
        known_contact_id: closest.contactId,
        department_id: departmentId,
        circle: departmentId ?? wholeCompany,
        words: words || null,
        answer: null,
        created_at: ctx.now().toISOString(),
        answered_at: null,
      })
      .onConflict((conflict) => conflict.columns(['asker_id', 'about_key', 'circle']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made) await recordEvent(tx, ctx, 'introduction.asked', { type: 'introduction', id, audience: 'audit' });
    return done;
  });
  return done;
}

type Answer = { id: string; accept: boolean; words?: string | null };

/** Agrees, which tells the asker who one is, or declines, which does not. */
export async function answerIntroduction(ctx: Ctx, { id, accept, words }: Answer): Promise<typeof done> {
  await write(ctx, async (tx) => {
    const request = await tx
      .selectFrom('introductions')
      .select('state')
      .where('id', '=', id)
      .where('asked_id', '=', ctx.actor.id)
      .forUpdate()
      .executeTakeFirst();
    ensure(request, 'common.notFound');
    ensure(request.state === 'open', 'common.conflict');
    await tx
      .updateTable('introductions')
      .set({
        state: accept ? 'accepted' : 'declined',
        answer: words || null,
        answered_at: ctx.now().toISOString(),
      })
      .where('id', '=', id)
      .execute();
    await recordEvent(tx, ctx, 'introduction.answered', { type: 'introduction', id, audience: 'audit' });
  });
  return done;
}
