import { z } from 'zod';
import type { JobDefinition } from '../../platform/jobs.ts';
import { follow, isStopping } from '../../platform/jobs.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { dayOf } from '../../platform/time.ts';
import { notify } from '../notifications/index.ts';
import { companyOf } from '../org/index.ts';
import { instancesToDeputise } from './workflow.deputies.reads.ts';
import { deputise } from './workflow.deputies.service.ts';

/** What waits for people who are away since today reaches who acts for them, and leaves them when it is over. */
async function reachDeputies(runtime: Runtime): Promise<void> {
  const { timeZone } = await companyOf(runtime.kysely);
  for (const id of await instancesToDeputise(runtime.kysely, dayOf(runtime.now(), timeZone))) {
    if (isStopping(runtime)) break;
    await deputise(runtime, id);
  }
}

const byTheClock: JobDefinition = { name: 'workflow.deputies', cron: '* * * * *', run: reachDeputies };
const changes = ['workflow.deputyNamed', 'workflow.deputyChanged', 'workflow.deputyEnded'];
const byChanges = follow('workflow.deputiesChanged', changes, reachDeputies);

const named = z.object({ personId: z.uuid(), deputyId: z.uuid(), fromOn: z.string(), untilOn: z.string() });

const tell = follow('workflow.tellDeputy', ['workflow.deputyNamed'], async ({ kysely }, event) => {
  const { personId, deputyId, fromOn, untilOn } = named.parse(event.data);
  await kysely.transaction().execute(async (tx) => {
    const person = await tx.selectFrom('users').select('name').where('id', '=', personId).executeTakeFirst();
    await notify(tx, {
      userIds: [deputyId, personId].filter((id) => id !== event.actorId),
      eventId: event.id,
      kind: 'workflow.deputyNamed',
      params: { person: person?.name ?? '', from: fromOn, until: untilOn },
      subjectType: 'deputy',
      subjectId: event.subject.id,
    });
  });
});

export const deputiesJobs = [byTheClock, byChanges, tell];
