import type { TeamAccess, TeamRole } from '../../../contract/customers.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { authorize, ensure, invalid } from '../../platform/errors.ts';
import type { EventSubject } from '../../platform/events.ts';
import { recordEvent } from '../../platform/events.ts';
import type { ExactKey } from './customers.duplicates.reads.ts';
import { hiddenMatches } from './customers.duplicates.reads.ts';
import { countPhoneCheck } from './customers.phones.checks.service.ts';
import * as policy from './customers.policy.ts';
import type { Asked } from './customers.requests.store.ts';
import { closeRequests, findAnswerable, insertRequest, lockRequest, waitingOf } from './customers.requests.store.ts';
import { activePeople, lockCustomer } from './customers.store.ts';
import { putOnTeam } from './customers.team.service.ts';

type AskInput = { customerId?: string; match?: ExactKey & { ownerId: string }; note?: string };

/** More than these cannot wait for one person: nobody goes through ids by asking. */
const mostWaiting = 50;

/**
 * Asks to join. By a link the answer is the same whether there is such a customer or not; by what was checked for
 * duplicates it goes to the owner whom the check named.
 */
export async function askToJoin(ctx: Ctx, input: AskInput): Promise<{ ok: true }> {
  const { customerId, match } = input;
  if (!customerId === !match) throw invalid(match ? 'match' : 'customerId', match ? 'choice' : 'required');
  if (match?.reason === 'phone') await countPhoneCheck(ctx, match.value);
  await write(ctx, async (tx) => {
    ensure((await waitingOf(tx, ctx.actor.id)) < mostWaiting, 'common.tooMany');
    if (customerId) return askByLink(tx, ctx, customerId, input.note);
    if (match) return askByMatch(tx, ctx, match, input.note);
  });
  return { ok: true };
}

async function askByLink(tx: Tx, ctx: Ctx, askedId: string, note?: string): Promise<void> {
  const customer = await tx
    .selectFrom('customers as c')
    .leftJoin('customer_team as t', (join) =>
      join.onRef('t.customer_id', '=', 'c.id').on('t.user_id', '=', ctx.actor.id),
    )
    .select(['c.id', 'c.owner_id as ownerId', 't.access'])
    .where('c.id', '=', askedId)
    .executeTakeFirst();
  // Who writes already knows it: nothing is given away.
  if (customer?.access === 'write') throw invalid('customerId', 'taken');
  await file(tx, ctx, { askedId }, customer ?? null, note);
}

async function askByMatch(tx: Tx, ctx: Ctx, match: ExactKey & { ownerId: string }, note?: string): Promise<void> {
  const found = await hiddenMatches(tx, ctx.actor, match);
  if (found.length === 0) throw invalid('match', 'notFound');
  for (const customer of found) {
    await file(tx, ctx, { askedFor: match.value, toldOwnerId: match.ownerId }, customer, note);
  }
}

type Subject = { id: string; ownerId: string };

async function file(tx: Tx, ctx: Ctx, asked: Asked, customer: Subject | null, note?: string): Promise<void> {
  const id = await insertRequest(tx, {
    ...asked,
    askerId: ctx.actor.id,
    customerId: customer?.id ?? null,
    note: note || null,
    at: ctx.now().toISOString(),
  });
  if (!id) return;
  await recordEvent(tx, ctx, 'team.asked', subjectOf(id, customer), {
    asker: { personId: ctx.actor.id },
    text: note || null,
  });
}

/** The owner and the line above read of requests; nobody of one that is about nothing. */
function subjectOf(id: string, customer: Subject | null): EventSubject {
  return {
    type: 'teamRequest',
    id,
    audience: customer ? 'line' : 'audit',
    customerId: customer?.id ?? null,
    ownerId: customer?.ownerId ?? null,
  };
}

type AnswerInput = {
  id: string;
  version: number;
  accept: boolean;
  role: Exclude<TeamRole, 'owner'>;
  access: TeamAccess;
  fromOn?: string;
  untilOn?: string | null;
  answer?: string;
};

/** The owner, or someone above, takes the asker onto the team or declines; a request of others is not found. */
export async function answerRequest(ctx: Ctx, input: AnswerInput): Promise<{ ok: true }> {
  await write(ctx, async (tx) => {
    const found = await findAnswerable(tx, ctx.actor, input.id);
    ensure(found, 'common.notFound');
    const customer = await lockCustomer(tx, ctx.actor, found.customerId);
    ensure(customer, 'common.notFound');
    authorize(policy.changeTeam(ctx.actor, { ownerId: customer.owner_id }));
    const request = await lockRequest(tx, input.id);
    ensure(request?.state === 'pending' && request.version === input.version, 'common.stale');
    if (input.accept) {
      if (!(await activePeople(tx, [request.askerId])).has(request.askerId)) throw invalid('accept', 'notFound');
      const { role, access, fromOn, untilOn } = input;
      const place = { personId: request.askerId, role, access, ...(fromOn && { fromOn }), untilOn: untilOn ?? null };
      // Who has become the owner meanwhile has more than they asked for.
      if (request.askerId !== customer.owner_id) await putOnTeam(tx, ctx, customer, place);
    }
    const ids = await closeRequests(tx, request, {
      state: input.accept ? 'accepted' : 'declined',
      answer: input.answer || null,
      by: ctx.actor.id,
      at: ctx.now().toISOString(),
    });
    for (const id of ids) {
      await recordEvent(tx, ctx, 'team.answered', subjectOf(id, { id: customer.id, ownerId: customer.owner_id }), {
        asker: { personId: request.askerId },
        accepted: input.accept,
        text: input.answer || null,
      });
    }
  });
  return { ok: true };
}

export async function withdrawRequest(ctx: Ctx, input: { id: string; version: number }): Promise<{ ok: true }> {
  await write(ctx, async (tx) => {
    const request = await lockRequest(tx, input.id);
    ensure(request && request.askerId === ctx.actor.id, 'common.notFound');
    ensure(request.state === 'pending' && request.version === input.version, 'common.stale');
    await closeRequests(tx, request, { state: 'withdrawn', answer: null, by: null, at: '' });
    await recordEvent(tx, ctx, 'team.withdrawn', { type: 'teamRequest', id: request.id, audience: 'audit' });
  });
  return { ok: true };
}
