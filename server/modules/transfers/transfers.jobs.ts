import type { JobDefinition } from '../../platform/jobs.ts';
import { follow } from '../../platform/jobs.ts';
import { asked } from './transfers.service.ts';
import { importsUnderWay } from './transfers.store.ts';
import { workOnImport } from './transfers.work.service.ts';

const work = follow('transfers.work', asked, (runtime, event) => workOnImport(runtime, event.subject.id));

/** Takes up what a process that died has left. */
const resume: JobDefinition = {
  name: 'transfers.resume',
  cron: '* * * * *',
  run: async (runtime) => {
    for (const id of await importsUnderWay(runtime.kysely)) await workOnImport(runtime, id);
  },
};

export const transfersJobs = [work, resume];
