import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { StoredFile } from '../../../contract/files.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { customerSeenRow, lineSees, workflowSeenRow } from '../../platform/scope.ts';

/**
 * Files `f`: seen by their owner and the line above, by who sees a plan item that they prove, by who sees a customer
 * that they are attached to, in a field or by a note, and by who sees a workflow instance that they came with and may
 * know the field where they are. Whoever may not know that field does not see them as one of the line either.
 */
function fileSeen(actor: Actor): RawBuilder<boolean> {
  return sql<boolean>`(
    f.owner_id = ${actor.id}
    or (${lineSees(actor, 'f.owner_id')} and not exists (
      select from workflow_files w join workflow_readers r on r.instance_id = w.instance_id and r.user_id = ${actor.id}
      where w.file_id = f.id and w.field = any(r.hidden)
    ))
    or exists (
      select from workflow_files w join workflow_instances i on i.id = w.instance_id
      where w.file_id = f.id and ${workflowSeenRow(actor)} and not exists (
        select from workflow_readers r
        where r.instance_id = i.id and r.user_id = ${actor.id} and w.field = any(r.hidden)
      )
    )
    or exists (
      select 1 from plan_item_proofs p join plan_items i on i.id = p.item_id
      where p.file_id = f.id and ${lineSees(actor, 'i.owner_id')}
    )
    or exists (select 1 from customer_values v where v.file_id = f.id and ${customerSeenRow(actor, 'v.customer_id')})
    or exists (
      select 1 from note_files nf join notes n on n.id = nf.note_id
      where nf.file_id = f.id and n.removed_at is null and ${customerSeenRow(actor, 'n.customer_id')}
    )
  )`;
}

/** Ids among these of files that the person stored. */
export async function filesOf(db: Db, ownerId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('files')
    .select('id')
    .where('id', 'in', ids)
    .where('owner_id', '=', ownerId)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** Which of these files have a row. */
export async function knownFiles(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.selectFrom('files').select('id').where('id', 'in', ids).execute();
  return new Set(rows.map((row) => row.id));
}

/** A file for who may see it. Throws `common.notFound`. */
export async function getFile(ctx: Ctx, id: string): Promise<StoredFile> {
  const { rows } = await sql<StoredFile>`
    select f.id, f.name, f.type, f.size, f.created_at as "createdAt",
      json_build_object('id', u.id, 'name', u.name, 'post', u.post) as owner
    from files f join users u on u.id = f.owner_id
    where f.id = ${id} and ${fileSeen(ctx.actor)}`.execute(ctx.db);
  const [file] = rows;
  ensure(file, 'common.notFound');
  return file;
}

/** Names of the files among these that the actor may see, by id. */
export async function filesSeen(db: Db, actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select f.id, f.name from files f where f.id = any(${[...ids]}::uuid[]) and ${fileSeen(actor)}
  `.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
