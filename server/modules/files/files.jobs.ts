import type { JobDefinition } from '../../platform/jobs.ts';
import { removeBroken } from './files.disk.store.ts';

const day = 24 * 60 * 60_000;

export const filesJobs: readonly JobDefinition[] = [
  {
    name: 'files.tidy',
    cron: '57 3 * * *',
    run: ({ settings }) => removeBroken(settings, new Date(Date.now() - day)),
  },
];
