import { sql } from 'kysely';
import type { JobDefinition } from '../../platform/jobs.ts';

const day = 24 * 60 * 60_000;

export const notificationsJobs: readonly JobDefinition[] = [
  {
    name: 'notifications.tidy',
    cron: '37 3 * * *',
    /** Removes messages read over 180 days ago and keys of commands older than 7 days; makes room for coming events. */
    async run({ kysely, now }) {
      const ago = (days: number) => new Date(now().getTime() - days * day).toISOString();
      await kysely.deleteFrom('notifications').where('read_at', '<', ago(180)).execute();
      await kysely.deleteFrom('idempotency_keys').where('created_at', '<', ago(7)).execute();
      await sql`
        select ensure_month_partitions(parent, current_date, 13)
        from unnest('{events,workflow_history}'::regclass[]) as parent`.execute(kysely);
    },
  },
];
