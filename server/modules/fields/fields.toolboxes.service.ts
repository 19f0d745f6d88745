import { sql } from 'kysely';
import type { Toolbox } from '../../../contract/toolboxes.ts';
import type { WorkflowFamily } from '../../../contract/workflows.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import { ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { segmentOf, setSegment } from './fields.store.ts';
import { publishedAmong, replaceToolbox, toolboxItems } from './fields.toolboxes.store.ts';

export async function getToolbox(ctx: Ctx, segmentId: string): Promise<Toolbox> {
  const { rows } = await sql<{ version: number }>`
    select coalesce(s.version, 1) as version from list_entries e left join segment_settings s on s.segment_id = e.id
    where e.id = ${segmentId} and e.list = 'segment'`.execute(ctx.db);
  const [segment] = rows;
  ensure(segment, 'common.notFound');
  return { version: segment.version, items: await toolboxItems(ctx.db, segmentId) };
}

export async function setToolbox(
  ctx: Ctx,
  { id, version, workflowIds }: { id: string; version: number; workflowIds: string[] },
): Promise<Toolbox> {
  await write(ctx, async (tx) => {
    const segment = await segmentOf(tx, id);
    ensure(segment, 'common.notFound');
    ensure(segment.version === version, 'common.stale');
    const wanted = [...new Set(workflowIds)];
    const known = await publishedAmong(tx, wanted);
    const strange = workflowIds.findIndex((one) => !known.has(one));
    if (strange !== -1) throw invalid(`workflowIds.${strange}`, 'notFound');
    const before = await toolboxItems(tx, id);
    await replaceToolbox(tx, id, wanted);
    await setSegment(tx, id, segment, version + 1);
    const changes = [{ field: 'toolbox', from: before.map((one) => one.id), to: wanted }];
    await recordEvent(tx, ctx, 'segment.toolboxSet', { type: 'segment', id, audience: 'audit' }, { changes });
  });
  return getToolbox(ctx, id);
}

type Offered = { id: string; name: string; family: WorkflowFamily; description: string };

/** What the segment of a customer offers; nothing for a customer without a segment. */
export async function toolboxOfCustomer(ctx: Ctx, customerId: string): Promise<{ items: Offered[] }> {
  const { rows: seen } = await sql<{ segmentId: string | null }>`
    select c.segment_id as "segmentId" from customers c
    where c.id = ${customerId} and ${customerSeenRow(ctx.actor, 'c.id')}`.execute(ctx.db);
  const [customer] = seen;
  ensure(customer, 'common.notFound');
  const { rows } = await sql<Offered>`
    select d.id, d.name, d.family, v.content ->> 'description' as description
    from segment_workflows s join workflow_definitions d on d.id = s.definition_id and d.state = 'published'
    join workflow_versions v on v.definition_id = d.id and v.number = d.current_number
    where s.segment_id = ${customer.segmentId} order by s.position`.execute(ctx.db);
  return { items: rows };
}
