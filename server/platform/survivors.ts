import { sql } from 'kysely';
import type { Db } from './db/db.ts';

/** Of those customers among these ids that have become part of another customer: of which, by now. */
export async function survivorsOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ named: string; id: string }>`
    with recursive onward as (
      select loser_id as named, survivor_id as id, 1 as step from customer_merges
      where loser_id = any(${[...ids]}::uuid[]) and undone_at is null
      union
      select onward.named, m.survivor_id, onward.step + 1 from onward
      join customer_merges m on m.loser_id = onward.id and m.undone_at is null
      where onward.step < 100
    )
    select distinct on (named) named, id from onward order by named, step desc
  `.execute(db);
  return new Map(rows.map(({ named, id }) => [named, id]));
}
