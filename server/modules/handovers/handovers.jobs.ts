import { z } from 'zod';
import type { JobDefinition } from '../../platform/jobs.ts';
import { follow } from '../../platform/jobs.ts';
import { notify } from '../notifications/index.ts';
import { asked } from './handovers.service.ts';
import { waitingHandovers } from './handovers.store.ts';
import { workOnHandover } from './handovers.work.service.ts';

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

const work = follow('handovers.work', [asked], (runtime, event) => workOnHandover(runtime, event.subject.id));

/** Takes up what a process that died has left. */
const resume: JobDefinition = {
  name: 'handovers.resume',
  cron: '* * * * *',
  run: async (runtime) => {
    for (const id of await waitingHandovers(runtime.kysely)) await workOnHandover(runtime, id);
  },
};

export const handoversJobs = [tell, work, resume];
