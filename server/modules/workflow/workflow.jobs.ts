import { z } from 'zod';
import type { JobDefinition } from '../../platform/jobs.ts';
import { follow, isStopping } from '../../platform/jobs.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { tellPeople } from './workflow.messages.jobs.ts';
import { moveInstances } from './workflow.moves.jobs.ts';
import { cancelChild, endChild, fireTimer, startChild } from './workflow.service.ts';
import { measure } from './workflow.times.jobs.ts';

const atOnce = 500;

/** Every due timer, each in a transaction of its own; one that fails leaves the others alone and comes again. */
async function fireDue(runtime: Runtime): Promise<void> {
  let failed: unknown;
  for (let after = ''; !isStopping(runtime); ) {
    const due = await runtime.kysely
      .selectFrom('workflow_timers')
      .select(['id', 'instance_id as instanceId'])
      .where('at', '<=', runtime.now().toISOString())
      .$if(after !== '', (query) => query.where('id', '>', after))
      .orderBy('id')
      .limit(atOnce)
      .execute();
    for (const timer of due) {
      await fireTimer(runtime, timer).catch((error: unknown) => {
        failed = error;
      });
    }
    const last = due.at(-1);
    if (!last || due.length < atOnce) break;
    after = last.id;
  }
  if (failed) throw failed;
}

const timers: JobDefinition = { name: 'workflow.timers', cron: '* * * * *', run: fireDue };

const ended = z.object({ status: z.string(), parentVisitId: z.uuid().nullable() });

const tellParent = follow('workflow.tellParent', ['workflow.ended'], async (runtime, event) => {
  const { status, parentVisitId } = ended.parse(event.data);
  if (parentVisitId) await endChild(runtime, parentVisitId, status === 'approved');
});

const ofVisit = z.object({ visitId: z.uuid() });

const start = follow('workflow.startChild', ['workflow.child.started'], (runtime, event) =>
  startChild(runtime, ofVisit.parse(event.data).visitId),
);
const cancel = follow('workflow.cancelChild', ['workflow.child.cancelled'], (runtime, event) =>
  cancelChild(runtime, ofVisit.parse(event.data).visitId),
);

export const workflowJobs = [timers, tellParent, start, cancel, tellPeople, moveInstances, measure];
