import type { JobDefinition } from '../../platform/jobs.ts';

const day = 24 * 60 * 60_000;

export const authJobs: readonly JobDefinition[] = [
  {
    name: 'auth.tidy',
    cron: '17 3 * * *',
    /** Removes what has run out: sessions, waiting sign-ins, counted guesses and used codes older than a day. */
    async run({ kysely, now }) {
      const instant = now().toISOString();
      const yesterday = new Date(now().getTime() - day).toISOString();
      await kysely.deleteFrom('auth_sessions').where('expires_at', '<', instant).execute();
      await kysely.deleteFrom('auth_verifications').where('expires_at', '<', instant).execute();
      await kysely.deleteFrom('auth_attempts').where('at', '<', yesterday).execute();
      await kysely.deleteFrom('auth_used_codes').where('at', '<', yesterday).execute();
    },
  },
];
