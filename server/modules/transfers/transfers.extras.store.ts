import type { Tx } from '../../platform/db/db.ts';

/** Notes people that an import added although no row is theirs. */
export async function insertExtras(tx: Tx, importId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .insertInto('import_extras')
    .values(ids.map((id) => ({ import_id: importId, record_id: id, record_version: 1 })))
    .execute();
}

export async function takeExtras(tx: Tx, importId: string): Promise<{ id: string; version: number }[]> {
  return tx
    .selectFrom('import_extras')
    .select(['record_id as id', 'record_version as version'])
    .where('import_id', '=', importId)
    .execute();
}

export async function dropExtras(tx: Tx, importId: string, ids: ReadonlySet<string>): Promise<void> {
  if (ids.size === 0) return;
  await tx
    .deleteFrom('import_extras')
    .where('import_id', '=', importId)
    .where('record_id', 'in', [...ids])
    .execute();
}
