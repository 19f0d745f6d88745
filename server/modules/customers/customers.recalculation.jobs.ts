import type { JobDefinition } from '../../platform/jobs.ts';
import { follow } from '../../platform/jobs.ts';
import { recalculateOwn } from './customers.recalculation.service.ts';

const recalculate = follow('customers.recalculateOwn', ['ownField.created', 'ownField.updated'], (runtime) =>
  recalculateOwn(runtime.kysely),
);

/** Takes up what a process that died has left. */
const resume: JobDefinition = {
  name: 'customers.resumeOwn',
  cron: '* * * * *',
  run: (runtime) => recalculateOwn(runtime.kysely),
};

export const recalculationJobs = [recalculate, resume];
