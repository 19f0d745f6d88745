import { z } from 'zod';
import { follow } from '../../platform/jobs.ts';
import { notify } from '../notifications/index.ts';

const data = z.object({ receivers: z.array(z.uuid()) });

/** Whoever got something is told. */
const tell = follow('handovers.tell', ['handover.done'], async (runtime, event) => {
  const { receivers } = data.parse(event.data);
  await runtime.kysely.transaction().execute(async (tx) => {
    const actor = await tx.selectFrom('users').select('name').where('id', '=', event.actorId).executeTakeFirst();
    await notify(tx, {
      userIds: receivers.filter((id) => id !== event.actorId),
      eventId: event.id,
      kind: 'handover.received',
      params: { actor: actor?.name ?? '' },
      subjectType: 'handover',
      subjectId: event.subject.id,
    });
  });
});

export const handoversJobs = [tell];
