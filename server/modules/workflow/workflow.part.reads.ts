import { sql } from 'kysely';
import type { InstanceLine } from '../../../contract/workflows.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import type { LineRow } from './workflow.lines.reads.ts';
import { lineColumns, lineJoins, narrowed, toLines } from './workflow.lines.reads.ts';

/** Those of the instances that the person started, or decided in. */
export async function instancesWithPart(db: Db, personId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select i.id from workflow_instances i where i.id = any(${[...ids]}::uuid[]) and (i.starter_id = ${personId} or exists (
      select from workflow_tasks t where t.instance_id = i.id and t.decided_by = ${personId}))`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

const lookedAt = 200;
const listed = 8;

/**
 * The latest instances that the reader started or decided in: about this customer first, approved ones before others.
 */
export async function listWithPart(
  ctx: Ctx,
  { customerId, q }: { customerId: string | null; q?: string | undefined },
): Promise<InstanceLine[]> {
  const conditions = narrowed({ q }, ctx.actor);
  if (conditions === null) return [];
  const me = ctx.actor.id;
  const { rows } = await sql<LineRow>`
    with mine as (
      (select i.id from workflow_instances i where i.starter_id = ${me} and ${conditions}
        order by i.id desc limit ${lookedAt})
      union
      (select i.id from workflow_instances i where i.customer_id = ${customerId} and i.starter_id = ${me} and ${conditions}
        order by i.id desc limit ${lookedAt})
      union
      (select i.id from workflow_tasks t join workflow_instances i on i.id = t.instance_id
        where t.decided_by = ${me} and ${conditions} order by t.closed_at desc, t.id desc limit ${lookedAt})
    )
    select ${lineColumns} from mine join workflow_instances i on i.id = mine.id ${lineJoins}
    order by (i.customer_id = ${customerId}) is true desc, i.status = 'approved' desc, i.id desc
    limit ${listed}`.execute(ctx.db);
  return toLines(ctx.db, rows);
}
