import { sql } from 'kysely';
import type { Form, FormValues } from '../../../contract/workflows.forms.ts';
import { referencesIn } from '../../../contract/workflows.values.ts';
import type { Tx } from '../../platform/db/db.ts';

/** The files that the form names belong to the instance from now on, also when the field names others later. */
export async function keepFiles(tx: Tx, instanceId: string, form: Form, values: FormValues): Promise<void> {
  const files = referencesIn(form, values)
    .filter(({ kind }) => kind === 'attachment')
    .map(({ id, field }) => ({ id, field: field.split('.')[0] ?? field }));
  if (files.length === 0) return;
  await sql`
    insert into workflow_files (file_id, instance_id, field)
    select r.id, ${instanceId}, r.field
    from jsonb_to_recordset(${JSON.stringify(files)}::jsonb) as r (id uuid, field text)
    on conflict do nothing`.execute(tx);
}

/** Files that came with a line of the history. */
export async function attachFiles(tx: Tx, instanceId: string, lineId: string, fileIds: readonly string[]) {
  if (fileIds.length === 0) return;
  await sql`
    insert into workflow_files (file_id, instance_id, history_id)
    select distinct id, ${instanceId}::uuid, ${lineId}::uuid from unnest(${[...fileIds]}::uuid[]) as id
    on conflict do nothing`.execute(tx);
}
