import { z } from 'zod';
import type { NotificationKind } from '../../../contract/notifications.ts';
import type { JobDefinition } from '../../platform/jobs.ts';
import { follow } from '../../platform/jobs.ts';
import { notify } from '../notifications/index.ts';
import { effectiveSupervisor } from '../org/index.ts';
import { workNight } from './customers.pool.night.service.ts';

/** Every hour: the night of the company's own time zone is found by the work itself. */
const night: JobDefinition = { name: 'customers.poolNight', cron: '7 * * * *', run: (runtime) => workNight(runtime) };

const data = z.object({
  from: z.object({ personId: z.uuid() }).optional(),
  returnOn: z.string().optional(),
  pool: z.string().optional(),
});

const kinds: Record<string, NotificationKind> = {
  'customer.poolWarned': 'customer.poolWarned',
  'customer.returned': 'customer.poolReturned',
  'customer.poolAssigned': 'customer.poolAssigned',
};

/** A coming return is told to the owner and the supervisor, a return to who had the customer, an assignment to the new owner. */
const tell = follow('customers.tellPool', Object.keys(kinds), async (runtime, event) => {
  const kind = kinds[event.type];
  const { from, returnOn, pool } = data.parse(event.data);
  const person = from?.personId ?? event.subject.ownerId;
  if (!kind || !person) return;
  await runtime.kysely.transaction().execute(async (tx) => {
    const supervisor = kind === 'customer.poolWarned' ? await effectiveSupervisor(tx, person) : null;
    await notify(tx, {
      userIds: [person, ...(supervisor ? [supervisor] : [])].filter((id) => id !== event.actorId),
      eventId: event.id,
      kind,
      params: { ...(returnOn && { day: returnOn }), ...(pool && { pool }) },
      subjectType: 'customer',
      subjectId: event.subject.id,
    });
  });
});

export const poolJobs = [night, tell];
