import { sql } from 'kysely';
import type { StoredFile } from '../../../contract/files.ts';
import type { Ctx } from '../../platform/context.ts';
import { ensure } from '../../platform/errors.ts';
import { lineSees } from '../../platform/scope.ts';

/**
 * A file as those see it who may: its owner and the line above, and who sees a plan item that it proves. Throws
 * `common.notFound`.
 */
export async function getFile(ctx: Ctx, id: string): Promise<StoredFile> {
  const { rows } = await sql<StoredFile>`
    select f.id, f.name, f.type, f.size, f.created_at as "createdAt",
      json_build_object('id', u.id, 'name', u.name, 'post', u.post) as owner
    from files f join users u on u.id = f.owner_id
    where f.id = ${id} and (
      ${lineSees(ctx.actor, 'f.owner_id')} or exists (
        select 1 from plan_item_proofs p join plan_items i on i.id = p.item_id
        where p.file_id = f.id and ${lineSees(ctx.actor, 'i.owner_id')}
      )
    )`.execute(ctx.db);
  const [file] = rows;
  ensure(file, 'common.notFound');
  return file;
}
