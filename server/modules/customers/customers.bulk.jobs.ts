import type { JobDefinition } from '../../platform/jobs.ts';
import { follow } from '../../platform/jobs.ts';
import { asked } from './customers.bulk.service.ts';
import { bulkEditsUnderWay } from './customers.bulk.store.ts';
import { workOnBulk } from './customers.bulk.work.service.ts';

const work = follow('customers.bulk', asked, (runtime, event) => workOnBulk(runtime, event.subject.id));

/** Takes up what a process that died has left. */
const resume: JobDefinition = {
  name: 'customers.bulkResume',
  cron: '* * * * *',
  run: async (runtime) => {
    for (const id of await bulkEditsUnderWay(runtime.kysely)) await workOnBulk(runtime, id);
  },
};

export const bulkJobs = [work, resume];
