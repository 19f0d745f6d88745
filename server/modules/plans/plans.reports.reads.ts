import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';

/**
 * Whose work waits for whom, as a common table `reports (boss_id, id, active)`: the direct subordinates of each of the
 * `bosses` (a query of ids), and those below a departed one, who have nobody nearer to answer them. Nothing waits for a
 * boss who has departed. To be used after `with recursive`.
 */
export const reportsOf = (bosses: RawBuilder<unknown>) => sql`
  reports (boss_id, id, active) as (
    select b.id, u.id, u.active from users b join users u on u.supervisor_id = b.id
    where b.active and b.id in (${bosses})
    union all
    select r.boss_id, u.id, u.active from reports r join users u on u.supervisor_id = r.id where not r.active
  )`;
