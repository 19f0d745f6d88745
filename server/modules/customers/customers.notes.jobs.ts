import { z } from 'zod';
import { follow } from '../../platform/jobs.ts';
import { notify } from '../notifications/index.ts';
import { whoSeesCustomer } from './customers.touch.service.ts';

const mentioned = z.object({ mentions: z.array(z.object({ personId: z.uuid() })) });

/** Whoever is mentioned in a note and still sees the customer is told. */
export const tellMentioned = follow(
  'customers.tellMentioned',
  ['customer.noted', 'note.edited'],
  async (runtime, event) => {
    const { success, data } = mentioned.safeParse(event.data);
    const { customerId } = event.subject;
    if (!success || !customerId) return;
    const wanted = data.mentions.map(({ personId }) => personId).filter((id) => id !== event.actorId);
    await runtime.kysely.transaction().execute(async (tx) => {
      const readers = await whoSeesCustomer(tx, customerId, wanted);
      const actor = await tx.selectFrom('users').select('name').where('id', '=', event.actorId).executeTakeFirst();
      await notify(tx, {
        userIds: [...readers],
        eventId: event.id,
        kind: 'customer.mentioned',
        params: { actor: actor?.name ?? '' },
        subjectType: 'customer',
        subjectId: customerId,
      });
    });
  },
);
