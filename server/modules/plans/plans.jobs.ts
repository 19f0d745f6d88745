import { z } from 'zod';
import type { NotificationKind } from '../../../contract/notifications.ts';
import type { Tx } from '../../platform/db/db.ts';
import type { RecordedEvent } from '../../platform/events.ts';
import { follow } from '../../platform/jobs.ts';
import { notify } from '../notifications/index.ts';
import { effectiveSupervisor } from '../org/index.ts';
import { newestEvaluation } from './plans.evaluation.store.ts';
import { isAboveNow, personName } from './plans.people.store.ts';

const data = z.object({ title: z.string().optional(), week: z.string().optional(), score: z.number().optional() });

/** The message of an event, and who gets it; whoever did it is never told of it. */
const messages: Record<
  string,
  { kind: NotificationKind; to: (tx: Tx, event: RecordedEvent) => Promise<string | null> }
> = {
  'planItem.assigned': { kind: 'planItem.assigned', to: owner },
  'planItem.adjusted': { kind: 'planItem.adjusted', to: owner },
  'planItem.cancelled': { kind: 'planItem.adjusted', to: owner },
  'planItem.submitted': { kind: 'planItem.submitted', to: supervisor },
  'planItem.evaluated': { kind: 'planItem.evaluated', to: owner },
  'planItem.corrected': { kind: 'planItem.corrected', to: owner },
  'planItem.replied': { kind: 'planItem.replied', to: otherSide },
  'planWeek.submitted': { kind: 'planWeek.submitted', to: supervisor },
  'planWeek.approved': { kind: 'planWeek.approved', to: owner },
  'planWeek.returned': { kind: 'planWeek.returned', to: owner },
};

async function owner(_tx: Tx, event: RecordedEvent): Promise<string | null> {
  return event.subject.ownerId ?? null;
}

/** Who has to answer the owner by now: the direct supervisor, or the next one up who is still here. */
async function supervisor(tx: Tx, event: RecordedEvent): Promise<string | null> {
  return event.subject.ownerId ? effectiveSupervisor(tx, event.subject.ownerId) : null;
}

/** A reply from above goes to the owner, the owner's to the evaluator, or to the supervisor once that one is not above. */
async function otherSide(tx: Tx, event: RecordedEvent): Promise<string | null> {
  const { id, ownerId } = event.subject;
  if (!ownerId || event.actorId !== ownerId) return ownerId ?? null;
  const evaluator = (await newestEvaluation(tx, id))?.evaluatorId;
  return evaluator && (await isAboveNow(tx, evaluator, ownerId)) ? evaluator : supervisor(tx, event);
}

const tell = follow('plans.tell', Object.keys(messages), async (runtime, event) => {
  const message = messages[event.type];
  if (!message) return;
  await runtime.kysely.transaction().execute(async (tx) => {
    const receiver = await message.to(tx, event);
    if (receiver === null || receiver === event.actorId) return;
    const { title, week, score } = data.parse(event.data);
    const { type, id, ownerId } = event.subject;
    await notify(tx, {
      userIds: [receiver],
      eventId: event.id,
      kind: message.kind,
      params: {
        actor: event.actorId ? await personName(tx, event.actorId) : '',
        ...(title !== undefined && { title }),
        ...(score !== undefined && { score }),
        ...(week !== undefined && { week, personId: ownerId ?? '' }),
      },
      subjectType: type,
      subjectId: id,
    });
  });
});

export const plansJobs = [tell];
