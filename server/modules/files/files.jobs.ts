import type { JobDefinition } from '../../platform/jobs.ts';
import { removeBroken, removeOrphans } from './files.disk.store.ts';
import { knownFiles } from './files.reads.ts';

const day = 24 * 60 * 60_000;

export const filesJobs: readonly JobDefinition[] = [
  {
    name: 'files.tidy',
    cron: '57 3 * * *',
    run: async ({ settings, kysely }) => {
      const before = new Date(Date.now() - day);
      await removeBroken(settings, before);
      await removeOrphans(settings, before, (ids) => knownFiles(kysely, ids));
    },
  },
];
