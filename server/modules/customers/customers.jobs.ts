import { z } from 'zod';
import { follow } from '../../platform/jobs.ts';
import { notify } from '../notifications/index.ts';
import { tellMentioned } from './customers.notes.jobs.ts';

const joined = z.object({ added: z.array(z.object({ personId: z.uuid() })) });

/** Whoever was put on a team by somebody else is told. */
const tellTeam = follow('customers.tellTeam', ['customer.teamChanged'], async (runtime, event) => {
  const { added } = joined.parse(event.data);
  const userIds = added.map((member) => member.personId).filter((id) => id !== event.actorId);
  if (userIds.length === 0) return;
  await runtime.kysely.transaction().execute(async (tx) => {
    const actor = await tx.selectFrom('users').select('name').where('id', '=', event.actorId).executeTakeFirst();
    await notify(tx, {
      userIds,
      eventId: event.id,
      kind: 'customer.teamJoined',
      params: { actor: actor?.name ?? '' },
      subjectType: 'customer',
      subjectId: event.subject.id,
    });
  });
});

export const customersJobs = [tellTeam, tellMentioned];
