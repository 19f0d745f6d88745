import type { ErrorCode } from '../../../contract/errors.ts';
import { createCtx, write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { AppError, ensure, isDisconnected } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { notify } from '../notifications/index.ts';
import { actorOf, lockOrganisation } from '../org/index.ts';
import type { Command } from './handovers.service.ts';
import { resumeIn, subjectOf } from './handovers.service.ts';
import { failHandover, isStillWaiting, tellProgress, waitingById } from './handovers.store.ts';

/**
 * Does a handover that waits, in one transaction. Whoever comes second finds it done; a process that is killed leaves it
 * as it was, for the next one.
 */
export async function workOnHandover(runtime: Runtime, id: string): Promise<void> {
  const waiting = await waitingById(runtime.kysely, id);
  if (!waiting) return;
  try {
    const actor = await actorOf(runtime.kysely, waiting.actorId);
    ensure(actor, 'common.forbidden');
    const ctx = createCtx({ kysely: runtime.kysely, actor, now: runtime.now });
    await write(ctx, async (tx) => {
      if (!(await takeTurn(tx, id))) return;
      // Told beside the transaction, or nobody would read of it before the end.
      const tell = (done: number) => tellProgress(runtime.kysely, id, done);
      await resumeIn(tx, ctx, { id, input: waiting.command as Command }, tell);
      await settle(tx, { id, actorId: actor.id, now: runtime.now }, null);
    });
  } catch (error) {
    // Without the database nothing is decided: the work is taken up when it is back.
    if (isDisconnected(error)) throw error;
    const { code } = error instanceof AppError ? error : new AppError('common.internal');
    await runtime.kysely.transaction().execute(async (tx) => {
      if (!(await takeTurn(tx, id))) return;
      await failHandover(tx, id, code);
      await settle(tx, { id, actorId: waiting.actorId, now: runtime.now }, code);
    });
  }
}

/** One at a time. The row itself is not locked: progress is written to it from beside. */
async function takeTurn(tx: Tx, id: string): Promise<boolean> {
  await lockOrganisation(tx);
  return isStillWaiting(tx, id);
}

type Settled = { id: string; actorId: string; now: () => Date };

/** Whoever asked for it is told how it ended. */
async function settle(tx: Tx, { id, actorId, now }: Settled, code: ErrorCode | null): Promise<void> {
  const by = { actor: { id: actorId }, now };
  const event = await recordEvent(tx, by, code ? 'handover.failed' : 'handover.finished', subjectOf(id), { code });
  await notify(tx, {
    userIds: [actorId],
    eventId: event.id,
    kind: code ? 'handover.failed' : 'handover.finished',
    params: {},
    subjectType: 'handover',
    subjectId: id,
  });
}
