import type { Db } from '../../platform/db/db.ts';

export async function countFilesOf(db: Db, personId: string): Promise<number> {
  const { count } = await db
    .selectFrom('files')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('owner_id', '=', personId)
    .executeTakeFirstOrThrow();
  return count;
}
