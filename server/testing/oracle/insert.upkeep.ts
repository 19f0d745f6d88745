import type pg from 'pg';
import { addDays } from '../../platform/time.ts';
import { localDay } from './days.ts';
import type { World } from './world.types.ts';

/** The customers are there; a day that is far off keeps their archives from being out of date. */
export async function insertSnoozes(client: pg.PoolClient, world: World, at: Date): Promise<void> {
  const until = addDays(localDay(at), 20);
  const rows = world.snoozes.map(({ customerId, personId, mark }) => ({ customerId, personId, mark }));
  await client.query(
    `insert into archive_snoozes (customer_id, person_id, until, reason, times, kept_at, created_at)
     select c.id, s."personId", $2, s.mark, 1, c.archive_updated_at, $3
     from jsonb_to_recordset($1::jsonb) as s ("customerId" uuid, "personId" uuid, mark text)
     join customers c on c.id = s."customerId"`,
    [JSON.stringify(rows), until, at],
  );
  await client.query(
    `update customers c set stale_at = greatest(c.stale_at, s.until) from archive_snoozes s where s.customer_id = c.id`,
  );
}
